import assert from 'node:assert/strict'
import { test } from 'node:test'
import { momentOf, shownAt } from './seconds.ts'

const spans = [
  [0, 6000],
  [66_000, 70_000],
] as const

test('what a player shows leaves the pauses of a recording out', () => {
  assert.deepEqual(
    [0, 5999, 6000, 30_000, 66_000, 69_000, 80_000].map((at) => shownAt(spans, at)),
    [0, 5999, 6000, 6000, 6000, 9000, 10_000],
  )
  assert.equal(shownAt([], 1234), 1234)
})

test('each moment that is shown leads back to its moment by the clock', () => {
  for (const at of [0, 1, 5999, 66_000, 69_999]) assert.equal(momentOf(spans, shownAt(spans, at)), at)
  assert.equal(momentOf(spans, 99_000), 70_000)
})
