import { sha256 as digest } from '@noble/hashes/sha2.js'

/** Nothing here or beside it needs Node: the verifier runs in a browser as it is. */
export const sha256 = (...parts: readonly Uint8Array[]): Uint8Array => digest(concat(...parts))

export const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, n) => byte === b[n])

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
/** Text of bytes that are UTF-8; anything else is a RangeError. */
export const fromUtf8 = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new RangeError('不是 UTF-8 文字')
  }
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

export const sha256Hex = (bytes: Uint8Array): string => toHex(sha256(bytes))

/** Base64 in its one canonical form; anything else is no base64 here, so that nothing can be written in two ways. */
export const fromBase64 = (text: string): Uint8Array => {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new RangeError('不是规范的 base64')
  const bytes = decoded(text)
  if (toBase64(bytes) !== text) throw new RangeError('不是规范的 base64')
  return bytes
}

const decoded = (text: string): Uint8Array => {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    throw new RangeError('不是规范的 base64')
  }
}

const toBase64 = (bytes: Uint8Array): string => {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** RFC 8785 for what JSON.parse gives: members in the order of their names' UTF-16 code units. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson((value as Record<string, unknown>)[key])}`)
      .join(',')}}`
  return JSON.stringify(value)
}
