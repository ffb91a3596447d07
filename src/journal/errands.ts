import { type Db, sql } from '../platform/index.ts'

/**
 * Ids of events that wait for work outside the database, those after `after`, at most `limit`. They were written with the event
 * itself and wait until `errandsDone`: whoever does them may be killed and begin again, so done twice must be the same as done once.
 */
export const errands = async (db: Db, name: string, limit: number, after?: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ event_id: string }>`
    select event_id from errand where name = ${name} and event_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
    order by event_id limit ${limit}`.execute(db)
  return rows.map(({ event_id }) => event_id)
}

export const errandsDone = async (db: Db, name: string, events: readonly string[]): Promise<void> => {
  await sql`delete from errand where name = ${name} and event_id = any(${[...events]}::uuid[])`.execute(db)
}
