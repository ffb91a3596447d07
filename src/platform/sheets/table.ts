import type { Context } from 'hono'
import { refusal } from '../../kernel/index.ts'
import { refuseWith } from '../answers.ts'
import { csvAnswer, csvResponse } from '../csv.ts'
import { type Cell, type CellKind, writeXlsx } from './write-xlsx.ts'

/** A column of a table: its title, what stands in it for a row, and how a workbook writes it. */
export type TableColumn<T> = readonly [title: string, value: (row: T) => Cell, kind?: CellKind]

/** The endings under which every list is given. */
export const tableEndings = ['csv', 'xlsx'] as const
export type TableEnding = (typeof tableEndings)[number]

/** A workbook is made as a whole, so it has an end; the CSV of the same list has none. */
export const mostRowsOfWorkbook = 50_000

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Answers with a list as CSV, sent as it is read, or as a workbook with typed cells and a heading that stays in sight. */
export const tableAnswer = async <T>(
  c: Context,
  ending: TableEnding,
  name: string,
  columns: readonly TableColumn<T>[],
  rows: AsyncIterable<T>,
) => {
  if (ending === 'csv') return csvAnswer(c, name, columns.map(forCsv), rows)
  const cells: Cell[][] = []
  for await (const row of rows) {
    if (cells.length === mostRowsOfWorkbook)
      return refuseWith(
        c,
        422,
        refusal(
          'too-many-rows',
          `这个列表超过 ${mostRowsOfWorkbook} 行，Excel 文件放不下；请缩小范围，或者改为导出 CSV`,
        ),
      )
    cells.push(columns.map(([, value]) => value(row)))
  }
  const book = await writeXlsx({
    titles: columns.map(([title]) => title),
    kinds: columns.map(([, , kind]) => kind ?? 'plain'),
    rows: cells,
    name,
  })
  return c.body(book, 200, {
    'Content-Type': xlsxType,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}.xlsx`,
    'Cache-Control': 'private, no-store',
  })
}

/** Yuan with two decimals, where the workbook has a number. */
const forCsv = <T>([title, value, kind]: TableColumn<T>): readonly [string, (row: T) => Cell] => [
  title,
  (row) => {
    const cell = value(row)
    return kind === 'yuan' && typeof cell === 'number' ? (cell / 100).toFixed(2) : cell
  },
]

/** How a route that gives a list says so. */
export const tableResponse = (description: string, ending: TableEnding) =>
  ending === 'csv'
    ? csvResponse(description)
    : {
        description: `${description}：Excel 工作簿，最多 ${mostRowsOfWorkbook} 行`,
        content: { [xlsxType]: { schema: { type: 'string' as const, format: 'binary' } } },
      }
