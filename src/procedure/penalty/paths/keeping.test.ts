import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../../calendar/index.ts'
import { type CaseState, limitsOf, nextSteps, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'
import { type GoodsData, goodsOf } from '../goods.ts'
import { keepingSteps as k, keepingScene } from './keeping.scene.ts'

const house = walk([ordinaryPenalty])
const investigated = () => house.play(until(o, 'evidence'))
const approved = () => house.play([k.ask, k.approve], investigated())
const kept = () => house.play([k.keep], approved())
const data = (step: Step, more: Record<string, unknown>): Step => ({ ...step, data: { ...step.data, ...more } })
const strandOf = (state: CaseState, kind: string) => {
  const strand = state.strands.findLast((each) => each.kind === kind)
  assert.ok(strand !== undefined, `there is no ${kind}`)
  return strand
}
const things = (state: CaseState): GoodsData['things'] => goodsOf(strandOf(state, 'goods')).things
const limit = (state: CaseState, name: string, now: string) =>
  limitsOf(ordinaryPenalty, state, officialCalendar(), now).findLast(({ rule }) => rule.name === name)

const urgent = data(k.keep, { approval: 'urgent', urgency: '当事人正在转移台账和糕点。' })
const belated = (answer: string): Step => ({
  by: 'leader',
  on: '2026-03-09T09:00:00.000Z',
  act: 'answer-belated-approval',
  data: { answer, opinion: '见报告。' },
})
const lapse: Step = { by: 'system', on: '2026-03-18T16:00:00.001Z', act: 'keeping-lapsed', data: {} }

test('evidence is kept with approval, listed, handed over on the spot, and goes back when it has been copied', () => {
  const state = kept()
  assert.deepEqual(
    state.papers.slice(-2).map(({ form }) => form),
    [19, 24],
  )
  assert.equal(strandOf(state, 'keeping').state, 'kept')
  assert.equal(strandOf(state, 'service').state, 'served', 'whoever was there was given it')
  assert.equal(strandOf(state, 'keeping-approval').state, 'carried-out')
  assert.match(state.dossier.evidence.at(-1)?.title ?? '', /进货台账 1 册/)
  assert.ok(nextSteps(ordinaryPenalty, state).some(({ act }) => act === 'ask-keeping-handling'))

  const handled = house.play([k.propose, k.handle], state)
  assert.equal(strandOf(handled, 'keeping').state, 'over')
  assert.deepEqual(
    things(handled).map(({ now }) => now),
    ['to-return', 'to-return'],
  )
  assert.deepEqual(
    handled.papers.slice(-2).map(({ form }) => form),
    [8, 20],
  )

  const back = house.play([k.giveBack], handled)
  assert.equal(strandOf(back, 'goods').state, 'settled')
  assert.equal(back.papers.at(-1)?.form, 52)
  assert.equal(house.play(keepingScene).version, back.version)
})

test('seven working days after it was kept the keeping lifts by itself, and what was taken must be given back', () => {
  const state = kept()
  const clock = limit(state, 'keeping', '2026-03-10T02:00:00.000Z')
  assert.equal(clock?.answer.dueDay, '2026-03-18')
  assert.equal(clock?.rule.onExpiry, 'keeping-lapsed')
  const lapsed = house.play([lapse], state)
  assert.equal(strandOf(lapsed, 'keeping').state, 'lapsed')
  assert.equal(strandOf(lapsed, 'goods').state, 'due')
  assert.ok(house.refusals(lapsed, { ...k.propose, on: '2026-03-19T02:00:00.000Z' }).includes('no-strand'))
  assert.ok(house.refusals(state, { ...lapse, by: 'zhao' }).includes('system-only'))

  const inPlace = house.play([data(k.keep, { custody: 'in-place' }), lapse], approved())
  assert.equal(strandOf(inPlace, 'goods').state, 'settled', 'what stayed with the party is free at once')
})

test('a handling that a leader approved ends the clock, one that was refused does not', () => {
  const now = '2026-03-17T02:00:00.000Z'
  const proposed = house.play([k.propose], kept())
  assert.equal(limit(proposed, 'keeping', now)?.metAt, undefined)
  assert.equal(limit(house.play([data(k.handle, { answer: 'refused' })], proposed), 'keeping', now)?.metAt, undefined)
  assert.equal(limit(house.play([k.handle], proposed), 'keeping', now)?.metAt, k.handle.on)
})

test('what lapsed while its handling waited for the leader can not be handled any more', () => {
  const lapsed = house.play([k.propose, lapse], kept())
  const late = { ...k.handle, on: '2026-03-19T02:00:00.000Z' }
  assert.deepEqual(house.refusals(lapsed, late), ['matter-is-over'])
  assert.deepEqual(house.refusals(lapsed, data(late, { answer: 'refused' })), [])
})

test('an urgent keeping goes to a leader within twenty-four hours and is lifted at once when it is not approved', () => {
  const state = house.play([urgent], investigated())
  const clock = limit(state, 'belated-approval', urgent.on)
  assert.equal(clock?.answer.due, '2026-03-10T04:00:00.000Z')
  assert.equal(strandOf(house.play([belated('granted')], state), 'keeping').state, 'kept')
  const refused = house.play([belated('refused')], state)
  assert.equal(strandOf(refused, 'keeping').state, 'lifted')
  assert.deepEqual(
    things(refused).map(({ now }) => now),
    ['to-return', 'to-return'],
  )
  assert.deepEqual(
    refused.papers.slice(-2).map(({ form }) => form),
    [8, 20],
  )
  assert.notEqual(limit(refused, 'keeping', '2026-03-10T02:00:00.000Z')?.metAt, undefined)
  assert.ok(house.refusals(state, { ...belated('granted'), by: 'zhao' }).includes('not-your-role'))
})

test('nothing is kept without approval or urgency, by one officer, unlisted, or unrecorded where nobody signed', () => {
  const state = investigated()
  const refused = (more: Record<string, unknown>, from = approved()) => house.refusals(from, data(k.keep, more))
  assert.deepEqual(house.refusals(state, k.keep), ['keeping-not-approved'])
  assert.ok(refused({ approval: 'urgent' }, state).includes('no-urgency'))
  assert.ok(refused({ officers: ['zhao'] }).length > 0)
  assert.ok(refused({ things: [] }).includes('bad-field'))
  assert.deepEqual(refused({ signed: 'refused', recording: [] }), ['not-recorded'])
  assert.deepEqual(refused({ presence: 'absent' }), ['absent-but-signed'])
  assert.deepEqual(refused({ presentPerson: undefined }), ['nobody-named'])
  assert.deepEqual(refused({ until: '2026-03-09T01:00:00.000Z' }), ['ends-before-it-begins'])
  assert.deepEqual(refused({ until: '2026-03-09T05:00:00.000Z' }), ['ends-in-future'])
  const absent = house.play(
    [data(k.keep, { presence: 'absent', presentPerson: undefined, signed: 'absent' })],
    approved(),
  )
  assert.equal(strandOf(absent, 'service').state, 'waiting', 'the notice has to be served on who was not there')
})

test('each thing is handled, once, and as the law allows it', () => {
  const refused = (rows: readonly object[], more: Record<string, unknown> = {}) =>
    house.refusals(kept(), data(k.propose, { things: rows, ...more }))
  const row = (no: number, handling: string) => ({ no, name: no === 1 ? '进货台账' : '云朵酥', handling })
  assert.deepEqual(refused([row(1, 'lift')]), ['not-all-named'])
  assert.deepEqual(refused([row(1, 'lift'), row(2, 'lift'), row(2, 'lift')]), ['named-twice'])
  assert.deepEqual(refused([{ ...row(1, 'lift'), name: '云朵酥' }, row(2, 'lift')]), ['name-does-not-fit'])
  assert.deepEqual(refused([row(1, 'lift'), row(2, 'lift'), row(3, 'lift')]), ['not-on-the-list'])
  assert.deepEqual(refused([row(1, 'preserve'), row(2, 'lift')], { copies: [] }), ['not-preserved'])
  assert.deepEqual(refused([row(1, 'lift'), row(2, 'seize')]), ['seizure-not-approved'])
  assert.deepEqual(refused([row(1, 'lift'), row(2, 'confiscate')]), ['not-confiscated'])
})

test('what is sent to be tested stays in the bureau’s hands until it is handled again', () => {
  const tested = house.play(
    [
      data(k.propose, {
        things: [
          { no: 1, name: '进货台账', handling: 'lift' },
          { no: 2, name: '云朵酥', handling: 'test' },
        ],
      }),
      k.handle,
    ],
    kept(),
  )
  assert.equal(strandOf(tested, 'keeping').state, 'testing')
  assert.deepEqual(
    things(tested).map(({ now }) => now),
    ['to-return', 'held'],
  )
  assert.ok(
    house
      .refusals(tested, data(k.giveBack, { things: [{ no: 2, name: '云朵酥', outcome: 'returned' }] }))
      .includes('not-released'),
  )
})

test('an approval that nobody used falls away when the investigation ends, and nobody waits for it', () => {
  const reported = house.play([o.report], house.play([k.ask], approved()))
  const states = reported.strands.filter(({ kind }) => kind === 'keeping-approval').map(({ state }) => state)
  assert.deepEqual(states, ['unused', 'unused'])
  assert.ok(!nextSteps(ordinaryPenalty, reported).some(({ act }) => act === 'keep-evidence'))
})
