import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../calendar/index.ts'
import { type CaseState, limitsOf, nextSteps, ordinaryPenalty, withPaths } from '../procedure/index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../procedure/testing.ts'
import { ladderExtension, reviewExtension, reviewPoints, reviewView } from './index.ts'

const procedure = withPaths(ordinaryPenalty, reviewExtension, ladderExtension)
const house = walk([procedure])
const points = (no: readonly string[] = []) =>
  Object.fromEntries(
    Object.keys(reviewPoints).map((name) => [
      name,
      no.includes(name) ? { answer: 'no', reason: '证据不足' } : { answer: 'yes' },
    ]),
  )
const refused = (state: CaseState, step: Step, code: string) =>
  assert.ok(house.refusals(state, step).includes(code), `${code} not among ${house.refusals(state, step).join(', ')}`)
const next = (state: CaseState) => nextSteps(procedure, state).map(({ act }) => act)

/** On which working day of March 2026 a step is taken. */
const on = (day: number) => `2026-03-${String(day).padStart(2, '0')}T03:00:00.000Z`
const submit: Step = { by: 'zhao', on: on(9), act: 'submit-for-review', data: { complete: true } }
const accept: Step = { by: 'reviewer', on: on(9), act: 'accept-review', data: { complete: true } }
const opinion = (outcome: string, no: readonly string[] = ['facts']): Step => ({
  by: 'reviewer',
  on: on(10),
  act: 'give-opinion',
  data: { points: points(no), outcome, opinion: '意见如上。' },
})
const reported = house.play(until(o, 'report'))
const back = house.play([submit, accept, opinion('correct')], reported)
const object = (day = 11): Step => ({
  by: 'zhao',
  on: on(day),
  act: 'object-to-opinion',
  data: { reasons: '证据能够相互印证，货值有进货单证明。' },
})
const second = (outcome: string, day = 12): Step => ({
  by: 'second',
  on: on(day),
  act: 'give-second-opinion',
  data: { outcome, opinion: '复审意见如上。' },
})
const head = (outcome: string, day = 16): Step => ({
  by: 'legalHead',
  on: on(day),
  act: 'give-head-opinion',
  data: { outcome, opinion: '法规处意见如上。' },
})
const settle = (outcome: string, day = 18): Step => ({
  by: 'leader',
  on: on(day),
  act: 'settle-disagreement',
  data: {
    place: '局会议室',
    members: [
      { name: '王局长', view: '同意。' },
      { name: '江副局长', view: '同意。' },
    ],
    outcome,
    opinion: '讨论结论如上。',
  },
})
/** The dispute through the head of the legal office, who upheld the opinion too. */
const upheldTwice = house.play([object(), second('review'), object(13), head('review')], back)

test('whatever a review advises beyond agreement sends the case back, and says which point', () => {
  for (const outcome of ['correct', 'supplement', 'crime'])
    assert.equal(house.play([submit, accept, opinion(outcome)], reported).stage, 'investigation', outcome)
  const accepted = house.play([submit, accept], reported)
  refused(accepted, opinion('crime', []), 'no-point')
  refused(accepted, opinion('beyond'), 'beyond-with-jurisdiction')
  assert.equal(house.play([opinion('beyond', ['jurisdiction'])], accepted).stage, 'investigation')
})

