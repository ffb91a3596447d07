import { type Db, type Migration, sql } from '../platform/index.ts'

/** Of six digits three codes are right at any moment: so many wrong ones in a quarter of an hour leave a guesser one chance in 15,000. */
const mostWrong = 20

export const showingMigrations: readonly Migration[] = [
  {
    name: 'code_attempt',
    up: async (tx) => {
      await sql`create table code_attempt (about text primary key, wrong int not null, until timestamptz not null)`.execute(
        tx,
      )
    },
  },
]

/** Until when no more codes are looked at from this address, or for this certificate; undefined where they are. */
export const restsUntil = async (db: Db, about: readonly string[]): Promise<Date | undefined> => {
  const { rows } = await sql<{ until: string }>`
    select max(until) as until from code_attempt where about = any(${[...about]}::text[]) and wrong >= ${mostWrong} and until > now()
    having max(until) is not null`.execute(db)
  return rows[0] === undefined ? undefined : new Date(rows[0].until)
}

/** Notes a wrong code against each of these; what is over is forgotten. */
export const noteWrong = async (db: Db, about: readonly string[]): Promise<void> => {
  await sql`delete from code_attempt where until <= now()`.execute(db)
  await sql`
    insert into code_attempt as a (about, wrong, until)
    select each, 1, now() + interval '15 minutes' from unnest(${[...about]}::text[]) as each
    on conflict (about) do update set wrong = least(a.wrong + 1, 1000)`.execute(db)
}
