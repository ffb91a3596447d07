import { type Check, share } from '../casework/index.ts'
import { sql } from '../platform/index.ts'

/** D7: published within the law's twenty working days (信息公示规定 art. 9); the bureau's seven are shown on the portal. */
const inTime = share(
  'D7',
  '100%（20 个工作日内）',
  '应当公示的处罚决定',
  (now) => sql`
  select coalesce(l.met_at, l.due) as at, l.stream_id, coalesce(l.met_at <= l.due, false) as good
  from case_limit l where l.name = 'publish' and (l.met_at is not null or l.due < ${now}::timestamptz)`,
)

/** What else D7 tells: what is late at this moment, what was withdrawn in its three working days (信息公示规定 art. 11), and corrected in time (art. 12). */
const published: Check = {
  ...inTime,
  async run(db, now) {
    const [result, { rows }] = await Promise.all([
      inTime.run(db, now),
      sql<{ late: number; due: number; withdrawn: number; asked: number; corrected: number }>`
        select count(*) filter (where name = 'publish' and met_at is null)::int as late,
          count(*) filter (where name = 'withdraw')::int as due,
          count(*) filter (where name = 'withdraw' and met_at <= due)::int as withdrawn,
          count(*) filter (where name = 'publication-correction')::int as asked,
          count(*) filter (where name = 'publication-correction' and met_at <= due)::int as corrected
        from case_limit where name in ('publish', 'withdraw', 'publication-correction') and (met_at is not null or due < ${now}::timestamptz)`.execute(
        db,
      ),
    ])
    const { late = 0, due = 0, withdrawn = 0, asked = 0, corrected = 0 } = rows[0] ?? {}
    if (result.state === 'no-data') return result
    return {
      ...result,
      state: late > 0 || withdrawn < due || corrected < asked ? 'short' : result.state,
      more: [
        { title: '此刻逾期未公示', figure: `${late} 件` },
        { title: '三个工作日内撤回', figure: due === 0 ? '没有应当撤回的' : `${withdrawn} / ${due} 件` },
        { title: '按时答复更正申请', figure: asked === 0 ? '没有到期的申请' : `${corrected} / ${asked} 件` },
      ],
    }
  },
}

export const disclosureChecks: readonly Check[] = [published]
