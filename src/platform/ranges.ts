import type { Context } from 'hono'

/** A file that is answered with: its bytes are asked for only where they are sent. */
export interface FileAnswer {
  /** Bytes. */
  readonly size: number
  /** What names this content and no other, e.g. its SHA-256. */
  readonly tag: string
  readonly headers: Readonly<Record<string, string>>
  /** From `start` to `end`, both included. */
  bytes(range: Range): Uint8Array | ReadableStream
}

export interface Range {
  readonly start: number
  readonly end: number
}

/** Answers with a file or the one part of it that was asked for, or says that it hasn't changed (RFC 9110 sections 13 and 14). */
export const fileAnswer = (c: Context, { size, tag, headers, bytes }: FileAnswer): Response => {
  const etag = `"${tag}"`
  const common = { ...headers, ETag: etag, 'Accept-Ranges': 'bytes' }
  if (names(c.req.header('if-none-match'), etag)) return c.body(null, 304, common)
  const ifRange = c.req.header('if-range')
  const asked = ifRange === undefined || ifRange === etag ? c.req.header('range') : undefined
  const range = rangeOf(asked, size)
  if (range === 'none') return c.body(null, 416, { ...common, 'Content-Range': `bytes */${size}` })
  const { start, end } = range ?? { start: 0, end: size - 1 }
  const length = { 'Content-Length': String(end - start + 1) }
  const body = bytes({ start, end }) as Uint8Array<ArrayBuffer> | ReadableStream
  return range === undefined
    ? c.body(body, 200, { ...common, ...length })
    : c.body(body, 206, { ...common, ...length, 'Content-Range': `bytes ${start}-${end}/${size}` })
}

const names = (header: string | undefined, etag: string): boolean =>
  header !== undefined &&
  (header.trim() === '*' || header.split(',').some((each) => each.trim().replace(/^W\//, '') === etag))

/** One range of bytes; undefined where none or several are asked for, or in other words: then the whole is the answer. */
const rangeOf = (header: string | undefined, size: number): Range | 'none' | undefined => {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header?.replaceAll(' ', '') ?? '')
  if (found === null) return undefined
  const [from = '', until = ''] = found.slice(1)
  if (from === '' && until === '') return undefined
  if (from === '')
    return Number(until) === 0 || size === 0 ? 'none' : { start: Math.max(0, size - Number(until)), end: size - 1 }
  const start = Number(from)
  const end = until === '' ? size - 1 : Math.min(Number(until), size - 1)
  if (until !== '' && Number(until) < start) return undefined
  return start >= size ? 'none' : { start, end }
}
