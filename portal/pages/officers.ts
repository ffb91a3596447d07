import { html } from 'hono/html'
import type { PortalSource, PublicOfficer } from '../../src/disclosure/view.ts'
import { type Frame, page } from '../layout.ts'
import { pagination } from '../pagination.ts'
import type { WrongField } from '../query.ts'
import { dayTime, figure, type Html } from '../words.ts'

type Officers = Awaited<ReturnType<PortalSource['officers']>>

const states: Readonly<
  Record<
    PublicOfficer['state'],
    { readonly sign: string; readonly title: string; readonly tone: string; readonly means: string }
  >
> = {
  valid: { sign: '✓', title: '证件有效', tone: 'good', means: '可以执法。检查、调查时不少于两人，会主动出示证件。' },
  expired: { sign: '✗', title: '证件已过期', tone: 'late', means: '换发新证以前不能执法。' },
  suspended: { sign: '✗', title: '暂停执法', tone: 'late', means: '证件被暂扣，恢复以前不能执法。' },
  none: {
    sign: '–',
    title: '没有执法证',
    tone: 'muted',
    means: '执法辅助人员，只能协助，不能单独执法，不能作出处罚。',
  },
}

export const officersPage = (frame: Frame, q: string | undefined, found: Officers): string =>
  page(
    frame,
    { title: '执法人员', description: '按姓名或者执法证号核对上门人员的身份。' },
    html`${head}
${form(q ?? '', undefined)}
<section class="block" aria-labelledby="results"><h2 id="results">${q === undefined ? '全部执法人员和辅助人员' : `“${q}”的查询结果`}</h2>
<p class="count">${figure(found.total)} 人</p>
${found.rows.length === 0 ? empty(frame) : officerRows(found.rows)}
${pagination('/officers', { q }, found)}
</section>
${explained}`,
  )

export const wrongOfficersPage = (frame: Frame, q: string, [wrong]: readonly WrongField[]): string =>
  page(frame, { title: '查询条件有误', hidden: true }, html`${head}${form(q, wrong?.message)}`)

export const officerRows = (rows: readonly PublicOfficer[]): Html => html`<ul class="rows">${rows.map(officer)}</ul>`

const officer = ({ name, sex, unit, kind, certificate, until, state }: PublicOfficer): Html => {
  const { sign, title, tone } = states[state]
  return html`<li><h3>${name}</h3>
<p><span class="${tone}">${sign} ${title}</span>${until === undefined ? '' : html`，有效期至${dayTime(until)}`}</p>
<p class="facts">${certificate === undefined ? '' : html`<span>执法证号 ${certificate}</span>`}<span>${unit}</span><span>${kind === 'officer' ? '执法人员' : '执法辅助人员'}</span>${sex === undefined ? '' : html`<span>${sex}</span>`}</p></li>`
}

const head = html`<div class="head"><h1>执法人员</h1>
<p class="lead">有人上门执法？问他的姓名或者看他的执法证号，在这里核对。对不上的，可以拒绝检查，并打电话告诉我们。</p>
<p class="inline"><a href="/officers/check">他正在用手机亮证？输入动态码当面核对</a><a href="/changes/personnel">人员变动公告</a></p></div>`

const form = (q: string, wrong: string | undefined): Html =>
  html`<form class="seek" role="search" aria-label="查执法人员" action="/officers" method="get">
<div class="field"><label for="q">姓名或者执法证号</label>
<input id="q" name="q" type="search" maxlength="100" autocomplete="off" value="${q}"${wrong === undefined ? '' : html` aria-invalid="true" aria-describedby="q-wrong"`}>${wrong === undefined ? '' : html`<p class="wrong" id="q-wrong">${wrong}</p>`}</div>
<button>核对</button></form>`

const empty = ({ agency }: Frame): Html => html`<div class="empty"><h3>没有这个人</h3>
<p>请核对姓名和证号。确实查不到的，他不是本局的执法人员，您可以拒绝，并拨打 <strong>${agency.phone}</strong> 告诉我们。</p></div>`

const explained = html`<section class="block" aria-labelledby="states"><h2 id="states">这些状态是什么意思</h2>
<dl class="terms">${Object.values(states).map(({ sign, title, tone, means }) => html`<div><dt><span class="${tone}">${sign} ${title}</span></dt><dd>${means}</dd></div>`)}</dl>
<p class="basis block">执法人员不少于两人，应当主动出示执法证件；不出示的，您有权拒绝接受调查或者检查（《行政处罚法》第五十五条）。</p></section>`
