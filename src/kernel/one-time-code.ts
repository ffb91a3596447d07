/**
 * Codes that change with time: RFC 6238 and RFC 4226, 5.3, on WebCrypto, so that phone and server compute them with this one file and
 * the phone keeps its secret in a key that no script can read.
 */

/** For how long a code is shown, in seconds (RFC 6238: X). */
export const period = 30
/** Decimal digits of a code. */
export const digits = 6
/** A code is taken for so many steps before and after its own: the way from a phone to another, and clocks that differ a little. */
export const drift = 1

/** Step of an instant in ms since 1970 (RFC 6238: T). */
export const stepAt = (ms: number): number => Math.floor(ms / 1000 / period)

/** The key of a secret; it can't be read again. */
export const codeKey = (secret: Uint8Array<ArrayBuffer>, hash: 'SHA-1' | 'SHA-256'): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash }, false, ['sign'])

export const hmac = async (key: CryptoKey, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
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
