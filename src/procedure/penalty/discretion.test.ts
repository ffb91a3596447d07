import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { items } from '../../../data/items.ts'
import type { ItemFact } from '../facts.ts'
import { ordinarySteps as o, type Step, until, walk } from '../testing/walk.ts'
import { bandOf, discretionOf, fineWords, type Measured, middleOf, rangeOf, ruleFor, stepBy } from './discretion.ts'
import { ordinaryPenalty } from './ordinary.ts'

const fact = (id: string): ItemFact => {
  const item = items[id]
  assert.ok(item !== undefined, id)
  return { id, version: 1, ...item } as ItemFact
}
const measured = (more: Partial<Measured> = {}): Measured => ({ gains: 0, step: 'normal', ...more })
const rangeFor = (id: string, more: Partial<Measured>, party: 'person' | 'organisation' = 'organisation') => {
  const found = ruleFor(fact(id), party, measured(more))
  return found !== undefined && 'rule' in found ? rangeOf(found.rule, measured(more)) : found
}

test('goods worth less than ten thousand yuan cost an amount, and from there on a multiple', () => {
  assert.deepEqual(rangeFor('expired-food', { baseValue: 999_999 }), { min: 5_000_000, max: 10_000_000 })
  assert.deepEqual(rangeFor('expired-food', { baseValue: 1_000_000 }), { min: 10_000_000, max: 20_000_000 })
  assert.deepEqual(rangeFor('expired-food', {}), { missing: 'goods' })
})

test('what a law makes hang on refusal or gravity has no fine without it', () => {
  assert.equal(rangeFor('no-purchase-check', {}), undefined)
  assert.deepEqual(rangeFor('no-purchase-check', { condition: 'refused' }), { min: 500_000, max: 5_000_000 })
  assert.deepEqual(rangeFor('false-publicity', { condition: 'serious' }), { min: 100_000_000, max: 200_000_000 })
})

test('where there are no gains, or no costs can be found, an amount takes the place of the multiple', () => {
  assert.deepEqual(rangeFor('price-fraud', { gains: 100_000 }), { min: 0, max: 500_000 })
  assert.deepEqual(rangeFor('price-fraud', {}), { min: 5_000_000, max: 50_000_000 })
  assert.deepEqual(rangeFor('false-advert', {}), { min: 20_000_000, max: 100_000_000 })
  assert.deepEqual(rangeFor('false-advert', { baseValue: 1_000_000 }), { min: 3_000_000, max: 5_000_000 })
})

test('a base below its floor counts as the floor', () => {
  assert.deepEqual(rangeFor('substandard-drugs', { baseValue: 10_000 }), { min: 10_000_000, max: 20_000_000 })
})

test('rules of fines are told in words', () => {
  const words = (id: string) =>
    fact(id)
      .penalties.filter(({ kind }) => kind === 'fine')
      .map(fineWords)
  assert.deepEqual(words('expired-food'), [
    '货值金额不足 10,000.00 元的，处 50,000.00 元以上 100,000.00 元以下罚款',
    '货值金额 10,000.00 元以上的，处货值金额 10 倍以上 20 倍以下罚款',
  ])
  assert.deepEqual(words('trade-mark')[1], '违法经营额 50,000.00 元以上的，处违法经营额 5 倍以下罚款')
  assert.deepEqual(words('adulterated-product'), ['处货值金额 50%以上 3 倍以下罚款'])
  assert.match(words('substandard-drugs')[0] ?? '', /不足 10,000\.00 元的按 10,000\.00 元计算/)
})

test('factors of one direction decide the step; of both or neither it is as usual; a ground to mitigate goes before', () => {
  const item = fact('expired-food')
  assert.equal(stepBy(item, ['初次违法']), 'lighter')
  assert.equal(stepBy(item, ['造成食源性疾病']), 'heavier')
  assert.equal(stepBy(item, ['初次违法', '造成食源性疾病']), 'normal')
  assert.equal(stepBy(item, []), 'normal')
  assert.equal(stepBy(item, ['主动消除或者减轻违法行为危害后果', '初次违法']), 'mitigated')
  assert.equal(stepBy(item, ['主动消除或者减轻违法行为危害后果', '造成食源性疾病']), 'heavier')
})

