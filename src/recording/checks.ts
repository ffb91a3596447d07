import { type Db, sql } from '../platform/index.ts'

/**
 * The board's row R7, and what R9 asks of recordings alone. The board stands below this room; what it asks of a check has the shape that
 * `casework/check.ts` gives it.
 */
interface Standing {
  readonly state: 'good' | 'short' | 'no-data'
  readonly figure: string
  readonly target: string
  readonly explanation: string
  readonly months: readonly null[]
  readonly short: readonly { readonly title: string; readonly href?: string; readonly unit?: string }[]
  readonly more: readonly { readonly title: string; readonly figure: string }[]
}

const months = Array.from({ length: 12 }, () => null)

/** Hours after the last head after which bytes that are still on a device are late. */
const LATE = 24

const shortList = (rows: readonly { readonly id: string; readonly case_id: string | null; readonly title: string }[]) =>
  rows.map(({ title, case_id }) => (case_id === null ? { title } : { title, href: `/desk/cases/${case_id}` }))

/** Days after a copy was taken within which its receipt is there; the bureau's own measure. */
const RECEIPT = 7

/** R7: everything recorded is here, as it was sealed. What still waits on a device is counted, and late after a day. */
const sealed = {
  row: 'R7',
  target: '核对不符 0 份，超过一天未上传 0 份',
  run: async (db: Db, now: string): Promise<Standing> => {
    const { rows } = await sql<{ n: number; verified: number; damaged: number; late: number; waiting: number }>`
      select count(*)::int as n, count(*) filter (where state = 'verified')::int as verified,
        count(*) filter (where state = 'damaged')::int as damaged,
        count(*) filter (where state in ('recording', 'waiting') and last_sealed_at < ${now}::timestamptz - make_interval(hours => ${LATE}))::int as late,
        coalesce(sum(bytes) filter (where state in ('recording', 'waiting')), 0)::bigint as waiting
      from recording where origin <> 'copy' and state <> 'destroyed'`.execute(db)
    const { rows: short } = await sql<{ id: string; case_id: string | null; title: string }>`
      select id, case_id, coalesce(officer_name, '导入') || ' ' || to_char(started_at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') ||
        case when state = 'damaged' then ' 的录制与封存时不符' else ' 的录制还在设备上' end as title
      from recording where origin <> 'copy' and (state = 'damaged' or (state in ('recording', 'waiting')
        and last_sealed_at < ${now}::timestamptz - make_interval(hours => ${LATE})))
      order by started_at desc limit 20`.execute(db)
    const { n = 0, verified = 0, damaged = 0, late = 0, waiting = 0 } = rows[0] ?? {}
    return {
      state: n === 0 ? 'no-data' : damaged + late === 0 ? 'good' : 'short',
      figure: n === 0 ? '无数据' : `${Math.floor((verified / n) * 1000) / 10}%`,
      target: sealed.target,
      explanation:
        n === 0
          ? '还没有录音录像'
          : `${n} 份录制，核对无误 ${verified} 份，核对不符 ${damaged} 份，超过一天未上传 ${late} 份`,
      months,
      short: shortList(short),
      more: n === 0 ? [] : [{ title: '还在设备上', figure: `${Math.round(waiting / 1024 / 1024)} MB` }],
    }
  },
}

/** Of R9: every look at a recording has its purpose. The purpose is asked before anything plays, so one without would be a fault. */
export const purposeful = {
  row: 'R9',
  target: '无目的调阅 0 次',
  run: async (db: Db, now: string): Promise<Standing> => {
    const { rows } = await sql<{ n: number; blind: number; people: number; ms: number }>`
      select count(*)::int as n, count(*) filter (where coalesce(purpose, '') = '' or (purpose = 'other' and coalesce(note, '') = ''))::int as blind,
        count(distinct person)::int as people, coalesce(sum(ms), 0)::bigint as ms from recording_viewing`.execute(db)
    const { rows: short } = await sql<{ id: string; case_id: string | null; title: string }>`
      select id, case_id, person_name || ' 调阅没有写明目的' as title from recording_viewing
      where coalesce(purpose, '') = '' or (purpose = 'other' and coalesce(note, '') = '') order by at desc limit 20`.execute(
      db,
    )
    const { rows: asked } = await sql<{ n: number; granted: number; refused: number; waiting: number }>`
      select count(*)::int as n, count(*) filter (where state in ('granted', 'handed-over'))::int as granted,
        count(*) filter (where state = 'refused')::int as refused, count(*) filter (where state = 'asked')::int as waiting
      from recording_retrieval`.execute(db)
    const { rows: loose } = await sql<{ id: string; state: string; entered_by_name: string }>`
      select q.id, q.state, q.entered_by_name from recording_retrieval q
      where (q.state = 'granted' and q.taken_at < ${now}::timestamptz - make_interval(days => ${RECEIPT}))
        or (q.state not in ('granted', 'handed-over') and exists (select from recording_viewing v where v.retrieval = q.id))
      order by q.asked_at desc limit 20`.execute(db)
    const { n = 0, blind = 0, people = 0, ms = 0 } = rows[0] ?? {}
    const { n: requests = 0, granted = 0, refused = 0, waiting = 0 } = asked[0] ?? {}
    return {
      state: n + requests === 0 ? 'no-data' : blind + loose.length === 0 ? 'good' : 'short',
      figure: n + requests === 0 ? '无数据' : `${blind} 次`,
      target: purposeful.target,
      explanation: n === 0 ? '还没有人调阅录音录像' : `${people} 人调阅 ${n} 次，看过 ${Math.round(ms / 60_000)} 分钟`,
      months,
      short: [
        ...shortList(short),
        ...loose.map(({ id, state, entered_by_name }) => ({
          title:
            state === 'granted' ? `${entered_by_name} 取得复制件超过 ${RECEIPT} 天没有回执` : '没有批准的调取被查看',
          href: `/desk/retrievals/${id}`,
        })),
      ],
      more:
        requests === 0
          ? []
          : [{ title: '调取申请', figure: `${requests} 件（批准 ${granted}，没有批准 ${refused}，等待 ${waiting}）` }],
    }
  },
}

export const recordingChecks = [sealed] as const
