import { html } from 'hono/html'
import { type Direction, waysOf } from './flow-ways.ts'
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

/** How a way is named to who hears it: the arrows are drawn by the stylesheet. */
const said: Readonly<Record<Direction, string>> = { on: '进入下一步', past: '直接进入', return: '回到' }

/**
 * The flowchart in words, beside its drawing: every stage with the ways that leave it and what is done in it, as a list that can be
 * read aloud, searched and printed.
 */
export const flowchart = (picture: ProcedurePicture): Html => {
  const ways = waysOf(picture)
  const last = picture.stages.length - 1
  return html`<ol class="flow" aria-label="${picture.title}流程的文字版">${picture.stages.map(
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
