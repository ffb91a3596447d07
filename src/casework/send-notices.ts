import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Journal } from '../journal/index.ts'
import { sql } from '../platform/index.ts'
import { type AboutKind, aboutPages, type NewsKind, newsKinds } from './news.ts'

/** A gateway outside (浙政钉、短信) that notices are handed to as JSON over HTTPS. */
export interface NoticeGateway {
  readonly url: string
  /** What both sides know; signs each request. */
  readonly secret: string
  /** Where the bureau's desk is, for links. */
  readonly origin: string
}

const BATCH = 100
const TIMEOUT = 10_000

/**
 * Hex HMAC-SHA-256 over the time (seconds), a dot and the body. The header is `t=<time>,v1=<hex>`; whoever receives it refuses what
 * is old or signed otherwise, and takes a notice's id as the key by which a repeated one is known.
 */
export const signatureOf = (secret: string, time: number, body: string): string =>
  createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')

export const signedBy = (secret: string, header: string, body: string): boolean => {
  const [, time = '', given = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? []
  return given !== '' && timingSafeEqual(Buffer.from(given), Buffer.from(signatureOf(secret, Number(time), body)))
}

/**
 * Hands over what was not handed over yet, oldest first; gives how much. Ends with an error where the gateway doesn't answer 2xx:
 * the job comes again, and what was handed over before isn't again. A notice names no fact of the case beyond its title.
 */
export const sendNotices = async (
  { database: { db }, clock }: Journal,
  { url, secret, origin }: NoticeGateway,
  signal: AbortSignal = new AbortController().signal,
): Promise<number> => {
  let sent = 0
  while (!signal.aborted) {
    const { rows } = await sql<{
      id: string
      person: string
      kind: NewsKind
      about_kind: AboutKind
      about: string
      title: string | null
      at: string
    }>`
      select n.id, n.person, n.kind, n.about_kind, n.about, f.title, n.at
      from notice n left join case_file f on n.about_kind = 'case' and f.id = n.about
      where n.sent_at is null and n.withdrawn_at is null and n.read_at is null order by n.id limit ${BATCH}`.execute(db)
    if (rows.length === 0) return sent
    const body = JSON.stringify({
      notices: rows.map(({ id, person, kind, about_kind: its, about, title, at }) => ({
        id,
        person,
        kind,
        kindTitle: newsKinds[kind] ?? kind,
        title: title ?? newsKinds[kind] ?? kind,
        at,
        href: `${origin}/desk${aboutPages[its]}${encodeURIComponent(about)}`,
      })),
    })
    const time = Math.floor(Date.now() / 1000)
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'X-Zhaoming-Signature': `t=${time},v1=${signatureOf(secret, time, body)}`,
      },
      body,
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
    })
    await answer.body?.cancel()
    if (!answer.ok) throw new Error(`the gateway for notices answered ${answer.status}`)
    await sql`update notice set sent_at = ${clock.now()} where id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(
      db,
    )
    sent += rows.length
  }
  return sent
}
