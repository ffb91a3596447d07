import { concat, fromUtf8, same, toHex } from './bytes.ts'
import { leafOf, nodeOf, readVkey, verifyCheckpoint } from './checkpoint.ts'
import { verifyReceipt } from './receipt.ts'

/** Adds leaf hashes one by one and gives the root (RFC 6962), keeping only one hash for each height. */
export const growingTree = () => {
  const peaks: { hash: Uint8Array; height: number }[] = []
  let size = 0
  return {
    add(leaf: Uint8Array) {
      let top = { hash: leaf, height: 0 }
      for (let last = peaks.at(-1); last !== undefined && last.height === top.height; last = peaks.at(-1)) {
        peaks.pop()
        top = { hash: nodeOf(last.hash, top.hash), height: top.height + 1 }
      }
      peaks.push(top)
      size++
    },
    size: () => size,
    /** Of a tree with leaves in it. */
    root: (): Uint8Array => peaks.map(({ hash }) => hash).reduceRight((right, left) => nodeOf(left, right)),
  }
}

const path = (index: number): string => {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0')
  const groups = digits.match(/\d{3}/g) ?? []
  return groups.map((group, n) => (n < groups.length - 1 ? `x${group}` : group)).join('/')
}
const tilePath = (level: number | 'entries', index: number, width: number): string =>
  `/tile/${level}/${path(index)}${width < 256 ? `.p/${width}` : ''}`

/** Fetches the bytes at a path of the bureau's site; throws where there are none. */
export type FetchBytes = (path: string) => Promise<Uint8Array>

export interface LogReport {
  readonly origin: string
  readonly size: number
  /** Entries that were read; always all of them. */
  readonly entries: number
  /** The checkpoint that was verified: to be kept, and given as `remembered` the next time. */
  readonly checkpoint: string
  /** The entry at an index: an event's digest, 32 bytes. */
  entry(index: number): Uint8Array
}

/**
 * Verifies a log as a stranger does, from its public addresses alone: the checkpoint's signature, that all entries give its root, that
 * every tile says the same, and that the log still begins with what it was at an earlier checkpoint.
 * `vkey`: the key that one trusts; without it, the one that the log itself tells. Throws a RangeError that says what doesn't hold.
 */
export const verifyLog = async (
  fetchBytes: FetchBytes,
  vkey?: string,
  onProgress: (done: number, of: number) => void = () => {},
  remembered?: string,
): Promise<LogReport> => {
  const text = async (at: string) => fromUtf8(await fetchBytes(at))
  const key = readVkey(vkey ?? (await text('/log.vkey')))
  const earlier = remembered === undefined ? undefined : verifyCheckpoint(remembered, key)
  const note = await text('/checkpoint')
  const { origin, size, root } = verifyCheckpoint(note, key)
  if (earlier !== undefined && earlier.size > size)
    throw new RangeError(`账本变短了：以前有 ${earlier.size} 条，现在只有 ${size} 条`)
  const tree = growingTree()
  const tiles = tileCheck(fetchBytes)
  const bundles: Uint8Array[] = []
  while (tree.size() < size) {
    const index = bundles.length
    const width = Math.min(256, size - tree.size())
    const digests = readBundle(await fetchBytes(tilePath('entries', index, width)), index, width)
    const leaves = digests.map(leafOf)
    for (const leaf of leaves) {
      tree.add(leaf)
      if (earlier?.size === tree.size() && !same(tree.root(), earlier.root))
        throw new RangeError(`账本的前 ${earlier.size} 条与以前的检查点不符：账本被改写过，或者有两个版本`)
    }
    await tiles.add(0, leaves)
    bundles.push(concat(...digests))
    onProgress(tree.size(), size)
  }
  if (size > 0 && !same(tree.root(), root)) throw new RangeError('账本的记录与签名的检查点不符')
  await tiles.rest()
  return {
    origin,
    size,
    entries: tree.size(),
    checkpoint: note,
    entry: (index) =>
      (bundles[Math.floor(index / 256)] ?? new Uint8Array()).slice((index % 256) * 32, (index % 256) * 32 + 32),
  }
}

