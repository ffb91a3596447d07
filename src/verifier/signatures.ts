import { ed25519 } from '@noble/curves/ed25519.js'
import { canonicalJson, fromBase64, sha256Hex, utf8 } from './bytes.ts'
import { exactly } from './copy.ts'

/** An event as it was sealed, as far as signatures ask. */
export interface SignedRecord {
  readonly kind: string
  readonly stream: string
  readonly version: number
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
  readonly actor: { readonly id: string; readonly name?: string }
  readonly happenedAt: string
  readonly enteredAt: string
}

interface Key {
  readonly raw: Uint8Array
  readonly from: string
  until?: string
}

/**
 * Checks the signatures of a case's events against the signing keys' events (docs/formats.md, "Signatures of shares"). Gives how many
 * there are; throws a RangeError that says which one doesn't hold.
 */
export const verifySignatures = (records: readonly SignedRecord[], keys: readonly SignedRecord[]): number => {
  const known = readKeys(keys)
  let held = 0
  for (const record of records) {
    const { signed, ...rest } = record.data
    if (record.kind !== 'case' || signed === undefined) continue
    const about = `第 ${record.version} 条（${record.actor.name ?? record.actor.id}）的签名`
    const wrong = (why: string): never => {
      throw new RangeError(`${about}${why}`)
    }
    if (!exactly(signed as object, ['key', 'signature', 'statement'])) wrong('格式不对')
    const { key, signature, statement } = signed as {
      readonly key: string
      readonly signature: string
      readonly statement: Readonly<Record<string, unknown>>
    }
    const { share, against, ...stated } = statement
    if (!['handling', 'review', 'decision'].includes(String(share)) || (against !== undefined && against !== true))
      wrong('没有说明对什么负责')
    const said = {
      type: 'zhaoming-responsibility@v1',
      case: record.stream,
      version: record.version,
      act: record.type,
      person: record.actor.id,
      at: record.enteredAt,
      digest: sha256Hex(utf8(canonicalJson(rest))),
    }
    if (canonicalJson(stated) !== canonicalJson(said)) wrong('所签的不是这一条的内容')
    const own = known.get(`${record.actor.id} ${key}`)
    if (own === undefined) return wrong('没有本人的这把密钥')
    if (record.enteredAt < own.from || (own.until !== undefined && record.enteredAt > own.until))
      wrong('不在密钥的有效期间')
    if (!holds(signature, utf8(canonicalJson(statement)), own.raw)) wrong('用本人的密钥核验不成立')
    held++
  }
  return held
}

/** Keys by their person and id: from when, until when. */
const readKeys = (events: readonly SignedRecord[]): ReadonlyMap<string, Key> => {
  const keys = new Map<string, Key>()
  for (const { kind, stream, type, data, happenedAt } of events) {
    if (kind !== 'signing-key') throw new RangeError('所附的密钥记录不是密钥')
    const name = `${stream} ${data.key}`
    if (type === 'end-signing-key') {
      const ended = keys.get(name)
      if (ended === undefined) throw new RangeError('终止的密钥没有启用过')
      ended.until = happenedAt
    } else {
      const raw = fromBase64(String(data.publicKey))
      if (raw.length !== 32 || sha256Hex(raw).slice(0, 32) !== data.key) throw new RangeError('密钥与它的编号不符')
      keys.set(name, { raw, from: happenedAt })
    }
  }
  return keys
}

const holds = (signature: string, message: Uint8Array, key: Uint8Array): boolean => {
  try {
    return ed25519.verify(fromBase64(signature), message, key, { zip215: false })
  } catch {
    return false
  }
}
