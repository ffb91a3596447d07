import { type Binary, fromBinary, hashOf, hmacUnder, toBinary, uint32, utf8 } from './binary.ts'
import { canonicalJson } from './canonical.ts'
import { leftSeed, leftSize, nodeOf, rangeRoot, rightSeed } from './character-tree.ts'
import { fromBase64, toBase64 } from './hash.ts'

/**
 * Salted field commitments: a record's digest that a masked copy of the record still proves, and that tells nothing about what is
 * masked. The exact definition, with test vectors, is in docs/formats.md, "Event digest and commitments".
 *
 * A record is a tree of JSON. Every node has a 32-byte commitment:
 *
 *     leaf    = SHA-256(0x00 ‖ salt ‖ canonical JSON of the value)
 *     text    = SHA-256(0x01 ‖ salt ‖ length as uint32 ‖ root of the text's character tree)      (strings of more than 64 characters)
 *     array   = SHA-256(0x02 ‖ salt ‖ count as uint32 ‖ commitments of the elements)
 *     object  = SHA-256(0x03 ‖ salt ‖ count as uint32 ‖ for each member in RFC 8785 order: SHA-256(key) ‖ commitment)
 *
 * with salt = HMAC-SHA-256(secret, JSON pointer of the node). A masked node stands in the copy as its commitment alone, so that not
 * even its shape is told. The salts of what is shown travel with the copy; the secret never does.
 */
export interface MaskedCopy {
  /** The record as shown: a masked node is `null`, masked characters are `█`. */
  readonly shown: unknown
  /** base64 by JSON pointer: the salts of the nodes that are shown. */
  readonly salts: Readonly<Record<string, string>>
  /** base64 by JSON pointer: the commitments of the nodes that are masked. */
  readonly masked: Readonly<Record<string, string>>
  /** Texts of which parts are masked: seeds of what is shown, commitments of what isn't. */
  readonly texts: Readonly<Record<string, MaskedText>>
}

export interface MaskedText {
  /** Each `[from, until)` in code points. */
  readonly spans: readonly (readonly [number, number])[]
  /** base64 by subtree of the characters, named `from+size`. */
  readonly seeds: Readonly<Record<string, string>>
  readonly hidden: Readonly<Record<string, string>>
}

/** What to hide: a whole node, or spans of a text's characters. A short text is hidden whole. */
export interface Mask {
  readonly pointer: string
  readonly spans?: readonly (readonly [number, number])[]
}

const TEXT_FROM = 65
const block = '█'

const LEAF = '\x00'
const TEXT = '\x01'
const ARRAY = '\x02'
const OBJECT = '\x03'

const base64 = (hash: Binary): string => toBase64(fromBinary(hash))

/** Names of members come from few forms and come again and again. */
const nameHashes = new Map<string, Binary>()
const nameHash = (name: string): Binary => {
  const known = nameHashes.get(name)
  if (known !== undefined) return known
  const hash = hashOf(utf8(name))
  if (nameHashes.size < 10_000) nameHashes.set(name, hash)
  return hash
}

const step = (pointer: string, key: string | number): string =>
  `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
const membersOf = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))

/** Where salts, masked nodes and texts come from: the secret, or what a copy tells. */
interface Reading {
  /** Undefined where a node is masked. */
  readonly salt: (pointer: string) => Binary | undefined
  readonly masked: (pointer: string, value: unknown) => Binary | undefined
  readonly text: (pointer: string, characters: readonly string[]) => Binary
}

const commitmentOf = (value: unknown, pointer: string, reading: Reading): Binary => {
  const masked = reading.masked(pointer, value)
  if (masked !== undefined) return masked
  const salt = reading.salt(pointer)
  if (salt === undefined) throw new RangeError(`no salt for ${pointer === '' ? 'the record' : pointer}`)
  if (typeof value === 'string') {
    const characters = value.length >= TEXT_FROM ? Array.from(value) : []
    if (characters.length >= TEXT_FROM)
      return hashOf(TEXT + salt + uint32(characters.length) + reading.text(pointer, characters))
  }
  if (Array.isArray(value)) {
    let node = ARRAY + salt + uint32(value.length)
    for (const [n, each] of value.entries()) node += commitmentOf(each, step(pointer, n), reading)
    return hashOf(node)
  }
  if (typeof value === 'object' && value !== null) {
    const members = membersOf(value)
    let node = OBJECT + salt + uint32(members.length)
    for (const [name, each] of members) node += nameHash(name) + commitmentOf(each, step(pointer, name), reading)
    return hashOf(node)
  }
  return hashOf(LEAF + salt + utf8(canonicalJson(value)))
}

interface SecretReading extends Reading {
  readonly salt: (pointer: string) => Binary
  /** The seed of a text's characters. It is not the salt of any node, which a copy may tell: no JSON pointer begins with `#`. */
  readonly seed: (pointer: string) => Binary
}

const secretReading = (secret: Uint8Array): SecretReading => {
  const hmac = hmacUnder(secret)
  const seed = (pointer: string) => hmac(utf8(`#${pointer}`))
  return {
    salt: (pointer) => hmac(utf8(pointer)),
    masked: () => undefined,
    seed,
    text: (pointer, characters) => rangeRoot(characters, 0, characters.length, seed(pointer)),
  }
}

/** The 32-byte digest of a record under its secret (32 random bytes). */
export const commit = (record: unknown, secret: Uint8Array): Uint8Array =>
  fromBinary(commitmentOf(record, '', secretReading(secret)))

