import { isDeepStrictEqual } from 'node:util'
import { canonicalJson } from '../kernel/index.ts'
import { type Db, type Sql, sql } from '../platform/index.ts'
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
    else if (!isDeepStrictEqual(was, row)) into.updates.push(row)
  }
  into.deletes.push(...old.values())
}

/** A large value as a parameter: bytes go to the database as they are, while a text is escaped, and counted sign by sign by PGlite. */
export const jsonOf = (value: unknown): Sql => sql`${Buffer.from(JSON.stringify(value))}::text::jsonb`

/**
 * The statements that write the changes of many streams to one table, at most one for each kind of change. A row that another
 * stream holds is never overwritten: the insert fails with a unique violation, which is how two nodes can't give one number twice.
 * `only` is a condition on the rows that are `given`.
 */
export const writesOf = (
  { table: name, columns, key }: Projection<never>,
  { inserts, updates, deletes }: RowChanges,
  { schema = 'public', only = sql`true` }: { readonly schema?: string; readonly only?: Sql } = {},
): readonly Sql[] => {
  const table = sql.raw(`${schema}.${name}`)
  const all = ['stream_id', ...Object.keys(columns)]
  const given = (rows: readonly Row[]) => sql`jsonb_populate_recordset(null::${table}, ${jsonOf(rows)}) given`
  const same = sql.raw(key.map((column) => `t.${column} = given.${column}`).join(' and '))
  const set = all.filter((column) => !key.includes(column)).map((column) => `${column} = given.${column}`)
  const list = sql.raw(all.join(', '))
  return [
    ...(deletes.length > 0 ? [sql`delete from ${table} t using ${given(deletes)} where ${same} and ${only}`] : []),
    ...(updates.length > 0
      ? [sql`update ${table} t set ${sql.raw(set.join(', '))} from ${given(updates)} where ${same} and ${only}`]
      : []),
    ...(inserts.length > 0
      ? [sql`insert into ${table} (${list}) select ${list} from ${given(inserts)} where ${only}`]
      : []),
  ]
}

/** The rows of a stream, each with its stream's id. */
export const rowsOf = <State>(projection: Projection<State>, streamId: string, state: State): readonly Row[] =>
  projection.rows(streamId, state).map((row) => ({ stream_id: streamId, ...row }))
