import { type Way, waysOf } from './flow-ways.ts'
import type { ProcedurePicture } from './flowchart.ts'
import { linesOf, textWidth } from './set-text.ts'

/**
 * Where everything of a flowchart stands, in the units of its drawing. Stages are cards from top to bottom, joined by the main way. In a
 * card stand its steps and the other ways that leave it; from there a line goes to the margin, where one lane for each stage that is
 * led to (right: what skips stages; left, dashed: what leads back) takes all of them to its card.
 */
export interface FlowLayout {
  readonly width: number
  readonly height: number
  readonly cards: readonly Card[]
  /** The main way, with the lines that name it. */
  readonly arrows: readonly {
    readonly from: number
    readonly x: number
    readonly top: number
    readonly bottom: number
    readonly text: TextBlock
  }[]
  readonly lanes: readonly Lane[]
  readonly exits: readonly Exit[]
}

export interface TextBlock {
  readonly x: number
  /** The base line of the first line. */
  readonly y: number
  readonly size: number
  readonly lines: readonly string[]
}

export interface Card {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly number: number
  readonly title: TextBlock
  readonly steps: readonly { readonly y: number; readonly title: TextBlock; readonly notes: readonly Note[] }[]
  /** Where the ways that leave are divided from the steps; none where there are no steps or no ways. */
  readonly rule?: number
  readonly final: boolean
}

export interface Note {
  readonly kind: 'limit' | 'paper'
  readonly text: TextBlock
}

/** A way that leaves a card at the side: what it is called, and the point at which it meets its lane. */
export interface Exit {
  readonly way: Way
  readonly goal: TextBlock
  readonly text: TextBlock
  readonly x: number
  readonly y: number
  readonly lane: number
}

export interface Lane {
  readonly side: 'left' | 'right'
  readonly to: number
  readonly x: number
  readonly top: number
  readonly bottom: number
  /** Where it enters its card. */
  readonly goalX: number
  readonly goalY: number
}

export interface FlowMeasures {
  readonly width: number
  /** Step and notes side by side, or one below the other. */
  readonly beside: boolean
  readonly lane: number
}
/** For a phone, where a unit is about a pixel. */
export const narrow: FlowMeasures = { width: 344, beside: false, lane: 10 }
/** The same in large type (适老化): fewer units across, so that each is larger. */
export const narrowLarge: FlowMeasures = { width: 262, beside: false, lane: 7 }
export const wide: FlowMeasures = { width: 960, beside: true, lane: 18 }

const [titleSize, stepSize, noteSize] = [17, 15, 13]
const [titleLine, stepLine, noteLine] = [24, 22, 19]
const padding = 14
const header = 44

