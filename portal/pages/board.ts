import { html } from 'hono/html'
import type { BoardView } from '../../src/casework/view.ts'
import { type Frame, page } from '../layout.ts'
import { sparkline } from '../sparkline.ts'
import { figure, type Html, instantTime } from '../words.ts'

type Row = BoardView['rows'][number]
type State = Row['check']['state']

const systems = [
  { name: '公示', title: '行政执法公示' },
  { name: '记录', title: '执法全过程记录' },
  { name: '审核', title: '重大执法决定法制审核' },
] as const

/** Without data nothing is well: it has a word, a sign and a colour of its own. */
const states: Readonly<Record<State, { readonly sign: string; readonly title: string; readonly tone: string }>> = {
  good: { sign: '✓', title: '达到要求', tone: 'good' },
  short: { sign: '✗', title: '有短板', tone: 'late' },
  'no-data': { sign: '–', title: '无数据', tone: 'muted' },
}

export const boardPage = (frame: Frame, { at, rows }: BoardView): string =>
  page(
    frame,
    { title: '三项制度落实情况', description: '行政执法公示、全过程记录、法制审核，逐项公布。' },
    html`<p class="back"><a href="/guide">办事指南</a></p>
<div class="head"><h1>三项制度落实情况</h1>
<p class="lead">${figure(rows.length)} 项措施，每项的数字都由系统从办案记录里算出，不靠填报。没有数据就写没有数据。</p>
<p class="summary">${(Object.keys(states) as State[]).map((state) => html`<span><span class="${states[state].tone}">${states[state].sign} ${states[state].title}</span> ${figure(rows.filter(({ check }) => check.state === state).length)} 项</span>`)}</p>
<p class="small muted">截至 ${instantTime(at)}</p></div>
${systems.map(({ name, title }) =>
  group(
    title,
    rows.filter(({ system }) => system === name),
    at,
  ),
)}`,
  )

const group = (title: string, rows: readonly Row[], at: string): Html | '' =>
  rows.length === 0
    ? ''
    : html`<section class="block"><h2>${title}</h2><ul class="measures">${rows.map((row) => measure(row, at))}</ul></section>`

/** What falls short is told to the public by whose it is: which case it is may be nobody's business yet. */
const byUnit = (short: Row['check']['short']): readonly (readonly [string, number])[] =>
  [...Map.groupBy(short, ({ unit = '本局' }) => unit)].map(([unit, all]) => [unit, all.length])

const measure = ({ row, measure: title, requirement, units, deadline, check }: Row, at: string): Html => {
  const { sign, title: word, tone } = states[check.state]
  return html`<li id="${row}">
<div class="task"><h3><span class="muted">${row}</span> ${title}</h3>
<p class="small">${check.explanation}</p>
${check.more.length === 0 ? '' : html`<p class="facts">${check.more.map((each) => html`<span>${each.title}：<b>${each.figure}</b></span>`)}</p>`}
<p class="facts"><span>责任：${units.join('、')}</span><span>期限：${deadline}</span></p></div>
<div class="sum"><p class="figure">${check.figure}</p><p class="small muted">目标 ${check.target}</p><p><span class="${tone}">${sign} ${word}</span></p></div>
${sparkline(check.months, at, /%$/.test(check.figure) ? '%' : '')}
<div class="more">${
    check.short.length === 0
      ? ''
      : html`<details><summary>短在哪里（${figure(check.short.length)}）</summary><ul>${byUnit(check.short).map(
          ([unit, count]) => html`<li>${unit} <span class="muted">${figure(count)} 项</span></li>`,
        )}</ul></details>`
  }<details><summary>原文要求</summary><p class="small">${requirement}</p></details></div>
</li>`
}