test('agreed with changes: the handlers change it, the same reviewer reads what changed, and only then it is approved', () => {
  const amending = house.play([submit, accept, opinion('amend')], reported)
  assert.equal(amending.stage, 'investigation')
  assert.ok(!next(amending).includes('reread-changes'), 'nothing to read before the report')
  const reread: Step = {
    by: 'reviewer',
    on: on(12),
    act: 'reread-changes',
    data: { outcome: 'holds', opinion: '已按意见修改。' },
  }
  const penalty = { ...(o.report.data as { penalty: object }).penalty, fine: 5_500_000 }
  const amended = house.play([{ ...o.report, on: on(11), data: { ...(o.report.data as object), penalty } }], amending)
  assert.deepEqual(next(amended), ['reread-changes'])
  refused(amended, { ...submit, on: on(12) }, 'amending')
  refused(amended, { ...o.approve, on: on(12) }, 'review-not-passed')
  refused(amended, { ...reread, by: 'second' }, 'another-reviewer')
  const holds = house.play([reread], amended)
  assert.deepEqual(house.refusals(holds, { ...o.approve, on: on(12) }), [])
  assert.deepEqual(next(holds), ['approve-proposal'])
  const withdrawn = house.play([{ ...reread, data: { outcome: 'withdrawn', opinion: '没有按意见修改。' } }], amended)
  assert.equal(withdrawn.stage, 'investigation')
})

test('an opinion that is void needs only what changed to be read again, and none that holds', () => {
  const passed = house.play([submit, accept, opinion('agree', [])], reported)
  const reread: Step = {
    by: 'reviewer',
    on: on(12),
    act: 'reread-changes',
    data: { outcome: 'holds', opinion: '新增的照片与原有证据一致。' },
  }
  refused(passed, reread, 'nothing-changed')
  const [first] = passed.dossier.evidence
  assert.ok(first)
  const changed: CaseState = {
    ...passed,
    dossier: { ...passed.dossier, evidence: [...passed.dossier.evidence, { ...first, id: 'later', title: '新照片' }] },
  }
  refused(changed, { ...o.approve, on: on(12) }, 'review-void')
  const holds = house.play([reread], changed)
  assert.deepEqual(house.refusals(holds, { ...o.approve, on: on(12) }), [])
  refused(holds, reread, 'nothing-changed')
  const heard: CaseState = {
    ...changed,
    papers: [...changed.papers, { ...(changed.papers[0] as CaseState['papers'][number]), id: 'hearing', form: 41 }],
  }
  refused(heard, reread, 'heard-since')
})

test('a disputed opinion is looked at by another reviewer; whoever sides with the handlers lets the case pass', () => {
  const disputed = house.play([object()], back)
  assert.ok(next(disputed).includes('give-second-opinion'))
  refused(disputed, { ...second('review'), by: 'reviewer' }, 'own-opinion')
  refused(disputed, { ...second('review'), by: 'zhao' }, 'not-your-role')
  refused(disputed, head('review'), 'no-strand')
  const again = house.play([{ ...o.report, on: on(11) }], disputed)
  refused(again, { ...submit, on: on(11) }, 'opinion-disputed')
  const passed = house.play([second('handlers')], disputed)
  assert.equal(passed.stage, 'review')
  assert.deepEqual(next(passed), ['approve-proposal'])
  assert.deepEqual(house.refusals(passed, { ...o.approve, on: on(12) }), [])
  assert.deepEqual(
    reviewView(passed)?.ladder.map(({ title, by, outcome }) => [title, by, outcome]),
    [
      ['承办机构不同意见', '赵一鸣', undefined],
      ['复审意见', '许复审', '采纳承办意见'],
    ],
  )
})

test('the ladder goes on to the head of the legal office and to the leaders, one step at a time', () => {
  const upheld = house.play([object(), second('review')], back)
  assert.equal(upheld.stage, 'investigation')
  refused(upheld, settle('handlers'), 'no-strand')
  const referred = house.play([object(13)], upheld)
  refused(referred, { ...head('review'), by: 'head' }, 'not-your-role')
  refused(referred, { ...head('review'), by: 'second' }, 'not-legal-head')
  const discussed = house.play([object(17)], upheldTwice)
  assert.deepEqual(next(discussed).includes('settle-disagreement'), true)
  refused(discussed, { ...settle('handlers'), by: 'legalHead' }, 'not-your-role')
  const passed = house.play([settle('handlers')], discussed)
  assert.deepEqual(house.refusals(passed, { ...o.approve, on: on(18) }), [])
  assert.equal(reviewView(passed)?.ladder.length, 6)
})

