import { html } from 'hono/html'
import type { PublicReview, PublicReviewList } from '../../src/disclosure/view.ts'
import { penaltyLaw, rules } from '../../src/kernel/index.ts'
import { type Frame, page } from '../layout.ts'
import { articles, dayTime, figure, type Html } from '../words.ts'

const path = '/review'

/** 重大执法决定法制审核: which decisions are reviewed, by which rules, and what the list said before. */
export const reviewPage = (
  frame: Frame,
  { rules: own, lists }: PublicReview,
  shown: PublicReviewList | undefined,
): string => {
  const current = lists.find(({ current: now }) => now)
  return page(
    frame,
    {
      title: '重大执法决定法制审核',
      description: '哪些处罚决定要经过法制审核，谁来审、审什么、多少天，意见不一致怎么办。',
    },
    html`<p class="back"><a href="/guide">办事指南</a></p>
<div class="head"><h1>重大执法决定法制审核</h1>
<p class="lead">下面这些处罚，作出决定之前要由没有办过这个案件的法制审核人员审核；未经审核或者审核没有通过的，不得作出决定。</p></div>
${shown === undefined ? html`<p class="empty">清单还没有公布。</p>` : listed(shown, current)}
<section class="block" aria-labelledby="steps"><h2 id="steps">怎样审核</h2><div class="prose">
<p>调查终结以后，承办机构把报告和全部材料送审；材料不齐的，一次告知补正。审核人员逐项审核管辖、当事人、事实和证据、定性、依据、程序、处理是否适当，在十个工作日内提出书面意见。所看的每一份材料都留下指纹，之后改动任何一份，意见自动失效。</p>
<p><a href="/procedure">执法流程</a>中可以看到审核在哪一步。</p>
<p class="basis">${articles([penaltyLaw(58), rules(49), rules(50), rules(53), rules(54), rules(55)])}</p></div></section>
${own === undefined ? '' : ruled(own)}
${lists.length === 0 ? '' : history(lists, shown)}`,
  )
}

const listed = (list: PublicReviewList, current: PublicReviewList | undefined): Html =>
  html`${list === current ? '' : html`<p class="notice">这是${list.until === undefined ? '还没有施行' : '以前'}的一版。${current === undefined ? '' : html`<a href="${path}">看现在的清单</a>`}</p>`}
<section class="block" aria-labelledby="list"><h2 id="list">${list.title}</h2>
<p class="facts"><span>${dayTime(list.from)}起施行</span>${list.until === undefined ? '' : html`<span>到${dayTime(list.until)}为止</span>`}<span>${figure(list.rows.length)} 项</span></p>
${list.extension ? html`<div class="prose"><p>简易程序以外的处罚决定，不在下列各项之内的，也全部进行法制审核。</p></div>` : ''}
<ul class="rows">${list.rows.map(
    ({ name, major, conditions }) => html`<li><h3>${name}</h3>
<p class="small">${conditions.join('；')}。</p>
${major ? html`<p class="facts"><span>由本局负责人集体讨论决定</span></p>` : ''}</li>`,
  )}</ul></section>`

const ruled = ({
  title,
  number,
  from,
  parts,
  days,
  filings,
  basis,
}: NonNullable<
  PublicReview['rules']
>): Html => html`<section class="block" aria-labelledby="rules"><h2 id="rules">${title}</h2>
<p class="facts">${number === undefined ? '' : html`<span>${number}</span>`}<span>${dayTime(from)}起施行</span>${filings.map(({ to, on, number: filed }) => html`<span>${dayTime(on)}报${to}备案${filed === undefined ? '' : `（${filed}）`}</span>`)}</p>
<div class="prose">${parts.map(
  ({ title: part, text }) =>
    html`<h3>${part}</h3>${text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => html`<p>${line}</p>`)}`,
)}
${
  days.length === 0
    ? ''
    : html`<h3>处理意见分歧的期限</h3><p>下列期限由本局自定，法律、规章没有规定；已经开始的分歧，按开始时的期限办理。</p><ul>${days.map(({ title, days: count }) => html`<li>${title} ${figure(count)} 个工作日</li>`)}</ul>`
}
${basis.length === 0 ? '' : html`<p class="basis">${basis.join('；')}</p>`}</div></section>`

const history = (lists: readonly PublicReviewList[], shown: PublicReviewList | undefined): Html =>
  html`<section class="block" aria-labelledby="history"><h2 id="history">历次清单</h2><ul class="rows">${lists.map(
    (list) =>
      html`<li><h3><a href="${path}?version=${list.version}"${list === shown ? html` aria-current="true"` : ''}>第 ${list.version} 版</a>${list.current ? '（现行）' : ''}</h3>
<p class="facts"><span>${dayTime(list.from)}起${list.until === undefined ? '' : html`，到${dayTime(list.until)}为止`}</span><span>${figure(list.rows.length)} 项</span>${list.reason === '' ? '' : html`<span>${list.reason}</span>`}</p></li>`,
  )}</ul></section>`
