import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../../calendar/index.ts'
import { type CaseState, limitsOf, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'
import { goodsOf } from '../goods.ts'
import { keepingSteps as k } from './keeping.scene.ts'
import { seizureSteps as s, seizureScene } from './seizure.scene.ts'

const house = walk([ordinaryPenalty])
const investigated = () => house.play(until(o, 'evidence'))
const approved = () => house.play([s.ask, s.approve], investigated())
const data = (step: Step, more: Record<string, unknown>): Step => ({ ...step, data: { ...step.data, ...more } })
const strandOf = (state: CaseState, kind: string) => {
  const strand = state.strands.findLast((each) => each.kind === kind)
  assert.ok(strand !== undefined, `there is no ${kind}`)
  return strand
}
const now = (state: CaseState) => goodsOf(strandOf(state, 'goods')).things.map((thing) => thing.now)
const limit = (state: CaseState, name: string, at: string) =>
  limitsOf(ordinaryPenalty, state, officialCalendar(), at).findLast(({ rule }) => rule.name === name)

/** Seized from the shop itself, in the bureau's own rooms: the plain case. */
const plain = data(s.seize, { found: 'place', custody: 'bureau', carrier: undefined, custodian: undefined })
const held = () => house.play([plain], approved())
const urgent = data(plain, { approval: 'urgent', urgency: '当事人正在装车转移。' })
const expire: Step = { by: 'system', on: '2026-04-09T16:00:00.001Z', act: 'seizure-expired', data: {} }

test('things are seized with approval, and decision, inventory, record, seals and letters are made there and then', () => {
  const state = house.play([s.seize], approved())
  assert.deepEqual(
    state.papers.slice(-6).map(({ form }) => form),
    [21, 24, 9, 25, 26, 18],
  )
  assert.equal(strandOf(state, 'seizure').state, 'held')
  assert.equal(strandOf(state, 'service').state, 'served')
  assert.equal(strandOf(state, 'seizure-approval').state, 'carried-out')
  assert.equal(ordinaryPenalty.acts.find(({ name }) => name === 'seize')?.duty, 'whole')
  assert.deepEqual(
    held()
      .papers.slice(-4)
      .map(({ form }) => form),
    [21, 24, 9, 25],
  )
  assert.equal(strandOf(house.play(seizureScene), 'goods').state, 'settled')
})

test('a seizure ends within the days that its decision names, and at most thirty more once a leader grants them', () => {
  const state = held()
  assert.equal(limit(state, 'seizure', s.seize.on)?.answer.dueDay, '2026-04-09')
  const extended = house.play([s.askExtension, s.extend], state)
  const after = limit(extended, 'seizure', s.extend.on)?.answer
  assert.equal(after?.dueDay, '2026-05-09')
  assert.match(after?.explanation ?? '', /经批准延长 30 日/)
  assert.equal(extended.papers.at(-1)?.form, 22)
  assert.ok(extended.papers.at(-1)?.served)
  const again = { ...s.askExtension, on: '2026-04-10T02:00:00.000Z' }
  assert.deepEqual(house.refusals(extended, again), ['extended-already'])
  assert.ok(house.refusals(state, data(s.askExtension, { days: 31 })).includes('bad-field'))
  assert.ok(house.refusals(approved(), data(plain, { days: 31 })).includes('bad-field'))
})

test('two seizures of one case have clocks of their own', () => {
  const one = held()
  const first = strandOf(one, 'seizure').id
  const second = house.play([{ ...urgent, on: '2026-03-12T04:00:00.000Z' }], one)
  const both = house.play([{ ...s.askExtension, strand: first }, s.extend], second)
  const due = limitsOf(ordinaryPenalty, both, officialCalendar(), '2026-04-08T02:00:00.000Z')
    .filter(({ rule }) => rule.name === 'seizure')
    .map(({ answer }) => answer.dueDay)
  assert.deepEqual(due, ['2026-05-09', '2026-04-13'])
})

test('when its period has run out a seizure must be released, and can not be extended any more', () => {
  const expired = house.play([expire], held())
  assert.equal(strandOf(expired, 'seizure').state, 'expired')
  assert.ok(house.refusals(expired, { ...s.askExtension, on: '2026-04-10T02:00:00.000Z' }).includes('no-strand'))
  const late = house.play([s.askExtension, expire], held())
  assert.deepEqual(house.refusals(late, { ...s.extend, on: '2026-04-10T02:00:00.000Z' }), ['matter-is-over'])
  const released = house.play(
    [data({ ...s.askRelease, on: '2026-04-10T02:00:00.000Z' }, { ground: 'expired' }), s.release],
    expired,
  )
  assert.equal(strandOf(released, 'seizure').state, 'released')
  assert.deepEqual(now(released), ['to-return', 'to-return'])
})

test('a seizure is released on grounds of the law, in part or whole, and its clock ends with the last of it', () => {
  const ask = (more: Record<string, unknown>) => ({ ...data(s.askRelease, more), on: '2026-03-20T02:00:00.000Z' })
  const answer = { ...s.release, on: '2026-03-20T06:00:00.000Z' }
  const part = house.play([ask({ things: [{ no: 1, name: '鲜奶糕' }] }), answer], held())
  assert.equal(strandOf(part, 'seizure').state, 'held')
  assert.deepEqual(now(part), ['to-return', 'held'])
  assert.equal(limit(part, 'seizure', answer.on)?.metAt, undefined)
  assert.equal(part.papers.at(-1)?.form, 23)
  const whole = house.play(
    [
      { ...ask({ things: [{ no: 2, name: '云朵酥' }] }), on: '2026-03-23T02:00:00.000Z' },
      { ...answer, on: '2026-03-23T06:00:00.000Z' },
    ],
    part,
  )
  assert.equal(strandOf(whole, 'seizure').state, 'released')
  assert.equal(limit(whole, 'seizure', answer.on)?.metAt, '2026-03-23T06:00:00.000Z')
  assert.deepEqual(house.refusals(held(), ask({ ground: 'decided' })), ['nothing-decided'])
  assert.deepEqual(house.refusals(held(), ask({ ground: 'expired' })), ['not-expired'])
  assert.deepEqual(house.refusals(held(), ask({ things: [{ no: 9, name: '糕点' }] })), ['not-on-the-list'])
})

test('an urgent seizure is approved within twenty-four hours or lifted at once', () => {
  const state = house.play([urgent], investigated())
  assert.equal(limit(state, 'belated-approval', urgent.on)?.answer.due, '2026-03-11T04:00:00.000Z')
  const refused = house.play(
    [
      {
        by: 'leader',
        on: '2026-03-10T09:00:00.000Z',
        act: 'answer-belated-approval',
        data: { answer: 'refused', opinion: '没有必要扣押。' },
      },
    ],
    state,
  )
  assert.equal(strandOf(refused, 'seizure').state, 'released')
  assert.deepEqual(
    refused.papers.slice(-2).map(({ form }) => form),
    [8, 23],
  )
  assert.deepEqual(now(refused), ['to-return', 'to-return'])
})

test('nothing is seized otherwise than the law says', () => {
  const refused = (more: Record<string, unknown>, from = approved()) => house.refusals(from, data(plain, more))
  assert.deepEqual(house.refusals(investigated(), plain), ['seizure-not-approved'])
  assert.deepEqual(refused({ kind: 'seal', custody: 'on-site' }), ['not-what-was-approved'])
  assert.deepEqual(refused({ statement: undefined }), ['party-not-heard'])
  assert.deepEqual(refused({ custody: 'entrusted' }), ['no-custodian'])
  assert.deepEqual(refused({ custody: 'on-site' }), ['seized-but-left'])
  assert.deepEqual(refused({ found: 'consigned' }), ['no-carrier'])
  assert.deepEqual(refused({ approval: 'urgent', urgency: '紧急。', kind: 'seal', custody: 'on-site', seals: 0 }), [
    'no-seals',
  ])
  assert.deepEqual(
    refused({
      approval: 'urgent',
      urgency: '紧急。',
      kind: 'seal',
      custody: 'bureau',
      found: 'consigned',
      carrier: '某物流',
    }),
    ['consigned-is-seized'],
  )
  const absent = { presence: 'absent', presentPerson: undefined, signed: 'absent', statement: undefined }
  assert.deepEqual(refused(absent), ['no-witness'])
  assert.deepEqual(refused({ ...absent, witness: '李某（社区工作人员）' }), [])
  assert.deepEqual(refused({ signed: 'refused', recording: [] }), ['not-recorded'])
  assert.ok(refused({ related: false }).includes('bad-field'))
  assert.ok(refused({ told: false }).includes('bad-field'))
  const nobody = house.play(until(o, 'evidence', ['show', 'inspect', 'question', 'evidence']))
  assert.ok(house.refusals(nobody, urgent).includes('certificates-not-shown'))
})

test('what was only kept can be seized once that is approved, and is on the new inventory then', () => {
  const keptAndApproved = house.play([k.ask, k.approve, s.ask, s.approve, k.keep], investigated())
  const converted = house.play(
    [
      data(
        { ...k.propose, on: '2026-03-09T06:00:00.000Z' },
        {
          things: [
            { no: 1, name: '进货台账', handling: 'lift' },
            { no: 2, name: '云朵酥', handling: 'seize' },
          ],
        },
      ),
      { ...k.handle, on: '2026-03-09T07:00:00.000Z' },
    ],
    keptAndApproved,
  )
  assert.deepEqual(now(converted), ['to-return', 'to-seize'])
  const seize = ordinaryPenalty.acts.find(({ name }) => name === 'seize')
  const known = seize?.known?.({ state: converted } as never) as { things: readonly { name: string }[] }
  assert.deepEqual(
    known.things.map(({ name }) => name),
    ['云朵酥'],
  )
  const seized = house.play([data(plain, { things: known.things })], converted)
  assert.deepEqual(
    seized.strands
      .filter(({ kind }) => kind === 'goods')
      .map((strand) => goodsOf(strand).things.map((thing) => thing.now)),
    [['to-return', 'converted'], ['held']],
  )
})
