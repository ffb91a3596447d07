import { accept, type Result, refusal, refuse } from '../kernel/index.ts'
import { type Blobs, formatOf, readTable } from '../platform/index.ts'
import type { FieldSet } from './columns.ts'
import type { Signer } from './platforms.ts'
import type { Theirs } from './reconcile.ts'

/** Rows of a platform's list. */
export const mostInList = 100_000
const PAGES = 500
/** Bytes of a page. */
const LARGEST = 4 * 1024 * 1024
const TIMEOUT = 20_000

const unread = (message: string) => refuse(refusal('list-unread', `平台的清单没有读到：${message}`))
const tooLong = refuse(refusal('list-too-long', `平台的清单超过 ${mostInList} 行，请分段对账`, { field: 'file' }))

/** An uploaded table: the columns of the set by their names or titles, of which CF_WSH must be there. */
export const listOfFile = async (set: FieldSet, blobs: Blobs, sha256: string): Promise<Result<readonly Theirs[]>> => {
  const format = await formatOf(blobs, sha256)
  if (!format.ok) return format
  const nameOf = new Map(set.columns.flatMap(({ name, title }) => [[name, name] as const, [title, name] as const]))
  let names: readonly (string | undefined)[] | undefined
  const rows: Theirs[] = []
  for await (const line of readTable(blobs, sha256, format.value)) {
    if ('broken' in line) return refuse(line.broken)
    if (names === undefined) {
      names = line.cells.map((cell) => nameOf.get(cell.trim()))
      if (!names.includes('CF_WSH'))
        return refuse(
          refusal('no-number-column', '第一行应为列名，其中要有“CF_WSH”或者“行政处罚决定书文号”', { field: 'file' }),
        )
      continue
    }
    const fields: Record<string, string> = {}
    for (const [place, name] of names.entries()) {
      // An apostrophe that a spreadsheet was kept from computing with is none of the text.
      if (name !== undefined) fields[name] = (line.cells[place] ?? '').replace(/^'(?=[=+\-@＝＋－＠])/, '')
    }
    const number = fields.CF_WSH?.trim() ?? ''
    if (number === '') continue
    if (rows.length === mostInList) return tooLong
    rows.push({ number, fields })
  }
  return accept(rows)
}

const textBelow = async (answer: Response): Promise<string | undefined> => {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > LARGEST) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

const rowsIn = (value: unknown): readonly Theirs[] | undefined => {
  const { rows } = (value ?? {}) as { rows?: unknown }
  if (!Array.isArray(rows)) return undefined
  const found = rows.map((row: unknown): Theirs | undefined => {
    const { number, withdrawn, fields } = (row ?? {}) as { number?: unknown; withdrawn?: unknown; fields?: unknown }
    if (typeof number !== 'string') return undefined
    const entries = typeof fields === 'object' && fields !== null ? Object.entries(fields) : []
    return {
      number,
      ...(withdrawn === true ? { withdrawn } : {}),
      fields: Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    }
  })
  return found.some((row) => row === undefined) ? undefined : (found as readonly Theirs[])
}

/** The list that a platform gives page by page; `next` stays on the platform's own origin, or it isn't followed. */
export const listOfPlatform = async (list: string, signer: Signer): Promise<Result<readonly Theirs[]>> => {
  const rows: Theirs[] = []
  let at: string | undefined = list
  for (let page = 0; at !== undefined; page++) {
    if (page === PAGES) return tooLong
    try {
      const answer: Response = await fetch(at, {
        headers: { 'X-Zhaoming-Signature': signer.header(Math.floor(Date.now() / 1000), '') },
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT),
      })
      const text = await textBelow(answer)
      if (!answer.ok) return unread(`对方回答 ${answer.status}`)
      if (text === undefined) return unread('一页过大')
      const said: unknown = JSON.parse(text)
      const found = rowsIn(said)
      if (found === undefined) return unread('不是约定的格式')
      rows.push(...found)
      if (rows.length > mostInList) return tooLong
      const { next } = said as { next?: unknown }
      const following: URL | undefined = typeof next === 'string' ? new URL(next, at) : undefined
      if (following !== undefined && following.origin !== new URL(list).origin) return unread('下一页在别的地址')
      at = following?.href
    } catch (error) {
      return unread(error instanceof SyntaxError ? '不是 JSON' : '连接不上，或者没有及时回答')
    }
  }
  return accept(rows)
}
