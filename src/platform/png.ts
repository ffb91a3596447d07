import { crc32, inflateSync } from 'node:zlib'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')
/** Samples of a pixel by colour type, with the bit depths that each may have (ISO/IEC 15948, 11.2.2). */
const colours: Readonly<Record<number, { readonly samples: number; readonly depths: readonly number[] }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
}
/** The seven passes of an interlaced picture: first column and row, and the steps between them. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/** Pixels of a side beyond which a picture isn't read. */
export const largestSide = 4000

interface Chunk {
  readonly type: string
  readonly data: Buffer
}

/** The chunks, each with its checksum right and the last one IEND; undefined where one isn't. */
const chunksOf = (bytes: Buffer): readonly Chunk[] | undefined => {
  if (!bytes.subarray(0, 8).equals(signature)) return undefined
  const chunks: Chunk[] = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 8 + bytes.readUInt32BE(at)
    if (end + 4 > bytes.length || crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) return undefined
    const type = bytes.toString('latin1', at + 4, at + 8)
    chunks.push({ type, data: bytes.subarray(at + 8, end) })
    if (type === 'IEND') return chunks
    at = end + 4
  }
  return undefined
}

/** Bytes of the filtered lines of a picture, or of one pass of it. */
const bytesOf = (width: number, height: number, bits: number): number =>
  width === 0 || height === 0 ? 0 : height * (1 + Math.ceil((width * bits) / 8))

/** Whether this is a PNG that can be shown: whole, with every pixel there, and of no more than `largestSide` pixels a side. */
export const isWholePng = (content: Uint8Array): boolean => {
  const chunks = chunksOf(Buffer.from(content.buffer, content.byteOffset, content.byteLength))
  const head = chunks?.[0]
  if (chunks === undefined || head?.type !== 'IHDR' || head.data.length !== 13) return false
  const [width, height] = [head.data.readUInt32BE(0), head.data.readUInt32BE(4)]
  const [depth = 0, colour = 0, compression, filter, interlaced = 0] = head.data.subarray(8)
  const kind = colours[colour]
  if (kind?.depths.includes(depth) !== true || compression !== 0 || filter !== 0 || interlaced > 1) return false
  if (width === 0 || height === 0 || width > largestSide || height > largestSide) return false
  if (colour === 3 && !chunks.some(({ type }) => type === 'PLTE')) return false
  const bits = kind.samples * depth
  const expected =
    interlaced === 0
      ? bytesOf(width, height, bits)
      : passes.reduce(
          (sum, [x, y, dx, dy]) => sum + bytesOf(Math.ceil((width - x) / dx), Math.ceil((height - y) / dy), bits),
          0,
        )
  const packed = Buffer.concat(chunks.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : [])))
  try {
    return inflateSync(packed, { maxOutputLength: expected + 1 }).length === expected
  } catch {
    return false
  }
}
