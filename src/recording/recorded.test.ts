import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { recordedOf, without } from './recorded.ts'
import { joined, type Span } from './recording.ts'

const at = '2026-03-05T01:00:00.000Z'
const start = Date.parse(at)
const film = (more: Partial<Parameters<typeof recordedOf>[0]>) =>
  recordedOf({ id: 'v', kind: 'video', startedAt: at, spans: [[0, 60_000]], state: 'verified', ...more }).map(
    ({ spans, sound, damaged = false }) => [
      spans.map(({ from, until }) => [from - start, until - start]),
      sound,
      damaged,
    ],
  )

test('of a recording that is damaged in places, those seconds do not count and the others do', () => {
  assert.deepEqual(film({}), [[[[0, 60_000]], true, false]])
  assert.deepEqual(film({ state: 'damaged', lost: [[4000, 6000]] }), [
    [
      [
        [0, 4000],
        [6000, 60_000],
      ],
      true,
      false,
    ],
    [[[4000, 6000]], false, true],
  ])
  // Bytes behind the last head belong to no second.
  assert.deepEqual(film({ state: 'damaged', lost: [] }), [[[[0, 60_000]], true, false]])
})

test('what has not arrived, cannot be opened or was judged before seconds were told counts as nothing', () => {
  for (const more of [
    { state: 'waiting' as const, lost: [[4000, 6000]] as const },
    { state: 'damaged' as const, lost: null },
    { state: 'damaged' as const },
    { state: 'damaged' as const, kind: 'photo' as const, lost: [] },
  ])
    assert.deepEqual(film(more), [[[[0, 60_000]], false, false]])
})

test('each millisecond of a recording either counts or was lost', () => {
  const spans = fc.array(fc.tuple(fc.nat(500), fc.nat(50)), { maxLength: 8 }).map((all) =>
    joined(
      all.map(([from, lasts]): Span => [from, from + lasts + 1]),
      0,
    ),
  )
  fc.assert(
    fc.property(spans, spans, fc.nat(600), (whole, away, moment) => {
      const within = (all: readonly Span[]) => all.some(([from, until]) => from <= moment && moment < until)
      assert.equal(within(without(whole, away)), within(whole) && !within(away))
    }),
  )
})
