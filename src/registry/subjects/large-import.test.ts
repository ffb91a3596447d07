import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createJournal, journalMigrations } from '../../journal/index.ts'
import { systemActor, usccCheckDigit } from '../../kernel/index.ts'
import { fileBlobs, migrate, openDatabase, systemClock } from '../../platform/index.ts'
import { freshPostgres } from '../../platform/testing.ts'
import { findSubjects } from './find.ts'
import { beginImport, runImport } from './import.ts'
import { importStream } from './import-stream.ts'
import { previewOf } from './preview.ts'
import { subjectMigrations } from './tables.ts'

/** 100,000 rows, or as many as ZHAOMING_SUBJECTS says: the long form is a million. */
const count = Number(process.env.ZHAOMING_SUBJECTS ?? 100_000)

async function* file(): AsyncGenerator<Uint8Array> {
  const bytes = (text: string) => new TextEncoder().encode(text)
  yield bytes('统一社会信用代码,名称,住所,区县,经度,纬度,经营范围\r\n')
  for (let from = 0; from < count; from += 1000) {
    const rows = Array.from({ length: Math.min(1000, count - from) }, (_, n) => {
      const code = `91339900MC${String(from + n).padStart(7, '0')}`
      const place = `${124 + ((from + n) % 977) / 2000},${30 + ((from + n) % 773) / 2000}`
      // Each thousandth is wrong.
      const check = n === 999 ? '' : usccCheckDigit(code)
      return `${code}${check},澄州第${from + n}商贸有限公司,明远路${n}号,云岭区,${place},食品销售；日用百货销售。`
    })
    yield bytes(`${rows.join('\r\n')}\r\n`)
  }
}

test('a hundred thousand rows go through the memory of a few thousand', async () => {
  const made = await freshPostgres()
  const database = await openDatabase({ url: made.url })
  const folder = mkdtempSync(join(tmpdir(), 'zhaoming-large-'))
  try {
    const blobs = fileBlobs(folder)
    await migrate(database.db, [...journalMigrations, ...subjectMigrations])
    const journal = createJournal(database, systemClock)
    journal.register(importStream)
    await journal.prepare()
    const { sha256, size } = await blobs.put(file())
    const previewed = await previewOf(blobs, sha256)
    assert.ok(previewed.ok)
    const { sheet, headings, mapping, about } = previewed.value
    assert.equal(about, count)
    const begun = await beginImport(journal, systemActor('test'), {
      file: { blob: sha256, name: '大.csv', size },
      sheet,
      headings,
      about,
      mapping,
      source: '省局',
      asOf: '2026-05-01',
    })
    assert.ok(begun.ok)
    let most = 0
    const batches: number[] = []
    const done = await runImport(journal, blobs, begun.id, {
      told: ({ lines }) => {
        batches.push(lines)
        most = Math.max(most, process.memoryUsage().heapUsed)
      },
    })
    assert.equal(done?.added, count - count / 1000)
    assert.equal(done?.refused, count / 1000)
    // What is in memory doesn't grow with the file: with all its rows it would be many times as much.
    assert.ok(most < 300 * 1024 * 1024, `${Math.round(most / 1024 / 1024)} MB`)
    assert.ok(batches.length >= count / 1000)
    const found = await findSubjects(database.db, { q: `第${count - 2}商贸` }, 1)
    assert.equal(found.total, 1)
    const many = await findSubjects(database.db, { q: '有限公司' }, 1)
    assert.deepEqual([many.total, many.more, many.rows.length], [1000, true, 50])
  } finally {
    await database.close()
    await made.drop()
    rmSync(folder, { recursive: true })
  }
})
