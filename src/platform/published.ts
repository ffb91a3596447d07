import type { IncomingMessage, ServerResponse } from 'node:http'
import type { MiddlewareHandler } from 'hono'

interface Kept {
  /** Names and values in turn, as Node writes them without a look at each: of the whole answer, and of one that says that it is unchanged. */
  readonly whole: string[]
  readonly unchanged: string[]
  /** The bytes; of a small body one character for each, which Node sends with the head in one piece. */
  readonly body: Buffer | string
  readonly etag: string | null
  readonly until: number
}

/** Answers that are public and the same for everybody, kept as bytes and given before the framework is asked. */
export interface Published {
  /** Keeps what may be kept: a 200 whose Cache-Control is public, without cookies. */
  readonly keep: MiddlewareHandler
  /** Answers from what is kept; false where the framework must answer. */
  answer(request: IncomingMessage, response: ServerResponse): boolean
  /** Everything that is kept may have changed. */
  forget(): void
}

/** Another node's change is seen after this long at the latest; one's own at once, by `forget`. */
const SECONDS = 2
const MOST = 2000
const LARGEST = 1024 * 1024
/** Node writes head and body of this size at once, without a copy in between. */
const SMALL = 15 * 1024

/** The same address is another page in large type, which a cookie asks for; and other bytes for who reads compressed ones. */
const keyOf = (url: string, cookie: string | undefined, encodings: string | undefined): string =>
  `${cookie?.includes('type=large') ? 'large' : 'normal'} ${readsGzip(encodings) ? 'gzip' : 'plain'} ${url}`

const readsGzip = (encodings: string | undefined): boolean => /\bgzip\b(?!\s*;\s*q=0)/.test(encodings ?? '')

export const createPublished = (): Published => {
  let kept = new Map<string, Kept>()
  let generation = 0
  return {
    forget: () => {
      generation++
      kept = new Map()
    },
    keep: async (c, next) => {
      const asked = generation
      await next()
      const { res } = c
      const mayKeep =
        c.req.method === 'GET' &&
        res.status === 200 &&
        res.headers.get('cache-control')?.startsWith('public') &&
        (!res.headers.has('content-encoding') || readsGzip(c.req.header('accept-encoding'))) &&
        !res.headers.has('set-cookie')
      if (!mayKeep || c.req.header('if-none-match') !== undefined || kept.size >= MOST) return
      const body = Buffer.from(await res.clone().arrayBuffer())
      // What was asked before a change and answered after it may be of before: it isn't kept.
      if (body.length > LARGEST || asked !== generation) return
      const url = new URL(c.req.url)
      const headers = [...res.headers].filter(([name]) => name !== 'x-request-id' && name !== 'content-length').flat()
      kept.set(keyOf(url.pathname + url.search, c.req.header('cookie'), c.req.header('accept-encoding')), {
        whole: [...headers, 'content-length', String(body.length)],
        unchanged: headers,
        body: body.length <= SMALL ? body.toString('latin1') : body,
        etag: res.headers.get('etag'),
        until: Date.now() + SECONDS * 1000,
      })
    },
    answer: (request, response) => {
      // Who wants a part of a file is answered by who has the whole.
      if (request.method !== 'GET' || request.headers.range !== undefined) return false
      const key = keyOf(request.url ?? '', request.headers.cookie, String(request.headers['accept-encoding'] ?? ''))
      const found = kept.get(key)
      if (found === undefined) return false
      if (found.until < Date.now()) {
        kept.delete(key)
        return false
      }
      const unchanged = found.etag !== null && request.headers['if-none-match'] === found.etag
      if (unchanged) response.writeHead(304, found.unchanged).end()
      else response.writeHead(200, found.whole).end(found.body, 'latin1')
      return true
    },
  }
}
