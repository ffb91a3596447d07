import type { SheetLine } from '../../platform/index.ts'
import { checkRow, type Problem } from './check-row.ts'
import { type Mapping, type Subject, subjectFields } from './subject.ts'
import { rowsAsJson, type Taken } from './take.ts'

/** Problems of a row as they are kept. */
export const numbered = (row: number, problems: readonly Problem[]) =>
  problems.map(({ column, value, problem, advice }, n) => ({ row, n, what: column, value, problem, advice }))

/** Lines of a file, each judged by itself and beside those before it in its batch. */
export interface Checked {
  readonly count: number
  /** The number of the last of them in the file. */
  readonly last: number | undefined
  readonly taken: ReadonlyMap<string, Taken>
  readonly rows: string
  readonly problems: readonly ReturnType<typeof numbered>[number][]
  readonly refused: number
  readonly repeated: number
}

/** A row whose code stood in the file before. */
export const repeats = (row: number, { code }: Subject, first: number) =>
  numbered(row, [
    {
      column: subjectFields.code.title,
      value: code,
      problem: `与本文件第 ${first} 行的代码相同，没有读入`,
      advice: '同一主体只留一行；确有变化的，保留最新的一行后重新导入',
    },
  ])

/** What of these lines can be taken in, and what is wrong with the others. */
export const checkLines = (mapping: Mapping, lines: readonly SheetLine[]): Checked => {
  const taken = new Map<string, Taken>()
  const problems: ReturnType<typeof numbered> = []
  let [refused, repeated] = [0, 0]
  for (const line of lines) {
    if ('broken' in line) {
      refused++
      problems.push(
        ...numbered(line.n, [
          { column: '整行', value: '', problem: line.broken.message, advice: '请用 Excel 或者 WPS 打开核对后重新导入' },
        ]),
      )
      continue
    }
    if (line.cells.every((cell) => cell.trim() === '')) continue
    const checked = checkRow(line.cells, mapping)
    if ('problems' in checked) {
      refused++
      problems.push(...numbered(line.n, checked.problems))
      continue
    }
    const first = taken.get(checked.subject.code)
    if (first === undefined) taken.set(checked.subject.code, { row: line.n, subject: checked.subject })
    else {
      repeated++
      problems.push(...repeats(line.n, checked.subject, first.row))
    }
  }
  return {
    count: lines.length,
    last: lines.at(-1)?.n,
    taken,
    rows: rowsAsJson([...taken.values()]),
    problems,
    refused,
    repeated,
  }
}
