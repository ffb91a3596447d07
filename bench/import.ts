import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createJournal, journalMigrations } from '../src/journal/index.ts'
import { systemActor, usccCheckDigit } from '../src/kernel/index.ts'
import { fileBlobs, migrate, openDatabase, systemClock } from '../src/platform/index.ts'
import { writeXlsx } from '../src/platform/sheets/write-xlsx.ts'
import { postgresPrograms, startPostgres } from '../src/platform/testing.ts'
import { beginImport, importStream, previewOf, runImport, subjectMigrations } from '../src/registry/subjects/index.ts'
import { type Row, row } from './row.ts'

/** How many subjects a file has, as CSV, and as a workbook. */
const SUBJECTS = Number(process.env.SUBJECTS ?? 1_000_000)
const WORKBOOK = Math.min(SUBJECTS, 50_000)

const titles = ['统一社会信用代码', '名称', '住所', '区县', '法定代表人', '经度', '纬度', '经营范围']
const columns = 'code, name, address, district, representative, lon, lat, scope'
const firms = [...'鑫源宏盛瑞丰华泰嘉和永昌德馨福康悦品佳禾尚林海川云峰乐安信诚达兴隆恒远']
const trades = ['食品经营部', '超市', '餐饮店', '商贸有限公司', '药店', '电器商行', '服装店', '五金经营部']

const subject = (n: number): readonly string[] => {
  const code = `91339900MC${String(n).padStart(7, '0')}`
  const sign = (seed: number) => firms[(n * seed + (n >> 5)) % firms.length]
  return [
    code + usccCheckDigit(code),
    `澄州${sign(7)}${sign(13)}${sign(29)}${trades[n % trades.length]}`,
    `澄州市云岭区明远路 ${n % 4000} 号`,
    '云岭区',
    `${sign(3)}某`,
    String(124 + (n % 977) / 2000),
    String(30 + (n % 773) / 2000),
    '食品销售；日用百货销售；餐饮服务（依法须经批准的项目，经相关部门批准后方可开展经营活动）。',
  ]
}

async function* csv(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${titles.join(',')}\r\n`)
  for (let from = 0; from < SUBJECTS; from += 1000) {
    const rows = Array.from({ length: Math.min(1000, SUBJECTS - from) }, (_, n) => subject(from + n).join(','))
    yield Buffer.from(`${rows.join('\r\n')}\r\n`)
  }
}

/** Seconds of psql for `\copy` of the same file into a table. */
const copied = (url: string, table: string, file: string): number => {
  const begun = performance.now()
  const done = spawnSync(
    join(postgresPrograms() ?? '', 'psql'),
    [url, '-q', '-c', `\\copy ${table} (${columns}) from '${file}' (format csv, header)`],
    {
      encoding: 'utf8',
    },
  )
  if (done.status !== 0) throw new Error(done.stderr)
  return (performance.now() - begun) / 1000
}

/**
 * A file of market subjects, read, checked row by row, with progress and report, into the register, beside COPY of the same file into
 * a bare table, and beside COPY of the register's finished rows into a table with the register's indexes.
 */
export const importing = async (): Promise<readonly Row[]> => {
  const server = await startPostgres()
  const folder = mkdtempSync(join(tmpdir(), 'zhaoming-bench-'))
  const database = await openDatabase({ url: server.url })
  const client = new pg.Client(server.url)
  await client.connect()
  try {
    const blobs = fileBlobs(folder)
    await migrate(database.db, [...journalMigrations, ...subjectMigrations])
    const journal = createJournal(database, systemClock)
    journal.register(importStream)
    await journal.prepare()
    const taken = async (blob: { readonly sha256: string; readonly size: number }, name: string, rows: number) => {
      const previewed = await previewOf(blobs, blob.sha256)
      if (!previewed.ok) throw new Error('the file was refused')
      const { sheet, headings, mapping, about } = previewed.value
      const begun = await beginImport(journal, systemActor('bench'), {
        file: { blob: blob.sha256, name, size: blob.size },
        sheet,
        headings,
        about,
        mapping,
        source: '省局',
        asOf: '2026-05-01',
      })
      if (!begun.ok) throw new Error('the import was refused')
      const from = performance.now()
      const done = await runImport(journal, blobs, begun.id)
      if (done?.added !== rows) throw new Error(`${done?.added} of ${rows} rows were taken in`)
      return rows / ((performance.now() - from) / 1000)
    }
    const file = await blobs.put(csv())
    const ours = await taken(file, '名录.csv', SUBJECTS)
    await client.query('checkpoint')
    await client.query(
      'create table bare (code text, name text, address text, district text, representative text, lon float8, lat float8, scope text)',
    )
    const bare = SUBJECTS / copied(server.url, 'bare', blobs.pathOf(file.sha256))
    await client.query('create table indexed (like subject including all)')
    const begun = performance.now()
    await client.query('insert into indexed select * from subject')
    const indexed = SUBJECTS / ((performance.now() - begun) / 1000)
    await client.query('truncate subject, bare')
    const rows = Array.from({ length: WORKBOOK }, (_, n) => subject(n))
    const book = await blobs.put(await writeXlsx({ titles, kinds: titles.map(() => 'plain'), rows, name: '名录' }))
    const workbook = await taken(book, '名录.xlsx', WORKBOOK)
    return [
      row(
        `import: ${SUBJECTS} subjects as CSV beside COPY of the same file into a bare table`,
        'rows/s',
        [ours],
        [bare],
      ),
      row(
        'import: the same beside an insert of the same rows into a table with the same indexes',
        'rows/s',
        [ours],
        [indexed],
      ),
      row(`import: ${WORKBOOK} subjects as a workbook beside COPY of as many`, 'rows/s', [workbook], [bare]),
    ]
  } finally {
    await client.end()
    await database.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
