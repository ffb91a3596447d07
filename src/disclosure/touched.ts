import { type Db, sql } from '../platform/index.ts'

export interface Touched {
  /** Numbers of decisions. */
  readonly numbers: readonly string[]
  /** The newest event that was looked at; absent where there was none. */
  readonly seen?: string
}

/**
 * Decisions that were ever public and whose case has an event after this one, or whose display ended between two days (ISO; the first
 * included). Looks at so many events at most: whoever asks goes on after `seen`.
 */
export const touchedDecisions = async (
  db: Db,
  after: string,
  ended: { readonly from: string; readonly until: string },
  most: number,
): Promise<Touched> => {
  const { rows } = await sql<{ numbers: string[] | null; seen: string | null }>`
    with fresh as (select id, stream_id, kind from event where id > ${after}::uuid order by id limit ${most}), touched as (
      select number from public_decision where stream_id in (select stream_id from fresh where kind = 'case')
      union select number from public_decision where ${ended.from}::date < ${ended.until}::date
        and until_day >= ${ended.from}::date and until_day < ${ended.until}::date)
    select (select max(id::text) from fresh) as seen, (select array_agg(number) from touched) as numbers`.execute(db)
  const [found] = rows
  return { numbers: found?.numbers ?? [], ...(found?.seen == null ? {} : { seen: found.seen }) }
}

/** Numbers of all decisions that were ever public, after one of them. */
export const publicNumbers = async (db: Db, after: string, most: number): Promise<readonly string[]> => {
  const { rows } = await sql<{ number: string }>`
    select number from public_decision where number > ${after} order by number limit ${most}`.execute(db)
  return rows.map(({ number }) => number)
}
