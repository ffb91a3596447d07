import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoPens } from '../data/keys.ts'
import { createApp } from '../src/app.ts'
import { openHouse } from '../src/house.ts'
import { createLog, openDatabase, readConfig, sql, systemClock } from '../src/platform/index.ts'
import { startBureau } from '../test/server.ts'
import { rested } from './asked.ts'
import { type Row, row } from './row.ts'

/** So many decisions are published beside the demo's: they are its own under other numbers. With them each kind is measured once. */
const DECISIONS = Number(process.env.DECISIONS ?? 0)
const ROUNDS = DECISIONS > 0 ? 1 : 3

const filesIn = (directory: string): number =>
  readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length

/** The whole public site of the demo written as files, its PDFs laid out for the first time and then kept, beside a plain copy of the same files. */
export const publish = async (): Promise<readonly Row[]> => {
  const directory = mkdtempSync(join(tmpdir(), 'zhaoming-bench-'))
  const data = join(directory, 'data')
  const bureau = await startBureau('', data)
  await rested(bureau.url)
  await bureau.stop()
  const config = readConfig({ ZHAOMING_DATA: data, ZHAOMING_ORIGIN: bureau.url })
  if (!config.ok) throw new Error('the configuration was refused')
  const database = await openDatabase({ directory: data })
  const house = await openHouse(database, systemClock, demoPens)
  const app = await createApp(config.value, house, createLog('silent'))
  // One after another of different cases, as numbers are given.
  await sql`
    insert into public_decision select made.* from
      (select *, row_number() over (order by number) as k, count(*) over () as all from public_decision where withdrawn_on is null and ended_on is null) model
      join generate_series(1, ${DECISIONS}) n on n % model.all = model.k - 1,
      jsonb_populate_record(null::public_decision, to_jsonb(model) || jsonb_build_object('number', '澄市监罚〔2025〕' || lpad(n::text, 5, '0') || '号')) made`.execute(
    database.db,
  )
  try {
    const kinds = { 'each PDF laid out': true, 'PDFs kept from before': false }
    const rows: Row[] = []
    for (const [kind, anew] of Object.entries(kinds)) {
      const ours: number[] = []
      const peer: number[] = []
      for (let round = 0; round < ROUNDS; round++) {
        if (anew) rmSync(join(data, 'public-copies'), { recursive: true, force: true })
        const site = join(directory, 'site')
        const copy = join(directory, 'copy')
        const begun = performance.now()
        while ((await app.writeSite(site)) !== undefined);
        const seconds = (performance.now() - begun) / 1000
        const files = filesIn(site)
        ours.push(files / seconds)
        const copying = performance.now()
        cpSync(site, copy, { recursive: true })
        peer.push(files / ((performance.now() - copying) / 1000))
        for (const written of [site, copy]) rmSync(written, { recursive: true })
      }
      rows.push(
        row(
          `publish: the public site as files${DECISIONS > 0 ? ` with ${DECISIONS} decisions more` : ''}, ${kind}, beside a plain copy of them`,
          'files/s',
          ours,
          peer,
        ),
      )
    }
    return rows
  } finally {
    await app.stop()
    await database.close()
    rmSync(directory, { recursive: true, force: true })
  }
}
