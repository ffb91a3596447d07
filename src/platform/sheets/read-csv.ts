import { Readable } from 'node:stream'
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

/** Reads a CSV piece by piece. What is broken is told in its place, and the rows after it are read on. */
export async function* readCsv(bytes: Readable, encoding: Encoding): AsyncGenerator<SheetLine> {
  const pieces = decoded(bytes, encoding)
  const first = ((await pieces.next()).value ?? '') as string
  const broken: SheetLine[] = []
  let n = 0
  const parser = parse({
    bom: true,
    delimiter: separatorOf(first),
    relax_column_count: true,
    max_record_size: longestRow,
    info: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      // Where an open quote has swallowed lines, the row is the one after the last that was read.
      broken.push({
        n: error?.code === 'CSV_QUOTE_NOT_CLOSED' ? n + 1 : (error?.lines as number),
        broken: brokenBy(error),
      })
    },
  })
  const text = Readable.from(
    (async function* () {
      yield first
      yield* pieces
    })(),
  )
  text.on('error', (error) => parser.destroy(error))
  for await (const { record, info } of text.pipe(parser) as AsyncIterable<Parsed>) {
    yield* broken.splice(0)
    n = info.lines
    yield { n, cells: record }
  }
  yield* broken
}

interface Parsed {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}
