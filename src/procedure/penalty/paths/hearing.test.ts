import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../../calendar/index.ts'
import { type CaseState, limitsOf, nextSteps, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'
import { hearingSteps as h } from './hearing.scene.ts'

const house = walk([ordinaryPenalty])
const told = () => house.play(until(o, 'serveNotice'))
const heard = (last: keyof typeof h, without: readonly (keyof typeof h)[] = []) =>
  house.play(until(h, last, without), told())
const refused = (state: CaseState, step: Step, code: string) => {
  const found = house.refusals(state, step)
  assert.ok(found.includes(code), `expected ${code}, got ${found.join(', ') || 'acceptance'}`)
}
const change = (step: Step, data: object, more: Partial<Step> = {}): Step => ({
  ...step,
  ...more,
  data: { ...step.data, ...data },
})
const strand = (state: CaseState) => state.strands.find(({ kind }) => kind === 'hearing')

test('a hearing goes from the request to the report, and the case to legal review', () => {
  const state = heard('report')
  assert.equal(strand(state)?.state, 'reported')
  assert.equal(state.stage, 'review')
  assert.equal(state.dossier.review?.kind, 'legal')
  assert.ok(state.dossier.review?.major)
  assert.ok(state.dossier.defence?.made)
  assert.deepEqual(
    state.papers.slice(-4).map(({ form }) => form),
    [39, 50, 40, 41],
  )
})

test('the report sends the case back to investigation when it advises something else than what was proposed', () => {
  const state = house.play([change(h.report, { advice: 'supplement' })], heard('hold'))
  assert.equal(state.stage, 'investigation')
})

test('whoever waits for the hearing is the chair, and nobody else conducts it', () => {
  const state = heard('handOver')
  assert.ok(
    nextSteps(ordinaryPenalty, state).some(
      ({ act, waits }) => act === 'schedule-hearing' && waits.some(({ person }) => person === 'sun'),
    ),
  )
  for (const step of [h.schedule, h.announce, h.hold, h.report])
    refused(
      heard(step === h.schedule ? 'handOver' : step === h.report ? 'hold' : 'serve'),
      { ...step, by: 'head' },
      'not-the-chair',
    )
})

test('only who has the right to a hearing, in time, and once, asks for one', () => {
  const { notice, ...dossier } = told().dossier
  assert.ok(notice !== undefined)
  const noRight: CaseState = { ...told(), dossier: { ...dossier, notice: { ...notice, hearing: false } } }
  refused(noRight, h.request, 'no-hearing-right')
  refused(told(), change(h.request, { on: '2026-03-20' }, { on: '2026-03-20T02:00:00.000Z' }), 'hearing-too-late')
  refused(told(), change(h.request, { on: '2026-03-16' }), 'asked-in-future')
  refused(told(), change(h.request, { on: '2026-03-11' }), 'asked-before-notice')
  refused(heard('request'), change(h.request, {}, { on: '2026-03-13T03:00:00.000Z' }), 'hearing-asked-already')
  refused(house.play(until(o, 'notice')), { ...h.request, on: '2026-03-12T01:00:00.000Z' }, 'notice-not-served')
  assert.deepEqual(
    house.refusals(told(), change(h.request, { on: '2026-03-19' }, { on: '2026-03-20T02:00:00.000Z' })),
    [],
    'asked on the fifth day, entered on the sixth',
  )
})

test('nobody who investigated chairs, sits or records, and a leader who handled the case does not appoint', () => {
  refused(heard('request'), change(h.appoint, { chair: 'zhao' }), 'chair-investigated')
  refused(heard('request'), change(h.appoint, { members: ['qian'] }), 'chair-investigated')
  refused(heard('request'), change(h.appoint, { members: ['sun'] }), 'chair-is-member')
  refused(heard('request'), change(h.appoint, { chair: 'nobody' }), 'unknown-officer')
  refused(heard('request'), { ...h.appoint, by: 'head' }, 'not-your-role')
  refused(heard('handOver'), change(h.schedule, { recorder: 'qian' }), 'recorder-investigated')
})

test('the notice comes seven working days before, the announcement three', () => {
  refused(heard('handOver'), change(h.schedule, { time: '2026-03-26T01:30:00.000Z' }), 'hearing-too-soon')
  assert.deepEqual(house.refusals(heard('handOver'), change(h.schedule, { time: '2026-03-27T01:30:00.000Z' })), [])
  const servedLate = house.play(
    [
      { ...h.serve, on: '2026-03-23T02:00:00.000Z' },
      { ...h.announce, on: '2026-03-24T02:00:00.000Z' },
    ],
    heard('schedule'),
  )
  refused(servedLate, h.hold, 'hearing-notice-too-late')
  refused(heard('announce', ['serve']), h.hold, 'hearing-notice-not-served')
  refused(heard('serve'), h.hold, 'hearing-not-announced')
  refused(
    heard('serve'),
    change(h.announce, { on: '2026-03-27' }, { on: '2026-03-27T02:00:00.000Z' }),
    'announced-too-late',
  )
  refused(
    heard('serve'),
    change(h.announce, { on: '2026-03-30' }, { on: '2026-03-24T02:00:00.000Z' }),
    'announced-in-future',
  )
})

test('a closed hearing is not announced', () => {
  const state = house.play([change(h.schedule, { open: 'closed' }), h.serve], heard('handOver'))
  assert.deepEqual(house.refusals(state, h.hold), [])
})

test('handlers and the party are there, agents with their authority, and it is not held before its time', () => {
  const state = heard('announce')
  const present = h.hold.data.present
  refused(state, change(h.hold, { present: present.filter(({ role }) => role !== 'handler') }), 'no-handler-present')
  refused(state, change(h.hold, { present: present.filter(({ role }) => role === 'handler') }), 'no-party-present')
  refused(
    state,
    change(h.hold, { present: [...present.slice(0, 3), { role: 'agent', name: '林一舟' }] }),
    'no-authority',
  )
  refused(
    state,
    change(h.hold, { from: '2026-03-30T01:30:00.000Z', until: '2026-03-30T03:00:00.000Z' }),
    'before-its-time',
  )
})

test('no decision while a hearing runs; a party that stays away has used its right up', () => {
  const decide: Step = { ...o.decide, on: '2026-03-31T06:00:00.000Z' }
  refused(heard('announce'), decide, 'hearing-running')
  refused(heard('announce'), { ...o.recheck, on: '2026-03-31T06:00:00.000Z' }, 'hearing-running')
  const ended = house.play(
    [
      {
        by: 'sun',
        on: '2026-03-31T05:00:00.000Z',
        act: 'end-hearing',
        data: { ground: 'absent', reasons: '经通知无正当理由未到场。', files: [] },
      },
    ],
    heard('announce'),
  )
  assert.deepEqual(house.refusals(ended, decide), [])
})

test('a request that was refused leaves the time for defence as it was', () => {
  const state = house.play(
    [
      {
        by: 'leader',
        on: '2026-03-16T02:00:00.000Z',
        act: 'refuse-hearing',
        data: { ground: 'stranger', reasons: '申请人不是本案当事人。', told: '书面答复' },
      },
    ],
    heard('request'),
  )
  refused(state, { ...o.decide, on: '2026-03-17T02:00:00.000Z' }, 'defence-period-running')
})

test('its clocks run one after the other, and the ninety days stand still', () => {
  const names = (state: CaseState) =>
    limitsOf(ordinaryPenalty, state, officialCalendar(), '2026-03-31T08:00:00.000Z')
      .filter(({ rule, metAt }) => rule.name.startsWith('hearing') && metAt === undefined)
      .map(({ rule, answer }) => [rule.name, answer.dueDay])
  assert.deepEqual(names(heard('request')), [['hearing-chair', '2026-03-18']])
  assert.deepEqual(names(heard('appoint')), [['hearing-file', '2026-03-19']])
  assert.deepEqual(names(heard('handOver')), [['hearing-schedule', '2026-03-24']])
  assert.deepEqual(names(heard('hold')), [['hearing-report', '2026-04-08']], '4–6 April are holidays')
  const ninety = (state: CaseState) =>
    limitsOf(ordinaryPenalty, state, officialCalendar(), '2026-04-02T08:00:00.000Z').find(
      ({ rule }) => rule.name === 'decision',
    )?.answer
  assert.equal(ninety(heard('hold'))?.stopped, true)
  assert.equal(ninety(told())?.dueDay, '2026-06-02')
  assert.equal(ninety(heard('report'))?.dueDay, '2026-06-23', '13 March through 2 April are left out')
})

test('a suspended hearing gets a new time and a new notice', () => {
  const suspended = house.play(
    [
      {
        by: 'sun',
        on: '2026-03-30T02:00:00.000Z',
        act: 'suspend-hearing',
        data: { ground: 'evidence', reasons: '需要通知供货商到场。' },
      },
    ],
    heard('announce'),
  )
  const again = house.play(
    [change(h.schedule, { time: '2026-04-20T01:30:00.000Z' }, { on: '2026-04-01T02:00:00.000Z' })],
    suspended,
  )
  refused(
    again,
    change(
      h.hold,
      { from: '2026-04-20T01:30:00.000Z', until: '2026-04-20T03:00:00.000Z' },
      { on: '2026-04-20T04:00:00.000Z' },
    ),
    'hearing-notice-not-served',
  )
})

test('what was said about an earlier notice is no answer to a new one', () => {
  const state = heard('report')
  assert.ok(state.dossier.defence !== undefined)
  const again = house.play(
    [
      { ...o.approve, on: '2026-04-03T01:00:00.000Z' },
      { ...o.notice, on: '2026-04-03T02:00:00.000Z' },
    ],
    state,
  )
  assert.equal(again.dossier.defence, undefined)
})
