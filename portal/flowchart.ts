import { html } from 'hono/html'
import type { Html } from './words.ts'

/** A procedure as the public sees it: stages from top to bottom, and what leads from one to another. */
export interface ProcedurePicture {
  readonly name: string
  readonly title: string
  /** 《…》第…条 */
  readonly basis: string
  readonly stages: readonly {
    readonly name: string
    readonly title: string
    /** What is done in it, on the main line. */
    readonly steps: readonly {
      readonly title: string
      readonly limits: readonly string[]
      /** Forms that it makes. */
      readonly papers: readonly string[]
      readonly articles: string
    }[]
  }[]
  readonly edges: readonly { readonly from: string; readonly to: string; readonly title: string }[]
  readonly limits: readonly {
    readonly title: string
    /** "作出决定后 7 个工作日内" */
    readonly amount: string
    readonly article: string
  }[]
}

type Direction = 'on' | 'past' | 'return'

/** How a way is named to who hears it: the arrows are drawn by the stylesheet. */
const said: Readonly<Record<Direction, string>> = { on: '进入下一步', past: '直接进入', return: '回到' }

/**
 * The flowchart: boxes from top to bottom, joined by the main way; beside it the ways that skip stages, and those that lead back,
 * dashed. It is drawn with a list, so that it can be read on a phone, printed, enlarged and read aloud like any other text.
 */
export const flowchart = (picture: ProcedurePicture): Html => {
  const ways = waysOf(picture)
  const last = picture.stages.length - 1
  return html`<ol class="flow" aria-label="${picture.title}流程图">${picture.stages.map(
    ({ title, steps }, place) => html`<li${place === last ? html` class="final"` : ''}>
<h3>${title}</h3>
<ul>${ways
      .filter(({ from }) => from === place)
      .map(
        ({ direction, titles, to }) =>
          html`<li class="${direction}"><span class="unseen">${said[direction]}</span>${direction === 'on' ? '' : html`<b>${picture.stages[to]?.title}</b>`}<span>${titles.join('、')}</span></li>`,
      )}</ul>${done(steps)}</li>`,
  )}</ol>`
}

/** What is done in a stage, each with how long it may take, what is written and by which articles; folded away, whole on paper. */
const done = (steps: ProcedurePicture['stages'][number]['steps']): Html | '' =>
  steps.length === 0
    ? ''
    : html`<details class="steps"><summary>时限、文书和依据</summary><ol>${steps.map(
        ({ title, limits, papers, articles }) => html`<li><b>${title}</b>
${limits.length === 0 ? '' : html`<p>时限：${limits.join('；')}</p>`}${papers.length === 0 ? '' : html`<p>文书：${papers.join('、')}</p>`}
<p class="basis">${articles}</p></li>`,
      )}</ol></details>`

interface Way {
  readonly from: number
  readonly to: number
  readonly direction: Direction
  readonly titles: readonly string[]
}

const order: readonly Direction[] = ['on', 'past', 'return']

/** What leads from one stage to the same other is one way with several names; the main way first, then the nearest. */
const waysOf = ({ stages, edges }: ProcedurePicture): readonly Way[] => {
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
