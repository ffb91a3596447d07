import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fillRegistry, playDemo } from '../../data/demo.ts'
import { demoPens, enrolDemo } from '../../data/keys.ts'
import { calendar, openHouse } from '../house.ts'
import { fileBlobs, openDatabase, simulatedClock, sql } from '../platform/index.ts'
import { freshPostgres } from '../platform/testing.ts'
import type { PublicCopies } from './copies.ts'
import { createPortalSource } from './source.ts'

const now = '2026-09-30T02:00:00.000Z'

test('a public PDF that is printed while its decision is withdrawn is neither given nor kept', async () => {
  const made = await freshPostgres()
  const database = await openDatabase({ url: made.url })
  const folder = mkdtempSync(join(tmpdir(), 'zhaoming-source-'))
  try {
    const clock = simulatedClock('2026-05-01T00:00:00.000Z')
    const house = await openHouse(database, clock, demoPens)
    const blobs = fileBlobs(folder)
    await fillRegistry(house)
    await enrolDemo(house, 'ab'.repeat(32))
    await playDemo(house, blobs, clock, now, undefined, 10)
    clock.set(now)
    const { rows } = await sql<{ number: string }>`
      select number from public_decision where withdrawn_on is null and ended_on is null and until_day >= '2026-10-01' limit 1`.execute(
      database.db,
    )
    const number = rows[0]?.number ?? assert.fail('the demo has published nothing')
    const kept = new Set<string>()
    let whilePrinted = async () => {}
    const copies: PublicCopies = {
      of: async (which) => {
        await whilePrinted()
        kept.add(which)
        return Buffer.from('%PDF')
      },
      drop: async (which) => {
        kept.delete(which)
      },
    }
    const none = async () => undefined
    const proofs = { size: none, proof: none, receipt: none, masked: none }
    const source = createPortalSource(house.journal, house.casework, calendar, proofs, blobs, copies, '', true)
    assert.equal(String(await source.decisionPdf(number)), '%PDF')
    assert.deepEqual([...kept], [number])
    whilePrinted = async () => {
      await sql`update public_decision set withdrawn_on = '2026-09-30' where number = ${number}`.execute(database.db)
    }
    assert.equal(await source.decisionPdf(number), undefined)
    assert.deepEqual([...kept], [])
  } finally {
    await database.close()
    await made.drop()
    rmSync(folder, { recursive: true })
  }
})
