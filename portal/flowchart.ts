import { html } from 'hono/html'
import type { Html } from './words.ts'

/** A procedure as the public sees it: stages from top to bottom, and what leads from one to another. */
export interface ProcedurePicture {
  readonly name: string
  readonly title: string
  /** 《…》第…条 */
  readonly basis: string
  readonly stages: readonly { readonly name: string; readonly title: string }[]
  readonly edges: readonly { readonly from: string; readonly to: string; readonly title: string }[]
  readonly limits: readonly {
    readonly title: string
    /** "作出决定后 7 个工作日内" */
    readonly amount: string
    readonly article: string
  }[]
}

/** In units of the picture, which is drawn at about one px each. */
const box = { width: 150, height: 46, gap: 70 }
const lane = 34
const letter = 14
/** All pictures are at least so wide, so that they come out in the same size. */
const least = 360

interface Placed {
  readonly titles: readonly string[]
  readonly from: number
  readonly to: number
}
interface Lane extends Placed {
  readonly lane: number
}

/**
 * The picture as SVG: the main way straight down, what skips stages on the right, what leads back dashed on the left, its words
 * written downwards beside it. It is one image with a name; `flowchartText` says the same in words.
 */
export const flowchart = (picture: ProcedurePicture): Html => {
  const { stages, title, name } = picture
  const edges = placed(picture)
  const right = inLanes(edges.filter(({ from, to }) => to > from + 1))
  const left = inLanes(edges.filter(({ from, to }) => to < from))
  const straight = edges.filter(({ from, to }) => to === from + 1)
  // Words beside the straight lines may reach past the boxes: lines on the right go around them.
  const beside = Math.max(0, ...straight.map(({ titles }) => words(titles).length * letter + 20 - box.width / 2))
  const room = (lanes: readonly Lane[], from: number) =>
    Math.max(from, lanes.length === 0 ? 0 : from + 32 + Math.max(...lanes.map(({ lane: n }) => n)) * lane)
  const [before, behind] = [room(left, 4), room(right, beside)]
  const spare = Math.max(0, least - before - box.width - behind) / 2
  const x = before + spare
  const total = {
    width: before + box.width + behind + 2 * spare,
    height: stages.length * box.height + (stages.length - 1) * box.gap + 4,
  }
  const middle = x + box.width / 2
  return html`<figure class="chart"><svg viewBox="0 0 ${total.width} ${total.height}" role="img" aria-labelledby="chart-${name}">
<title id="chart-${name}">${title}流程图，文字说明见图旁列表</title>
${straight.map((edge) => down(edge, middle))}
${left.map((edge) => around(edge, x, 18, -1))}
${right.map((edge) => around(edge, x + box.width, beside + 12, 1))}
${stages.map(
  (stage, place) =>
    html`<g${place === stages.length - 1 ? html` class="final"` : ''}><rect x="${x}" y="${top(place)}" width="${box.width}" height="${box.height}" rx="4"/><text class="stage" x="${middle}" y="${top(place) + box.height / 2 + 6}">${stage.title}</text></g>`,
)}
</svg></figure>`
}

/** The same in words, for who doesn't see the picture. */
export const flowchartText = ({ stages, edges }: ProcedurePicture): Html => {
  const title = new Map(stages.map((stage) => [stage.name, stage.title]))
  return html`<ol>${stages.map(({ name, title: own }) => {
    const leaving = edges.filter(({ from }) => from === name)
    return html`<li><strong>${own}</strong>${leaving.length === 0 ? '。' : `：${leaving.map((edge) => `${edge.title}，进入“${title.get(edge.to) ?? edge.to}”`).join('；')}。`}</li>`
  })}</ol>`
}

const top = (place: number): number => place * (box.height + box.gap) + 2

/** Edges between the same two stages become one line with several words. */
const placed = ({ stages, edges }: ProcedurePicture): readonly Placed[] => {
  const place = new Map(stages.map(({ name }, index) => [name, index]))
  const lines = Map.groupBy(edges, ({ from, to }) => `${from} ${to}`)
  return [...lines.values()].flatMap((group) => {
    const [from, to] = [place.get(group[0]?.from ?? ''), place.get(group[0]?.to ?? '')]
    return from === undefined || to === undefined
      ? []
      : [{ titles: [...new Set(group.map(({ title }) => title))], from, to }]
  })
}

/** Short lines stand inside, long ones outside; lines that don't meet share a lane. */
const inLanes = (edges: readonly Placed[]): readonly Lane[] => {
  const taken: Lane[] = []
  for (const edge of edges.toSorted((a, b) => Math.abs(a.from - a.to) - Math.abs(b.from - b.to))) {
    const [low, high] = [Math.min(edge.from, edge.to), Math.max(edge.from, edge.to)]
    const meets = taken.filter((other) => Math.min(other.from, other.to) < high && low < Math.max(other.from, other.to))
    taken.push({ ...edge, lane: Math.max(-1, ...meets.map(({ lane: n }) => n)) + 1 })
  }
  return taken
}

const words = (titles: readonly string[]): string => titles.join('、')

const down = ({ titles, from, to }: Placed, middle: number): Html => {
  const [start, end] = [top(from) + box.height, top(to)]
  return html`<path class="edge" d="M${middle} ${start}V${end - 8}"/><path class="head" d="M${middle} ${end}l-5 -9h10z"/><text class="on" x="${middle + 10}" y="${(start + end) / 2 + 4}">${words(titles)}</text>`
}

/** A line that leaves the boxes at `side`, runs at least `away` from them, and has its words outside of it. */
const around = ({ titles, from, to, lane: place }: Lane, side: number, away: number, way: 1 | -1): Html => {
  const start = top(from) + box.height / 2 + (way === -1 ? -8 : 8)
  const end = top(to) + box.height / 2 + (way === -1 ? 8 : -8)
  const out = side + way * (away + place * lane)
  const letters = [...words(titles)]
  const step = letter + 1
  const first = (start + end) / 2 - ((letters.length - 1) * step) / 2 + 4
  return html`<path class="edge${way === -1 ? ' back' : ''}" d="M${side} ${start}H${out}V${end}H${side + way * 8}"/><path class="head" d="M${side} ${end}l${way * 9} -5v10z"/><text class="side">${letters.map((each, index) => html`<tspan x="${out + way * 12}" y="${first + index * step}">${each}</tspan>`)}</text>`
}
