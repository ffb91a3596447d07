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
  await sql.raw(`create table ${schema}.${table} (${body.join(', ')})`).execute(db)
  if (schema !== 'public') return
  await sql.raw(`create index ${table}_stream on public.${table} (stream_id)`).execute(db)
  for (const [n, index] of indexes.entries())
    await sql.raw(`create index ${table}_${n} on public.${table} ${index}`).execute(db)
}

/** What a table was made from; where it has changed, the table is made again. */
export const declarationOf = ({ columns, key, indexes = [] }: Projection<never>, stateVersion: number): string =>
  canonicalJson({ columns, key, indexes, stateVersion })

/** What must be written so that the table has the rows of the new state instead of those of the old one. */
export interface RowChanges {
  readonly inserts: Row[]
  readonly updates: Row[]
  readonly deletes: Row[]
}

export const noChanges = (): RowChanges => ({ inserts: [], updates: [], deletes: [] })

/** Compares by key; a row that is the same is not written. */
export const compareRows = (
  key: readonly string[],
  before: readonly Row[],
  after: readonly Row[],
  into: RowChanges,
): void => {
  const keyOf = (row: Row): string => JSON.stringify(key.map((column) => row[column]))
  const old = new Map(before.map((row) => [keyOf(row), row]))
  for (const row of after) {
    const was = old.get(keyOf(row))
    old.delete(keyOf(row))
    if (was === undefined) into.inserts.push(row)
    else if (canonicalJson(was) !== canonicalJson(row)) into.updates.push(row)
  }
  into.deletes.push(...old.values())
}

/**
 * Writes the changes of many streams to one table, at most one statement for each kind of change. A row that another stream
 * holds is never overwritten: the insert fails with a unique violation, which is how two nodes can't give one number twice.
 */
export const writeRows = async (
  db: Db,
  projection: Projection<never>,
  changes: RowChanges,
  schema = 'public',
): Promise<void> => {
  const { key } = projection
  const table = sql.raw(`${schema}.${projection.table}`)
  const all = ['stream_id', ...Object.keys(projection.columns)]
  const given = (rows: readonly Row[]) =>
    sql`jsonb_populate_recordset(null::${table}, ${JSON.stringify(rows)}::jsonb) given`
  const same = sql.raw(key.map((column) => `t.${column} = given.${column}`).join(' and '))
  if (changes.deletes.length > 0)
    await sql`delete from ${table} t using ${given(changes.deletes)} where ${same}`.execute(db)
  const others = all.filter((column) => !key.includes(column))
  if (changes.updates.length > 0)
    await sql`update ${table} t set ${sql.raw(others.map((column) => `${column} = given.${column}`).join(', '))} from ${given(changes.updates)} where ${same}`.execute(
      db,
    )
  if (changes.inserts.length > 0)
    await sql`insert into ${table} (${sql.raw(all.join(', '))}) select ${sql.raw(all.join(', '))} from ${given(changes.inserts)}`.execute(
      db,
    )
}

/** The rows of a stream, each with its stream's id. */
export const rowsOf = <State>(projection: Projection<State>, streamId: string, state: State): readonly Row[] =>
  projection.rows(streamId, state).map((row) => ({ stream_id: streamId, ...row }))
