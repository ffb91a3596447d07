import { canonicalJson, sha256, toHex, utf8 } from './bytes.ts'
import { exactly } from './copy.ts'
import { type Check, checking, verifyReceipt } from './receipt.ts'
import { type SignedRecord, verifySignatures } from './signatures.ts'

/** The SHA-256, hex, of a file that goes with an export; undefined where it isn't there. */
export type HashOfFile = (name: string) => Promise<string | undefined>

export interface ExportVerdict {
  readonly ok: boolean
  readonly checks: readonly Check[]
  readonly unproved: readonly string[]
  /** Only there where `ok`. */
  readonly case?: string
  readonly events?: number
}

type EventRecord = SignedRecord
interface Sealed {
  readonly record: EventRecord
  readonly receipt: string
}
interface Export {
  readonly case: string
  readonly events: readonly Sealed[]
  /** Of the keys of those who signed; exports of before have none, and no signatures that they could check. */
  readonly keys?: readonly Sealed[]
}
interface Paper {
  readonly id: string
  readonly title: string
  readonly digest: string
  readonly content: unknown
}

const unproved = [
  '导出的各条连续无缺；最后一条之后本局是否又有记录，请到本局或者公示网站查看。',
  '凭证说明本局何时、如何记录，不说明所记的事实本身属实。',
]

/**
 * Verifies an exported case offline (docs/formats.md, "Export of a case"): every receipt, that no event is missing between the first
 * and the last, the papers' digests, and the files that go with it. Never throws for a bad export; stops at the first that doesn't hold.
 * `hashOf`: left out where no files go with it.
 */
export const verifyExport = async (text: string, vkey: string, hashOf?: HashOfFile): Promise<ExportVerdict> => {
  const { checks, check } = checking('导出的格式不对')
  const failed = (): ExportVerdict => ({ ok: false, checks, unproved })

  const exported = check(
    '格式',
    ({ events }) => `一个案件的 ${events.length} 条记录`,
    () => readExport(text, vkey),
  )
  if (exported === undefined) return failed()
  const { events } = exported
  const receipts = check(
    '凭证',
    (n) => `${n} 条记录的凭证全部成立，都在本局的账本中`,
    () => verifyReceipts([...events, ...(exported.keys ?? [])], vkey),
  )
  if (receipts === undefined) return failed()
  const whole = check(
    '连续',
    (says) => says,
    () => verifyOrder(exported),
  )
  if (whole === undefined) return failed()
  const papers = check(
    '文书',
    (n) => `${n} 份文书的内容与摘要一致`,
    () => verifyPapers(events.map(({ record }) => record)),
  )
  if (papers === undefined) return failed()

  if (exported.keys !== undefined) {
    const { keys } = exported
    const signatures = check(
      '签名',
      (n) => `${n} 处负责的签名，都由本人当时的密钥签署`,
      () => verifySigned(events, keys),
    )
    if (signatures === undefined) return failed()
  }

  const named = filesNamed(events.map(({ record }) => record))
  const wrong = hashOf === undefined ? undefined : await firstWrong(named, hashOf)
  check(
    '附件',
    () =>
      hashOf === undefined ? `没有随附文件；记录中写有 ${named.length} 个文件的摘要` : `${named.length} 个文件全部相符`,
    () => {
      if (wrong !== undefined) throw new RangeError(wrong)
    },
  )
  const ok = checks.every((each) => each.ok)
  return { ok, checks, unproved, ...(ok ? { case: exported.case, events: events.length } : {}) }
}

const readExport = (text: string, vkey: string): Export => {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    throw new RangeError('不是昭明导出的案件')
  }
  const members = ['case', 'events', 'format', 'key']
  const { format, key, events, keys } = (content ?? {}) as Readonly<Record<string, unknown>>
  const second = format === 'zhaoming-case@v2'
  if (typeof content !== 'object' || content === null || !exactly(content, second ? [...members, 'keys'] : members))
    throw new RangeError('不是昭明导出的案件')
  if ((!second && format !== 'zhaoming-case@v1') || !Array.isArray(events) || events.length === 0)
    throw new RangeError('不认识这种导出')
  if (second && !Array.isArray(keys)) throw new RangeError('导出的格式不对')
  if (key !== vkey.trim()) throw new RangeError('导出中写的公钥不是给出的这一把')
  for (const event of second ? [...events, ...(keys as unknown[])] : events)
    if (
      typeof event !== 'object' ||
      event === null ||
      !exactly(event, ['receipt', 'record']) ||
      typeof event.receipt !== 'string'
    )
      throw new RangeError('导出的格式不对')
  return content as Export
}

