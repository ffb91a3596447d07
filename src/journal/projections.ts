import { canonicalJson } from '../kernel/index.ts'
import { type Db, sql } from '../platform/index.ts'
import type { Projection, Row } from './model.ts'

const name = /^[a-z][a-z0-9_]*$/

/** Makes a projection's table; `schema` is where a rebuild makes its own beside the live one. */
export const createTable = async (db: Db, projection: Projection<never>, schema = 'public'): Promise<void> => {
  const { table, columns, key, indexes = [] } = projection
  for (const each of [table, ...Object.keys(columns)])
    if (!name.test(each)) throw new Error(`not a name for SQL: ${each}`)
  const body = [
    'stream_id text not null',
    ...Object.entries(columns).map(([column, type]) => `${column} ${type}${key.includes(column) ? ' not null' : ''}`),
    `primary key (${key.join(', ')})`,
  ]
  await sql.raw(`create table if not exists ${schema}.${table} (${body.join(', ')})`).execute(db)
  if (schema !== 'public') return
  await sql.raw(`create index if not exists ${table}_stream on ${table} (stream_id)`).execute(db)
  for (const [n, index] of indexes.entries())
    await sql.raw(`create index if not exists ${table}_${n} on ${table} ${index}`).execute(db)
}

/** What must be written so that the table has the rows of the new state instead of those of the old one. */
export interface RowChanges {
  readonly upserts: Row[]
  readonly deletes: Row[]
}

/** Compares by key; a row that is the same is not written. */
export const compareRows = (key: readonly string[], before: readonly Row[], after: readonly Row[]): RowChanges => {
  const keyOf = (row: Row): string => JSON.stringify(key.map((column) => row[column]))
  const old = new Map(before.map((row) => [keyOf(row), row]))
  const upserts: Row[] = []
  for (const row of after) {
    const was = old.get(keyOf(row))
    old.delete(keyOf(row))
    if (was === undefined || canonicalJson(was) !== canonicalJson(row)) upserts.push(row)
  }
  return { upserts, deletes: [...old.values()] }
}

/** Writes the changes of many streams to one table: at most one statement for what goes and one for what comes. */
export const writeRows = async (
  db: Db,
  projection: Projection<never>,
  changes: RowChanges,
  schema = 'public',
): Promise<void> => {
  const { key, columns } = projection
  const table = `${schema}.${projection.table}`
  const all = ['stream_id', ...Object.keys(columns)]
  if (changes.deletes.length > 0)
    await sql`delete from ${sql.raw(table)} t using jsonb_populate_recordset(null::${sql.raw(table)}, ${JSON.stringify(changes.deletes)}::jsonb) gone
      where ${sql.raw(key.map((column) => `t.${column} = gone.${column}`).join(' and '))}`.execute(db)
  if (changes.upserts.length > 0) {
    const others = all.filter((column) => !key.includes(column))
    await sql`insert into ${sql.raw(table)} (${sql.raw(all.join(', '))})
      select ${sql.raw(all.join(', '))} from jsonb_populate_recordset(null::${sql.raw(table)}, ${JSON.stringify(changes.upserts)}::jsonb)
      on conflict (${sql.raw(key.join(', '))}) do update set ${sql.raw(others.map((column) => `${column} = excluded.${column}`).join(', '))}
      where ${sql.raw(projection.table)}.stream_id = excluded.stream_id`.execute(db)
  }
}

/** The rows of a stream, each with its stream's id. */
export const rowsOf = <State>(projection: Projection<State>, streamId: string, state: State): readonly Row[] =>
  projection.rows(streamId, state).map((row) => ({ stream_id: streamId, ...row }))
