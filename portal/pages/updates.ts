import { html } from 'hono/html'
import type { PublicUpdate } from '../../src/disclosure/view.ts'
import { decisionAddress } from '../addresses.ts'
import { type Frame, page } from '../layout.ts'
import { dayTime, type Html } from '../words.ts'

export const updateTitles: Readonly<Record<PublicUpdate['kind'], string>> = {
  published: '公示',
  corrected: '更正',
  withdrawn: '撤回',
}

/** What was published, corrected or withdrawn lately. Of what was withdrawn only its number, and why. */
export const updatesPage = (frame: Frame, updates: readonly PublicUpdate[]): string =>
  page(
    frame,
    { title: '最近更新', description: '最近公示、更正和撤回的行政处罚决定。' },
    html`<div class="head"><h1>最近更新</h1>
<p class="lead">最近公示、更正、撤回的处罚决定，也可以<a href="/decisions.atom">订阅（Atom）</a>。</p></div>
${
  updates.length === 0
    ? html`<p class="empty">还没有公示的决定。</p>`
    : html`<h2 class="unseen">逐件</h2><ul class="rows">${updates.map(line)}</ul>`
}`,
  )

const line = ({ number, on, kind, party, violation, says }: PublicUpdate): Html => html`<li>
<p class="facts"><span>${dayTime(on)}</span><span>${updateTitles[kind]}</span></p>
<h3><a href="${decisionAddress(number)}">${party === '' ? number : party}</a></h3>
${violation === '' ? '' : html`<p>${violation}</p>`}
${says === undefined ? '' : html`<p>${kind === 'corrected' ? '更正' : '理由'}：${says}</p>`}
<p class="facts"><span>${number}</span></p>
</li>`
