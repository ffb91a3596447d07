import { parentPort, workerData } from 'node:worker_threads'
import writeXlsxFile, { type Cell as XlsxCell } from 'write-excel-file/node'
import type { Cell, CellKind, ToWrite } from './write-xlsx.ts'

const { titles, kinds, rows, name } = workerData as ToWrite

/** Each text is a text, whatever it begins with, so that no cell is a formula. */
const cellOf = (value: Cell, kind: CellKind = 'plain'): XlsxCell => {
  if (value === undefined || value === '') return null
  if (kind === 'yuan') return { value: Number(value) / 100, type: Number, format: '#,##0.00' }
  if (kind === 'day' && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' }
  return typeof value === 'number' ? { value, type: Number } : { value, type: String }
}

/** As wide as what stands in it, in characters; a Chinese one takes two. */
const widthOf = (place: number): number => {
  const texts = [titles[place] ?? '', ...rows.slice(0, 100).map((row) => String(row[place] ?? ''))]
  const widths = texts.map((text) => [...text].reduce((sum, sign) => sum + (sign > '\u00ff' ? 2 : 1), 0))
  return Math.min(60, Math.max(10, ...widths) + 2)
}

const buffer = await writeXlsxFile(
  [
    titles.map((value): XlsxCell => ({ value, type: String, fontWeight: 'bold', backgroundColor: '#eef2f6' })),
    ...rows.map((row) => titles.map((_, place) => cellOf(row[place], kinds[place]))),
  ],
  // A sheet's name has at most 31 characters.
  { stickyRowsCount: 1, sheet: name.slice(0, 31), columns: titles.map((_, place) => ({ width: widthOf(place) })) },
).toBuffer()
parentPort?.postMessage(new Uint8Array(buffer))
