import { type Check, lastMonths } from '../casework/index.ts'
import { sql } from '../platform/index.ts'

/** Days within which a drawn dossier is scored; the bureau's own measure. */
const WITHIN = 30

/** R8: dossiers were drawn and scored, and what they lose points on is named. */
export const evaluated: Check = {
  row: 'R8',
  target: `抽取的案卷 ${WITHIN} 日内评查完`,
  async run(db, now) {
    const months = lastMonths(now)
    const since = `${months[0]}-01T00:00:00+08:00`
    const { rows } = await sql<{
      evaluation: string
      case_id: string
      title: string
      unit_name: string
      month: string
      scored: boolean
      passed: boolean | null
      late: boolean
      lost: readonly string[]
    }>`
      select d.evaluation, d.case_id, f.title, f.unit_name, to_char(d.drawn_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month,
        d.scored_at is not null as scored, d.passed, d.scored_at is null and d.drawn_at < ${now}::timestamptz - make_interval(days => ${WITHIN}) as late, d.lost
      from dossier_evaluation d join case_file f on f.id = d.case_id where d.drawn_at >= ${since}::timestamptz order by d.drawn_at desc`.execute(
      db,
    )
    const scored = rows.filter((row) => row.scored)
    const late = rows.filter((row) => row.late)
    const passed = scored.filter((row) => row.passed === true)
    const byMonth = Map.groupBy(rows, ({ month }) => month)
    const weak = [
      ...Map.groupBy(
        scored.flatMap(({ lost, unit_name }) => lost.map((point) => `${unit_name} ${point}`)),
        (each) => each,
      ),
    ]
      .toSorted((a, b) => b[1].length - a[1].length)
      .slice(0, 5)
    const percent = (part: number, of: number) => Math.floor((part / of) * 1000) / 10
    return {
      state: rows.length === 0 ? 'no-data' : late.length === 0 ? 'good' : 'short',
      figure: rows.length === 0 ? '无数据' : `${percent(scored.length, rows.length)}%`,
      target: evaluated.target,
      explanation:
        rows.length === 0
          ? '近十二个月没有评查过案卷'
          : `近十二个月抽取 ${rows.length} 卷，评查 ${scored.length} 卷，合格 ${passed.length} 卷`,
      months: months.map((month) => {
        const of = byMonth.get(month)
        return of === undefined ? null : percent(of.filter((row) => row.scored).length, of.length)
      }),
      short: late.slice(0, 20).map(({ evaluation, title, unit_name }) => ({
        title: `${title} 抽取以后没有评查`,
        href: `/desk/evaluations/${evaluation}`,
        unit: unit_name,
      })),
      more: weak.map(([where, of]) => ({ title: `扣分：${where}`, figure: `${of.length} 卷` })),
    }
  },
}