const verifyReceipts = (events: Export['events'], vkey: string): number => {
  const seen = new Set<number>()
  for (const [n, { record, receipt }] of events.entries()) {
    const { ok, checks, shown, masked, index = -1 } = verifyReceipt(receipt, vkey)
    if (!ok) throw new RangeError(`第 ${n + 1} 条：${checks.find((each) => !each.ok)?.says}`)
    if (masked?.length !== 0) throw new RangeError(`第 ${n + 1} 条有隐去的内容，不是完整的导出`)
    if (canonicalJson(record) !== canonicalJson(shown)) throw new RangeError(`第 ${n + 1} 条的内容与凭证不符`)
    if (seen.has(index)) throw new RangeError(`第 ${n + 1} 条在账本中的位置与另一条相同`)
    seen.add(index)
  }
  return events.length
}

/** Of every stream each version, in order: the case's own, and those that say that they belong to it. */
const verifyOrder = ({ case: id, events }: Export): string => {
  const versions = new Map<string, number>()
  for (const [n, { record }] of events.entries()) {
    const { kind, stream, version, data } = record
    const own = kind === 'case' && stream === id
    if (!own && (kind === 'case' || data.case !== id)) throw new RangeError(`第 ${n + 1} 条不是这个案件的`)
    const name = `${kind} ${stream}`
    const next = (versions.get(name) ?? 0) + 1
    if (version !== next) throw new RangeError(`缺少${own ? '案件' : stream}的第 ${next} 条，或者次序不对`)
    versions.set(name, next)
  }
  const own = versions.get(`case ${id}`) ?? 0
  if (own === 0) throw new RangeError('没有这个案件自己的记录')
  return `案件的 ${own} 条记录从第 1 条起连续无缺`
}

/** The keys' streams from their first event, and every signature with them. */
const verifySigned = (events: Export['events'], keys: Export['events']): number => {
  const versions = new Map<string, number>()
  for (const { record } of keys) {
    const next = (versions.get(record.stream) ?? 0) + 1
    if (record.version !== next) throw new RangeError(`缺少 ${record.stream} 的第 ${next} 条密钥记录，或者次序不对`)
    versions.set(record.stream, next)
  }
  return verifySignatures(
    events.map(({ record }) => record),
    keys.map(({ record }) => record),
  )
}

/** What a paper says gives its digest; and what was finished as a PDF is the paper that was issued. */
const verifyPapers = (records: readonly EventRecord[]): number => {
  const digests = new Map<string, string>()
  for (const { data } of records)
    for (const { id, title, digest, content } of (Array.isArray(data.papers) ? data.papers : []) as readonly Paper[]) {
      if (toHex(sha256(utf8(canonicalJson(content)))) !== digest) throw new RangeError(`《${title}》的内容与摘要不符`)
      digests.set(id, digest)
    }
  for (const { kind, stream, data } of records)
    if (kind === 'paper' && digests.get(stream) !== data.digest)
      throw new RangeError(`制成的文书 ${stream} 不是作出的那一份`)
  return digests.size
}

/** The SHA-256 of every file that records name: what people gave (`blob`), and papers as they were finished (`pdf`); sorted. */
export const filesNamed = (records: readonly unknown[]): readonly string[] => {
  const names = new Set<string>()
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, each] of Object.entries(value)) {
      if ((key === 'blob' || key === 'pdf') && typeof each === 'string' && /^[0-9a-f]{64}$/.test(each)) names.add(each)
      else walk(each)
    }
  }
  for (const record of records) walk((record as { readonly data?: unknown }).data)
  return [...names].sort()
}

const firstWrong = async (names: readonly string[], hashOf: HashOfFile): Promise<string | undefined> => {
  for (const name of names) {
    const hash = await hashOf(name)
    if (hash === undefined) return `缺少文件 ${name}`
    if (hash !== name) return `文件 ${name} 的内容被改动`
  }
  return undefined
}
