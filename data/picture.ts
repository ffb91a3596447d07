import { crc32, deflateSync } from 'node:zlib'

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** A drawn shelf as PNG, in place of a photograph: the demo shows no real place. No two seeds below 400 give the same. */
export const shelfPicture = (seed: number): Buffer => {
  const [width, height] = [240, 160]
  const rows = Buffer.alloc(height * (1 + width * 3))
  const tone = (n: number) => 90 + ((seed * 37 + n * 53) % 140)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * (1 + width * 3) + 1 + x * 3
      const board = y % 52 > 45
      const goods = !board && x % 30 > 3 && y % 52 > 8 + ((Math.floor(x / 30) * 7 + seed) % 20)
      const n = Math.floor(x / 30) + Math.floor(y / 52) * 8
      const colour = board ? [120 + (seed % 30), 96, 70] : goods ? [tone(n), tone(n + 3), tone(n + 5)] : [236, 232, 224]
      rows.set(colour, at)
    }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
