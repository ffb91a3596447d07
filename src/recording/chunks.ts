import { type Db, sql } from '../platform/index.ts'
import type { Entry, Tip } from './chain.ts'

export interface HashedEntry {
  readonly entry: Entry
  readonly hash: string
}

/** Keeps entries beside what is there; the same one again changes nothing. */
export const keepEntries = async (db: Db, recording: string, entries: readonly HashedEntry[]): Promise<void> => {
  if (entries.length === 0) return
  await sql`
    insert into recording_chunk (recording, n, hash, entry)
    select ${recording}, (e ->> 'n')::int, h, e
    from unnest(${entries.map(({ hash }) => hash)}::text[], ${entries.map(({ entry }) => JSON.stringify(entry))}::jsonb[]) as g (h, e)
    on conflict do nothing`.execute(db)
}

/** Whether a chain of this recording has had this hash at this place. */
export const hasEntry = async (db: Db, recording: string, n: number, hash: string): Promise<boolean> => {
  const { rows } = await sql`
    select from recording_chunk where recording = ${recording} and n = ${n} and hash = ${hash}`.execute(db)
  return rows.length > 0
}

/** The entries up to a tip, from the first on: followed from the tip backwards, so that only those count which it vouches for. */
export const chainTo = async (db: Db, recording: string, tip: Tip): Promise<readonly Entry[]> => {
  const { rows } = await sql<{ hash: string; entry: Entry }>`
    select hash, entry from recording_chunk where recording = ${recording} and n <= ${tip.n}`.execute(db)
  const byHash = new Map(rows.map(({ hash, entry }) => [hash, entry]))
  const chain: Entry[] = []
  for (let hash = tip.head, n = tip.n; n > 0; n--) {
    const entry = byHash.get(hash)
    if (entry === undefined || entry.n !== n)
      throw new Error(`${recording}: the entry ${n} of an accepted head is not there`)
    chain.unshift(entry)
    hash = entry.prev
  }
  return chain
}