/** c2sp.org/tlog-tiles, "Log entries": each with its length before it, which here is always 32. */
const readBundle = (bundle: Uint8Array, index: number, width: number): readonly Uint8Array[] => {
  if (bundle.length !== width * 34) throw new RangeError(`账本数据块 ${index} 的长度不对`)
  return Array.from({ length: width }, (_, n) => {
    const [high, low] = bundle.subarray(n * 34, n * 34 + 2)
    if (high !== 0 || low !== 32) throw new RangeError(`账本第 ${index * 256 + n + 1} 条的长度不对`)
    return bundle.subarray(n * 34 + 2, n * 34 + 34)
  })
}

/** Holds every tile that the log serves against the hashes that its entries give. */
const tileCheck = (fetchBytes: FetchBytes) => {
  const levels: { index: number; hashes: Uint8Array[] }[] = []
  const compare = async (level: number, index: number, hashes: readonly Uint8Array[]): Promise<void> => {
    const at = tilePath(level, index, hashes.length)
    if (!same(await fetchBytes(at), concat(...hashes))) throw new RangeError(`账本的数据块 ${at} 与记录不符`)
  }
  const add = async (level: number, more: readonly Uint8Array[]): Promise<void> => {
    levels[level] ??= { index: 0, hashes: [] }
    const tile = levels[level]
    tile.hashes.push(...more)
    if (tile.hashes.length < 256) return
    await compare(level, tile.index, tile.hashes)
    const whole = growingTree()
    for (const hash of tile.hashes) whole.add(hash)
    levels[level] = { index: tile.index + 1, hashes: [] }
    await add(level + 1, [whole.root()])
  }
  return {
    /** At most what is still missing of the level's present tile. */
    add,
    async rest() {
      for (const [level, { index, hashes }] of levels.entries())
        if (hashes.length > 0) await compare(level, index, hashes)
    },
  }
}

export interface DecisionProblem {
  readonly number: string
  readonly says: string
}

/**
 * Verifies the receipts of all published decisions (/decisions.json) against a log that was verified: each must hold, be of that
 * decision, and stand in the log where it says. Gives how many there are, and those in which something doesn't hold.
 */
export const verifyDecisions = async (
  fetchBytes: FetchBytes,
  log: LogReport,
  vkey: string,
  onProgress: (done: number) => void = () => {},
): Promise<{ readonly decisions: number; readonly problems: readonly DecisionProblem[] }> => {
  const problems: DecisionProblem[] = []
  let decisions = 0
  for (let next: string | undefined = '/decisions.json'; next !== undefined; ) {
    const page = JSON.parse(fromUtf8(await fetchBytes(next))) as DecisionPage
    for (const { number } of page.rows) {
      const says = await fetchBytes(`/decisions/${encodeURIComponent(number)}/receipt`).then(
        (receipt) => decisionProblem(fromUtf8(receipt), number, log, vkey),
        () => '没有凭证',
      )
      if (says !== undefined) problems.push({ number, says })
      onProgress(++decisions)
    }
    next = page.next
  }
  return { decisions, problems }
}

interface DecisionPage {
  readonly next?: string
  readonly rows: readonly { readonly number: string }[]
}

const decisionProblem = (receipt: string, number: string, log: LogReport, vkey: string): string | undefined => {
  const { ok, checks, shown, digest, index = 0 } = verifyReceipt(receipt, vkey)
  if (!ok || digest === undefined) return checks.find((check) => !check.ok)?.says ?? '凭证不对'
  const { data } = shown as { readonly data?: { readonly papers?: unknown } }
  const papers = Array.isArray(data?.papers) ? data.papers : []
  if (!papers.some((paper) => paper?.number?.text === number)) return '凭证是别的决定的'
  // What was sealed after the log was read is proved by its own checkpoint only.
  if (index < log.size && toHex(log.entry(index)) !== toHex(digest)) return '凭证与账本这一条不符：有两个版本的账本'
  return undefined
}
