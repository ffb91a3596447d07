import { accept, type Refusal, type Result, refusal, refuse } from '../../kernel/index.ts'
import { type Blobs, formatOf, readTable, type SheetFormat } from '../../platform/index.ts'
import { type Mapping, mappingOf } from './subject.ts'

/** A file before it is taken in: what it is, where its headings are, and what they seem to mean. */
export interface Previewed {
  readonly sheet: SheetFormat
  /** The row of the headings, from 1. */
  readonly headings: number
  readonly titles: readonly string[]
  readonly mapping: Mapping
  /** The first rows after the headings. */
  readonly rows: readonly (readonly string[])[]
  /** About how many rows come after the headings. */
  readonly about: number
}

/** Above the headings stand at most so many rows: a title, who made the table, when. */
const ABOVE = 10
const SHOWN = 5
/** Whatever has more columns is no table of subjects. */
const mostColumns = 200

/** Looks at a file: the headings are the row of the first ten that names most fields. */
export const previewOf = async (blobs: Blobs, sha256: string): Promise<Result<Previewed>> => {
  const format = await formatOf(blobs, sha256)
  if (!format.ok) return format
  const sheet = format.value
  const first: { readonly n: number; readonly cells: readonly string[] }[] = []
  let count = 0
  let broken: Refusal | undefined
  for await (const line of readTable(blobs, sha256, sheet)) {
    if ('broken' in line) broken ??= line.broken
    if ('whole' in line) return refuse(line.broken)
    count++
    if ('cells' in line && first.length < ABOVE + SHOWN)
      first.push({ ...line, cells: line.cells.slice(0, mostColumns) })
    if (sheet.format === 'csv' && count > ABOVE + SHOWN) break
  }
  const named = first.slice(0, ABOVE).map((line) => ({ line, fields: Object.keys(mappingOf(line.cells)).length }))
  const best = named.reduce<(typeof named)[number] | undefined>(
    (most, each) => (most === undefined || each.fields > most.fields ? each : most),
    undefined,
  )
  if (best === undefined)
    return refuse(broken ?? refusal('empty-file', '这个文件里没有内容，请重新选择', { field: 'file' }))
  const { n, cells } = best.line
  return accept({
    sheet,
    headings: n,
    titles: cells,
    mapping: mappingOf(cells),
    rows: first
      .filter((line) => line.n > n)
      .slice(0, SHOWN)
      .map((line) => line.cells),
    about: Math.max(0, (sheet.format === 'csv' ? await linesOf(blobs, sha256) : count) - n),
  })
}

const linesOf = async (blobs: Blobs, sha256: string): Promise<number> => {
  let lines = 0
  let last = 0x0a
  for await (const chunk of blobs.stream(sha256) as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, at + 1)) lines++
    last = chunk.at(-1) ?? last
  }
  return last === 0x0a ? lines : lines + 1
}
