import { createPublicKey, hash, verify } from 'node:crypto'
import { digestOfCopy, type MaskedCopy } from './copy.ts'

/** One thing that was looked at: whether it holds, and what that means, in plain words. */
export interface Check {
  readonly name: string
  readonly ok: boolean
  readonly says: string
}

export interface Verdict {
  readonly ok: boolean
  readonly checks: readonly Check[]
  /** The record as shown by the receipt; masked parts are null or █. Only to be believed where `ok`. */
  readonly shown?: unknown
  readonly index?: number
  readonly size?: number
}

export interface VerifierKey {
  readonly name: string
  readonly id: Uint8Array
  readonly key: Uint8Array
}

const sha256 = (...parts: readonly Uint8Array[]): Uint8Array => hash('sha256', Buffer.concat(parts), 'buffer')
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
/** Base64 in its one canonical form; anything else is no base64 here. */
const fromBase64 = (text: string): Uint8Array => {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text) throw new RangeError('不是规范的 base64')
  return bytes
}

/** c2sp.org/signed-note: `<name>+<id>+<base64>`; the id must be that of name and key. */
export const readVkey = (text: string): VerifierKey => {
  const found = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)\s*$/.exec(text)
  if (found === null) throw new RangeError('公钥的格式不对')
  const [, name = '', id = '', key = ''] = found
  const published = fromBase64(key)
  const own = sha256(Buffer.from(`${name}\n`), published).subarray(0, 4)
  if (published.length !== 33 || published[0] !== 1 || Buffer.from(own).toString('hex') !== id)
    throw new RangeError('公钥与它的编号不符')
  return { name, id: own, key: published.subarray(1) }
}

export interface VerifiedCheckpoint {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

/** Checks a signed checkpoint; throws a RangeError that says what is wrong. */
export const verifyCheckpoint = (note: string, key: VerifierKey): VerifiedCheckpoint => {
  const at = note.lastIndexOf('\n\n')
  if (at < 0) throw new RangeError('检查点的格式不对')
  const text = note.slice(0, at + 1)
  const [origin = '', size = '', root = '', ...rest] = text.split('\n')
  if (origin !== key.name) throw new RangeError(`检查点属于 ${origin}，不是 ${key.name}`)
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || rest.join('') !== '') throw new RangeError('检查点的格式不对')
  const signatures = note
    .slice(at + 2)
    .split('\n')
    .filter((line) => line !== '')
  const mine = signatures.map((line) => /^— (\S+) (\S+)$/.exec(line)).find((found) => found?.[1] === key.name)
  if (mine === undefined || mine === null) throw new RangeError('检查点没有本局账本的签名')
  const signature = fromBase64(mine[2] ?? '')
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.key])
  const good =
    same(signature.subarray(0, 4), key.id) &&
    verify(null, Buffer.from(text), createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature.subarray(4))
  if (!good) throw new RangeError('检查点的签名不对')
  const hashed = fromBase64(root)
  if (hashed.length !== 32) throw new RangeError('检查点的格式不对')
  return { origin, size: Number(size), root: hashed }
}

/** RFC 9162 section 2.1.3.2: the root that a leaf and its proof give. */
export const rootFromProof = (
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Uint8Array => {
  let fn = index
  let sn = size - 1
  let root = leaf
  for (const hash of proof) {
    if (sn === 0) throw new RangeError('证明太长')
    if (fn % 2 === 1 || fn === sn) {
      root = sha256(Buffer.from([1]), hash, root)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else root = sha256(Buffer.from([1]), root, hash)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  if (sn !== 0) throw new RangeError('证明太短')
  return root
}

export const leafOf = (digest: Uint8Array): Uint8Array => sha256(Buffer.from([0]), digest)

/** Verifies a receipt offline, from its text and the log's key alone (docs/formats.md, "Receipts"). */
export const verifyReceipt = (text: string, vkey: string): Verdict => {
  const checks: Check[] = []
  const check = <T>(name: string, says: string, work: () => T): T | undefined => {
    try {
      const value = work()
      checks.push({ name, ok: true, says })
      return value
    } catch (error) {
      checks.push({ name, ok: false, says: error instanceof Error ? error.message : '格式不对' })
      return undefined
    }
  }
  const parts = check('格式', '凭证的格式完整', () => readReceipt(text))
  if (parts === undefined) return { ok: false, checks }
  const digest = check('内容', '显示的内容与写进账本的摘要一致；隐去的部分不影响其余内容的核验', () =>
    digestOfCopy(parts.copy),
  )
  const checkpoint = check('签名', '账本的检查点由本局的密钥签名', () =>
    verifyCheckpoint(parts.checkpoint, readVkey(vkey)),
  )
  if (digest !== undefined && checkpoint !== undefined)
    check('在账本中', `这条记录是账本的第 ${parts.index + 1} 条，检查点时账本共 ${checkpoint.size} 条`, () => {
      if (
        parts.index >= checkpoint.size ||
        !same(rootFromProof(leafOf(digest), parts.index, checkpoint.size, parts.proof), checkpoint.root)
      )
        throw new RangeError('这条记录不在账本中，或者内容已被改动')
    })
  const ok = checks.length === 4 && checks.every((each) => each.ok)
  return {
    ok,
    checks,
    ...(ok ? { shown: parts.copy.shown } : {}),
    index: parts.index,
    ...(checkpoint === undefined ? {} : { size: checkpoint.size }),
  }
}

const readReceipt = (
  text: string,
): {
  readonly copy: MaskedCopy
  readonly index: number
  readonly proof: readonly Uint8Array[]
  readonly checkpoint: string
} => {
  const end = text.indexOf('\n\n')
  const [first = '', extra = '', index = '', ...proof] = text.slice(0, Math.max(end, 0)).split('\n')
  const at = /^index (0|[1-9]\d{0,15})$/.exec(index)
  if (first !== 'c2sp.org/tlog-proof@v1' || !extra.startsWith('extra ') || at === null)
    throw new RangeError('不是昭明的凭证')
  const content = JSON.parse(Buffer.from(fromBase64(extra.slice(6))).toString('utf8')) as {
    readonly format?: unknown
    readonly copy?: MaskedCopy
  }
  if (content.format !== 'zhaoming-receipt@v1' || typeof content.copy !== 'object' || content.copy === null)
    throw new RangeError('不认识这种凭证')
  const hashes = proof.map(fromBase64)
  if (hashes.some(({ length }) => length !== 32)) throw new RangeError('证明的格式不对')
  return { copy: content.copy, index: Number(at[1]), proof: hashes, checkpoint: text.slice(end + 2) }
}
