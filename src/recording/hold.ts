import { createHash, type Hash } from 'node:crypto'

/** What is left of an entry when bytes are held against a chain. */
export interface Sealed {
  readonly size: number
  /** Hex. */
  readonly sha256: string
}

/** What bytes are, held against the chain. Chunks by their numbers, from 1. */
export interface Held {
  readonly size: number
  /** Another hash, or cut off. */
  readonly damaged: readonly number[]
  /** Zero bytes in the place of a chunk that had others: it was lost on the device. */
  readonly missing: readonly number[]
  /** Bytes behind the last chunk. */
  readonly beyond: number
}

/** Splits bytes by the sizes in the chain and holds each chunk against its hash. Nothing is held in memory but the piece at hand. */
export const holdAgainst = async (chain: readonly Sealed[], bytes: AsyncIterable<Uint8Array>): Promise<Held> => {
  const damaged: number[] = []
  const missing: number[] = []
  let size = 0
  let beyond = 0
  let n = 0
  let part: Part = begun()
  /** Ends every chunk that is full, those of no bytes at all included. */
  const settle = (): void => {
    for (let sealed = chain[n]; sealed !== undefined && part.size === sealed.size; sealed = chain[n]) {
      n++
      if (part.hash.digest('hex') !== sealed.sha256) (part.zero && sealed.size > 0 ? missing : damaged).push(n)
      part = begun()
    }
  }
  settle()
  for await (const piece of bytes) {
    size += piece.byteLength
    for (let from = 0; from < piece.byteLength; ) {
      const sealed = chain[n]
      if (sealed === undefined) {
        beyond += piece.byteLength - from
        break
      }
      const taken = piece.subarray(from, from + sealed.size - part.size)
      part.hash.update(taken)
      part.size += taken.byteLength
      part.zero &&= isZero(taken)
      from += taken.byteLength
      settle()
    }
  }
  // What was cut off in its midst, and all that should have come behind it.
  for (n++; n <= chain.length; n++) damaged.push(n)
  return { size, damaged, missing, beyond }
}

/** SHA-256 of all of it, hex. */
export const hashWhole = async (bytes: AsyncIterable<Uint8Array>): Promise<string> => {
  const whole = createHash('sha256')
  for await (const piece of bytes) whole.update(piece)
  return whole.digest('hex')
}

interface Part {
  readonly hash: Hash
  size: number
  zero: boolean
}
const begun = (): Part => ({ hash: createHash('sha256'), size: 0, zero: true })

const zeros = Buffer.alloc(65_536)
const isZero = (bytes: Uint8Array): boolean => {
  if (bytes[0] !== undefined && bytes[0] !== 0) return false
  for (let at = 0; at < bytes.byteLength; at += zeros.length) {
    const piece = bytes.subarray(at, at + zeros.length)
    if (!zeros.subarray(0, piece.byteLength).equals(piece)) return false
  }
  return true
}
