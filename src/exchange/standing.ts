import { addDays, dayOf, type WorkCalendar } from '../calendar/index.ts'
import type { Casework } from '../casework/index.ts'
import { publishedForms } from '../disclosure/index.ts'
import type { Journal } from '../journal/index.ts'
import { type Db, rowsOfPage, sql } from '../platform/index.ts'
import { penaltyRow } from './penalty-row.ts'
import type { Platform } from './platforms.ts'
import type { Ours, Theirs } from './reconcile.ts'

/** Where a platform stands: how much waits, was refused, is late, and how long it takes. */
export interface Standing {
  readonly waiting: number
  readonly acknowledged: number
  readonly refused: number
  readonly late: number
  readonly last: string | null
  readonly lag?: { readonly median: number; readonly longest: number; readonly of: number }
  readonly failing?: {
    readonly error: string
    readonly at: string
    readonly nextAt: string
    readonly attempts: number
  }
}

/** So many of the last acknowledgements are looked at for how long they took. */
const OF_THE_LAST = 200

const workingDaysTo = (calendar: WorkCalendar, from: string, to: string): number => {
  let count = 0
  for (let day = from; day < to; ) {
    day = addDays(day, 1)
    if (calendar.isWorkingDay(day)) count++
  }
  return count
}

export const standingOf = async (
  db: Db,
  calendar: WorkCalendar,
  platform: Platform,
  now: string,
): Promise<Standing> => {
  const [{ rows: counts }, { rows: acks }, { rows: failing }] = await Promise.all([
    sql<Omit<Standing, 'lag' | 'failing'>>`
      select (count(*) filter (where state = 'waiting'))::int + (select count(*)::int from push_due d left join push q on q.platform = ${platform.id} and q.number = d.number
          where q.number is null and not d.withdrawn and d.until_day >= ${dayOf(now)}::date and d.published_on >= ${platform.since ?? '0001-01-01'}::date) as waiting,
        (count(*) filter (where state = 'acknowledged'))::int as acknowledged,
        (count(*) filter (where state in ('refused', 'unfit')))::int as refused,
        (count(*) filter (where state <> 'acknowledged' and due_on < ${dayOf(now)}::date))::int as late,
        max(acknowledged_at) as last
      from push where platform = ${platform.id}`.execute(db),
    sql<{ published_on: string; day: string }>`
      select published_on, (acknowledged_at at time zone 'Asia/Shanghai')::date as day from push
      where platform = ${platform.id} and state = 'acknowledged' and operation = 'publish' order by acknowledged_at desc limit ${OF_THE_LAST}`.execute(
      db,
    ),
    sql<{ error: string; at: string; next_at: string; attempts: number }>`
      select error, at, next_at, attempts from push_try where platform = ${platform.id} order by at desc limit 1`.execute(
      db,
    ),
  ])
  const days = acks.map(({ published_on, day }) => workingDaysTo(calendar, published_on, day)).toSorted((a, b) => a - b)
  const [failed] = failing
  return {
    ...(counts[0] as Standing),
    ...(days.length === 0
      ? {}
      : { lag: { median: days[days.length >> 1] ?? 0, longest: days.at(-1) ?? 0, of: days.length } }),
    ...(failed === undefined
      ? {}
      : { failing: { error: failed.error, at: failed.at, nextAt: failed.next_at, attempts: failed.attempts } }),
  }
}

export const shows = ['waiting', 'refused', 'acknowledged'] as const

export interface PushRow {
  readonly number: string
  readonly case_id: string
  readonly version: number
  readonly operation: 'publish' | 'correct' | 'withdraw'
  readonly state: 'waiting' | 'acknowledged' | 'refused' | 'unfit'
  readonly reason: string | null
  readonly acknowledgement: string | null
  readonly acknowledged_at: string | null
  readonly published_on: string
  readonly due_on: string
  readonly error: string | null
  readonly next_at: string | null
}

/** A page of a platform's decisions, and one row more where there is another page: what is due first stands first, acknowledged ones newest first. */
export const pushesOf = async (
  db: Db,
  platform: string,
  show: (typeof shows)[number],
  page: number,
): Promise<readonly PushRow[]> => {
  const { rows } = await sql<PushRow>`
    select p.number, p.case_id, p.version, p.operation, p.state, p.reason, p.acknowledgement, p.acknowledged_at, p.published_on, p.due_on,
      t.error, t.next_at
    from push p left join push_try t on t.platform = p.platform and t.number = p.number
    where p.platform = ${platform} and p.state = any(${show === 'refused' ? ['refused', 'unfit'] : [show]}::text[])
    order by ${show === 'acknowledged' ? sql`p.acknowledged_at desc` : sql`p.due_on`}, p.number
    limit ${rowsOfPage + 1} offset ${(page - 1) * rowsOfPage}`.execute(db)
  return rows
}

const BATCH = 200
/** Beside the columns of the set, so that it shows where an older version is there. */
const CURRENT = '内容'

/** Every decision that a platform should have now, with all its columns, read in batches. */
export async function* shownTo(journal: Journal, casework: Casework, platform: Platform): AsyncGenerator<Ours> {
  const { db } = journal.database
  for (let after = ''; ; ) {
    const { rows } = await sql<{ number: string }>`
      select number from push_due where number > ${after} and not withdrawn and until_day >= ${dayOf(journal.clock.now())}::date
        and published_on >= ${platform.since ?? '0001-01-01'}::date order by number limit ${BATCH}`.execute(db)
    const forms = await publishedForms(
      journal,
      casework,
      rows.map(({ number }) => number),
    )
    for (const { number } of rows) {
      const form = forms.get(number)
      if (form?.state !== 'shown') continue
      const row = penaltyRow(form)
      yield {
        number,
        caseId: form.caseId,
        fields: { ...(row.ok ? row.value : { CF_WSH: number }), [CURRENT]: '现行' },
      }
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < BATCH) return
    after = last.number
  }
}

/** What a platform has by its own acknowledgements. */
export const acknowledgedBy = async (db: Db, platform: string): Promise<readonly Theirs[]> => {
  const { rows } = await sql<{ number: string; there: boolean; current: boolean }>`
    select p.number, p.there, p.state = 'acknowledged' and p.source is not distinct from d.source as current
    from push p left join push_due d on d.number = p.number where p.platform = ${platform}`.execute(db)
  return rows.map(({ number, there, current }) => ({
    number,
    ...(there ? {} : { withdrawn: true }),
    fields: { [CURRENT]: current ? '现行' : '更正以前' },
  }))
}
