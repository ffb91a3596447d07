import { Worker } from 'node:worker_threads'
import { Open } from 'unzipper-esm'
import { accept, type Refusal, type Result, refusal, refuse } from '../../kernel/index.ts'
import type { SheetLine } from './read.ts'

/** What a workbook may be when it is unpacked, in bytes; a larger table is a CSV, which is read piece by piece. */
const largestUnpacked = 200 * 1024 * 1024
/** What its reading may take of memory, in megabytes: a cell at the far end of a sheet makes a large table of a small file. */
const mostMemory = 1024

const wrong = (code: string, message: string): Refusal => refusal(code, message, { field: 'file' })
const broken = wrong(
  'broken-workbook',
  '这个 Excel 文件不完整或者已损坏，没有读入；请用 Excel 或者 WPS 重新保存后再上传',
)
const tooLarge = wrong(
  'workbook-too-large',
  '这个 Excel 文件展开后过大，没有读入；请另存为“CSV UTF-8”后上传，CSV 不限行数',
)

const unsafe = wrong(
  'unsafe-workbook',
  '这个 Excel 文件里有实体定义（DOCTYPE），正常的工作簿没有，没有读入；请用 Excel 或者 WPS 打开后另存为新的 .xlsx 再上传',
)
const doctype = '<!DOCTYPE'

/**
 * Unpacks once and only looks, so that a small file which unpacks into a huge one is found before it fills the memory, and one that
 * defines entities (XML, 4.4) before a parser sees them.
 */
const unpackable = async (file: Buffer): Promise<Result<undefined>> => {
  try {
    const { files } = await Open.buffer(file)
    if (files.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0) > largestUnpacked)
      return refuse(tooLarge)
    let size = 0
    for (const each of files) {
      // What a file says of its size may be a lie.
      const stream = each.stream()
      const isXml = /\.(xml|rels)$/i.test(each.path)
      let last = ''
      for await (const chunk of stream) {
        size += (chunk as Buffer).length
        const text = isXml ? last + (chunk as Buffer).toString('latin1') : ''
        last = text.slice(-doctype.length)
        if (size > largestUnpacked || text.toUpperCase().includes(doctype)) {
          stream.destroy()
          return refuse(size > largestUnpacked ? tooLarge : unsafe)
        }
      }
    }
    return files.some(({ path }) => path === 'xl/workbook.xml') ? accept(undefined) : refuse(broken)
  } catch {
    return refuse(broken)
  }
}

/** What the thread says: some rows, the end, or that it couldn't. */
export type FromThread =
  | { readonly rows: readonly (readonly (string | null)[])[]; readonly from: number }
  | { readonly done: true }
  | { readonly failed: string }

/** Reads the first sheet of a workbook, in a thread with a memory of its own. Formulas aren't computed: what was saved as their value is the text. */
export async function* readXlsx(file: Buffer): AsyncGenerator<SheetLine> {
  const fits = await unpackable(file)
  if (!fits.ok) {
    yield { n: 1, broken: fits.refusals[0] as Refusal, whole: true }
    return
  }
  const bytes = new Uint8Array(file).buffer
  const thread = new Worker(new URL('./read-xlsx-thread.ts', import.meta.url), {
    workerData: bytes,
    transferList: [bytes],
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
  })
  thread.unref()
  const said: FromThread[] = []
  let wake = () => {}
  thread.on('message', (message: FromThread) => {
    said.push(message)
    wake()
  })
  thread.on('error', (error: NodeJS.ErrnoException) => {
    said.push({ failed: error.code ?? 'unknown' })
    wake()
  })
  try {
    for (;;) {
      const message = said.shift()
      if (message === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        continue
      }
      if ('done' in message) return
      if ('failed' in message) {
        yield { n: 1, broken: message.failed === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge : broken, whole: true }
        return
      }
      for (const [n, cells] of message.rows.entries())
        yield { n: message.from + n, cells: cells.map((cell) => cell ?? '') }
      thread.postMessage('more')
    }
  } finally {
    await thread.terminate()
  }
}