export const layOut = (picture: ProcedurePicture, { width, beside, lane }: FlowMeasures): FlowLayout => {
  const ways = waysOf(picture)
  const goals = (side: Lane['side']) => [
    ...new Set(
      ways.filter(({ direction }) => direction === (side === 'right' ? 'past' : 'return')).map(({ to }) => to),
    ),
  ]
  // The longest lane is outermost, so that none is crossed by one that belongs further in.
  const spanOf = (side: Lane['side'], to: number) => {
    const ends = ways.filter((way) => way.to === to && way.direction === (side === 'right' ? 'past' : 'return'))
    return Math.max(...ends.map(({ from }) => Math.abs(from - to)))
  }
  const lanesOf = (side: Lane['side']) => goals(side).toSorted((a, b) => spanOf(side, a) - spanOf(side, b) || a - b)
  const [left, right] = [lanesOf('left'), lanesOf('right')]
  const margin = (lanes: readonly number[]) => (lanes.length === 0 ? 2 : lanes.length * lane + 10)
  const [x0, x1] = [margin(left), width - margin(right)]
  const inner = x1 - x0 - 2 * padding
  const laneX = (side: Lane['side'], to: number) =>
    side === 'left' ? x0 - (left.indexOf(to) + 1) * lane - 6 : x1 + (right.indexOf(to) + 1) * lane + 6

  const cards: Card[] = []
  const arrows: FlowLayout['arrows'][number][] = []
  const exits: Exit[] = []
  let y = 2
  for (const [place, stage] of picture.stages.entries()) {
    const top = y
    let at = top + header
    const steps = stage.steps.map((step) => {
      const set = beside ? besideOf(step, x0 + padding, inner, at) : belowOf(step, x0 + padding, inner, at)
      at = set.bottom
      return { y: set.title.y - 5, title: set.title, notes: set.notes }
    })
    const leaving = ways.filter(({ from, direction }) => from === place && direction !== 'on')
    const rule = leaving.length > 0 && steps.length > 0 ? at + 4 : undefined
    if (leaving.length > 0) at += steps.length > 0 ? 14 : 2
    for (const way of leaving) {
      const goalText = `${way.direction === 'past' ? '直接到' : '回到'}“${picture.stages[way.to]?.title ?? ''}”`
      const goal = { x: x0 + padding, y: at + 15, size: noteSize, lines: [goalText] }
      const indent = beside ? 150 : 0
      const lines = linesOf(way.titles.join('、'), (inner - indent) / noteSize)
      const text = { x: x0 + padding + indent, y: beside ? at + 15 : at + 15 + noteLine, size: noteSize, lines }
      const side = way.direction === 'past' ? 'right' : 'left'
      exits.push({ way, goal, text, x: side === 'right' ? x1 : x0, y: at + 10, lane: laneX(side, way.to) })
      at += (lines.length + (beside ? 0 : 1)) * noteLine + 6
    }
    const bottom = at + (stage.steps.length + leaving.length === 0 ? 0 : 8)
    cards.push({
      x: x0,
      y: top,
      width: x1 - x0,
      height: bottom - top,
      number: place + 1,
      title: { x: x0 + padding + 34, y: top + 29, size: titleSize, lines: [stage.title] },
      steps,
      ...(rule === undefined ? {} : { rule }),
      final: place === picture.stages.length - 1,
    })
    y = bottom
    const on = ways.find(({ from, direction }) => from === place && direction === 'on')
    if (place < picture.stages.length - 1) {
      const lines = on === undefined ? [] : linesOf(on.titles.join('、'), (inner - 34) / stepSize)
      const gap = Math.max(40, lines.length * stepLine + 20)
      if (on !== undefined)
        arrows.push({
          from: place,
          x: x0 + padding + 12,
          top: y,
          bottom: y + gap,
          text: {
            x: x0 + padding + 34,
            y: y + (gap - lines.length * stepLine) / 2 + 15,
            size: stepSize,
            lines,
          },
        })
      y += gap
    }
  }
  const lanes = (['left', 'right'] as const).flatMap((side) =>
    (side === 'left' ? left : right).map((to): Lane => {
      const own = exits.filter(({ way }) => way.to === to && way.direction === (side === 'right' ? 'past' : 'return'))
      const goalY = (cards[to]?.y ?? 0) + header / 2
      const all = [goalY, ...own.map((exit) => exit.y)]
      return {
        side,
        to,
        x: laneX(side, to),
        top: Math.min(...all),
        bottom: Math.max(...all),
        goalX: side === 'left' ? x0 : x1,
        goalY,
      }
    }),
  )
  return { width, height: y + 2, cards, arrows, lanes, exits }
}

type Step = ProcedurePicture['stages'][number]['steps'][number]
const bullet = 18

const notesOf = ({ limits, papers }: Step) => [
  ...(limits.length === 0 ? [] : [{ kind: 'limit' as const, said: `时限：${limits.join('；')}` }]),
  ...(papers.length === 0 ? [] : [{ kind: 'paper' as const, said: `文书：${papers.join('、')}` }]),
]

const placed = (
  step: Step,
  x: number,
  ems: number,
  from: number,
): { readonly notes: readonly Note[]; readonly bottom: number } => {
  let at = from
  const notes = notesOf(step).map(({ kind, said }): Note => {
    const lines = linesOf(said, ems)
    const text = { x, y: at + 14, size: noteSize, lines }
    at += lines.length * noteLine
    return { kind, text }
  })
  return { notes, bottom: at }
}

const belowOf = (step: Step, x: number, width: number, at: number) => {
  const lines = linesOf(step.title, (width - bullet) / stepSize)
  const title = { x: x + bullet, y: at + 16, size: stepSize, lines }
  const { notes, bottom } = placed(step, x + bullet, (width - bullet) / noteSize, at + lines.length * stepLine)
  return { title, notes, bottom: bottom + 6 }
}

const besideOf = (step: Step, x: number, width: number, at: number) => {
  const half = Math.round(width * 0.36)
  const lines = linesOf(step.title, (half - bullet - 10) / stepSize)
  const title = { x: x + bullet, y: at + 16, size: stepSize, lines }
  const { notes, bottom } = placed(step, x + half, (width - half) / noteSize, at + 2)
  return { title, notes, bottom: Math.max(bottom, at + lines.length * stepLine) + 6 }
}

/** How far a block of text reaches to the right and down. */
export const extentOf = ({ x, y, size, lines }: TextBlock) => ({
  left: x,
  top: y - size,
  right: x + Math.max(0, ...lines.map(textWidth)) * size,
  bottom: y + (lines.length - 1) * (size === stepSize ? stepLine : size === titleSize ? titleLine : noteLine) + 4,
})
export const lineHeights: Readonly<Record<number, number>> = {
  [titleSize]: titleLine,
  [stepSize]: stepLine,
  [noteSize]: noteLine,
}
