import assert from 'node:assert/strict'
import { test } from 'node:test'
import { computeLimit, days, hours, officialCalendar, workingDays } from '../calendar/index.ts'
import type { RunningLimit } from './limits.ts'
import type { LimitRule } from './procedure.ts'
import { warningsOf } from './warnings.ts'

const calendar = officialCalendar()
const basis = [{ law: '行政处罚法', article: 60 }]
const clock = (
  amount: ReturnType<typeof days>,
  more: Partial<LimitRule> = {},
  { metAt, paused = false }: { readonly metAt?: string; readonly paused?: boolean } = {},
): RunningLimit => {
  const start = '2026-03-02T02:00:00.000Z'
  const pauses = paused ? [{ from: '2026-03-03T02:00:00.000Z', why: '检测' }] : []
  return {
    rule: { name: 'x', title: '某期限', amount, basis, startTitle: '立案', from: [], until: [], ...more },
    start,
    ...(metAt === undefined ? {} : { metAt }),
    answer: computeLimit({ amount, start, startTitle: '立案', basis, pauses }, calendar, start),
  }
}
const told = (limit: RunningLimit) => warningsOf(limit, calendar).map(({ at, whom }) => [at, whom.join('、')])

test('handlers are warned five working days before, the head of their unit two before, a leader when it was missed', () => {
  // Ends on 2026-05-06, a Wednesday after the holiday of 1–5 May.
  assert.deepEqual(told(clock(workingDays(43))), [
    ['2026-04-24T00:00:00.000Z', 'handlers'],
    ['2026-04-29T00:00:00.000Z', 'handlers、unit-head'],
    ['2026-05-06T16:00:00.000Z', 'handlers、unit-head、leader'],
  ])
})

test('a step that would come with the beginning of the clock falls away; a limit in hours is told of when it was missed', () => {
  assert.deepEqual(
    told(clock(workingDays(3))).map(([at]) => at),
    ['2026-03-03T00:00:00.000Z', '2026-03-05T16:00:00.000Z'],
  )
  assert.deepEqual(told(clock(hours(24))), [['2026-03-03T02:00:00.001Z', 'handlers、unit-head、leader']])
})

test('a right of the party is told of when it is over, and to handlers alone; a target never reaches the leader', () => {
  assert.deepEqual(
    told(clock(workingDays(5), { right: true })).map(([, whom]) => whom),
    ['handlers'],
  )
  assert.deepEqual(
    told(clock(workingDays(7), { target: true })).map(([, whom]) => whom),
    ['handlers', 'handlers、unit-head'],
  )
})

test('steps of its own take the place of the usual ones; nobody is warned of what was met or stands still', () => {
  assert.deepEqual(told(clock(workingDays(7), { warns: [{ before: 1, whom: ['leader'] }] })), [
    ['2026-03-10T00:00:00.000Z', 'leader'],
  ])
  assert.deepEqual(told(clock(days(90), {}, { metAt: '2026-03-05T02:00:00.000Z' })), [])
  assert.deepEqual(told(clock(days(90), {}, { paused: true })), [])
})
