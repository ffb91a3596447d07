import { html } from 'hono/html'
import type { HomeView } from '../../src/disclosure/view.ts'
import { decisionAddress } from '../addresses.ts'
import { type Frame, page } from '../layout.ts'
import { figure, type Html, instantTime, share } from '../words.ts'
import { decisionRows } from './decision-row.ts'

const doors = [
  { path: '/decisions', title: '决定公示', says: '每一份行政处罚决定，全文可查、可下载' },
  { path: '/guide', title: '办事指南', says: '执法事项、执法流程、不服怎么办' },
  { path: '/officers', title: '执法人员', says: '上门的人是不是真的执法人员' },
  { path: '/complaints', title: '投诉与进度', says: '投诉、举报、问进度找谁' },
] as const

export const homePage = (frame: Frame, view: HomeView): string =>
  page(
    frame,
    { title: '首页', description: `${view.agency.name}的行政处罚决定、执法人员、执法事项，全部公开，可以核验。` },
    html`<div class="hero">
<h1>${view.agency.name}</h1>
<p class="lead">我们作出的处罚决定在这里公开。每一份都能查到、看懂，也能验真。</p>
${searchBox({ value: '', large: true })}
</div>
<ul class="doors">${doors.map((door) => html`<li><a href="${door.path}"><strong>${door.title}</strong><span>${door.says}</span></a></li>`)}</ul>
<section class="account" aria-labelledby="account">
<h2 class="unseen" id="account">本局自己的账</h2>
${account(view)}
</section>
<section class="block" aria-labelledby="newest">
<h2 id="newest">最新决定</h2>
${
  view.newest.length === 0
    ? html`<p class="empty">还没有公示的决定。</p>`
    : html`${decisionRows(view.newest)}<p class="pages"><a href="/decisions">查看全部决定</a></p>`
}
</section>
${ledger(view)}`,
  )

/** One box for everything; where it leads is decided by what was typed. */
export const searchBox = ({ value, large }: { readonly value: string; readonly large: boolean }): Html =>
  html`<form class="seek${large ? ' large' : ''}" role="search" action="/search" method="get">
<div class="field"><label for="q">查决定、查企业、查执法人员、验一份文书</label>
<input id="q" name="q" type="search" maxlength="300" autocomplete="off" value="${value}"></div>
<button>查询</button>
</form>`

const account = ({ year, account: { published, onTime, late } }: HomeView): Html =>
  published === 0
    ? html`<p class="line">${year} 年还没有公示决定。</p>`
    : html`<p class="line">${year} 年公示 <strong>${figure(published)}</strong> 件，按时 <strong>${share(onTime, published)}</strong>，${
        late.length === 0 ? '没有逾期。' : html`<span class="late">逾期 ${figure(late.length)} 件</span>：`
      }</p>
${
  late.length === 0
    ? ''
    : html`<ul class="inline">${late.map(
        ({ number, days }) => html`<li><a href="${decisionAddress(number)}">${number}</a> 晚 ${figure(days)} 天</li>`,
      )}</ul>`
}
<p class="small muted">按时：自作出决定之日起 7 个工作日内公示。<a href="/ledger">逐件的期限账</a>，<a href="/board">三项制度逐项落实情况</a></p>`

/** Says when the log was sealed by the clock and not "12 seconds ago", so that the same page is true for everybody who is given it. */
const ledger = ({ log }: HomeView): Html =>
  html`<section class="block" aria-labelledby="ledger"><h2 id="ledger">账本</h2><div class="prose">${
    log === undefined
      ? html`<p>账本还没有第一次封存。</p>`
      : html`<p>账本共 <strong>${figure(log.size)}</strong> 条，${instantTime(log.sealedAt)} 封存。</p>`
  }<p>执法的每一步都写进一本只能往后加、不能往回改的账。任何人都可以自己核对，不必相信我们。<a href="/verify">如何核验</a></p></div></section>`
