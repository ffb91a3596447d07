import { html } from 'hono/html'
import type { LedgerRow, LedgerSum, LedgerView } from '../../src/disclosure/view.ts'
import { decisionAddress, listAddress } from '../addresses.ts'
import { type Frame, page } from '../layout.ts'
import { pagination } from '../pagination.ts'
import type { WrongField } from '../query.ts'
import { dayTime, figure, type Html, share } from '../words.ts'

/** 期限账: when each decision was due and when it was published, the late ones named. Nobody enters it; it is computed from the journal. */
export const ledgerPage = (frame: Frame, view: LedgerView, wrong: readonly WrongField[] = []): string => {
  const { query, sum, months, units, exceptions, rows, total } = view
  const fields = { year: query.year, unit: query.unit, late: query.late === true ? '1' : undefined }
  return page(
    frame,
    {
      title: '公示期限账',
      description: '每一份处罚决定应当何时公示、实际何时公示，逾期的逐件列出文号。',
      hidden: query.page !== undefined && query.page > 1,
    },
    html`<div class="head"><h1>公示期限账</h1>
<p class="lead">每一份处罚决定应当哪一天前公示、实际哪一天公示，都在这里，逾期的也在。数字从办案记录算出，没有人填报。</p></div>
${wrong.length === 0 ? '' : html`<div class="wrongs" role="alert"><h2>查询条件有误，下面是全部</h2><ul>${wrong.map(({ message }) => html`<li>${message}</li>`)}</ul></div>`}
${filter(view, fields)}
<section class="account" aria-labelledby="sum"><h2 class="unseen" id="sum">合计</h2>
${summary(sum)}
<p class="small muted">按时：自作出决定之日起 20 个工作日内公示（《市场监督管理行政处罚信息公示规定》第九条）；本局承诺 7 个工作日内。</p></section>
<section class="block" aria-labelledby="rows"><h2 id="rows">逐件</h2>
<div class="count"><p><strong>${figure(total)}</strong> 件</p>
<p class="inline"><a href="${listAddress(fields, '/ledger.csv')}">下载表格（CSV）</a><a href="${listAddress(fields, '/ledger.json')}">开放数据（JSON）</a></p></div>
${
  rows.length === 0
    ? html`<p class="empty">没有符合条件的决定。</p>`
    : html`<div class="scroll" role="region" aria-label="每件的期限" tabindex="0"><table><thead><tr><th scope="col">文号</th><th scope="col">承办机构</th><th scope="col">决定日期</th><th scope="col">法定期限</th><th scope="col">公示日期</th><th scope="col">结果</th></tr></thead>
<tbody>${rows.map(line)}</tbody></table></div>`
}
${pagination('/ledger', fields, view)}</section>
<section class="block" aria-labelledby="months"><h2 id="months">按月</h2>${table(
      '决定月份',
      months.map(({ month, ...of }) => [month, of] as const),
    )}</section>
<section class="block" aria-labelledby="units"><h2 id="units">按承办机构</h2>${table(
      '承办机构',
      units.map(({ name, ...of }) => [name, of] as const),
    )}</section>
<section class="block" aria-labelledby="exceptions"><h2 id="exceptions">不予公示的</h2>
${
  exceptions.length === 0
    ? html`<p>没有。</p>`
    : html`<ul class="rows">${exceptions.map(({ title, n }) => html`<li>${title}：${figure(n)} 件</li>`)}</ul>`
}
<p class="small muted">只公开件数和理由，不公开是哪一件（《市场监督管理行政处罚信息公示规定》第二条、第五条、第六条）。</p></section>`,
  )
}

const filter = (view: LedgerView, fields: Readonly<Record<string, string | number | undefined>>): Html => {
  const link = (title: string, more: Readonly<Record<string, string | number | undefined>>, on: boolean) =>
    html`<a href="${listAddress({ ...fields, ...more }, '/ledger')}"${on ? html` aria-current="true"` : ''}>${title}</a>`
  return html`<nav aria-label="筛选" class="facets"><p class="inline">${link('全部年份', { year: undefined }, view.query.year === undefined)}${view.years.map((year) => link(`${year} 年`, { year }, view.query.year === year))}</p>
<p class="inline">${link('全部', { late: undefined }, view.query.late !== true)}${link('只看逾期', { late: '1' }, view.query.late === true)}</p>
${view.query.unit === undefined ? '' : html`<p class="inline">${link('全部承办机构', { unit: undefined }, false)}</p>`}</nav>`
}

const summary = ({ due, onTime, onTarget, late, lateNow }: LedgerSum): Html =>
  due === 0
    ? html`<p class="line">还没有应当公示的决定。</p>`
    : html`<p class="line">应当公示 <strong>${figure(due)}</strong> 件，法定期限内公示 <strong>${share(onTime, due)}</strong>，承诺期限内公示 <strong>${share(onTarget, due)}</strong>，${
        late === 0
          ? '没有逾期。'
          : html`<span class="late">逾期 ${figure(late)} 件</span>，其中 ${figure(lateNow)} 件现在还没有公示。`
      }</p>`

const states: Readonly<Record<LedgerRow['state'], Html>> = {
  'on-time': html`<span class="good">✓ 按时</span>`,
  late: html`<span class="late">✗ 逾期公示</span>`,
  'late-open': html`<span class="late">✗ 逾期未公示</span>`,
  open: html`<span class="muted">还没有到期</span>`,
}

const line = (row: LedgerRow): Html =>
  html`<tr><th scope="row">${
    row.publishedOn === undefined ? row.number : html`<a href="${decisionAddress(row.number)}">${row.number}</a>`
  }</th><td>${row.unit}</td><td>${dayTime(row.decidedOn)}</td><td>${dayTime(row.dueOn)}</td><td>${
    row.publishedOn === undefined ? '' : dayTime(row.publishedOn)
  }${row.withdrawnOn === undefined ? '' : html`<br><span class="small muted">${dayTime(row.withdrawnOn)}撤回</span>`}</td><td class="whole">${states[row.state]}</td></tr>`

const table = (first: string, rows: readonly (readonly [string, LedgerSum])[]): Html =>
  html`<div class="scroll" role="region" aria-label="${first}" tabindex="0"><table><thead><tr><th scope="col">${first}</th><th scope="col">应当公示</th><th scope="col">按时</th><th scope="col">逾期</th><th scope="col">现在未公示</th></tr></thead>
<tbody>${rows.map(
    ([name, { due, onTime, late, lateNow }]) =>
      html`<tr><th scope="row">${name}</th><td>${figure(due)}</td><td>${share(onTime, due)}</td><td>${figure(late)}</td><td>${figure(lateNow)}</td></tr>`,
  )}</tbody></table></div>`
