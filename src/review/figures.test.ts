import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ReviewEvent, reviewFigures } from './figures.ts'

let version = 0
const event = (
  caseId: string,
  type: ReviewEvent['type'],
  day: string,
  more: Partial<ReviewEvent> = {},
): ReviewEvent => ({
  caseId,
  type,
  version: ++version,
  at: `2026-03-${day}T02:00:00.000Z`,
  unit: caseId === 'a' ? '稽查支队' : '城东所',
  item: '经营超过保质期的食品',
  ...more,
})
const opinion = (caseId: string, day: string, strand: string, outcome: string, points: ReviewEvent['points']) =>
  event(caseId, 'give-opinion', day, { strand, outcome, points: points ?? {} })

/** One case goes back once, is mended and fined less; another is agreed at once; a third is returned for what it lacks. */
const year: readonly ReviewEvent[] = [
  event('a', 'report-investigation', '01', { fine: 500_000 }),
  event('a', 'submit-for-review', '02'),
  event('a', 'accept-review', '03', { strand: 'r1' }),
  opinion('a', '07', 'r1', 'correct', { facts: 'no', fitness: 'no', nature: 'yes' }),
  event('a', 'report-investigation', '09', { fine: 300_000 }),
  event('a', 'submit-for-review', '10'),
  event('a', 'accept-review', '10', { strand: 'r2' }),
  opinion('a', '12', 'r2', 'amend', { facts: 'yes', fitness: 'no' }),
  event('a', 'make-decision', '20', { fine: 300_000 }),
  event('b', 'report-investigation', '01', { fine: 100_000 }),
  event('b', 'submit-for-review', '02'),
  event('b', 'accept-review', '03', { strand: 'r1' }),
  opinion('b', '04', 'r1', 'agree', { facts: 'yes' }),
  event('b', 'make-decision', '20', { fine: 100_000 }),
  event('c', 'report-investigation', '01', { fine: 100_000 }),
  event('c', 'submit-for-review', '02'),
  event('c', 'return-submission', '03', { lacking: ['evidence', 'tests'] }),
  event('c', 'submit-for-review', '05'),
  event('c', 'return-submission', '06', { lacking: ['evidence'] }),
]

test('figures of reviews: by unit and item, what lacked, what was caught and mended, how fines changed', () => {
  const figures = reviewFigures(year)
  assert.deepEqual(figures.units, [
    { name: '稽查支队', submitted: 2, returned: 0, opinions: 2, objected: 2, days: 3 },
    { name: '城东所', submitted: 3, returned: 2, opinions: 1, objected: 0, days: 1 },
  ])
  assert.deepEqual(figures.items, [
    { name: '经营超过保质期的食品', submitted: 5, returned: 2, opinions: 3, objected: 2, days: 2 },
  ])
  assert.deepEqual(figures.lacking, [
    { item: 'evidence', times: 2 },
    { item: 'tests', times: 1 },
  ])
  assert.deepEqual(
    figures.caught.map(({ point, no, mended }) => [point, no, mended]),
    [
      ['facts', 1, 1],
      ['fitness', 2, 0],
    ],
  )
  assert.deepEqual(figures.fines, { decided: 2, lowered: 1, raised: 0, difference: -200_000 })
})

test('without reviews there is nothing to count, and the order of events does not matter', () => {
  assert.deepEqual(reviewFigures([]), {
    units: [],
    items: [],
    lacking: [],
    caught: [],
    fines: { decided: 0, lowered: 0, raised: 0, difference: 0 },
  })
  assert.deepEqual(reviewFigures(year.toReversed()), reviewFigures(year))
})
