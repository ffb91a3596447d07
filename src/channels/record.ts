import { type Db, sql } from '../platform/index.ts'

/** The bureau's own record of the last twelve months: how many clocks were met in time, and what is late now. */
export interface ChannelRecord {
  readonly received: number
  /** Clocks that have ended or run out. */
  readonly due: number
  readonly onTime: number
  readonly lateNow: number
}

export const channelRecord = async (db: Db, now: string): Promise<ChannelRecord> => {
  const { rows } = await sql<{ received: number; due: number; on_time: number; late_now: number }>`
    select (select count(*)::int from matter where received_at >= ${now}::timestamptz - interval '1 year') as received,
      (count(*) filter (where met_at is not null or due < ${now}::timestamptz))::int as due,
      (count(*) filter (where met_at <= due))::int as on_time,
      (count(*) filter (where met_at is null and due < ${now}::timestamptz))::int as late_now
    from matter_limit where started_at >= ${now}::timestamptz - interval '1 year'`.execute(db)
  const [row] = rows
  return {
    received: row?.received ?? 0,
    due: row?.due ?? 0,
    onTime: row?.on_time ?? 0,
    lateNow: row?.late_now ?? 0,
  }
}
