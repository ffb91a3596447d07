import { parentPort, workerData } from 'node:worker_threads'
import { readSheet } from 'read-excel-file/universal'
import type { FromThread } from './read-xlsx.ts'

const port = parentPort
if (port === null) throw new Error('this is a thread')

/** So many rows go over at once; the next when they are asked for. */
const AT_ONCE = 1000

const textOf = (cell: unknown): string | null =>
  cell === null || cell === undefined
    ? null
    : cell instanceof Date
      ? cell.toISOString().slice(0, 10)
      : typeof cell === 'boolean'
        ? cell
          ? '是'
          : '否'
        : String(cell)

try {
  // Figures stay as they are written: a code of eighteen figures is no number.
  const rows = await readSheet<string>(new Blob([workerData as ArrayBuffer]), { parseNumber: (figures) => figures })
  let at = 0
  const give = () => {
    if (at >= rows.length) {
      port.postMessage({ done: true } satisfies FromThread)
      port.close()
      return
    }
    const some = rows.slice(at, at + AT_ONCE)
    port.postMessage({ rows: some.map((row) => row.map(textOf)), from: at + 1 } satisfies FromThread)
    at += some.length
  }
  port.on('message', give)
  give()
} catch (error) {
  port.postMessage({ failed: String(error) } satisfies FromThread)
  port.close()
}
