import { html } from 'hono/html'
import type { PortalSource } from '../../src/disclosure/view.ts'
import { type Frame, page } from '../layout.ts'
import { figure, type Html } from '../words.ts'

type Item = Awaited<ReturnType<PortalSource['items']>>[number]

export const itemsPage = (frame: Frame, items: readonly Item[]): string => {
  const groups = [...Map.groupBy(items, ({ category }) => category)]
  return page(
    frame,
    { title: '执法事项清单', description: '本局有权管什么，依据是什么，由谁承办。' },
    html`<p class="back"><a href="/guide">办事指南</a></p>
<div class="head"><h1>执法事项清单</h1>
<p class="lead">本局有权做的，都在这里；不在清单里的，不做。共 ${figure(items.length)} 项。</p></div>
${items.length === 0 ? html`<p class="empty">清单还没有公布。</p>` : ''}
${groups.length > 1 ? html`<nav class="toc" aria-label="类别">${groups.map(([category, rows], place) => html`<a href="#group-${place + 1}">${category}（${figure(rows.length)}）</a>`)}</nav>` : ''}
${groups.map(
  (
    [category, rows],
    place,
  ) => html`<section class="block" aria-labelledby="group-${place + 1}"><h2 id="group-${place + 1}">${category}</h2>
<ul class="rows">${rows.map(
    ({ id, name, unit, basis, penalties, standard }) => html`<li id="${id}"><h3>${name}</h3>
<p class="small">依据：${basis.join('；')}</p><p class="facts"><span>承办：${unit}</span></p>${measured(penalties, standard)}</li>`,
  )}</ul></section>`,
)}`,
  )
}

/** What may be imposed and the bureau's standard, folded away. */
const measured = (penalties: Item['penalties'], standard: Item['standard']): Html | '' =>
  penalties.length === 0
    ? ''
    : html`<details><summary>处罚和裁量基准</summary><ul class="small">${penalties.map((each) => html`<li>${each}</li>`)}</ul>
${standard.map(({ step, share, factors }) => html`<p class="small"><b>${step}</b>${share === '' ? '' : `（${share}）`}：${factors.join('；')}</p>`)}</details>`
