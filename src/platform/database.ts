import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { Kysely, PostgresDialect, type RawBuilder, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { emptyCluster } from './cluster.ts'
import { lockDirectory } from './lock.ts'
import { preparingClient } from './prepared.ts'

/** The database, or a transaction of it. Rooms name their tables with `db.withTables<…>()`, or write SQL with `sql`. */
export type Db = Kysely<NoTables>
// biome-ignore lint/complexity/noBannedTypes: no table is known here; each room adds its own.
export type NoTables = {}

export interface Database {
  readonly engine: 'pglite' | 'postgres'
  readonly db: Db
  readonly pool: pg.Pool
  close(): Promise<void>
}

/**
 * Opens PostgreSQL by its address, or the embedded PGlite in a directory (or in memory).
 *
 * Invariant: PGlite has ONE connection. Whatever runs inside a transaction must use that transaction; a query on the
 * database beside it would wait for ever. `transaction` therefore refuses to be nested.
 */
export const openDatabase = async (
  where: { readonly url: string } | { readonly directory: string } | { readonly memory: true },
): Promise<Database> => {
  if ('url' in where) {
    const pool = new pg.Pool({
      connectionString: where.url,
      max: 16,
      types,
      application_name: 'zhaoming',
      Client: preparingClient(100),
      // What is asked here takes milliseconds; to compile a plan that looks dear takes a second.
      onConnect: async (client) => {
        await client.query('set jit = off')
      },
    })
    pool.on('error', () => {}) // an idle connection that the server closed; the next query opens another
    return database('postgres', pool, async () => {})
  }
  let unlock = async () => {}
  let path = 'memory://'
  if ('directory' in where) {
    mkdirSync(where.directory, { recursive: true })
    unlock = lockDirectory(where.directory)
    path = join(where.directory, 'database')
  }
  const cluster = existsSync(join(path, 'PG_VERSION')) ? undefined : emptyCluster()
  const pglite = await PGlite.create(path, {
    relaxedDurability: false,
    ...(cluster === undefined ? {} : { loadDataDir: cluster }),
  })
  const pool = new pg.Pool({ ...createPgConfig(pglite), max: 1, types, Client: preparingClient(400) })
  return database('pglite', pool, async () => {
    await pglite.close()
    await unlock()
  })
}

const database = (engine: Database['engine'], pool: pg.Pool, after: () => Promise<void>): Database => {
  const db = new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) })
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

/** int8 as number, timestamptz as ISO instant, date as YYYY-MM-DD: what JSON and the rest of the house use. */
const parsers = new Map<number, (text: string) => unknown>([
  [20, Number],
  [1082, (text) => text],
  [1184, (text) => new Date(text).toISOString()],
])
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' ? parsers.get(oid) : undefined) ?? pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig

/** Serialization failures and deadlocks: nothing was done, and the same work may be tried again. */
const retried = new Set(['40001', '40P01'])

/** Runs work in one transaction; all of it is kept or none. */
export const transaction = async <T>(
  db: Db,
  work: (tx: Transaction<NoTables>) => Promise<T>,
  attempts = 5,
): Promise<T> => {
  if (db.isTransaction) throw new Error('a transaction is open already: use it')
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      if (attempt >= attempts || !retried.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}

/** One after the other through the whole system, until the transaction ends. */
export const advisoryLock = (name: string): RawBuilder<unknown> => sql`select pg_advisory_xact_lock(hashtext(${name}))`

/**
 * Work that one node does while the others wait: held by a connection of its own, so that it may hold many transactions, and let go
 * by the database when the node dies. The embedded database has one process only, which is alone anyway.
 */
export const alone = async <T>({ engine, pool }: Database, name: string, work: () => Promise<T>): Promise<T> => {
  if (engine === 'pglite') return work()
  const holder = await pool.connect()
  try {
    await holder.query('select pg_advisory_lock(hashtext($1))', [name])
    return await work()
  } finally {
    // Closed and not given back: a lock ends with its connection, whatever became of the work.
    holder.release(true)
  }
}

/** A piece of SQL with its parameters. */
export type Sql = RawBuilder<unknown>
export { sql }
