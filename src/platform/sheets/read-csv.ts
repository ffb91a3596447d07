import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { promisify } from 'node:util'
import { type CsvError, parse } from 'csv-parse'
import { type Refusal, refusal } from '../../kernel/index.ts'
import type { Encoding } from './encoding.ts'
import type { SheetLine } from './read.ts'

/** No row has so many characters; a quote that nobody closed would else take in the rest of the file. */
const longestRow = 131_072

const said: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: '有一个引号没有结束，从这一行起没有读入；文件可能只传来了一部分，请核对后重新上传',
  CSV_MAX_RECORD_SIZE: '这一行太长，没有读入；可能有一个引号没有结束，请核对后重新上传',
}

const brokenBy = (error: CsvError | undefined): Refusal =>
  refusal('broken-row', said[error?.code ?? ''] ?? '这一行的引号不成对，没有读入；请核对后重新上传', { field: 'file' })

/** The separator of a table's first line: comma, tab or semicolon, whichever stands there most. */
const separatorOf = (text: string): string => {
  const [line = ''] = text.split(/\r?\n/)
  const count = (sign: string) => line.split(sign).length
  return [',', '\t', ';'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

async function* decoded(bytes: Readable, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of bytes) yield decoder.decode(chunk as Uint8Array, { stream: true })
  yield decoder.decode()
}

/**
 * Reads a CSV piece by piece. Rows are numbered as a spreadsheet numbers them: one that goes over several lines counts once. What is
 * broken is told in its place, and the rows after it are read on.
 */
export async function* readCsv(bytes: Readable, encoding: Encoding): AsyncGenerator<SheetLine> {
  const pieces = decoded(bytes, encoding)
  const first = ((await pieces.next()).value ?? '') as string
  const read: SheetLine[] = []
  let n = 0
  const parser = parse({
    bom: true,
    delimiter: separatorOf(first),
    relax_column_count: true,
    max_record_size: longestRow,
    skip_records_with_error: true,
    // Both are called in the order of the file, while a piece is written; nothing comes out at the parser's other end.
    on_record: (cells: readonly string[]) => {
      read.push({ n: ++n, cells })
      return null
    },
    on_skip: (error) => {
      read.push({ n: ++n, broken: brokenBy(error) })
    },
  })
  // What fails is told to who writes.
  parser.on('error', () => {})
  const write = promisify((piece: string, told: (error?: Error | null) => void) => parser.write(piece, told))
  try {
    await write(first)
    yield* read.splice(0)
    for await (const piece of pieces) {
      await write(piece)
      yield* read.splice(0)
    }
    await finished(parser.resume().end())
    yield* read.splice(0)
  } finally {
    parser.destroy()
  }
}
