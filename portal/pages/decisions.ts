import { html } from 'hono/html'
import type { DecisionList } from '../../src/disclosure/view.ts'
import { termsOf } from '../../src/kernel/index.ts'
import { listAddress } from '../addresses.ts'
import { type Frame, page } from '../layout.ts'
import { pagination } from '../pagination.ts'
import { penaltyKinds, sorts, type WrongField } from '../query.ts'
import { figure, type Html } from '../words.ts'
import { decisionRows, procedures } from './decision-row.ts'

export const decisionsPage = (frame: Frame, list: DecisionList): string => {
  const { page: _page, ...fields } = list.query
  const { sort: _sort, ...conditions } = fields
  return page(
    frame,
    { title: '决定公示', description: '行政处罚决定全文，可按当事人、文号、种类和日期查询，可下载。' },
    html`${head}
${form(fields, [])}
<section aria-labelledby="results">
<h2 class="unseen" id="results">查询结果</h2>
<div class="count"><p><strong>${figure(list.total)}</strong> 件${list.more ? '以上的' : ''}决定</p>
<p class="inline"><a href="/updates">最近更新</a><a href="/ledger">公示期限账</a><a href="${listAddress(conditions, '/decisions.csv')}">下载表格（CSV）</a><a href="${listAddress(conditions, '/decisions.json')}">开放数据（JSON）</a><a href="${listAddress(conditions, '/decisions.atom')}">订阅（Atom）</a></p></div>
${facets(list)}
${list.rows.length === 0 ? empty(list) : decisionRows(list.rows)}
${pagination('/decisions', fields, list)}
</section>`,
  )
}

/** The same page when the question could not be understood: what is wrong, and everything that was typed still in its place. */
export const wrongDecisionsPage = (
  frame: Frame,
  given: Readonly<Record<string, string>>,
  wrong: readonly WrongField[],
): string =>
  page(
    frame,
    { title: '查询条件有误', hidden: true },
    html`${head}
<div class="wrongs" role="alert"><h2>查询条件有误，请改正后再查</h2>
<ul>${wrong.map(({ field, message }) => html`<li><a href="#${field}">${message}</a></li>`)}</ul></div>
${form(given, wrong)}`,
  )

const head = html`<div class="head"><h1>决定公示</h1>
<p class="lead">行政处罚决定在作出之日起 7 个工作日内公示（法定期限为 20 个工作日）。被撤销、变更的决定会撤回，并说明原因。</p></div>`

type Fields = Readonly<Record<string, string | number | undefined>>

const form = (fields: Fields, wrong: readonly WrongField[]): Html => {
  const narrowed = ['penalty', 'procedure', 'from', 'to', 'year', 'min', 'max', 'unit', 'item'].some(
    (name) => fields[name] !== undefined,
  )
  return html`<form class="filter" role="search" aria-label="查询决定" action="/decisions" method="get">
<div class="field"><label for="q">当事人、文号、统一社会信用代码或者关键词</label>
<input id="q" name="q" type="search" maxlength="100" autocomplete="off" value="${fields.q}"${state('q', wrong)}>${message('q', wrong)}</div>
${['unit', 'item', 'year'].map((name) => (fields[name] === undefined ? '' : html`<input type="hidden" name="${name}" value="${fields[name]}">`))}
${['unit', 'item', 'year'].map((name) => message(name, wrong))}
<details${narrowed ? html` open` : ''}><summary>按种类、程序、日期、金额查</summary><div class="more">
${choice('penalty', '处罚种类', fields.penalty, Object.fromEntries(penaltyKinds.map((kind) => [kind, kind])), wrong)}
${choice('procedure', '程序', fields.procedure, procedures, wrong)}
${day('from', '决定日期自', fields.from, wrong)}
${day('to', '决定日期至', fields.to, wrong)}
${amount('min', '罚款不少于（元）', fields.min, wrong)}
${amount('max', '罚款不超过（元）', fields.max, wrong)}
${choice('sort', '排列', fields.sort, sorts, wrong)}
</div></details>
<div class="actions"><button>查询</button>${narrowed || fields.q !== undefined ? html`<a href="/decisions">清除条件</a>` : ''}</div>
</form>`
}

