import { Worker } from 'node:worker_threads'

/** A cell: a text, a number, or nothing. */
export type Cell = string | number | undefined

/** How a column is written: as it is, as a day (YYYY-MM-DD), or as yuan with two decimals (fen are given). */
export type CellKind = 'plain' | 'day' | 'yuan'

export interface ToWrite {
  readonly titles: readonly string[]
  readonly kinds: readonly CellKind[]
  readonly rows: readonly (readonly Cell[])[]
  readonly name: string
}

/** A workbook of one sheet, made in a thread: it takes seconds, in which others would wait. */
export const writeXlsx = (table: ToWrite): Promise<Uint8Array<ArrayBuffer>> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./write-xlsx-thread.ts', import.meta.url), { workerData: table })
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('the thread that writes workbooks has ended')))
  })
