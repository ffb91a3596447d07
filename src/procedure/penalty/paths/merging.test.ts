import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CaseState, itemsOf, nextSteps, ordinaryPenalty, type Party, volumesOf } from '../../index.ts'
import { ordinarySteps as o, type Step, shop, until, walk } from '../../testing/walk.ts'
import { manager } from './joint-parties.scene.ts'
import { keepingSteps } from './keeping.scene.ts'
import { splitScene } from './merging.scene.ts'
import { testingSteps } from './testing.scene.ts'

const house = walk([ordinaryPenalty])
const investigated = () => house.play(until(o, 'evidence'))
/** Another case about the same party, filed for another breach and handled by others. */
const other = (more: Partial<CaseState> = {}): CaseState => {
  const steps: readonly Step[] = until(o, 'evidence').map((step: Step) => {
    if (step.act === 'propose-filing') return { ...step, data: { ...step.data, item: 'no-price-tag' } }
    return step
  })
  const state = house.play(steps)
  return {
    ...state,
    id: 'case-2',
    dossier: { ...state.dossier, number: '澄市监立案〔2026〕2号', handled: ['sun'] },
    ...more,
  }
}
const ask = (otherCase: CaseState | undefined): Step => ({
  by: 'zhao',
  on: '2026-03-09T02:00:00.000Z',
  act: 'ask-merge',
  data: { other: '澄市监立案〔2026〕2号', reasons: '两案当事人相同，宜一并处理。' },
  facts: otherCase === undefined ? {} : { otherCase },
})
const answer = (otherCase: CaseState, given = 'granted'): Step => ({
  by: 'leader',
  on: '2026-03-10T02:00:00.000Z',
  act: 'answer-merge',
  data: { answer: given, opinion: '见申请。' },
  facts: { otherCase },
})
const record = (otherCase: CaseState): Step => ({
  by: 'zhao',
  on: '2026-03-12T02:00:00.000Z',
  act: 'record-split-case',
  data: { other: '澄市监立案〔2026〕2号' },
  facts: { otherCase },
})

test('what joins brings its evidence, its breach and those who handled it', () => {
  const merged = house.play([ask(other()), answer(other())], investigated())
  assert.deepEqual(
    itemsOf(merged.dossier).map(({ id }) => id),
    ['expired-food', 'no-price-tag'],
  )
  assert.equal(merged.dossier.evidence.length, 6)
  assert.equal(new Set(merged.dossier.evidence.map(({ id }) => id)).size, 6)
  assert.ok(merged.dossier.handled.includes('sun'))
  const [main] = volumesOf(merged)
  assert.ok(main?.entries.some(({ id, files }) => id.startsWith('files-') && files.length > 0))
  assert.deepEqual(house.refusals(merged, { ...o.report, on: '2026-03-11T02:00:00.000Z' }), [
    'violation-without-penalty',
  ])
})

test('nothing joins that is not another open case of the same party', () => {
  const state = investigated()
  assert.deepEqual(house.refusals(state, ask(undefined)), ['no-such-case'])
  assert.deepEqual(house.refusals(state, ask(other({ id: 'case-1' }))), ['the-same-case'])
  assert.deepEqual(house.refusals(state, ask(other({ stage: 'notice' }))), ['too-late-to-merge'])
  const { dossier } = other()
  const strange = other({ dossier: { ...dossier, parties: [{ ...shop, id: 'party-1', code: '别的代码' }] } })
  assert.deepEqual(house.refusals(state, ask(strange)), ['another-party'])
})

test('of several parties all are compared: who would be lost by joining stands against it, wherever he stands', () => {
  const { dossier } = other()
  const about = (...parties: readonly Party[]) => other({ dossier: { ...dossier, parties } })
  const one: Party = { ...shop, id: 'party-1' }
  const two: Party = { ...manager, id: 'party-2' }
  const joint = investigated()
  const here = { ...joint, dossier: { ...joint.dossier, parties: [two, { ...one, id: 'party-3' }] } }
  assert.deepEqual(house.refusals(investigated(), ask(about(one, two))), ['another-party'], 'the second is not ours')
  assert.deepEqual(house.refusals(here, ask(about({ ...shop, id: 'party-1', code: '别的代码' }, two))), [
    'another-party',
  ])
  assert.deepEqual(house.refusals(here, ask(about(one, two))), [], 'in whatever order')
  assert.deepEqual(house.refusals(here, ask(about(one))), [])
  const alone = house.play([ask(about(one)), answer(about(one))], here)
  assert.deepEqual(
    alone.dossier.evidence.slice(-3).map(({ party }) => party),
    ['party-3', 'party-3', 'party-3'],
    'what was taken of the other case’s only party concerns him here too, by the id that he has here',
  )
  const both = about(one, two)
  const marked = {
    ...both,
    dossier: {
      ...both.dossier,
      evidence: both.dossier.evidence.map((each, n) => (n === 0 ? { ...each, party: 'party-2' } : each)),
    },
  }
  assert.deepEqual(
    house
      .play([ask(marked), answer(marked)], here)
      .dossier.evidence.slice(-3)
      .map(({ party }) => party),
    ['party-2', undefined, undefined],
  )
})

