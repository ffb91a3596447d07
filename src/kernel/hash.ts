import { hash } from 'node:crypto'

/** SHA-256 of bytes, or of a text's UTF-8. */
export const sha256 = (input: Uint8Array | string): Uint8Array => hash('sha256', input, 'buffer')

export const sha256Hex = (input: Uint8Array | string): string => hash('sha256', input, 'hex')

export const toHex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
export const fromHex = (text: string): Uint8Array => Buffer.from(text, 'hex')
export const toBase64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
export const fromBase64 = (text: string): Uint8Array => Buffer.from(text, 'base64')
