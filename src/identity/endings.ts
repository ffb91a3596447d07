import { type Db, sql } from '../platform/index.ts'

/** Which accounts had all their sessions ended of late. */
export interface Endings {
  /** Whether sessions of this account that began at `began` were ended since. */
  ended(user: string, began: Date): Promise<boolean>
  /** From now on, what of this account began before `at` or then has ended. */
  end(user: string, at: Date): Promise<void>
}

const askedEvery = 2_000

/**
 * A browser holds a signed copy of its session that is believed for a minute without asking the database. So that ended sessions end
 * now, the few accounts that had theirs ended in the last minutes are known to every node, at most two seconds late.
 */
export const endingsIn = (db: Db): Endings => {
  let askedAt = 0
  let lately: Promise<ReadonlyMap<string, Date>> = Promise.resolve(new Map())
  const ask = async () => {
    const { rows } = await sql<{ id: string; at: Date }>`
      select id, "sessionsEndedAt" as at from "user" where "sessionsEndedAt" > now() - interval '5 minutes'`.execute(db)
    return new Map(rows.map(({ id, at }) => [id, new Date(at)]))
  }
  return {
    async ended(user, began) {
      if (Date.now() - askedAt > askedEvery) {
        askedAt = Date.now()
        lately = ask()
      }
      const at = (await lately).get(user)
      return at !== undefined && began <= at
    },
    async end(user, at) {
      await sql`update "user" set "sessionsEndedAt" = ${at.toISOString()}::timestamptz where id = ${user}`.execute(db)
      askedAt = 0
    },
  }
}
