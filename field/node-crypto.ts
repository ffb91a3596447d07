import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** What the rules ask of node:crypto, where there is no Node: SHA-256 in hex. */
export const hash = (_algorithm: 'sha256', input: Uint8Array | string, _encoding: 'hex'): string =>
  bytesToHex(sha256(typeof input === 'string' ? utf8ToBytes(input) : input))

/** Nothing is opened on the phone, so nothing needs an id of the journal's kind. */
export const randomUUIDv7 = (): string => crypto.randomUUID()
