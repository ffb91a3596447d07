import { canonicalJson, fromBase64, sha256, utf8 } from './bytes.ts'

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

const byte = (value: number): Uint8Array => Uint8Array.of(value)
const count = (value: number): Uint8Array => {
  const four = new Uint8Array(4)
  new DataView(four.buffer).setUint32(0, value)
  return four
}

/** Exactly 32 bytes: a longer salt could take in a part of the value. */
const bytes32 = (text: string): Uint8Array => {
  const bytes = fromBase64(text)
  if (bytes.length !== 32) throw new RangeError('凭证中有一处不是 32 字节')
  return bytes
}
const below = (pointer: string, key: string): string => `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`

/** Members that are taken one by one; what is left at the end proves nothing and must not be there. */
const takeFrom = <T>(of: unknown, isOne: (value: unknown) => value is T) => {
  if (typeof of !== 'object' || of === null || Array.isArray(of)) throw new RangeError('凭证的格式不对')
  const left = new Map(Object.entries(of))
  return {
    take(key: string): T | undefined {
      if (!left.has(key)) return undefined
      const value = left.get(key)
      left.delete(key)
      if (!isOne(value)) throw new RangeError('凭证的格式不对')
      return value
    },
    done() {
      if (left.size > 0) throw new RangeError('凭证中有多余的内容')
    },
  }
}
const isText = (value: unknown): value is string => typeof value === 'string'
const isParts = (value: unknown): value is MaskedText =>
  typeof value === 'object' && value !== null && exactly(value, ['hidden', 'seeds', 'spans'])

/** An object with these members and no others. */
export const exactly = (value: object, members: readonly string[]): boolean =>
  Object.keys(value).sort().join() === members.join()

/** The digest that a copy proves. Throws a RangeError where it doesn't hold together or has anything that no digest covers. */
export const digestOfCopy = (copy: MaskedCopy): Uint8Array => {
  if (!exactly(copy, ['masked', 'salts', 'shown', 'texts'])) throw new RangeError('凭证的格式不对')
  const salts = takeFrom(copy.salts, isText)
  const masked = takeFrom(copy.masked, isText)
  const texts = takeFrom(copy.texts, isParts)

  const node = (value: unknown, pointer: string): Uint8Array => {
    const hidden = masked.take(pointer)
    if (hidden !== undefined) {
      if (value !== null) throw new RangeError('隐去的地方另有内容，凭证被改动过')
      return bytes32(hidden)
    }
    const told = salts.take(pointer)
    if (told === undefined) throw new RangeError('显示的内容没有证明')
    const salt = bytes32(told)
    if (typeof value === 'string' && Array.from(value).length > 64) {
      const parts = texts.take(pointer)
      if (parts === undefined) throw new RangeError('凭证缺少一段文字的证明')
      return textCommitment(Array.from(value), salt, parts)
    }
    if (Array.isArray(value))
      return sha256(
        byte(2),
        salt,
        count(value.length),
        ...value.map((each, n) => node(each, below(pointer, String(n)))),
      )
    if (typeof value === 'object' && value !== null) {
      const keys = Object.keys(value).sort()
      const members = keys.flatMap((key) => [
        sha256(utf8(key)),
        node((value as Record<string, unknown>)[key], below(pointer, key)),
      ])
      return sha256(byte(3), salt, count(keys.length), ...members)
    }
    return sha256(byte(0), salt, utf8(canonicalJson(value)))
  }

  const proved = node(copy.shown, '')
  for (const members of [salts, masked, texts]) members.done()
  return proved
}

const textCommitment = (characters: readonly string[], salt: Uint8Array, parts: MaskedText): Uint8Array => {
  const inSpan = spansOf(parts.spans, characters.length)
  for (const [at, character] of characters.entries())
    if (inSpan[at] === 1 && character !== '█') throw new RangeError('隐去的文字另有内容，凭证被改动过')
  const seeds = takeFrom(parts.seeds, isText)
  const hidden = takeFrom(parts.hidden, isText)
  const all = (from: number, size: number, masked: 0 | 1): boolean =>
    inSpan.subarray(from, from + size).every((each) => each === masked)

  const tree = (from: number, size: number): Uint8Array => {
    const name = `${from}+${size}`
    const seed = seeds.take(name)
    if (seed !== undefined) {
      if (!all(from, size, 0)) throw new RangeError('隐去的文字与证明不符')
      return openRange(characters, from, size, bytes32(seed))
    }
    const root = hidden.take(name)
    if (root !== undefined) {
      if (!all(from, size, 1)) throw new RangeError('显示的文字没有证明')
      return bytes32(root)
    }
    if (size === 1) throw new RangeError('凭证缺少一个字的证明')
    const left = half(size)
    return sha256(byte(1), tree(from, left), tree(from + left, size - left))
  }

  const root = tree(0, characters.length)
  seeds.done()
  hidden.done()
  return sha256(byte(1), salt, count(characters.length), root)
}

/** 1 for each character within a span. */
const spansOf = (spans: unknown, length: number): Uint8Array => {
  const marks = new Uint8Array(length)
  if (!Array.isArray(spans)) throw new RangeError('凭证的格式不对')
  for (const span of spans) {
    const [from, until] = Array.isArray(span) && span.length === 2 ? span : []
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(until) || from < 0 || from >= until)
      throw new RangeError('凭证的格式不对')
    marks.fill(1, from, until)
  }
  return marks
}

const openRange = (characters: readonly string[], from: number, size: number, seed: Uint8Array): Uint8Array => {
  if (size === 1) return sha256(byte(0), seed, utf8(characters[from] ?? ''))
  const left = half(size)
  return sha256(
    byte(1),
    openRange(characters, from, left, sha256(byte(4), seed)),
    openRange(characters, from + left, size - left, sha256(byte(5), seed)),
  )
}

/** The largest power of two below n. */
const half = (n: number): number => {
  let left = 1
  while (left * 2 < n) left *= 2
  return left
}
