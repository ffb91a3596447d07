import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { rules } from '../kernel/index.ts'
import {
  type Amount,
  addDays,
  computeLimit,
  dayOf,
  days,
  hours,
  months,
  officialCalendar,
  type Pause,
  workingDays,
} from './index.ts'

const calendar = officialCalendar()
const limit = (
  amount: Amount,
  start: string,
  more: { pauses?: readonly Pause[]; extensions?: readonly Amount[]; now?: string } = {},
) =>
  computeLimit({ amount, start, startTitle: '收到告知书', basis: [rules(57, 2)], ...more }, calendar, more.now ?? start)

test('five working days after a notice skip the National Day holiday, and say so', () => {
  const answer = limit(workingDays(5), '2025-09-29T02:00:00.000Z')
  assert.equal(answer.dueDay, '2025-10-13')
  assert.equal(
    answer.explanation,
    '收到告知书次日（9 月 30 日）起 5 个工作日，跳过 10 月 1–8 日（国庆节、中秋节），至 10 月 13 日',
  )
})

test('a make-up day is worked although it is a Saturday or Sunday', () => {
  assert.ok(calendar.isWorkingDay('2025-10-11'))
  assert.equal(limit(workingDays(1), '2025-10-10T02:00:00.000Z').dueDay, '2025-10-11')
})

test('the day of the start does not count, even one minute after midnight in Shanghai', () => {
  assert.equal(dayOf('2026-03-02T16:01:00.000Z'), '2026-03-03')
  assert.equal(limit(workingDays(1), '2026-03-02T16:01:00.000Z').dueDay, '2026-03-04')
  assert.equal(limit(workingDays(1), '2026-03-02T15:59:00.000Z').dueDay, '2026-03-03')
})

test('a limit in days that ends on a weekend moves to Monday', () => {
  const answer = limit(days(15), '2026-05-30T02:00:00.000Z')
  assert.equal(answer.dueDay, '2026-06-15')
  assert.match(answer.explanation, /届满日 6 月 14 日是周末，顺延，至 6 月 15 日$/)
})

test('months end on the same-numbered day, or on the last one', () => {
  assert.equal(limit(months(1), '2026-01-31T02:00:00.000Z').dueDay, '2026-02-28')
  assert.equal(limit(months(6), '2026-03-10T02:00:00.000Z').dueDay, '2026-09-10')
})

test('hours begin with the next full hour', () => {
  assert.equal(limit(hours(24), '2026-03-02T02:20:00.000Z').due, '2026-03-03T03:00:00.000Z')
})

test('while the clock stands still there is no due day, and nobody is late', () => {
  const answer = limit(days(90), '2026-03-02T02:00:00.000Z', {
    pauses: [{ from: '2026-03-05T01:00:00.000Z', why: '送检' }],
    now: '2027-01-01T00:00:00.000Z',
  })
  assert.deepEqual([answer.stopped, answer.late, answer.due], [true, false, undefined])
})

test('a year whose holidays are not known yet says so', () => {
  assert.match(limit(workingDays(5), '2031-09-29T02:00:00.000Z').explanation, /放假安排尚未公布/)
})

const start = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2026-06-01'), noInvalidDate: true })
  .map((date) => date.toISOString())
const dayAmount = fc.record({
  n: fc.integer({ min: 1, max: 90 }),
  unit: fc.constantFrom('working-day' as const, 'day' as const),
})

test('every limit in days ends on a working day, and its explanation names it', () => {
  fc.assert(
    fc.property(start, dayAmount, (from, amount) => {
      const { dueDay = '', explanation } = limit(amount, from)
      assert.ok(calendar.isWorkingDay(dueDay))
      assert.ok(explanation.includes(`${Number(dueDay.slice(5, 7))} 月 ${Number(dueDay.slice(8))} 日`), explanation)
    }),
  )
})

test('working days are as many as one counts on the calendar by hand', () => {
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 60 }), (from, n) => {
      const { dueDay = '' } = limit(workingDays(n), from)
      let counted = 0
      for (let day = addDays(dayOf(from), 1); day <= dueDay; day = addDays(day, 1))
        if (calendar.isWorkingDay(day)) counted++
      assert.equal(counted, n)
    }),
  )
})

test('more time never ends sooner, and a pause never brings the end forward', () => {
  fc.assert(
    fc.property(start, dayAmount, fc.nat({ max: 40 }), fc.nat({ max: 30 }), (from, amount, after, length) => {
      const plain = limit(amount, from).due ?? ''
      assert.ok((limit({ ...amount, n: amount.n + 1 }, from).due ?? '') >= plain)
      const begin = new Date(Date.parse(from) + after * 86_400_000).toISOString()
      const end = new Date(Date.parse(begin) + length * 86_400_000).toISOString()
      assert.ok((limit(amount, from, { pauses: [{ from: begin, until: end, why: '送检' }] }).due ?? '') >= plain)
      assert.ok((limit(amount, from, { extensions: [workingDays(15)] }).due ?? '') > plain)
    }),
  )
})

test('late is after the due instant and never before', () => {
  fc.assert(
    fc.property(start, dayAmount, fc.integer({ min: -5, max: 5 }), (from, amount, shift) => {
      const due = limit(amount, from).due ?? ''
      const now = new Date(Date.parse(due) + shift).toISOString()
      assert.equal(limit(amount, from, { now }).late, shift > 0)
    }),
  )
})