test('where the head of the legal office reviewed the case, its dispute goes to the leaders', () => {
  const byHead = house.play(
    [
      submit,
      { ...accept, by: 'legalHead' },
      { ...opinion('correct'), by: 'legalHead' },
      object(),
      second('review'),
      object(13),
    ],
    reported,
  )
  refused(byHead, head('review'), 'own-opinion')
  assert.equal(house.play([settle('handlers')], byHead).stage, 'review')
})

test('what the leaders settled binds: the same proposal is not submitted again, a changed one is', () => {
  const settled = house.play([object(17), settle('review')], upheldTwice)
  const same = house.play([{ ...o.report, on: on(19) }], settled)
  refused(same, { ...submit, on: on(19) }, 'settled-otherwise')
  const penalty = { ...(o.report.data as { penalty: object }).penalty, fine: 5_500_000 }
  const changed = house.play([{ ...o.report, on: on(19), data: { ...(o.report.data as object), penalty } }], settled)
  assert.deepEqual(house.refusals(changed, { ...submit, on: on(19) }), [])
})

test('an opinion is disputed in five working days, and after a new submission only the new one', () => {
  assert.deepEqual(house.refusals(back, object(17)), [])
  refused(back, object(18), 'objection-late')
  const twice = house.play(
    [
      { ...o.report, on: on(11) },
      { ...submit, on: on(11) },
      { ...accept, on: on(11) },
      { ...opinion('correct'), on: on(11) },
    ],
    back,
  )
  const [older] = twice.strands.filter(({ kind }) => kind === 'review')
  assert.ok(older)
  refused(twice, { ...object(12), strand: older.id }, 'not-newest-review')
  assert.deepEqual(house.refusals(twice, object(12)), [])
  refused(reported, object(), 'no-opinion-to-dispute')
  refused(house.play([submit, accept, opinion('agree', [])], reported), object(), 'no-opinion-to-dispute')
})

test('each step of the ladder has days of its own, which are the bureau’s target', () => {
  const due = (state: CaseState, name: string) =>
    limitsOf(procedure, state, officialCalendar(), on(12)).find(({ rule }) => rule.name === name)
  const disputed = house.play([object()], back)
  assert.deepEqual(
    [due(disputed, 'second-opinion')?.answer.due?.slice(0, 10), due(disputed, 'second-opinion')?.rule.target],
    ['2026-03-18', true],
  )
  assert.notEqual(due(house.play([second('review')], disputed), 'second-opinion')?.metAt, undefined)
})

test('the days are the bureau’s rules’: an objection has those of its opinion, a dispute those of its beginning', () => {
  const facts = { disagreementDays: { objection: 2, second: 8, head: 6, discussion: 4 } }
  const quick = house.play([submit, accept, { ...opinion('correct'), facts }], reported)
  assert.deepEqual(house.refusals(quick, object(12)), [])
  refused(quick, object(13), 'objection-late')
  const later = house.play([object(11)], back)
  const changed = house.play([{ ...object(11), facts }], back)
  const due = (state: CaseState, name: string, day = 12) =>
    limitsOf(procedure, state, officialCalendar(), on(day)).find(({ rule }) => rule.name === name)?.answer.dueDay
  assert.deepEqual([due(later, 'second-opinion'), due(changed, 'second-opinion')], ['2026-03-18', '2026-03-23'])
  // What holds now doesn't touch the dispute that runs.
  const running = house.play(
    [
      { ...second('review'), facts },
      { ...object(13), facts },
    ],
    later,
  )
  assert.equal(due(running, 'head-opinion', 13), '2026-03-18')
  const onwards = house.play(
    [
      { ...head('review'), facts },
      { ...object(17), facts },
    ],
    running,
  )
  assert.equal(due(onwards, 'discussed-disagreement', 17), '2026-03-24')
})
