import { codeKey, hmac } from '../kernel/index.ts'

export { codeAt, drift, period, stepAt } from '../kernel/index.ts'

/**
 * The code on the card that an officer's phone shows (亮证码), computed by phone and bureau with HMAC-SHA-256 (RFC 6238).
 */

/** The key of a card out of its 32 bytes; it can't be read again. */
export const keyOf = (secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> => codeKey(secret, 'SHA-256')

/** What an officer shows the card for. */
export interface Shown {
  /** Id of the showing. */
  readonly id: string
  /** In the officer's own words; nothing that is secret. */
  readonly task: string
}

/**
 * Binds a showing and its task to a card and a step, so that they can be read from a QR although the phone had no network: 128 bits,
 * base64url. Its message is longer than a counter's eight bytes, so it is never a code's.
 */
export const proofAt = async (key: CryptoKey, step: number, { id, task }: Shown): Promise<string> => {
  const message = new TextEncoder().encode(`zhaoming showing\n${step}\n${id}\n${task}`)
  return base64url((await hmac(key, message)).subarray(0, 16))
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

export const taskInAddress = (task: string): string => base64url(new TextEncoder().encode(task))
