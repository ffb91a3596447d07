import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign, verify } from 'node:crypto'
import { sha256Hex } from '../kernel/index.ts'
import type { Pen } from '../procedure/index.ts'

/** A person's key to sign with (Ed25519, RFC 8032): 32 bytes that stay in the house, 32 that everybody may know. */
export interface KeyPair {
  /** The first 32 hex digits of the public key's SHA-256. */
  readonly id: string
  readonly seed: Uint8Array
  /** base64 of the 32 bytes. */
  readonly publicKey: string
}

/** What stands before the 32 bytes in PKCS #8 and in SubjectPublicKeyInfo (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const spki = Buffer.from('302a300506032b6570032100', 'hex')

const privateKey = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })

export const keyPairOf = (seed: Uint8Array): KeyPair => {
  const raw = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' }).subarray(spki.length)
  return { id: sha256Hex(raw).slice(0, 32), seed, publicKey: raw.toString('base64') }
}

export const newKeyPair = (): KeyPair => keyPairOf(randomBytes(32))

export const penOf = (key: string, seed: Uint8Array): Pen => {
  const signing = privateKey(seed)
  return { key, sign: (bytes) => new Uint8Array(sign(null, bytes, signing)) }
}

/** Whether a signature (base64) of these bytes is by that public key (base64); anything that is neither isn't. */
export const signatureHolds = (publicKey: string, bytes: Uint8Array, signature: string): boolean => {
  const [raw, given] = [Buffer.from(publicKey, 'base64'), Buffer.from(signature, 'base64')]
  if (raw.length !== 32 || given.length !== 64) return false
  return verify(null, bytes, createPublicKey({ key: Buffer.concat([spki, raw]), format: 'der', type: 'spki' }), given)
}
