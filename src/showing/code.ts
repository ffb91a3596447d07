/**
 * The code on the card that an officer's phone shows (亮证码): time-based HMAC after RFC 6238 and RFC 4226, 5.3. The phone and the
 * bureau compute it with this one file, by WebCrypto, so that the phone keeps its secret in a key that no script can read.
 */

/** For how long a code is shown, in seconds (RFC 6238: X). */
export const period = 30
/** Decimal digits of a code. */
export const digits = 6
/** A code is taken for so many steps before and after its own: the way from a phone to another, and clocks that differ a little. */
export const drift = 1

/** Step of an instant in ms since 1970 (RFC 6238: T). */
export const stepAt = (ms: number): number => Math.floor(ms / 1000 / period)

/** The key of a card out of its 32 bytes; it can't be read again. */
export const keyOf = (secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])

const hmac = async (key: CryptoKey, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.sign('HMAC', key, message))

/** The code of a step, with leading zeros. */
export const codeAt = async (key: CryptoKey, step: number, length = digits): Promise<string> => {
  const counter = new Uint8Array(8)
  new DataView(counter.buffer).setBigUint64(0, BigInt(step))
  const mac = await hmac(key, counter)
  // Dynamic truncation, RFC 4226, 5.3: the last four bits say where 31 bits are taken.
  const at = (mac[mac.length - 1] ?? 0) & 0xf
  const bits = new DataView(mac.buffer, mac.byteOffset).getUint32(at) & 0x7fff_ffff
  return String(bits % 10 ** length).padStart(length, '0')
}

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
