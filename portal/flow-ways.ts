import type { ProcedurePicture } from './flowchart.ts'

/** On to the next stage, past the next one, or back. */
export type Direction = 'on' | 'past' | 'return'

/** What leads from one stage to another: one way, however many acts take it. Stages by their places, from 0. */
export interface Way {
  readonly from: number
  readonly to: number
  readonly direction: Direction
  readonly titles: readonly string[]
}

const order: readonly Direction[] = ['on', 'past', 'return']

/** What leads from one stage to the same other is one way with several names; the main way first, then the nearest. */
export const waysOf = ({ stages, edges }: ProcedurePicture): readonly Way[] => {
  const place = new Map(stages.map(({ name }, index) => [name, index]))
  return [...Map.groupBy(edges, ({ from, to }) => `${from} ${to}`).values()]
    .flatMap((group): readonly Way[] => {
      const [from, to] = [place.get(group[0]?.from ?? ''), place.get(group[0]?.to ?? '')]
      if (from === undefined || to === undefined) return []
      const direction = to === from + 1 ? 'on' : to > from ? 'past' : 'return'
      return [{ from, to, direction, titles: [...new Set(group.map(({ title }) => title))] }]
    })
    .sort((a, b) => order.indexOf(a.direction) - order.indexOf(b.direction) || a.to - b.to)
}
