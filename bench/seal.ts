import { hash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createJournal, createLog, journalMigrations, keptLogKey, logMigrations } from '../src/journal/index.ts'
import { newId } from '../src/kernel/index.ts'
import { migrate, openDatabase, sql, systemClock } from '../src/platform/index.ts'
import { startPostgres } from '../src/platform/testing.ts'
import { type Row, row } from './row.ts'

const LEAVES = 20_000
const ROUNDS = 3

/** Leaves sealed a second on PostgreSQL with fsync, beside SHA-256 of the same leaves alone. */
export const seal = async (): Promise<readonly Row[]> => {
  const postgres = await startPostgres({ fsync: true })
  const directory = mkdtempSync(join(tmpdir(), 'zhaoming-bench-'))
  const database = await openDatabase({ url: postgres.url })
  try {
    await migrate(database.db, [...journalMigrations, ...logMigrations])
    const journal = createJournal(database, systemClock)
    await journal.prepare()
    const log = createLog(database, keptLogKey(directory, 'bench/log'), systemClock)
    const ours: number[] = []
    const peer: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const ids = Array.from({ length: LEAVES }, newId)
      await sql`
        insert into event (id, kind, stream_id, version, subject, type, data, actor, happened_at, entered_at, digest, shape)
        select id::uuid, 'bench', id, 1, id, 'done', '{}', '{}', now(), now(), sha256(id::bytea), 0 from unnest(${ids}::text[]) id`.execute(
        database.db,
      )
      await sql`insert into unsealed (event_id) select unnest(${ids}::uuid[])`.execute(database.db)
      const begun = performance.now()
      let sealed = 0
      while (sealed < LEAVES) sealed += await log.seal()
      ours.push(LEAVES / ((performance.now() - begun) / 1000))
      const leaves = ids.map(() => randomBytes(33))
      const alone = performance.now()
      for (const leaf of leaves) hash('sha256', leaf, 'buffer')
      peer.push(LEAVES / ((performance.now() - alone) / 1000))
    }
    return [row('seal (PostgreSQL, fsync) beside SHA-256 alone', 'leaves/s', ours, peer)]
  } finally {
    await database.close()
    await postgres.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
