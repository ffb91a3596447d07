import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { digestOf, fromHex, type Mask, toHex } from '../../kernel/index.ts'
import { migrate, sql, systemClock } from '../../platform/index.ts'
import { eachDatabase } from '../../platform/testing.ts'
import { type committedRecord, digestOfEvent } from '../event-row.ts'
import { createJournal, type Journal } from '../journal.ts'
import { journalMigrations } from '../tables.ts'
import { exportCase } from './export.ts'
import { createLog, type Log, logMigrations } from './log.ts'
import { leafHash } from './merkle.ts'
import { keptLogKey } from './note.ts'
import { makeReceipt } from './receipt.ts'

/** docs/formats.md, "Test vectors": what stands there is what others have checked their programs against. */
interface LogVectors {
  readonly key: string
  readonly vkey: string
  readonly events: readonly {
    readonly record: ReturnType<typeof committedRecord>
    readonly secret: string
    readonly digest: string
  }[]
  readonly leaves: readonly string[]
  readonly checkpoint: string
  readonly entries: string
  readonly tile: string
  readonly receipt: string
  readonly masks: readonly Mask[]
  readonly publicCopy: string
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../test/vectors/${name}`, import.meta.url), 'utf8'))
const vectors: LogVectors = read('log.json')

eachDatabase('the published vectors of the log', (database) => {
  const directory = mkdtempSync(join(tmpdir(), 'zhaoming-vectors-'))
  let journal: Journal
  let log: Log
  before(async () => {
    const { db } = database()
    await migrate(db, [...journalMigrations, ...logMigrations])
    const name = vectors.vkey.split('+')[0]
    writeFileSync(join(directory, 'log.key'), JSON.stringify({ name, key: vectors.key }))
    journal = createJournal(database(), systemClock)
    log = createLog(database(), keptLogKey(directory, ''), systemClock)
    for (const { record, secret } of vectors.events) {
      const { id, kind, stream, version, type, data, actor, device, happenedAt, enteredAt } = record
      const subject = kind === 'case' ? stream : String(data.case)
      const digest = toHex(
        digestOfEvent({ ...record, streamId: stream, device: device ?? undefined } as never, fromHex(secret)),
      )
      await sql`insert into event (id, kind, stream_id, version, subject, type, shape, data, actor, device, happened_at, entered_at, digest, secret)
        values (${id}::uuid, ${kind}, ${stream}, ${version}, ${subject}, ${type}, 0, ${JSON.stringify(data)}::jsonb, ${JSON.stringify(actor)}::jsonb, ${device},
          ${happenedAt}::timestamptz, ${enteredAt}::timestamptz, decode(${digest}, 'hex'), decode(${secret}, 'hex'))`.execute(
        db,
      )
      await sql`insert into unsealed values (${id}::uuid)`.execute(db)
    }
    await log.seal()
  })
  after(() => rmSync(directory, { recursive: true, force: true }))

  const made = async (): Promise<LogVectors> => {
    const digests = await log.entries(0)
    const receipt = (masks: readonly Mask[]) =>
      makeReceipt(journal, log, vectors.events[2]?.record.id ?? '', () => masks)
    return {
      key: vectors.key,
      vkey: log.key.vkey,
      events: vectors.events.map(({ record, secret }, n) => ({
        record,
        secret,
        digest: toHex(digests[n] ?? new Uint8Array()),
      })),
      leaves: digests.map((digest) => toHex(leafHash(digest))),
      checkpoint: (await log.latest())?.note ?? '',
      entries: digests.map((digest) => `0020${toHex(digest)}`).join(''),
      tile: toHex((await log.tile(0, 0)) ?? new Uint8Array()),
      receipt: (await receipt([])) ?? '',
      masks: vectors.masks,
      publicCopy: (await receipt(vectors.masks)) ?? '',
    }
  }

  test('digests, leaves, checkpoint, receipt and public copy are made as they were published', async () => {
    assert.deepEqual(await made(), vectors)
  })

  test('the case is exported as it was published', async () => {
    const exported = await exportCase(journal, log, vectors.events[0]?.record.stream ?? '')
    assert.deepEqual(JSON.parse(JSON.stringify(exported)), read('export.json').export)
  })

  test('a paper in the vectors has the digest of its content', () => {
    for (const { record } of vectors.events)
      for (const { digest, content } of (record.data.papers ?? []) as readonly { digest: string; content: unknown }[])
        assert.equal(digestOf(content), digest)
  })
})
