import { createInterface } from 'node:readline'
import { createJournal, journalMigrations } from '../../src/journal/index.ts'
import { systemActor } from '../../src/kernel/index.ts'
import { migrate, openDatabase, systemClock } from '../../src/platform/index.ts'
import { ledger } from './ledger.ts'
import type { Order, Report } from './protocol.ts'
import { verify } from './verify.ts'

/**
 * The process that is killed. Opens the database, tells what it finds there, then executes the commands that come on its standard
 * input, many at a time, and tells of each the moment it is acknowledged.
 */
const place = JSON.parse(process.argv[2] ?? '') as Parameters<typeof openDatabase>[0]
/** A pipe is written synchronously: what was told has left the process. */
const tell = (report: Report): void => {
  process.stdout.write(`${JSON.stringify(report)}\n`)
}

const database = await openDatabase(place)
await migrate(database.db, journalMigrations)
const journal = createJournal(database, systemClock)
journal.register(ledger)
await journal.prepare()
tell({ found: await verify(database.db) })

const executing: Promise<void>[] = []
for await (const line of createInterface({ input: process.stdin })) {
  const { key, stream, note } = JSON.parse(line) as Order
  executing.push(
    journal
      .execute(ledger, { streamId: stream, command: note, meta: { actor: systemActor('kill-test'), key } })
      .then((outcome) => {
        if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusals)}`)
        tell({ done: key, version: outcome.version, repeated: outcome.repeated })
      }),
  )
}
await Promise.all(executing)
await database.close()
