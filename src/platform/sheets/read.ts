import { Readable } from 'node:stream'
import { accept, type Refusal, type Result, refusal, refuse } from '../../kernel/index.ts'
import type { Blobs } from '../blobs.ts'
import { type Encoding, encodingOf } from './encoding.ts'
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'

/** A row of a table, by its number as a person counts (from 1); or what is broken there, `whole` when nothing of the file can be read. */
export type SheetLine =
  | { readonly n: number; readonly cells: readonly string[] }
  | { readonly n: number; readonly broken: Refusal; readonly whole?: true }

export type SheetFormat = { readonly format: 'xlsx' } | { readonly format: 'csv'; readonly encoding: Encoding }

/** Where the bytes of a table are. */
export type TableSource = Pick<Blobs, 'stream' | 'size' | 'read'>

/** A table that is in memory and nowhere else; its name doesn't count. */
export const tableInMemory = (bytes: Uint8Array): TableSource => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    stream: (_name, { start, end } = { start: 0, end: buffer.length - 1 }) =>
      Readable.from(buffer.length === 0 ? [] : [buffer.subarray(start, end + 1)]),
    size: async () => buffer.length,
    read: async () => buffer,
  }
}

/** What kind of table a file is, by its content and not by its name; a text is read through to know its encoding. */
export const formatOf = async (blobs: TableSource, sha256: string): Promise<Result<SheetFormat>> => {
  const head = Buffer.concat(await blobs.stream(sha256, { start: 0, end: 7 }).toArray())
  if (head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) return accept({ format: 'xlsx' })
  if (head.equals(Buffer.from('d0cf11e0a1b11ae1', 'hex')))
    return refuse(
      refusal('old-workbook', '这是旧版 Excel（.xls）或者加密的文件；请打开后另存为 .xlsx 或者“CSV UTF-8”，再上传', {
        field: 'file',
      }),
    )
  const beginning = Buffer.concat(await blobs.stream(sha256, { start: 0, end: 4095 }).toArray())
  const utf16 = beginning[0] === 0xff && beginning[1] === 0xfe
  if (beginning.length === 0) return refuse(refusal('empty-file', '这个文件是空的，请重新选择', { field: 'file' }))
  if (!utf16 && beginning.includes(0))
    return refuse(refusal('not-a-table', '这不是表格文件；请上传 .xlsx 或者 .csv 文件', { field: 'file' }))
  const encoding = await encodingOf(blobs.stream(sha256))
  return encoding.ok ? accept({ format: 'csv', encoding: encoding.value }) : encoding
}

/** The largest workbook, in bytes as it is packed. */
const largestWorkbook = 64 * 1024 * 1024

/** The rows of a table one after another: a CSV piece by piece, a workbook's first sheet out of a thread. */
export async function* readTable(blobs: TableSource, sha256: string, sheet: SheetFormat): AsyncGenerator<SheetLine> {
  if (sheet.format === 'csv') {
    yield* readCsv(blobs.stream(sha256), sheet.encoding)
    return
  }
  const file = ((await blobs.size(sha256)) ?? 0) > largestWorkbook ? undefined : await blobs.read(sha256)
  if (file === undefined)
    yield {
      n: 1,
      broken: refusal(
        'workbook-too-large',
        '这个 Excel 文件超过 64 MB，没有读入；请另存为“CSV UTF-8”后上传，CSV 不限行数',
        {
          field: 'file',
        },
      ),
      whole: true,
    }
  else yield* readXlsx(file)
}
