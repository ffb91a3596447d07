import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** A masked copy as a receipt holds it (docs/formats.md, "The masked copy"). Written from the page alone, to judge the rest. */
export interface MaskedCopy {
  readonly shown: unknown
  readonly salts: Readonly<Record<string, string>>
  readonly masked: Readonly<Record<string, string>>
  readonly texts: Readonly<Record<string, MaskedText>>
}

export interface MaskedText {
  readonly spans: readonly (readonly [number, number])[]
  readonly seeds: Readonly<Record<string, string>>
  readonly hidden: Readonly<Record<string, string>>
}

const sha = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const byte = (value: number): Buffer => Buffer.of(value)
const count = (value: number): Buffer => {
  const four = Buffer.alloc(4)
  four.writeUInt32BE(value)
  return four
}

/** Exactly 32 bytes in canonical base64: a longer salt could take in a part of the value. */
const bytes32 = (text: unknown): Buffer => {
  const bytes = Buffer.from(typeof text === 'string' ? text : '', 'base64')
  if (bytes.length !== 32 || bytes.toString('base64') !== text) throw new RangeError('凭证中有一处不是 32 字节')
  return bytes
}
const own = (of: unknown, key: string): unknown =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, key) ? (of as Record<string, unknown>)[key] : undefined
const below = (pointer: string, key: string): string => `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`

/** The digest that a copy proves. Throws a RangeError where it doesn't hold together or shows what no digest covers. */
export const digestOfCopy = (copy: MaskedCopy): Uint8Array => node(copy, copy.shown, '')

const node = (copy: MaskedCopy, value: unknown, pointer: string): Buffer => {
  const masked = own(copy.masked, pointer)
  if (masked !== undefined) {
    if (value !== null) throw new RangeError('隐去的地方另有内容，凭证被改动过')
    return bytes32(masked)
  }
  const salt = bytes32(own(copy.salts, pointer))
  if (typeof value === 'string' && Array.from(value).length > 64) return text(copy, Array.from(value), salt, pointer)
  if (Array.isArray(value))
    return sha(
      byte(2),
      salt,
      count(value.length),
      ...value.map((each, n) => node(copy, each, below(pointer, String(n)))),
    )
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1))
    return sha(
      byte(3),
      salt,
      count(keys.length),
      ...keys.flatMap((key) => [sha(key), node(copy, (value as Record<string, unknown>)[key], below(pointer, key))]),
    )
  }
  return sha(byte(0), salt, canonicalize(value) ?? '')
}

const text = (copy: MaskedCopy, characters: readonly string[], salt: Buffer, pointer: string): Buffer => {
  const parts = own(copy.texts, pointer) as MaskedText | undefined
  if (parts === undefined || !Array.isArray(parts.spans)) throw new RangeError('凭证缺少一段文字的证明')
  const inSpan = (at: number): boolean => parts.spans.some(([from, until]) => from <= at && at < until)
  for (const [at, character] of characters.entries())
    if (inSpan(at) && character !== '█') throw new RangeError('隐去的文字另有内容，凭证被改动过')
  const tree = (from: number, size: number): Buffer => {
    const name = `${from}+${size}`
    const seed = own(parts.seeds, name)
    if (seed !== undefined) {
      for (let at = from; at < from + size; at++) if (inSpan(at)) throw new RangeError('隐去的文字与证明不符')
      return open(from, size, bytes32(seed))
    }
    const hidden = own(parts.hidden, name)
    if (hidden !== undefined) {
      for (let at = from; at < from + size; at++) if (!inSpan(at)) throw new RangeError('显示的文字没有证明')
      return bytes32(hidden)
    }
    if (size === 1) throw new RangeError('凭证缺少一个字的证明')
    const left = half(size)
    return sha(byte(1), tree(from, left), tree(from + left, size - left))
  }
  const open = (from: number, size: number, seed: Buffer): Buffer => {
    if (size === 1) return sha(byte(0), seed, characters[from] ?? '')
    const left = half(size)
    return sha(byte(1), open(from, left, sha(byte(4), seed)), open(from + left, size - left, sha(byte(5), seed)))
  }
  return sha(byte(1), salt, count(characters.length), tree(0, characters.length))
}

/** The largest power of two below n. */
const half = (n: number): number => {
  let left = 1
  while (left * 2 < n) left *= 2
  return left
}
