import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { Kysely, PostgresDialect, type RawBuilder, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { lockDirectory } from './lock.ts'

/**
 * The tables of the house. A room adds its own, in the file that creates them:
 *
 *     declare module '../platform/index.ts' {
 *       interface Schema {
 *         event: EventTable
 *       }
 *     }
 *
 * and every `Db` knows them from then on.
 */
// biome-ignore lint/suspicious/noEmptyInterface: rooms add their tables by declaration merging
export interface Schema {}

/** The database, or a transaction of it. */
export type Db = Kysely<Schema> | Transaction<Schema>

export interface Database {
  readonly engine: 'pglite' | 'postgres'
  readonly db: Kysely<Schema>
  readonly pool: pg.Pool
  close(): Promise<void>
}

/** PostgreSQL by its address, or the embedded PGlite in a directory or in memory (there from a prepared dump, if given). */
export type DatabasePlace =
  | { readonly url: string }
  | { readonly directory: string }
  | { readonly memory: true; readonly dump?: Blob }

/**
 * Opens the database; whoever opens closes.
 *
 * Invariant: PGlite has ONE connection. Whatever runs inside a transaction must use that transaction: a query on the
 * database beside it would wait for ever. `transaction` makes such a query throw at once, on both engines.
 */
export const openDatabase = async (place: DatabasePlace): Promise<Database> => {
  if ('url' in place) {
    const pool = new pg.Pool({ connectionString: place.url, max: 16, types, application_name: 'zhaoming' })
    pool.on('error', () => {}) // an idle connection that the server closed; the next query opens another
    return database('postgres', pool, async () => {})
  }
  const unlock = 'directory' in place ? lockDirectory(place.directory) : () => {}
  try {
    const pglite = await openPglite(place)
    const pool = new pg.Pool({ ...createPgConfig(pglite), max: 1, types })
    return database('pglite', pool, async () => {
      await pglite.close()
      unlock()
    })
  } catch (error) {
    unlock()
    throw error
  }
}

const openPglite = (place: Exclude<DatabasePlace, { url: string }>): Promise<PGlite> => {
  if ('memory' in place) return PGlite.create('memory://', place.dump === undefined ? {} : { loadDataDir: place.dump })
  mkdirSync(place.directory, { recursive: true })
  return PGlite.create(join(place.directory, 'database'), { relaxedDurability: false })
}

const database = (engine: Database['engine'], pool: pg.Pool, after: () => Promise<void>): Database => {
  refuseBesideTransaction(pool)
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  let closed: Promise<void> | undefined
  return {
    engine,
    db,
    pool,
    close: () => {
      closed ??= db.destroy().then(after)
      return closed
    },
  }
}

/** What is known of the transaction in whose course something runs. */
interface Course {
  readonly outer: Course | undefined
  readonly afterCommit: (() => void)[]
  /** Set when the transaction takes its connection. */
  pool?: pg.Pool
  open: boolean
}
const course = new AsyncLocalStorage<Course>()

/** The first connection that is taken in the course of a transaction is the transaction's own; a second one is a mistake. */
const refuseBesideTransaction = (pool: pg.Pool): void => {
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => unknown
  const guarded = (...args: unknown[]): unknown => {
    const current = course.getStore()
    for (let each = current; each !== undefined; each = each.outer)
      if (each.open && each.pool === pool)
        throw new Error('a transaction is open already: run this query on it, not on the database beside it')
    if (current?.open) current.pool ??= pool
    return connect(...args)
  }
  pool.connect = guarded as pg.Pool['connect']
}

/** Serialization failures and deadlocks: nothing was done, and the same work may be tried again. */
const retried = new Set(['40001', '40P01'])

/**
 * Runs work in one transaction; all of it is kept or none. After a serialization failure or a deadlock the work is run
 * again from its beginning, so it must have no effect outside the transaction: `afterCommit` is for those.
 */
export const transaction = async <T>(
  db: Db,
  work: (tx: Transaction<Schema>) => Promise<T>,
  attempts = 5,
): Promise<T> => {
  if (db.isTransaction) throw new Error('a transaction is open already: use it')
  for (let attempt = 1; ; attempt++) {
    const current: Course = { outer: course.getStore(), afterCommit: [], open: true }
    try {
      const result = await course.run(current, () => db.transaction().execute(work))
      current.open = false
      for (const then of current.afterCommit) then()
      return result
    } catch (error) {
      if (attempt >= attempts || !retried.has((error as { code?: string }).code ?? '')) throw error
    } finally {
      current.open = false
    }
  }
}

/** Does something once the transaction in whose course this is called is committed; at once where there is none. */
export const afterCommit = (then: () => void): void => {
  const current = course.getStore()
  if (current?.open) current.afterCommit.push(then)
  else then()
}

/** One after the other through the whole system, until the transaction ends. */
export const advisoryLock = (name: string): RawBuilder<unknown> => sql`select pg_advisory_xact_lock(hashtext(${name}))`

const standard = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => (text: string) => unknown
const instant = (text: string): string => (standard(1184)(text) as Date).toISOString()
const integer = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`too large for a number: ${text}`)
  return value
}
const each =
  <T>(read: (text: string) => T) =>
  (text: string): (T | null)[] =>
    (standard(1009)(text) as (string | null)[]).map((item) => (item === null ? null : read(item)))

/**
 * int8 as number, timestamptz as ISO instant (UTC, ms), date as YYYY-MM-DD, alone and in arrays: what JSON and the rest
 * of the house use. `numeric`, and so `sum` of int8, stays text: cast it.
 */
const parsers = new Map<number, (text: string) => unknown>([
  [20, integer],
  [1016, each(integer)],
  [1082, (text) => text],
  [1182, each((text) => text)],
  [1184, instant],
  [1185, each(instant)],
])
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' ? parsers.get(oid) : undefined) ?? standard(oid, format),
} as pg.CustomTypesConfig

export { sql }
