import { addDays, dayOf } from '../calendar/index.ts'
import { type Db, sql } from '../platform/index.ts'
import type { BoardView } from './view.ts'

export type CheckResult = BoardView['rows'][number]['check']

/**
 * A live check of one measure: figure, target and what falls short, computed from the journal. Each room brings the checks of what
 * it does; the board collects them. Without data a check says so, and is never green.
 */
export interface Check {
  /** D1 … L10. */
  readonly row: string
  readonly target: string
  run(db: Db, now: string): Promise<CheckResult>
}

type Fragment = ReturnType<typeof sql>

/**
 * A check that counts: of all that should be so, how much is. `from` is a query with the columns `at` (timestamptz), `good`
 * (boolean), `stream_id`; the last twelve months are counted.
 */
export const share = (row: string, target: string, what: string, from: (now: string) => Fragment): Check => ({
  row,
  target,
  async run(db, now) {
    const months = lastMonths(now)
    const since = `${months[0]}-01T00:00:00+08:00`
    const { rows } = await sql<{ month: string; n: number; good: number }>`
      select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, count(*)::int as n, count(*) filter (where good)::int as good
      from (${from(now)}) counted where at >= ${since}::timestamptz group by 1`.execute(db)
    const { rows: short } = await sql<{ title: string; stream_id: string; unit: string }>`
      select f.title, f.unit_name as unit, b.stream_id from (select stream_id, max(at) as at from (${from(now)}) counted where not good and at >= ${since}::timestamptz group by 1) b
      join case_file f on f.id = b.stream_id order by b.at desc limit 20`.execute(db)
    const n = rows.reduce((sum, each) => sum + each.n, 0)
    const good = rows.reduce((sum, each) => sum + each.good, 0)
    const byMonth = new Map(rows.map((each) => [each.month, each]))
    return {
      state: n === 0 ? 'no-data' : good === n ? 'good' : 'short',
      figure: n === 0 ? '无数据' : `${Math.floor((good / n) * 1000) / 10}%`,
      target,
      explanation: n === 0 ? `近十二个月没有${what}` : `近十二个月${what} ${n} 件，符合的 ${good} 件`,
      months: months.map((month) => {
        const found = byMonth.get(month)
        return found === undefined ? null : Math.round((found.good / found.n) * 1000) / 10
      }),
      short: short.map(({ title, stream_id, unit }) => ({ title, href: `/desk/cases/${stream_id}`, unit })),
      more: [],
    }
  },
})

/** A check that looks at how things are today: nothing is known of the months before. */
export const standing = (
  row: string,
  target: string,
  look: (db: Db, now: string) => Promise<Omit<CheckResult, 'target' | 'months'>>,
): Check => ({
  row,
  target,
  run: async (db, now) => ({ ...(await look(db, now)), target, months: Array.from({ length: 12 }, () => null) }),
})

/** YYYY-MM of the last twelve months, oldest first. */
export const lastMonths = (now: string): readonly string[] => {
  const months: string[] = []
  for (let day = `${dayOf(now).slice(0, 7)}-01`; months.length < 12; day = `${addDays(day, -1).slice(0, 7)}-01`)
    months.unshift(day.slice(0, 7))
  return months
}
