import { type Node, nodeHash } from './merkle.ts'

/** c2sp.org/tlog-tiles: a tile holds up to 256 hashes of one level; a hash of level L covers 256^L leaves. */
export const WIDTH = 256

/** Reads a tile's bytes: at least as many hashes of it as the tree has. */
export type ReadTile = (level: number, index: number) => Promise<Uint8Array>

/** Any perfect subtree, from the tile in which it lies. */
export const nodeOf = (read: ReadTile): Node => {
  return async (height, index) => {
    const level = Math.floor(height / 8)
    const within = 2 ** (height % 8)
    const first = index * within
    const tile = await read(level, Math.floor(first / WIDTH))
    const at = first % WIDTH
    let hashes = Array.from({ length: within }, (_, n) => tile.subarray((at + n) * 32, (at + n + 1) * 32))
    if (hashes.some(({ length }) => length !== 32))
      throw new RangeError(`tile ${level}/${Math.floor(first / WIDTH)} is too short`)
    while (hashes.length > 1)
      hashes = hashes.flatMap((hash, n) => (n % 2 === 0 ? [nodeHash(hash, hashes[n + 1] as Uint8Array)] : []))
    return hashes[0] as Uint8Array
  }
}

/** The hash of a full tile: what stands for it one level up. */
const tileHash = (bytes: Uint8Array): Uint8Array => {
  let hashes = Array.from({ length: WIDTH }, (_, n) => bytes.subarray(n * 32, (n + 1) * 32))
  while (hashes.length > 1)
    hashes = hashes.flatMap((hash, n) => (n % 2 === 0 ? [nodeHash(hash, hashes[n + 1] as Uint8Array)] : []))
  return hashes[0] as Uint8Array
}

export interface Tile {
  readonly level: number
  readonly index: number
  readonly bytes: Uint8Array
}

/** The tiles that change when leaf hashes are added to a tree of `size`; `read` gives the last, partial one of each level. */
export const addLeaves = async (
  size: number,
  leaves: readonly Uint8Array[],
  read: ReadTile,
): Promise<readonly Tile[]> => {
  const changed: Tile[] = []
  let hashes = leaves
  let count = size
  for (let level = 0; hashes.length > 0; level++) {
    let index = Math.floor(count / WIDTH)
    let current: Uint8Array[] =
      count % WIDTH === 0 ? [] : [(await read(level, index)).subarray(0, (count % WIDTH) * 32)]
    let width = count % WIDTH
    const up: Uint8Array[] = []
    for (const hash of hashes) {
      current.push(hash)
      width++
      if (width < WIDTH) continue
      const bytes = Buffer.concat(current)
      changed.push({ level, index, bytes })
      up.push(tileHash(bytes))
      index++
      current = []
      width = 0
    }
    if (width > 0) changed.push({ level, index, bytes: Buffer.concat(current) })
    hashes = up
    count = Math.floor(count / WIDTH)
  }
  return changed
}

/** 1234067 → x001/x234/067 */
export const tilePath = (index: number): string => {
  const groups: string[] = []
  let rest = index
  do {
    groups.unshift(String(rest % 1000).padStart(3, '0'))
    rest = Math.floor(rest / 1000)
  } while (rest > 0)
  return groups.map((group, n) => (n < groups.length - 1 ? `x${group}` : group)).join('/')
}

/** The tile that a path names: `<level>/<index>[.p/<width>]`, or `entries/…`; undefined for anything else. */
export const readTilePath = (
  path: string,
): { readonly level: number | 'entries'; readonly index: number; readonly width: number } | undefined => {
  const found = /^(entries|\d|[1-5]\d|6[0-3])\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path)
  if (found === null) return undefined
  const [, level = '', groups = '', partial] = found
  const index = Number(groups.replaceAll('x', '').replaceAll('/', ''))
  const width = partial === undefined ? WIDTH : Number(partial)
  if (
    !Number.isSafeInteger(index) ||
    tilePath(index) !== groups ||
    width < 1 ||
    (partial !== undefined && (width >= WIDTH || String(width) !== partial))
  )
    return undefined
  return { level: level === 'entries' ? 'entries' : Number(level), index, width }
}

/**
 * Paths of the tiles and bundles of entries that a tree of `after` leaves has and one of `before` had not, the partial ones last; what
 * a checkpoint of this size needs is there when all of them are.
 */
export const newTiles = (before: number, after: number): readonly string[] => {
  const whole: string[] = []
  const partial: string[] = []
  for (let level = 0, covered = 1; Math.floor(after / covered) > 0; level++, covered *= WIDTH) {
    const names = level === 0 ? ['0', 'entries'] : [String(level)]
    const full = Math.floor(after / covered / WIDTH)
    const rest = Math.floor(after / covered) % WIDTH
    for (const name of names) {
      for (let index = Math.floor(before / covered / WIDTH); index < full; index++)
        whole.push(`${name}/${tilePath(index)}`)
      if (rest > 0) partial.push(`${name}/${tilePath(full)}.p/${rest}`)
    }
  }
  return [...whole, ...partial]
}
