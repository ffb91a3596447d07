import { html } from 'hono/html'
import type { DecisionList, PublicOfficer } from '../../src/disclosure/view.ts'
import { listAddress } from '../addresses.ts'
import { type Frame, page } from '../layout.ts'
import { figure } from '../words.ts'
import { decisionRows } from './decision-row.ts'
import { searchBox } from './home.ts'
import { officerRows } from './officers.ts'

/** What the one box found, by kind; an empty box only asks. */
export const searchPage = (
  frame: Frame,
  q: string,
  found:
    | {
        readonly decisions: DecisionList
        readonly officers: { readonly rows: readonly PublicOfficer[]; readonly total: number }
      }
    | undefined,
): string =>
  page(
    frame,
    { title: q === '' ? '查询' : `查询：${q}`, hidden: true },
    html`<div class="head"><h1>查询</h1></div>
${searchBox({ value: q, large: false })}
${found === undefined ? html`<p class="block">请输入文号、企业名称、统一社会信用代码、执法人员姓名或者证号，也可以粘贴文书二维码里的网址。</p>` : results(q, found)}`,
  )

const results = (
  q: string,
  {
    decisions,
    officers,
  }: {
    readonly decisions: DecisionList
    readonly officers: { readonly rows: readonly PublicOfficer[]; readonly total: number }
  },
) =>
  decisions.total + officers.total === 0
    ? html`<div class="block empty"><h2>没有查到“${q}”</h2><p>名称写短一些，两个字就可以查；文号、代码、证号请写全。</p></div>`
    : html`${
        decisions.total === 0
          ? ''
          : html`<section class="block" aria-labelledby="found-decisions"><h2 id="found-decisions">决定（${figure(decisions.total)} 件${decisions.more ? '以上' : ''}）</h2>
${decisionRows(decisions.rows.slice(0, 10))}
${decisions.total > 10 ? html`<p class="pages"><a href="${listAddress({ q })}">全部 ${figure(decisions.total)} 件</a></p>` : ''}</section>`
      }${
        officers.total === 0
          ? ''
          : html`<section class="block" aria-labelledby="found-officers"><h2 id="found-officers">执法人员（${figure(officers.total)} 人）</h2>
${officerRows(officers.rows.slice(0, 10))}
${officers.total > 10 ? html`<p class="pages"><a href="${listAddress({ q }, '/officers')}">全部 ${figure(officers.total)} 人</a></p>` : ''}</section>`
      }`
