import { type Db, sql } from '../platform/index.ts'

/** What ended of late: single sessions, and all the sessions that an account had until then; each by its id. */
export interface Endings {
  /** Whether a session, or all those of its account, ended at its beginning or later. */
  ended(session: { readonly id: string; readonly userId: string; readonly createdAt: Date }): Promise<boolean>
  /** A session or an account: what of it began before `at` or then has ended. */
  end(id: string, at: Date): Promise<void>
}

const askedEvery = 2_000

/**
 * A browser holds a signed copy of its session that is believed for a minute without asking the database. So that ended sessions end
 * now, those that ended in the last minutes are known to every node, at most two seconds late.
 */
export const endingsIn = (db: Db): Endings => {
  let askedAt = 0
  let lately: Promise<ReadonlyMap<string, number>> = Promise.resolve(new Map())
  const ask = async () => {
    const { rows } = await sql<{ id: string; at: Date }>`
      select id, at from "sessionEnding" where at > now() - interval '5 minutes'`.execute(db)
    return new Map(rows.map(({ id, at }) => [id, new Date(at).getTime()]))
  }
  return {
    async ended({ id, userId, createdAt }) {
      if (Date.now() - askedAt > askedEvery) {
        askedAt = Date.now()
        lately = ask()
        lately.catch(() => {
          askedAt = 0
        })
      }
      const ends = await lately
      const began = new Date(createdAt).getTime()
      return [id, userId].some((each) => began <= (ends.get(each) ?? 0))
    },
    async end(id, at) {
      await sql`delete from "sessionEnding" where at < now() - interval '1 hour'`.execute(db)
      await sql`insert into "sessionEnding" (id, at) values (${id}, ${at.toISOString()}::timestamptz)
        on conflict (id) do update set at = excluded.at`.execute(db)
      askedAt = 0
    },
  }
}
