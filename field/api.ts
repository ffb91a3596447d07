import type { Refusal } from '../src/kernel/index.ts'
import { told } from './told.ts'

/** The bureau answered with something other than what was asked for; status 0: it didn't answer at all. */
export class Unanswered extends Error {
  readonly status: number
  readonly refusals: readonly Refusal[]
  constructor(status: number, refusals: readonly Refusal[] = []) {
    super(refusals.map(({ message }) => message).join('；') || wordsOf(status))
    this.status = status
    this.refusals = refusals
  }
}

const wordsOf = (status: number): string =>
  status === 0
    ? '没有连上服务器，内容都存在手机上，联网后会自动上传。'
    : status === 401
      ? '登录已经失效，请重新登录；手机上的内容都在。'
      : `服务器没有正常回答（${status}），稍后会自动重试。`

/** Whether the bureau's server was reached the last time; `signed-out`: it was, and wants a password first. */
export type Reach = 'unknown' | 'reached' | 'offline' | 'signed-out'
export const reach = told<Reach>('unknown')

/** Asks; `body` goes as JSON, or as the form that it is. */
export const ask = async (method: string, path: string, body?: unknown, timeout = 20_000): Promise<Response> => {
  const form = body instanceof FormData
  let response: Response
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(timeout),
      headers: {
        Accept: 'application/json',
        ...(body === undefined || form ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    })
  } catch {
    reach.set('offline')
    throw new Unanswered(0)
  }
  if (response.ok) {
    reach.set('reached')
    return response
  }
  // A proxy on the way that can't reach the server is no server.
  reach.set(
    response.status === 401 && !path.startsWith('/api/auth/')
      ? 'signed-out'
      : response.status >= 502
        ? 'offline'
        : 'reached',
  )
  const said = (await response.json().catch(() => undefined)) as { readonly refusals?: readonly Refusal[] } | undefined
  throw new Unanswered(response.status, Array.isArray(said?.refusals) ? said.refusals : [])
}

export const get = async <T>(path: string): Promise<T> => (await (await ask('GET', path)).json()) as T
export const send = async <T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body: unknown): Promise<T> =>
  (await (await ask(method, path, body)).json()) as T
