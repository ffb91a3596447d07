import { createHash } from 'node:crypto'
import { leafOf, readVkey, type VerifiedCheckpoint, verifyCheckpoint } from './receipt.ts'

const node = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest()

/** Adds leaf hashes one by one and gives the root (RFC 6962), keeping only one hash for each height. */
export const growingTree = () => {
  const peaks: { hash: Uint8Array; height: number }[] = []
  let size = 0
  return {
    add(leaf: Uint8Array) {
      let top = { hash: leaf, height: 0 }
      for (let last = peaks.at(-1); last !== undefined && last.height === top.height; last = peaks.at(-1)) {
        peaks.pop()
        top = { hash: node(last.hash, top.hash), height: top.height + 1 }
      }
      peaks.push(top)
      size++
    },
    size: () => size,
    root: (): Uint8Array => {
      if (peaks.length === 0) return createHash('sha256').digest()
      return peaks
        .slice(0, -1)
        .reduceRight((right, { hash }) => node(hash, right), (peaks.at(-1) as { hash: Uint8Array }).hash)
    },
  }
}

const path = (index: number): string => {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0')
  const groups = digits.match(/\d{3}/g) ?? []
  return groups.map((group, n) => (n < groups.length - 1 ? `x${group}` : group)).join('/')
}

export interface LogReport {
  readonly origin: string
  readonly size: number
  readonly entries: number
}

/**
 * Verifies a log as a stranger does, from its public addresses alone: the checkpoint's signature, and that all entries give its root.
 * `vkey`: the key that one trusts; without it, the one that the log itself tells. Throws a RangeError that says what doesn't hold.
 */
export const verifyLog = async (
  fetchBytes: (path: string) => Promise<Uint8Array>,
  vkey?: string,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<LogReport> => {
  const text = async (at: string) => Buffer.from(await fetchBytes(at)).toString('utf8')
  const key = readVkey(vkey ?? (await text('/log.vkey')))
  const checkpoint: VerifiedCheckpoint = verifyCheckpoint(await text('/checkpoint'), key)
  const tree = growingTree()
  for (let index = 0; tree.size() < checkpoint.size; index++) {
    const width = Math.min(256, checkpoint.size - index * 256)
    const bundle = Buffer.from(await fetchBytes(`/tile/entries/${path(index)}${width < 256 ? `.p/${width}` : ''}`))
    let at = 0
    for (let n = 0; n < width; n++) {
      const length = bundle.readUInt16BE(at)
      if (length !== 32) throw new RangeError(`账本第 ${index * 256 + n + 1} 条的长度不对`)
      tree.add(leafOf(bundle.subarray(at + 2, at + 34)))
      at += 34
    }
    if (at !== bundle.length) throw new RangeError(`账本数据块 ${index} 的长度不对`)
    onProgress(tree.size(), checkpoint.size)
  }
  if (Buffer.compare(tree.root(), checkpoint.root) !== 0) throw new RangeError('账本的记录与签名的检查点不符')
  return { origin: checkpoint.origin, size: checkpoint.size, entries: tree.size() }
}