/** Masks by pointer; several masks of one node are one. */
const unite = (masks: readonly Mask[]): ReadonlyMap<string, Mask> => {
  const united = new Map<string, Mask>()
  for (const { pointer, spans } of masks) {
    if (spans?.some(([from, until]) => !(0 <= from && from < until))) throw new RangeError(`no span: ${pointer}`)
    const before = united.get(pointer)
    const whole = spans === undefined || (before !== undefined && before.spans === undefined)
    united.set(pointer, whole ? { pointer } : { pointer, spans: [...(before?.spans ?? []), ...spans] })
  }
  return united
}

/**
 * A copy of a record in which the masked parts are gone, and which still proves the record's digest.
 * Throws a RangeError for a mask that names nothing in the record: otherwise a slip in a name would show what should be hidden.
 */
export const disclose = (record: unknown, secret: Uint8Array, masks: readonly Mask[]): MaskedCopy => {
  const hidden = unite(masks)
  const salts: Record<string, string> = {}
  const masked: Record<string, string> = {}
  const texts: Record<string, MaskedText> = {}
  const reading = secretReading(secret)

  const show = (value: unknown, pointer: string): unknown => {
    const mask = hidden.get(pointer)
    const characters = typeof value === 'string' && value.length >= TEXT_FROM ? Array.from(value) : []
    if (mask !== undefined && (mask.spans === undefined || characters.length < TEXT_FROM)) {
      masked[pointer] = base64(commitmentOf(value, pointer, reading))
      return null
    }
    salts[pointer] = base64(reading.salt(pointer))
    if (characters.length >= TEXT_FROM) {
      texts[pointer] = openText(characters, mask?.spans ?? [], reading.seed(pointer))
      return characters
        .map((character, at) => (mask?.spans?.some(([from, until]) => from <= at && at < until) ? block : character))
        .join('')
    }
    if (Array.isArray(value)) return value.map((each, n) => show(each, step(pointer, n)))
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(membersOf(value).map(([key, each]) => [key, show(each, step(pointer, key))]))
    return value
  }
  const shown = show(record, '')
  const within = Object.keys(masked)
  for (const pointer of hidden.keys())
    if (!Object.hasOwn(salts, pointer) && !within.some((each) => pointer === each || pointer.startsWith(`${each}/`)))
      throw new RangeError(`nothing to mask at ${pointer}`)
  return { shown, salts, masked, texts }
}

const openText = (characters: readonly string[], spans: MaskedText['spans'], root: Binary): MaskedText => {
  const seeds: Record<string, string> = {}
  const hidden: Record<string, string> = {}
  const visit = (from: number, size: number, seed: Binary): void => {
    const touching = spans.filter(([a, b]) => a < from + size && from < b)
    if (touching.length === 0) {
      seeds[`${from}+${size}`] = base64(seed)
      return
    }
    if (touching.some(([a, b]) => a <= from && from + size <= b) || size === 1) {
      hidden[`${from}+${size}`] = base64(rangeRoot(characters, from, size, seed))
      return
    }
    const left = leftSize(size)
    visit(from, left, leftSeed(seed))
    visit(from + left, size - left, rightSeed(seed))
  }
  visit(0, characters.length, root)
  return { spans, seeds, hidden }
}

/**
 * The digest that a copy proves, from the copy alone. Throws a RangeError where the copy doesn't hold together: where something
 * stands in the place of what is masked, which no digest covers, or where a salt isn't 32 bytes, which could take in a part of the value.
 */
export const digestOfCopy = (copy: MaskedCopy): Uint8Array =>
  fromBinary(
    commitmentOf(copy.shown, '', {
      salt: (pointer) => hashIn(copy.salts, pointer),
      masked: (pointer, value) => {
        const masked = hashIn(copy.masked, pointer)
        if (masked !== undefined && value !== null) throw new RangeError(`${pointer} is masked and yet shown`)
        return masked
      },
      text: (pointer, characters) => {
        const text = Object.hasOwn(copy.texts, pointer) ? copy.texts[pointer] : undefined
        if (text === undefined) throw new RangeError(`no seeds for the text at ${pointer}`)
        return copiedRoot(characters, text, pointer)
      },
    }),
  )

const hashIn = (of: Readonly<Record<string, string>>, key: string): Binary | undefined => {
  const text = Object.hasOwn(of, key) ? of[key] : undefined
  if (text === undefined) return undefined
  const bytes = fromBase64(text)
  if (bytes.length !== 32) throw new RangeError(`not 32 bytes: ${key}`)
  return toBinary(bytes)
}

const copiedRoot = (characters: readonly string[], text: MaskedText, pointer: string): Binary => {
  const said = new Uint8Array(characters.length)
  for (const [from, until] of text.spans) said.fill(1, from, until)
  /** What a seed opens is outside the spans; what only a hash stands for is within them, and is nothing but blocks. */
  const agrees = (from: number, size: number, masked: boolean): void => {
    for (let at = from; at < from + size; at++)
      if ((said[at] === 1) !== masked || (masked && characters[at] !== block))
        throw new RangeError(`character ${at} of ${pointer} is not masked as the copy says`)
  }
  const visit = (from: number, size: number): Binary => {
    const key = `${from}+${size}`
    const seed = hashIn(text.seeds, key)
    if (seed !== undefined) {
      agrees(from, size, false)
      return rangeRoot(characters, from, size, seed)
    }
    const root = hashIn(text.hidden, key)
    if (root !== undefined) {
      agrees(from, size, true)
      return root
    }
    if (size === 1) throw new RangeError(`character ${from} of ${pointer} is neither shown nor masked`)
    const left = leftSize(size)
    return nodeOf(visit(from, left), visit(from + left, size - left))
  }
  return visit(0, characters.length)
}
