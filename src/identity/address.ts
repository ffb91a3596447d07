import type { Context } from 'hono'

interface Socketed {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } }
}

/**
 * Where a request comes from: the other end of the connection; or, where that is a proxy on this machine, what the proxy saw, which it
 * writes last in X-Forwarded-For. What stands before that anybody can have written.
 */
export const addressOf = (c: Context): string => {
  const peer = (c.env as Socketed | undefined)?.incoming?.socket?.remoteAddress
  const local = peer === undefined || /^(::1$|(::ffff:)?127\.)/.test(peer)
  const seen = local ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return seen || peer || '127.0.0.1'
}
