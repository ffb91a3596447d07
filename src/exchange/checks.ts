import { addDays, dayOf } from '../calendar/index.ts'
import { type Check, share } from '../casework/index.ts'
import { sql } from '../platform/index.ts'

/**
 * D10: what is public was acknowledged by each platform within the platform's limit (data, not verified), withdrawals within three
 * working days. What waits and isn't due yet doesn't count.
 */
const inTime = share(
  'D10',
  '100%（各平台的时限内取得回执）',
  '应当推送的公示信息',
  (now) => sql`
    select coalesce(acknowledged_at, (due_on + 1)::timestamp at time zone 'Asia/Shanghai') as at, case_id as stream_id,
      state = 'acknowledged' and (acknowledged_at at time zone 'Asia/Shanghai')::date <= due_on as good
    from push where state = 'acknowledged' or due_on < ${dayOf(now)}::date`,
)

const percent = (part: number, of: number): string => `${Math.floor((part / of) * 1000) / 10}%`

/**
 * What else D10 tells: what nobody sent (the job stands still), what was refused, and how many of a year's closed cases had every
 * act entered on the day it was done, so that nothing was kept beside the system and typed in afterwards.
 */
const pushed: Check = {
  ...inTime,
  async run(db, now) {
    const [result, { rows }, { rows: cases }] = await Promise.all([
      inTime.run(db, now),
      sql<{ refused: number; waiting: number; unsent: number }>`
        select count(*) filter (where state in ('refused', 'unfit'))::int as refused, count(*) filter (where state = 'waiting')::int as waiting,
          (select count(*) from push_due d cross join (select platform, min(published_on) as first from push group by platform) f
            left join push p on p.platform = f.platform and p.number = d.number
            where p.number is null and not d.withdrawn and d.published_on > f.first and d.published_on < ${addDays(dayOf(now), -1)}::date)::int as unsent
        from push`.execute(db),
      sql<{ closed: number; online: number }>`
        select count(*)::int as closed, count(*) filter (where not exists (
          select 1 from event e where e.kind = 'case' and e.stream_id = c.stream_id
            and (e.entered_at at time zone 'Asia/Shanghai')::date > (e.happened_at at time zone 'Asia/Shanghai')::date))::int as online
        from (select distinct stream_id from event where kind = 'case' and type in ('approve-closing', 'close-on-the-spot')
          and happened_at > ${now}::timestamptz - interval '1 year') c`.execute(db),
    ])
    const { refused = 0, waiting = 0, unsent = 0 } = rows[0] ?? {}
    const { closed = 0, online = 0 } = cases[0] ?? {}
    const more = [
      ...(closed === 0
        ? []
        : [
            {
              title: '近一年办结案件中全程当日录入的',
              figure: `${online} / ${closed} 件（${percent(online, closed)}）`,
            },
          ]),
      { title: '同一事实重复录入', figure: '没有测量' },
    ]
    if (result.state === 'no-data' && refused + waiting + unsent === 0)
      return { ...result, explanation: '没有配置接收平台，或者还没有推送过', more }
    return {
      ...result,
      state: refused > 0 || unsent > 0 ? 'short' : result.state,
      more: [
        { title: '等待回执', figure: `${waiting} 件` },
        { title: '被退回或者不合要求', figure: `${refused} 件` },
        { title: '公示一天以后还没有推送', figure: `${unsent} 件` },
        ...more,
      ],
    }
  },
}

export const exchangeChecks: readonly Check[] = [pushed]