const choice = (
  name: string,
  title: string,
  value: string | number | undefined,
  options: Readonly<Record<string, string>>,
  wrong: readonly WrongField[],
): Html => html`<div class="field"><label for="${name}">${title}</label>
<select id="${name}" name="${name}"${state(name, wrong)}><option value="">不限</option>
${Object.entries(options).map(([key, text]) => html`<option value="${key}"${key === value ? html` selected` : ''}>${text}</option>`)}
</select>${message(name, wrong)}</div>`

const amount = (name: string, title: string, value: string | number | undefined, wrong: readonly WrongField[]): Html =>
  html`<div class="field"><label for="${name}">${title}</label>
<input id="${name}" name="${name}" inputmode="decimal" autocomplete="off" value="${value}"${state(name, wrong)}>${message(name, wrong)}</div>`

const day = (name: string, title: string, value: string | number | undefined, wrong: readonly WrongField[]): Html =>
  html`<div class="field"><label for="${name}">${title}</label>
<input id="${name}" name="${name}" type="date" value="${value}"${state(name, wrong)}>${message(name, wrong)}</div>`

const messageOf = (name: string, wrong: readonly WrongField[]): string | undefined =>
  wrong.find(({ field }) => field === name)?.message

const state = (name: string, wrong: readonly WrongField[]): Html | '' =>
  messageOf(name, wrong) === undefined ? '' : html` aria-invalid="true" aria-describedby="${name}-wrong"`

const message = (name: string, wrong: readonly WrongField[]): Html | '' => {
  const text = messageOf(name, wrong)
  return text === undefined ? '' : html`<p class="wrong" id="${name}-wrong">${text}</p>`
}

const facetTitles = { year: '年份', penalty: '处罚种类', unit: '承办机构', item: '处罚事项' } as const

/** What was found, by year, kind, unit and item: each a link that stays the same for the same question. */
const facets = ({ facets: all, query }: DecisionList): Html | '' => {
  const { page: _page, ...fields } = query
  const chosen = all.filter(({ name }) => query[name] !== undefined)
  const open = all.filter(({ name, values }) => query[name] === undefined && values.length > 1)
  if (chosen.length + open.length === 0) return ''
  return html`<nav class="facets" aria-label="缩小范围">
${chosen.map(
  ({ name, values }) =>
    html`<p class="inline"><span>${facetTitles[name]}：${values.find(({ value }) => value === String(query[name]))?.title ?? query[name]}</span><a href="${listAddress({ ...fields, [name]: undefined })}">不限${facetTitles[name]}</a></p>`,
)}
${
  open.length === 0
    ? ''
    : html`<details><summary>按年份、种类、机构、事项缩小范围</summary><div class="facet-groups">${open
        .toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
        .map(
          ({ name, values }) =>
            html`<div><h3>${facetTitles[name]}</h3><ul>${values.map(({ value, title, n }) => html`<li><a href="${listAddress({ ...fields, [name]: value })}">${title}</a> <span class="small muted">${figure(n)}</span></li>`)}</ul></div>`,
        )}</div></details>`
}</nav>`
}
const order: readonly string[] = Object.keys(facetTitles)

const empty = ({ total, query }: DecisionList): Html =>
  query.q !== undefined && termsOf(query.q).length === 0
    ? html`<div class="empty"><h3>没有可以查的文字</h3>
<p>“${query.q}”里只有符号或者表情。请写当事人名称、文号里的字或者数字，一两个字就可以；星号、百分号、引号不起作用。</p></div>`
    : total > 0
      ? html`<div class="empty"><p>没有这一页。</p><p><a href="${listAddress({ ...query, page: undefined })}">回到第 1 页</a></p></div>`
      : html`<div class="empty"><h3>没有查到决定</h3>
<ul><li>名称写短一些，两个字就可以查；</li>
<li>文号写全，例如“某市监罚〔2026〕14号”，括号的样子没有关系；</li>
<li>去掉日期或者种类的限制。</li></ul>
<p>只受到警告的处罚不公示；公示期满的决定不再展示（《市场监督管理行政处罚信息公示规定》第二条、第十三条）。</p></div>`
