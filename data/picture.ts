import { png } from './png.ts'

/** A drawn shelf as PNG, in place of a photograph: the demo shows no real place. No two seeds below 400 give the same. */
export const shelfPicture = (seed: number): Buffer => {
  const tone = (n: number) => 90 + ((seed * 37 + n * 53) % 140)
  return png(240, 160, (x, y) => {
    const board = y % 52 > 45
    const goods = !board && x % 30 > 3 && y % 52 > 8 + ((Math.floor(x / 30) * 7 + seed) % 20)
    const n = Math.floor(x / 30) + Math.floor(y / 52) * 8
    return board ? [120 + (seed % 30), 96, 70] : goods ? [tone(n), tone(n + 3), tone(n + 5)] : [236, 232, 224]
  })
}
