import canonicalize from 'canonicalize'
import { sha256Hex } from './hash.ts'

/** Canonical JSON (RFC 8785). Members that are undefined are left out; anything JSON can't say throws. */
export const canonicalJson = (value: unknown): string => {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('this value has no canonical JSON')
  return text
}

/** SHA-256 of the canonical JSON, in hex: what papers, reviews and QR codes are bound to. */
export const digestOf = (value: unknown): string => sha256Hex(canonicalJson(value))
