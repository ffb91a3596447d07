import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { capitals, chineseNumber, citationText, yuan } from '../../kernel/index.ts'
import { amountsIn, citationsIn, datesIn, hardFactsIn, numbersIn, quantitiesIn } from './found.ts'

test('every amount is read back from its capitals and from its figures', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 1_000_000_000_000 }), (fen) => {
      assert.deepEqual(
        amountsIn(`罚款人民币${capitals(fen)}（¥${yuan(fen)}元）。`).map(({ value }) => value),
        [fen, fen],
      )
    }),
  )
})

test('every citation is read back from its words', () => {
  const n = fc.integer({ min: 1, max: 200 })
  fc.assert(
    fc.property(n, fc.option(n, { nil: undefined }), fc.option(n, { nil: undefined }), (article, paragraph, item) => {
      const citation = {
        law: '食品安全法',
        article,
        ...(paragraph === undefined ? {} : { paragraph }),
        ...(item === undefined ? {} : { item }),
      }
      assert.deepEqual(
        citationsIn(`违反了${citationText(citation)}的规定`).map(({ value }) => value),
        [citation],
      )
    }),
  )
})

test('amounts, days, numbers and quantities are read as people write them', () => {
  assert.deepEqual(
    amountsIn('罚款五千元，货值0.55万元，另付1,200.5元').map(({ value }) => value),
    [500_000, 550_000, 120_050],
  )
  assert.deepEqual(
    datesIn('2026 年 2 月 3 日').map(({ value }) => value),
    ['2026-02-03'],
  )
  assert.deepEqual(
    numbersIn('澄市监罚(2026)03号').map(({ value }) => value),
    ['澄市监罚〔2026〕3号'],
  )
  assert.deepEqual(
    quantitiesIn('糕点三盒、饼干12袋，第三条').map(({ value }) => value),
    [
      { n: 3, unit: '盒' },
      { n: 12, unit: '袋' },
    ],
  )
  assert.equal(chineseNumber('十五'), 15)
  assert.equal(chineseNumber('二〇二六'), 2026)
  assert.equal(chineseNumber('壹亿零伍拾万'), 100_500_000)
  assert.equal(chineseNumber('甲'), undefined)
})

test('two wordings with the same facts have the same hard facts, and another amount is another', () => {
  const a = '2026年3月2日，当事人销售糕点三盒，货值九十元。'
  const b = '当事人于2026年3月2日售出糕点3盒（货值90元）。'
  assert.deepEqual([...hardFactsIn(a)].toSorted(), [...hardFactsIn(b)].toSorted())
  assert.notDeepEqual([...hardFactsIn(a)].toSorted(), [...hardFactsIn(b.replace('90', '900'))].toSorted())
})
