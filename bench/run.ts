import { parseArgs } from 'node:util'
import { cases } from './cases.ts'
import { devices } from './devices.ts'
import { documents } from './documents.ts'
import { importing } from './import.ts'
import { journal } from './journal.ts'
import { million } from './million.ts'
import { portal } from './portal.ts'
import { publish } from './publish.ts'
import { recording } from './recording.ts'
import { review } from './review.ts'
import type { Row } from './row.ts'
import { seal } from './seal.ts'
import { search } from './search.ts'
import { start } from './start.ts'
import { timeline } from './timeline.ts'

/** What `npm run bench` does: measures each part beside its peer, in one run. `--json` adds a last line of JSON; names choose. */
const benches: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  journal,
  cases,
  seal,
  portal,
  documents,
  search,
  start,
  recording,
  publish,
}
/** What takes too long to be run unless it is asked for. */
const long: typeof benches = { import: importing, million, review, devices, timeline }

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true })
for (const name of positionals)
  if (!(name in benches) && !(name in long)) throw new Error(`no bench of the name ${name}`)

const rows: Row[] = []
for (const [name, bench] of Object.entries({ ...benches, ...long }))
  if (positionals.includes(name) || (positionals.length === 0 && name in benches)) rows.push(...(await bench()))
console.table(rows)
if (values.json) console.log(JSON.stringify({ rows }))
