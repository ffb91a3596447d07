import { type Db, type Migration, sql } from '../platform/index.ts'

/** How often a message was tried without an answer that settles it, and when it is tried again: no event, since nothing happened. */
export const exchangeMigrations: readonly Migration[] = [
  {
    name: 'push-try',
    up: async (tx) => {
      await sql`
        create table push_try (
          platform text not null, number text not null, attempts int not null, error text not null, at timestamptz not null,
          next_at timestamptz not null, primary key (platform, number)
        )`.execute(tx)
    },
  },
]

/** Seconds until the next try: a minute, then twice as long each time, an hour at most. */
export const backOff = (attempts: number): number => Math.min(3600, 60 * 2 ** Math.min(attempts - 1, 10))

/** Notes a try that settled nothing. */
export const tried = async (db: Db, platform: string, number: string, error: string, now: string): Promise<void> => {
  const { rows } = await sql<{ attempts: number }>`
    insert into push_try as t (platform, number, attempts, error, at, next_at) values (${platform}, ${number}, 1, ${error}, ${now}, ${now})
    on conflict (platform, number) do update set attempts = t.attempts + 1, error = excluded.error, at = excluded.at
    returning attempts`.execute(db)
  const next = new Date(Date.parse(now) + backOff(rows[0]?.attempts ?? 1) * 1000).toISOString()
  await sql`update push_try set next_at = ${next} where platform = ${platform} and number = ${number}`.execute(db)
}

export const settled = async (db: Db, platform: string, number: string): Promise<void> => {
  await sql`delete from push_try where platform = ${platform} and number = ${number}`.execute(db)
}
