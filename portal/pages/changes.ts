import { html } from 'hono/html'
import type { PublicChange } from '../../src/registry/index.ts'
import { type Frame, page } from '../layout.ts'
import { dayTime, figure, type Html, instantTime } from '../words.ts'

const whats: Readonly<Record<PublicChange['what'], string>> = { new: '新增', change: '变更', end: '终止' }

/** What changed in the lists and among the people, by month: what, from when, who drafted and reviewed it. */
export const changesPage = (
  frame: Frame,
  {
    people,
    months,
    month,
    changes,
  }: {
    readonly people: boolean
    readonly months: readonly string[]
    readonly month: string | undefined
    readonly changes: readonly PublicChange[]
  },
): string => {
  const path = people ? '/changes/personnel' : '/changes'
  const title = people ? '人员变动公告' : '公示信息的变化'
  return page(
    frame,
    { title, description: people ? '执法人员、证件的变动，一有变动就公告。' : '公示清单和执法人员什么时候变了什么。' },
    html`<p class="back"><a href="/lists">公示清单</a></p>
<div class="head"><h1>${title}</h1>
<p class="lead">${people ? '执法人员到岗、离岗，证件取得、暂扣、恢复、注销，录入的同时在这里公告。' : '清单和人员的每一次变化：变了什么，从哪一天起，谁起草、谁审核。'}</p>
<p class="inline">${people ? html`<a href="/changes">全部变化</a><a href="/officers">核对执法人员</a>` : html`<a href="/changes/personnel">人员变动公告</a><a href="/changes.atom" type="application/atom+xml">订阅（Atom）</a>`}</p></div>
${months.length === 0 ? '' : html`<nav class="toc" aria-label="月份">${months.map((each) => html`<a href="${path}?month=${each}"${each === month ? html` aria-current="page"` : ''}>${each.slice(0, 4)}年${Number(each.slice(5))}月</a>`)}</nav>`}
<section class="block" aria-labelledby="changes"><h2 id="changes">${month === undefined ? '变化' : `${month.slice(0, 4)}年${Number(month.slice(5))}月`}</h2>
${changes.length === 0 ? html`<p class="empty">这段时间没有变化。</p>` : html`<p class="count">${figure(changes.length)} 项</p><ul class="rows">${changes.map(one)}</ul>`}</section>`,
  )
}

const changeAddress = ({ kind, id, version }: PublicChange): string =>
  kind === 'officer' ? '/officers' : `/lists/${kind}/${encodeURIComponent(id)}?version=${version}`

const one = (change: PublicChange): Html => html`<li><h3><a href="${changeAddress(change)}">${change.title}</a></h3>
<p class="facts"><span>${change.kindTitle}</span><span>${whats[change.what]}</span><span>${change.what === 'end' ? html`有效到${dayTime(change.day)}` : html`${dayTime(change.day)}起`}</span><span>${instantTime(change.at)}公告</span></p>
${change.fields.length === 0 ? '' : change.kind === 'officer' ? html`<p>${change.fields.flatMap(({ after }) => after).join('；')}</p>` : change.what === 'new' ? '' : html`<dl class="terms">${change.fields.map(({ title, before, after }) => html`<div><dt>${title}</dt><dd><del class="muted">${before.length === 0 ? '（没有）' : before.join('；')}</del><br><ins>${after.length === 0 ? '（删去）' : after.join('；')}</ins></dd></div>`)}</dl>`}
<p class="facts">${change.draftedBy === undefined ? '' : html`<span>${change.draftedBy}起草</span>`}${change.reviewedBy === undefined ? '' : html`<span>${change.reviewedBy}审核</span>`}<span>理由：${change.reason}</span></p></li>`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** RFC 4287: the newest changes, each with an id that stays. */
export const changesFeed = (origin: string, bureau: string, changes: readonly PublicChange[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${origin}/changes</id>
<title>${escaped(bureau)} 公示信息的变化</title>
<updated>${changes[0]?.at ?? '1970-01-01T00:00:00.000Z'}</updated>
<author><name>${escaped(bureau)}</name></author>
<link rel="self" type="application/atom+xml" href="${origin}/changes.atom"/>
<link rel="alternate" type="text/html" href="${origin}/changes"/>
${changes
  .map(
    (change) => `<entry>
<id>${origin}/changes#${change.kind}-${encodeURIComponent(change.kind === 'officer' ? change.at : change.id)}-${change.version}-${change.what}</id>
<title>${escaped(`${change.kindTitle}：${change.title}（${whats[change.what]}）`)}</title>
<updated>${change.at}</updated>
<link rel="alternate" type="text/html" href="${origin}${escaped(changeAddress(change))}"/>
<summary>${escaped([`${change.day}${change.what === 'end' ? '止' : '起'}`, ...change.fields.map(({ title, after }) => `${title}：${after.join('；')}`)].join('；'))}</summary>
</entry>`,
  )
  .join('\n')}
</feed>
`
