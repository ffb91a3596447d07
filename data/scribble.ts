import { randomFrom } from './parties.ts'

/** An invented signature as the screen keeps one: a few strokes that run on from one another, the nth. */
export const scribble = (n: number): Buffer => {
  const random = randomFrom(7_000 + n)
  const within = (from: number, to: number) => from + random.below(to - from)
  const strokes = Array.from({ length: within(3, 6) }, (_, stroke) => {
    let [x, y] = [8 + stroke * 38, within(20, 60)]
    return Array.from({ length: within(4, 8) }, (__, part) => {
      const next = [Math.min(x + within(2, 16), 228), part % 2 === 0 ? within(8, 34) : within(44, 82)] as const
      const width = (1.2 + random.below(18) / 10).toFixed(1)
      const d = `M${x} ${y}C${x + within(0, 9)} ${y} ${next[0]} ${within(10, 80)} ${next[0]} ${next[1]}`
      ;[x, y] = next
      return `<path d="${d}" stroke-width="${width}"/>`
    }).join('')
  }).join('')
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 236 90"><g fill="none" stroke="#1B1F24" stroke-linecap="round">${strokes}</g></svg>`,
  )
}
