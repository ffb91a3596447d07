import { type Db, sql } from '../platform/index.ts'

/** So many wrong passwords for one account within a quarter of an hour, from wherever, and it rests for what is left of it. */
const mostFailures = 10

/**
 * Counts an attempt before its password is looked at, so that many at once are counted too. Gives until when the account is
 * locked, or undefined. Names that nobody has are counted alike: the answer doesn't tell which exist.
 */
export const countAttempt = async (db: Db, account: string): Promise<Date | undefined> => {
  const { rows } = await sql<{ failed: number; until: Date }>`
    insert into "signInAttempt" as a (id, failed, until) values (${account}, 1, now() + interval '15 minutes')
    on conflict (id) do update set
      failed = case when a.until <= now() then 1 else least(a.failed + 1, 1000) end,
      until = case when a.until <= now() then excluded.until else a.until end
    returning failed, until`.execute(db)
  const [row] = rows
  return row !== undefined && row.failed > mostFailures ? new Date(row.until) : undefined
}

/** Forgets the attempts of an account that was entered, or was given another password; and those that are over anyway. */
export const forgetAttempts = async (db: Db, account: string): Promise<void> => {
  await sql`delete from "signInAttempt" where id = ${account} or until <= now()`.execute(db)
}
