import { ed25519 } from '@noble/curves/ed25519.js'
import { concat, fromBase64, same, sha256, toHex, utf8 } from './bytes.ts'

/** An Ed25519 key of c2sp.org/signed-note. */
export interface VerifierKey {
  readonly name: string
  readonly id: Uint8Array
  readonly key: Uint8Array
}

const ED25519 = 1

/** Reads `<name>+<id>+<base64 of type and key>`; the id must be that of name and key. Throws a RangeError. */
export const readVkey = (text: string): VerifierKey => {
  const found = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)\s*$/.exec(text)
  if (found === null) throw new RangeError('公钥的格式不对')
  const [, name = '', id = '', key = ''] = found
  const published = fromBase64(key)
  const own = sha256(utf8(`${name}\n`), published).subarray(0, 4)
  if (published.length !== 33 || published[0] !== ED25519 || toHex(own) !== id)
    throw new RangeError('公钥与它的编号不符')
  return { name, id: own, key: published.subarray(1) }
}

export interface VerifiedCheckpoint {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

/** Checks a signed checkpoint (c2sp.org/tlog-checkpoint); throws a RangeError that says what is wrong. */
export const verifyCheckpoint = (note: string, key: VerifierKey): VerifiedCheckpoint => {
  const at = note.lastIndexOf('\n\n')
  if (at < 0 || !note.endsWith('\n') || !note.isWellFormed()) throw new RangeError('检查点的格式不对')
  const text = note.slice(0, at + 1)
  const [origin = '', size = '', root = '', ...rest] = text.split('\n')
  if (origin !== key.name) throw new RangeError(`检查点属于 ${origin}，不是 ${key.name}`)
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size)) || rest.length !== 1 || rest[0] !== '')
    throw new RangeError('检查点的格式不对')
  const hashed = fromBase64(root)
  if (hashed.length !== 32) throw new RangeError('检查点的格式不对')
  // Lines of other keys are ignored, even under the same name: so a log can change its key or be signed by witnesses.
  const mine = signatureLines(note.slice(at + 2, -1)).filter(
    ({ name, bytes }) => name === key.name && same(bytes.subarray(0, 4), key.id),
  )
  if (mine.length === 0) throw new RangeError('检查点没有用这把公钥验得过的签名')
  if (!mine.every(({ bytes }) => isSignature(bytes.subarray(4), utf8(text), key.key)))
    throw new RangeError('检查点的签名不对')
  return { origin, size: Number(size), root: hashed }
}

const signatureLines = (text: string): readonly { readonly name: string; readonly bytes: Uint8Array }[] =>
  text.split('\n').map((line) => {
    const found = /^— ([^\s+]+) (\S+)$/.exec(line)
    if (found === null) throw new RangeError('检查点的格式不对')
    const bytes = fromBase64(found[2] ?? '')
    if (bytes.length < 5) throw new RangeError('检查点的格式不对')
    return { name: found[1] ?? '', bytes }
  })

/** Strictly as in RFC 8032: only one encoding of a signature is one. */
const isSignature = (signature: Uint8Array, message: Uint8Array, key: Uint8Array): boolean => {
  try {
    return signature.length === 64 && ed25519.verify(signature, message, key, { zip215: false })
  } catch {
    return false
  }
}

/** RFC 6962 section 2.1: the hashes of a leaf and of an inner node. */
export const leafOf = (entry: Uint8Array): Uint8Array => sha256(Uint8Array.of(0), entry)
export const nodeOf = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(concat(Uint8Array.of(1), left, right))

/** RFC 9162 section 2.1.3.2: the root that a leaf and its inclusion proof give. Throws a RangeError for a proof of wrong length. */
export const rootFromProof = (
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Uint8Array => {
  if (index >= size) throw new RangeError('序号超出了账本')
  let fn = index
  let sn = size - 1
  let root = leaf
  for (const hash of proof) {
    if (sn === 0) throw new RangeError('证明太长')
    if (fn % 2 === 1 || fn === sn) {
      root = nodeOf(hash, root)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else root = nodeOf(root, hash)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  if (sn !== 0) throw new RangeError('证明太短')
  return root
}

/** RFC 9162 section 2.1.4.2: whether the tree of `to` leaves begins with the tree of `from` leaves. */
export const isConsistent = (
  from: { readonly size: number; readonly root: Uint8Array },
  to: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean => {
  if (from.size === to.size) return proof.length === 0 && same(from.root, to.root)
  if (from.size < 1 || from.size > to.size || proof.length === 0) return false
  const path = Number.isInteger(Math.log2(from.size)) ? [from.root, ...proof] : proof
  let fn = from.size - 1
  let sn = to.size - 1
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  let [fr, sr] = [path[0] as Uint8Array, path[0] as Uint8Array]
  for (const hash of path.slice(1)) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeOf(hash, fr)
      sr = nodeOf(hash, sr)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else sr = nodeOf(sr, hash)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && same(fr, from.root) && same(sr, to.root)
}
