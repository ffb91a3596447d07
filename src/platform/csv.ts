import { Readable } from 'node:stream'
import type { Context } from 'hono'

/**
 * A spreadsheet takes a cell that begins with one of these (full-width ones too) for a formula, so an apostrophe goes before it
 * (OWASP, CSV Injection).
 */
const cell = (text: string): string =>
  `"${(/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

/** One line of RFC 4180. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`

/** The byte order mark by which Excel reads the Chinese. */
export const csvMark = '\uFEFF'

/** Text that is sent piece by piece as it is made. */
export const streamed = (pieces: AsyncIterable<string>): ReadableStream =>
  Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream

/** A column of a table: its title, and what stands in it for a row. */
export type CsvColumn<T> = readonly [title: string, value: (row: T) => string | number | undefined]

/** Answers with a table, line by line as its rows are read, so that none is too long. `name` is the file's, without its ending. */
export const csvAnswer = <T>(
  c: Context,
  name: string,
  columns: readonly CsvColumn<T>[],
  rows: AsyncIterable<T>,
): Response => {
  async function* lines() {
    yield `${csvMark}${csvLine(columns.map(([title]) => title))}`
    for await (const row of rows) yield csvLine(columns.map(([, value]) => String(value(row) ?? '')))
  }
  return c.body(streamed(lines()), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}.csv`,
    'Cache-Control': 'private, no-store',
  })
}

/** How a route that gives a table says so. */
export const csvResponse = (description: string) => ({
  description: `${description}：CSV，UTF-8（带 BOM）`,
  content: { 'text/csv': { schema: { type: 'string' as const } } },
})