test('the fine is computed and explained in one sentence', () => {
  const found = discretionOf(
    fact('expired-food'),
    'household',
    measured({ baseValue: 320_000, factors: ['初次违法', '主动改正并配合调查'] }),
  )
  assert.equal(found.step, 'lighter')
  assert.equal(found.fine, 5_750_000)
  assert.equal(
    found.explanation,
    '货值金额 3,200.00 元，依据《食品安全法》第一百二十四条第一款第（五）项，罚款幅度为 50,000.00 元至 100,000.00 元；有“初次违法”“主动改正并配合调查”，属从轻处罚，幅度为 50,000.00 元至 65,000.00 元；建议 57,500.00 元。',
  )
  assert.match(discretionOf(fact('expired-food'), 'person', measured()).explanation, /请填写货值金额/)
  assert.match(discretionOf(fact('no-purchase-check'), 'person', measured()).explanation, /没有规定罚款/)
})

test('whatever is measured, a suggestion lies in its band and the band in the law; more value never costs less', () => {
  const ids = Object.keys(items)
  fc.assert(
    fc.property(
      fc.constantFrom(...ids),
      fc.constantFrom('person' as const, 'household' as const, 'organisation' as const),
      fc.integer({ min: 0, max: 100_000_000 }),
      fc.integer({ min: 0, max: 10_000_000 }),
      fc.constantFrom('ordinary' as const, 'refused' as const, 'serious' as const),
      fc.constantFrom('lighter' as const, 'normal' as const, 'heavier' as const),
      (id, party, baseValue, gains, condition, step) => {
        const found = discretionOf(fact(id), party, { gains, baseValue, condition, step })
        if (found.band === undefined || found.range === undefined) return
        assert.ok(found.range.min <= found.band.min && found.band.max <= found.range.max)
        assert.ok(found.fine !== undefined && found.band.min <= found.fine && found.fine <= found.band.max)
        const more = discretionOf(fact(id), party, { gains, baseValue: baseValue * 2, condition, step })
        assert.ok((more.range?.max ?? 0) >= found.range.max || id === 'false-advert' || id === 'food-cures-advert')
      },
    ),
    { numRuns: 2000 },
  )
})

test('bands of a standard follow one another', () => {
  const item = fact('expired-food')
  const range = { min: 5_000_000, max: 10_000_000 }
  const bands = (['lighter', 'normal', 'heavier'] as const).map((step) => bandOf(item, step, range))
  assert.deepEqual(bands, [
    { min: 5_000_000, max: 6_500_000 },
    { min: 6_500_000, max: 8_500_000 },
    { min: 8_500_000, max: 10_000_000 },
  ])
  assert.equal(bandOf(item, 'mitigated', range), undefined)
  assert.equal(middleOf({ min: 123, max: 125 }), 123)
})

const house = walk([ordinaryPenalty])
const propose = (more: Readonly<Record<string, unknown>>): Step => ({
  ...o.report,
  data: { ...o.report.data, penalty: { ...o.report.data.penalty, ...more } },
  facts: { items: new Map([['expired-food', fact('expired-food')]]) },
})
const refusals = (more: Readonly<Record<string, unknown>>) =>
  house.refusals(house.play(until(o, 'evidence')), propose(more))

test('a proposal says what it is measured by, takes its factors from the standard, and its step from them', () => {
  assert.deepEqual(refusals({}), ['no-base'])
  assert.deepEqual(refusals({ baseValue: 9_000 }), [])
  assert.deepEqual(refusals({ baseValue: 9_000, factors: ['今天天气好'] }), ['unknown-factor'])
  assert.deepEqual(refusals({ baseValue: 9_000, factors: ['造成食源性疾病'] }), ['step-against-factors'])
  assert.deepEqual(refusals({ baseValue: 9_000, factors: ['初次违法'] }), [])
})

test('what leaves the standard needs a reason, and never leaves the law', () => {
  assert.deepEqual(refusals({ baseValue: 9_000, fine: 7_000_000 }), ['fine-outside-step'])
  assert.deepEqual(refusals({ baseValue: 9_000, fine: 7_000_000, departure: '同类案件均按此数额处罚。' }), [])
  assert.deepEqual(refusals({ baseValue: 9_000, fine: 10_000_001, departure: '情节特殊。' }), ['fine-above-law'])
  assert.deepEqual(refusals({ baseValue: 1_000_000, fine: 6_000_000 }), ['fine-below-law'])
})
