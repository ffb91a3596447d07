import type { Transaction } from 'kysely'
import { advisoryLock, type Db, type NoTables, sql, transaction } from './database.ts'

/** A step of the schema. Once released, its name and what it does never change. */
export interface Migration {
  readonly name: string
  up(tx: Transaction<NoTables>): Promise<void>
}

/** Brings the schema up to date in one transaction; returns the names of the steps that were taken. */
export const migrate = (db: Db, migrations: readonly Migration[]): Promise<readonly string[]> =>
  transaction(db, async (tx) => {
    await advisoryLock('migrate').execute(tx)
    await sql`create table if not exists migration (name text primary key, position int not null, at timestamptz not null default now())`.execute(
      tx,
    )
    const { rows } = await sql<{ name: string }>`select name from migration order by position`.execute(tx)
    for (const [position, { name }] of rows.entries())
      if (migrations[position]?.name !== name)
        throw new Error(
          `the database was made by another version: step ${position + 1} is ${name}, here it is ${migrations[position]?.name ?? 'missing'}`,
        )
    const due = migrations.slice(rows.length)
    for (const [n, migration] of due.entries()) {
      await migration.up(tx)
      await sql`insert into migration (name, position) values (${migration.name}, ${rows.length + n})`.execute(tx)
    }
    return due.map(({ name }) => name)
  })
