import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { reviewList } from '../../data/bureau.ts'
import { fillRegistry } from '../../data/demo.ts'
import { demoPens } from '../../data/keys.ts'
import { type House, openHouse } from '../house.ts'
import { simulatedClock } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { publicReview } from './review-rules.ts'

eachDatabase('legal review, as the public sees it', (database) => {
  const clock = simulatedClock('2026-05-01T00:00:00.000Z')
  let house: House
  before(async () => {
    house = await openHouse(database(), clock, demoPens)
  })

  test('before there are rules or a list the page has none; then every part of the rules and every rule of the list in words', async () => {
    assert.deepEqual(await publicReview(database().db, '2026-05-01'), { lists: [] })
    await fillRegistry(house)
    const { rules, lists } = await publicReview(database().db, '2026-05-01')
    assert.equal(rules?.parts.length, 7)
    assert.ok(rules?.parts.every(({ text }) => text.length > 20))
    assert.deepEqual(
      rules?.days.map(({ days }) => days),
      [5, 5, 3, 5],
    )
    assert.deepEqual(rules?.basis[0], '《行政处罚法》第五十八条')
    assert.deepEqual(
      lists[0]?.rows.map(({ name, major }) => [name, major]),
      reviewList.rules.map(({ name, major }) => [name, major]),
    )
    assert.deepEqual(
      lists[0]?.rows.map(({ conditions }) => conditions),
      [
        ['处罚种类有责令停产停业、吊销许可证件、限制开展生产经营活动'],
        ['罚款或者没收的金额，自然人、个体工商户达到 50,000.00 元，单位达到 200,000.00 元'],
        ['裁量为减轻处罚'],
        ['可能造成重大社会影响或者引发社会风险'],
        ['罚款或者没收的金额，自然人、个体工商户达到 10,000.00 元，单位达到 100,000.00 元'],
      ],
    )
    assert.deepEqual([lists[0]?.current, lists[0]?.extension], [true, true])
  })
})
