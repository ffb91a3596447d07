import type { Signer } from './platforms.ts'

/** What a platform said to one message. */
export type Answer =
  | { readonly is: 'acknowledged'; readonly acknowledgement: string }
  | { readonly is: 'refused'; readonly reason: string }
  /** Nothing that settles it: it is sent again later. */
  | { readonly is: 'failed'; readonly reason: string }

/** An answer is short; what is longer is none. */
const LARGEST = 64 * 1024

const failed = (reason: string): Answer => ({ is: 'failed', reason })

/** Text of a body, or undefined where it is longer than an answer can be; reads no further than that. */
const shortText = async (answer: Response): Promise<string | undefined> => {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > LARGEST) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

const parsed = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' &&
  value.trim() !== '' &&
  value.length <= 1000 &&
  value.isWellFormed() &&
  !value.includes('\u0000')
    ? value.trim()
    : undefined

/**
 * Sends one message and reads what is said to it. Only an answer that names this message settles it; no redirect is followed, a long
 * body isn't read, and whoever is slower than `timeout` (milliseconds) hasn't answered.
 */
export const post = async (
  {
    url,
    signer,
    timeout,
    signal,
  }: { readonly url: string; readonly signer: Signer; readonly timeout: number; readonly signal: AbortSignal },
  id: string,
  message: object,
): Promise<Answer> => {
  const body = JSON.stringify({ id, ...message })
  const time = Math.floor(Date.now() / 1000)
  const within = AbortSignal.timeout(timeout)
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Idempotency-Key': encodeURIComponent(id),
        'X-Zhaoming-Signature': signer.header(time, body),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, within]),
    })
    if (answer.status >= 300 && answer.status < 400) {
      await answer.body?.cancel()
      return failed(`对方要求转到别的地址（${answer.status}），没有照办；请核对配置的地址`)
    }
    const text = await shortText(answer)
    if (text === undefined) return failed('对方的回答过长，没有读完')
    const said = parsed(text)
    if (said?.id === id) {
      const acknowledgement = textIn(said.acknowledgement)
      if (answer.ok && acknowledgement !== undefined) return { is: 'acknowledged', acknowledgement }
      const reason = textIn(said.refused)
      if (answer.status >= 400 && answer.status < 500 && reason !== undefined) return { is: 'refused', reason }
    }
    if (answer.status === 401 || answer.status === 403) return failed(`对方不认签名或者密钥（${answer.status}）`)
    return failed(answer.ok ? '对方的回答看不懂：没有这一件的回执' : `对方回答 ${answer.status}`)
  } catch {
    // The process stops: that is no failure of the platform's.
    signal.throwIfAborted()
    return failed(within.aborted ? `对方 ${Math.round(timeout / 1000)} 秒没有回答` : '连接不上，或者连接中断')
  }
}
