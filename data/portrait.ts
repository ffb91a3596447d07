import { png } from './png.ts'

type Colour = readonly [number, number, number]

const skins: readonly Colour[] = [
  [242, 208, 178],
  [234, 196, 164],
  [224, 184, 150],
  [246, 216, 190],
]
const hairs: readonly Colour[] = [
  [34, 30, 32],
  [48, 40, 38],
  [62, 52, 48],
  [88, 84, 84],
]
const ground: Colour = [206, 222, 236]
const uniform: Colour = [36, 58, 92]
const shirt: Colour = [186, 206, 228]
const tie: Colour = [24, 36, 60]
const gold: Colour = [214, 178, 92]
const red: Colour = [168, 40, 31]
const dark: Colour = [44, 36, 36]

const [width, height] = [180, 240]
/** Each pixel is the mean of so many by so many points. */
const points = 3

/** A drawn person in uniform as PNG, in place of a photograph: the demo shows nobody who lives. */
export const portrait = (seed: number): Buffer => {
  const skin = skins[seed % skins.length] as Colour
  const hair = hairs[(seed * 7 + 1) % hairs.length] as Colour
  const long = seed % 2 === 0
  const glasses = seed % 3 === 1
  const wide = 33 + (seed % 5)
  const mouth = 3 + (seed % 3)
  const inside = (x: number, y: number, cx: number, cy: number, rx: number, ry: number) =>
    ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1

  const at = (px: number, y: number): Colour => {
    const x = px - width / 2
    const away = Math.abs(x)
    // The face, from what lies on top downwards.
    if (y < 178) {
      if (glasses && away > 4 && away < 26) {
        const ring = inside(away, y, 15, 104, 11, 9) && !inside(away, y, 15, 104, 9.4, 7.4)
        if (ring) return dark
      }
      if (glasses && away <= 4.5 && y > 101.5 && y < 103.5) return dark
      if (inside(away, y, 14, 105, 3.4, 2.8)) return dark
      if (away > 7 && away < 22 && y > 93 - away / 20 && y < 96.4 - away / 20) return hair
      if (inside(x, y, 0, 120, 3.6, 2)) return [skin[0] - 22, skin[1] - 26, skin[2] - 26]
      if (inside(x, y, 0, 131, 10, mouth) && y > 131 - mouth / 3) return [184, 102, 92]
      // The parting of the hair leaves a forehead.
      const face = inside(x, y, 0, 108, wide, 44)
      const brow = y > 84 - (x + 8 * (seed % 3)) / 9
      if (face && brow) return skin
      if (inside(x, y, 0, 96, wide + 7, 46) && y < 112) return hair
      if (long && inside(x, y, 0, 122, wide + 9, 50) && away > wide - 6 && y > 96) return hair
      if (inside(away, y, wide, 110, 5, 9)) return skin
    }
    if (away < 15 && y > 140 && y < 184 - away / 3) return [skin[0] - 12, skin[1] - 14, skin[2] - 14]
    // Shoulders, collar, tie, and a badge on the breast.
    const shoulder = 172 + (away / 90) ** 2 * 44
    if (y > shoulder) {
      const open = (y - 172) * 0.55
      if (away < 24 - open && away > 0) {
        if (away < 5 + (y - 184) / 14 && y > 184) return tie
        return shirt
      }
      if (away < 27 - open) return [26, 44, 72]
      if (inside(x, y, -42, 212, 8, 9)) return inside(x, y, -42, 212, 5, 6) ? red : gold
      if (away > 56 && away < 84 && y > shoulder + 4 && y < shoulder + 9) return gold
      return uniform
    }
    return ground
  }

  const corners = Array.from({ length: (width + 1) * (height + 1) }, (_, n) =>
    at(n % (width + 1), Math.floor(n / (width + 1))),
  )
  return png(width, height, (x, y) => {
    const corner = y * (width + 1) + x
    const [one, ...others] = [0, 1, width + 1, width + 2].map((beside) => corners[corner + beside] as Colour)
    // Only where two colours meet is it worth looking closer.
    if (one !== undefined && others.every((each) => each[0] === one[0] && each[2] === one[2])) return one
    const sum = [0, 0, 0]
    for (let i = 0; i < points; i++)
      for (let j = 0; j < points; j++) {
        const colour = at(x + (i + 0.5) / points, y + (j + 0.5) / points)
        for (let n = 0; n < 3; n++) sum[n] = (sum[n] ?? 0) + (colour[n] ?? 0)
      }
    return sum.map((each) => Math.round(each / points ** 2))
  })
}