test('what was decided before the leader answered does not join any more', () => {
  const asked = house.play([ask(other())], investigated())
  assert.deepEqual(house.refusals(asked, answer(other({ stage: 'closed' }))), ['too-late-to-merge'])
  assert.deepEqual(house.refusals(asked, answer(other({ stage: 'closed' }), 'refused')), [])
})

test('a case that holds things, or waits for a test, does not join before that is done', () => {
  const kept = house.play([...until(keepingSteps, 'keep')], investigated())
  const holding = other({ strands: kept.strands })
  assert.deepEqual(house.refusals(investigated(), ask(holding)), ['not-finished-there'])
  const asked = house.play([ask(other())], investigated())
  assert.deepEqual(house.refusals(asked, answer(holding)), ['not-finished-there'])
  const away: Step = { by: 'system', on: '2026-03-10T02:01:00.000Z', act: 'merged-away', data: { into: '1号' } }
  assert.ok(house.refusals({ ...holding, stage: 'investigation' }, away).includes('goods-held'))
  const tested = house.play([testingSteps.entrust], investigated())
  assert.deepEqual(house.refusals(investigated(), ask(other({ strands: tested.strands }))), ['not-finished-there'])
})

test('two cases do not take one another in', () => {
  const asking = house.play([ask(other())], investigated())
  const there = other({ strands: asking.strands })
  assert.deepEqual(house.refusals(investigated(), ask(there)), ['not-finished-there'])
  assert.deepEqual(house.refusals(asking, answer(there)), ['not-finished-there'])
  assert.deepEqual(house.refusals(asking, answer(there, 'refused')), [])
})

test('a case that was taken in is closed by the system and by nobody else', () => {
  const close: Step = {
    by: 'system',
    on: '2026-03-10T02:01:00.000Z',
    act: 'merged-away',
    data: { into: '澄市监立案〔2026〕1号' },
  }
  const away = house.play([close], investigated())
  assert.equal(away.stage, 'closed')
  assert.equal(away.dossier.outcome?.kind, 'merged')
  const reported = house.play([{ ...close, on: '2026-03-10T03:00:00.000Z' }], house.play([o.report], investigated()))
  assert.equal(reported.stage, 'closed', 'what was reported in the moment between is closed too')
  assert.ok(house.refusals(investigated(), { ...close, by: 'leader' }).includes('system-only'))
})

test('a breach that joined leaves again, and the case is not closed before that breach has its own', () => {
  const left = house.play(splitScene)
  assert.deepEqual(
    itemsOf(left.dossier).map(({ id }) => id),
    ['expired-food'],
  )
  assert.ok(nextSteps(ordinaryPenalty, left).some(({ act }) => act === 'record-split-case'))
  const first: Step = { ...(splitScene.at(-2) as Step), data: { item: 'expired-food', reasons: '另案。' } }
  assert.deepEqual(house.refusals(house.play(splitScene.slice(0, -2)), first), ['nothing-to-split'])

  const paid = house.play(until(o, 'pay').slice(until(o, 'evidence').length), left)
  assert.ok(house.refusals(paid, o.proposeClosing).includes('split-not-filed'))
  const filed = house.play([{ ...record(other()), on: '2026-03-30T03:00:00.000Z' }], paid)
  assert.deepEqual(house.refusals(filed, o.proposeClosing), [])
})

test('the new case is about what was split off', () => {
  const left = house.play(splitScene)
  const { dossier } = other()
  const elsewhere = other({
    dossier: { ...dossier, item: investigated().dossier.item as NonNullable<typeof dossier.item> },
  })
  assert.deepEqual(house.refusals(left, record(elsewhere)), ['not-about-it'])
  assert.deepEqual(house.refusals(left, record(other())), [])
})
