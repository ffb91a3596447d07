import { type Db, sql } from '../platform/index.ts'

/** A showing as acts on cases refer to it. */
export interface ShownOnce {
  readonly person: string
  /** ISO instant. */
  readonly at: string
}

/** Showings by their ids. */
export const showingsOf = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, ShownOnce>> => {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; person: string; shown_at: string }>`
    select id, person, shown_at from certificate_showing where id = any(${[...ids]}::text[])`.execute(db)
  return new Map(rows.map(({ id, person, shown_at }) => [id, { person, at: shown_at }]))
}
