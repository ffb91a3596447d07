import { hash } from 'node:crypto'
import type { Binary } from './binary.ts'

/**
 * The tree over a text's characters, as in RFC 6962 (a subtree covers the largest power of two below its size on the left).
 * Seeds go down it (GGM): left = SHA-256(0x04 ‖ seed), right = SHA-256(0x05 ‖ seed); the seed at a leaf is that character's salt.
 * So the seed of a subtree opens all its characters at once, and k masked spans need O(k log n) seeds and hashes.
 *
 * Four hashes for each character are most of what a long text costs: each kind of node has its own input buffer, made once.
 */
export const leftSize = (size: number): number => 2 ** (31 - Math.clz32(size - 1))

const below = (tag: number): ((seed: Binary) => Binary) => {
  const input = Buffer.alloc(33, tag)
  return (seed) => {
    input.write(seed, 1, 'latin1')
    return hash('sha256', input, 'latin1')
  }
}
export const leftSeed = below(4)
export const rightSeed = below(5)

const node = Buffer.alloc(65, 1)
export const nodeOf = (left: Binary, right: Binary): Binary => {
  node.write(left, 1, 'latin1')
  node.write(right, 33, 'latin1')
  return hash('sha256', node, 'latin1')
}

/** By the bytes of the character, one to four. */
const leaves = Array.from({ length: 5 }, (_, bytes) => Buffer.alloc(33 + bytes, 0))
const leafOf = (seed: Binary, character: string): Binary => {
  const leaf = leaves[Buffer.byteLength(character)] as Buffer
  leaf.write(seed, 1, 'latin1')
  leaf.write(character, 33, 'utf8')
  return hash('sha256', leaf, 'latin1')
}

/** The root of the subtree over `size` characters from `from` on, under its seed. */
export const rangeRoot = (characters: readonly string[], from: number, size: number, seed: Binary): Binary => {
  if (size === 1) return leafOf(seed, characters[from] ?? '')
  const left = leftSize(size)
  return nodeOf(
    rangeRoot(characters, from, left, leftSeed(seed)),
    rangeRoot(characters, from + left, size - left, rightSeed(seed)),
  )
}
