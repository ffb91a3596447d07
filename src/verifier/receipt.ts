import { canonicalJson, fromBase64, fromUtf8, same, sha256, toHex } from './bytes.ts'
import { leafOf, readVkey, rootFromProof, verifyCheckpoint } from './checkpoint.ts'
import { digestOfCopy, exactly, type MaskedCopy } from './copy.ts'

/** One thing that was looked at: whether it holds, and what that means, in plain words. */
export interface Check {
  readonly name: string
  readonly ok: boolean
  readonly says: string
}

export interface Verdict {
  readonly ok: boolean
  readonly checks: readonly Check[]
  /** What a receipt does not prove, whoever shows it. */
  readonly unproved: readonly string[]
  /** The record as shown by the receipt; masked parts are null or █. Only there where `ok`. */
  readonly shown?: unknown
  /** Pointers of what is masked, wholly or in part. Only there where `ok`. */
  readonly masked?: readonly string[]
  /** The event's digest, the entry in the log. Only there where `ok`. */
  readonly digest?: Uint8Array
  readonly index?: number
  readonly size?: number
}

/** What else lies on the table and is to be compared with the record. */
export interface Beside {
  /** A whole paper's digest, as in its QR code (`d=`). */
  readonly paper?: string
  /** A file that the record names by its SHA-256. */
  readonly file?: Uint8Array
}

const unproved = [
  '凭证说明本局何时、如何记录，不说明所记的事实本身属实。',
  '凭证说明作出凭证时的记录，不说明决定后来是否变更、撤销，请到公示网站查看现状。',
  '记录中的时间由本局填写；账本只证明各条的先后。',
  '只看一份凭证，看不出本局有没有给别人看另一本账；这要核验整本账，并与别人手里的检查点对照。',
]

/** Looks at one thing after the other. What is thrown is why it doesn't hold; `otherwise` where that was not foreseen. */
export const checking = (otherwise: string) => {
  const checks: Check[] = []
  const check = <T>(name: string, says: (value: T) => string, work: () => T): T | undefined => {
    try {
      const value = work()
      checks.push({ name, ok: true, says: says(value) })
      return value
    } catch (error) {
      checks.push({ name, ok: false, says: error instanceof RangeError ? error.message : otherwise })
      return undefined
    }
  }
  return { checks, check }
}

/**
 * Verifies a receipt offline, from its text and the log's key alone (docs/formats.md, "Receipts"). Never throws for a bad receipt.
 * The key must come from somewhere else than the receipt.
 */
export const verifyReceipt = (text: string, vkey: string, beside: Beside = {}): Verdict => {
  const { checks, check } = checking('凭证的格式不对')

  const receipt = check(
    '格式',
    () => '凭证的格式完整',
    () => readReceipt(text),
  )
  if (receipt === undefined) return { ok: false, checks, unproved }
  const digest = check(
    '内容',
    () => '显示的内容与摘要一致；隐去的部分不影响其余内容的核验',
    () => digestOfCopy(receipt.copy),
  )
  const checkpoint = check(
    '签名',
    () => '账本的检查点由本局的密钥签名',
    () => verifyCheckpoint(receipt.checkpoint, readVkey(vkey)),
  )
  if (digest !== undefined && checkpoint !== undefined)
    check(
      '在账本中',
      () => `这条记录是账本的第 ${receipt.index + 1} 条，检查点时账本共 ${checkpoint.size} 条`,
      () => {
        if (!same(rootFromProof(leafOf(digest), receipt.index, checkpoint.size, receipt.proof), checkpoint.root))
          throw new RangeError('这条记录不在账本中，或者内容已被改动')
      },
    )
  if (beside.paper !== undefined)
    check(
      '二维码',
      (title) => `二维码中的摘要与记录中的《${title}》一致`,
      () => paperWith(receipt.copy.shown, beside.paper ?? ''),
    )
  if (beside.file !== undefined)
    check(
      '文件',
      () => '文件的摘要写在这条记录中，文件没有改动',
      () => {
        if (!texts(receipt.copy.shown).includes(toHex(sha256(beside.file ?? new Uint8Array()))))
          throw new RangeError('这条记录显示的内容中没有这个文件的摘要：文件不属于它，或者改动过')
      },
    )

  const ok = digest !== undefined && checks.every((each) => each.ok)
  return {
    ok,
    checks,
    unproved,
    index: receipt.index,
    ...(checkpoint === undefined ? {} : { size: checkpoint.size }),
    ...(ok ? { shown: receipt.copy.shown, masked: maskedIn(receipt.copy), digest } : {}),
  }
}

/** Title of the shown paper that has a digest. */
const paperWith = (shown: unknown, digest: string): string => {
  const papers = (shown as { data?: { papers?: unknown } } | null)?.data?.papers
  const found = (Array.isArray(papers) ? papers : []).find((each) => each?.digest === digest)
  if (found === undefined) throw new RangeError('二维码中的摘要与这条记录中的文书不符')
  return String(found.title)
}

const maskedIn = ({ masked, texts: parts }: MaskedCopy): readonly string[] => [
  ...Object.keys(masked),
  ...Object.entries(parts).flatMap(([pointer, { spans }]) => (spans.length > 0 ? [pointer] : [])),
]

const texts = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(texts)
      : []

interface Receipt {
  readonly copy: MaskedCopy
  readonly index: number
  readonly proof: readonly Uint8Array[]
  readonly checkpoint: string
}

const readReceipt = (text: string): Receipt => {
  const end = text.indexOf('\n\n')
  const [first = '', extra = '', index = '', ...proof] = text.slice(0, Math.max(end, 0)).split('\n')
  const at = /^index (0|[1-9]\d{0,15})$/.exec(index)
  if (first !== 'c2sp.org/tlog-proof@v1' || !extra.startsWith('extra ') || at === null || proof.length > 63)
    throw new RangeError('不是昭明的凭证')
  const json = fromUtf8(fromBase64(extra.slice('extra '.length)))
  const content: unknown = JSON.parse(json)
  if (typeof content !== 'object' || content === null || !exactly(content, ['copy', 'format']))
    throw new RangeError('不认识这种凭证')
  const { format, copy } = content as { readonly format: unknown; readonly copy: unknown }
  if (format !== 'zhaoming-receipt@v1' || typeof copy !== 'object' || copy === null)
    throw new RangeError('不认识这种凭证')
  // So that one and the same content has one and the same receipt: no member twice, nothing written in another way.
  if (canonicalJson(content) !== json) throw new RangeError('凭证的内容不是规范的 JSON')
  const hashes = proof.map(fromBase64)
  if (hashes.some(({ length }) => length !== 32)) throw new RangeError('证明的格式不对')
  return { copy: copy as MaskedCopy, index: Number(at[1]), proof: hashes, checkpoint: text.slice(end + 2) }
}
