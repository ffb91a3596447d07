import { type Check, type CheckResult, lastMonths } from '../casework/index.ts'
import { sql } from '../platform/index.ts'
import { complaintLimitTitles } from '../registry/index.ts'
import type { LimitName } from './limits.ts'
import { type MatterKind, matterKinds } from './titles.ts'
import { windowsOf } from './windows.ts'

const target = '投诉、举报、咨询 100% 按时办理；每个窗口设有公示牌'

/** D6: what was brought was answered in time, and each window has a board that says who is there and what to bring. */
export const clearInformation: Check = {
  row: 'D6',
  target,
  async run(db, now): Promise<CheckResult> {
    const months = lastMonths(now)
    const since = `${months[0]}-01T00:00:00+08:00`
    const [{ rows: counted }, { rows: late }, windows] = await Promise.all([
      sql<{ month: string; kind: MatterKind; n: number; good: number }>`
        select to_char(coalesce(met_at, due) at time zone 'Asia/Shanghai', 'YYYY-MM') as month, kind, count(*)::int as n,
          (count(*) filter (where met_at <= due))::int as good
        from matter_limit where due is not null and (met_at is not null or due < ${now}::timestamptz) and coalesce(met_at, due) >= ${since}::timestamptz
        group by 1, 2`.execute(db),
      sql<{ stream_id: string; number: string; name: LimitName; unit_name: string | null; all: number }>`
        select stream_id, number, name, unit_name, (count(*) over ())::int as "all" from matter_limit
        where met_at is null and due < ${now}::timestamptz order by due limit 20`.execute(db),
      windowsOf(db, now),
    ])
    const sum = (rows: typeof counted, of: 'n' | 'good') => rows.reduce((all, each) => all + each[of], 0)
    const [n, good] = [sum(counted, 'n'), sum(counted, 'good')]
    const percent = (rows: typeof counted) => Math.floor((sum(rows, 'good') / sum(rows, 'n')) * 1000) / 10
    const byMonth = Map.groupBy(counted, ({ month }) => month)
    const byUnit = Map.groupBy(late, ({ unit_name }) => unit_name ?? '待分送')
    const without = windows.filter(({ board }) => !board)
    const lateNow = late[0]?.all ?? 0
    // A bureau at which nobody has ever called has nothing to show yet.
    if (n === 0 && lateNow === 0)
      return {
        state: 'no-data',
        figure: '无数据',
        target,
        explanation: '近十二个月没有到期的投诉、举报、咨询',
        months: months.map(() => null),
        short: [],
        more: windows.length === 0 ? [] : [boards(windows.length - without.length, windows.length)],
      }
    return {
      state: good === n && lateNow === 0 && windows.length > 0 && without.length === 0 ? 'good' : 'short',
      figure: n === 0 ? '0%' : `${percent(counted)}%`,
      target,
      explanation: `近十二个月到期 ${n} 项期限，按时 ${good} 项；现在逾期 ${lateNow} 项；${windows.length === 0 ? '没有登记窗口' : `${windows.length} 个窗口，设公示牌 ${windows.length - without.length} 个`}`,
      months: months.map((month) => {
        const found = byMonth.get(month)
        return found === undefined ? null : percent(found)
      }),
      short: [
        ...late.map(({ stream_id, number, name, unit_name }) => ({
          title: `${number} ${complaintLimitTitles[name]}已逾期`,
          href: `/desk/complaints/${stream_id}`,
          unit: unit_name ?? '待分送',
        })),
        ...(windows.length === 0
          ? [{ title: '没有登记窗口和它的公示牌', href: '/desk/registry/window', unit: '' }]
          : without.map(({ name }) => ({ title: `${name}没有设公示牌`, href: '/desk/registry/window', unit: '' }))),
      ],
      more: [
        ...[...Map.groupBy(counted, ({ kind }) => kind)].map(([kind, rows]) => ({
          title: `${matterKinds[kind]}按时`,
          figure: `${percent(rows)}%`,
        })),
        ...[...byUnit].map(([unit, rows]) => ({ title: `${unit}现在逾期`, figure: `${rows.length} 项` })),
        boards(windows.length - without.length, windows.length),
      ],
    }
  },
}

const boards = (has: number, all: number) => ({ title: '设公示牌的窗口', figure: `${has}/${all}` })
