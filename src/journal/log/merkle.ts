import { sha256 } from '../../kernel/index.ts'

/** RFC 6962 section 2.1: leaves and nodes are hashed apart. */
export const leafHash = (entry: Uint8Array): Uint8Array => sha256(Buffer.concat([Buffer.from([0]), entry]))
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(Buffer.concat([Buffer.from([1]), left, right]))

/** The hash of the perfect subtree over leaves [index · 2^height, (index + 1) · 2^height). */
export type Node = (height: number, index: number) => Promise<Uint8Array>

/** The largest power of two that is smaller than n. */
const split = (n: number): number => 2 ** Math.ceil(Math.log2(n) - 1)
const isPowerOfTwo = (n: number): boolean => Number.isInteger(Math.log2(n))

/** The Merkle tree hash of leaves [from, until), taken from perfect subtrees. */
export const rangeHash = async (node: Node, from: number, until: number): Promise<Uint8Array> => {
  const size = until - from
  if (isPowerOfTwo(size) && from % size === 0) return node(Math.log2(size), from / size)
  const left = split(size)
  return nodeHash(await rangeHash(node, from, from + left), await rangeHash(node, from + left, until))
}

export const emptyRoot = sha256('')
export const rootHash = (node: Node, size: number): Promise<Uint8Array> =>
  size === 0 ? Promise.resolve(emptyRoot) : rangeHash(node, 0, size)

/** PATH(m, D[n]), from the leaf's sibling up (RFC 6962 section 2.1.1). */
export const inclusionProof = async (node: Node, index: number, size: number): Promise<readonly Uint8Array[]> => {
  const path = async (m: number, from: number, until: number): Promise<Uint8Array[]> => {
    const n = until - from
    if (n === 1) return []
    const left = split(n)
    return m < left
      ? [...(await path(m, from, from + left)), await rangeHash(node, from + left, until)]
      : [...(await path(m - left, from + left, until)), await rangeHash(node, from, from + left)]
  }
  if (index < 0 || index >= size) throw new RangeError(`leaf ${index} is not in a tree of ${size}`)
  return path(index, 0, size)
}

/** PROOF(m, D[n]): that the tree of `from` leaves is the beginning of the tree of `until` (RFC 6962 section 2.1.2). */
export const consistencyProof = async (node: Node, from: number, until: number): Promise<readonly Uint8Array[]> => {
  const subproof = async (m: number, start: number, end: number, known: boolean): Promise<Uint8Array[]> => {
    const n = end - start
    if (m === n) return known ? [] : [await rangeHash(node, start, end)]
    const left = split(n)
    return m <= left
      ? [...(await subproof(m, start, start + left, known)), await rangeHash(node, start + left, end)]
      : [...(await subproof(m - left, start + left, end, false)), await rangeHash(node, start, start + left)]
  }
  if (from < 1 || from > until) throw new RangeError(`no tree of ${until} leaves begins with ${from}`)
  return subproof(from, 0, until, true)
}
