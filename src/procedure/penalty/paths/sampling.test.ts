import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CaseState, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'
import { buyStep, samplingSteps as s } from './sampling.scene.ts'

const house = walk([ordinaryPenalty])
const investigated = () => house.play(until(o, 'evidence'))
const at = (last: keyof typeof s) => house.play(until(s, last), investigated())
const change = (step: Step, data: object, more: Partial<Step> = {}): Step => ({
  ...step,
  ...more,
  data: { ...step.data, ...data },
})
const refused = (state: CaseState, step: Step, code: string) => {
  const found = house.refusals(state, step)
  assert.ok(found.includes(code), `expected ${code}, got ${found.join(', ') || 'acceptance'}`)
}
const sample = (state: CaseState) => state.strands.find(({ kind }) => kind === 'sample')
const [cake] = s.take.data.samples

test('samples are evidence with their record, go to a test, and are seen to when it is over', () => {
  const taken = at('take')
  assert.equal(taken.papers.at(-1)?.form, 29)
  assert.equal(taken.dossier.evidence.at(-1)?.kind, 'physical')
  assert.equal(taken.dossier.evidence.at(-1)?.paper, taken.papers.at(-1)?.id)
  assert.match(taken.dossier.evidence.at(-1)?.title ?? '', /云朵酥 6 盒、鲜奶糕 4 块/)
  assert.equal(sample(taken)?.state, 'sealed')
  assert.equal(sample(at('entrust'))?.state, 'sent')
  assert.equal(sample(at('settle'))?.state, 'settled')
})

test('only what was sampled is sent as a sample', () => {
  refused(at('take'), change(s.entrust, { samples: [{ name: '绿豆糕', quantity: 1, unit: '盒' }] }), 'no-such-sample')
  const other = house.play([change(s.entrust, { source: 'other' })], at('take'))
  assert.equal(sample(other)?.state, 'sealed')
})

test('no more is taken than there is, a part of it only in reserve, under a seal of its own', () => {
  refused(investigated(), change(s.take, { samples: [{ ...cake, base: 5 }] }), 'more-than-there-is')
  refused(investigated(), change(s.take, { samples: [{ ...cake, reserve: 6 }] }), 'all-in-reserve')
  refused(investigated(), change(s.take, { samples: [cake, { ...cake, name: '绿豆糕' }] }), 'seal-used-twice')
})

test('the party is called; where it does not come or sign, that is recorded', () => {
  refused(investigated(), change(s.take, { presence: 'absent', presentPerson: undefined }), 'absent-but-signed')
  refused(investigated(), change(s.take, { signed: 'refused', recording: [] }), 'not-recorded')
  refused(investigated(), change(s.take, { presentPerson: undefined }), 'nobody-named')
  refused(investigated(), change(s.take, { until: '2026-03-06T06:00:00.000Z' }), 'ends-before-it-begins')
  assert.deepEqual(
    house.refusals(investigated(), change(s.take, { presence: 'absent', presentPerson: undefined, signed: 'absent' })),
    [],
  )
})

test('two handlers sample, and have shown their certificates; who buys from afar shows none before', () => {
  refused(investigated(), change(s.take, { officers: ['zhao', 'sun'] }), 'not-a-handler')
  const assigned = house.play(until(o, 'assign'))
  refused(
    assigned,
    change(
      s.take,
      { from: '2026-03-05T01:00:00.000Z', until: '2026-03-05T02:00:00.000Z' },
      { on: '2026-03-05T03:00:00.000Z' },
    ),
    'certificates-not-shown',
  )
  assert.deepEqual(house.refusals(assigned, buyStep), [])
})

test('a purchase is recorded from the deal to the sealing', () => {
  const assigned = house.play(until(o, 'assign'))
  refused(assigned, change(buyStep, { recording: [] }), 'purchase-not-recorded')
  refused(assigned, change(buyStep, { until: '2026-03-13T03:00:00.000Z' }), 'ends-in-future')
  const bought = house.play([buyStep], assigned)
  assert.match(bought.dossier.evidence.at(-1)?.source ?? '', /订单 YJ20260309-7718/)
})

test('a sample that goes back is signed for', () => {
  refused(at('entrust'), change(s.settle, { way: 'returned' }), 'no-receipt')
})
