import { html } from 'hono/html'
import type { PublicRecordList } from '../../src/disclosure/view.ts'
import { law, litigationLaw, penaltyLaw, reconsiderationLaw, rules } from '../../src/kernel/index.ts'
import { type Frame, page } from '../layout.ts'
import { articles, dayTime, figure, type Html } from '../words.ts'

type Row = PublicRecordList['rows'][number]

const path = '/recording'

/** 音像记录事项清单: what is recorded of which act, how it is kept, how a party asks for it, and what the list said before. */
export const recordingPage = (
  frame: Frame,
  lists: readonly PublicRecordList[],
  shown: PublicRecordList | undefined,
): string => {
  const current = lists.find(({ current: now }) => now)
  return page(
    frame,
    {
      title: '音像记录事项清单',
      description: '执法时哪些要录音录像，从什么时候录到什么时候，保存多久，当事人怎样查看。',
    },
    html`<p class="back"><a href="/guide">办事指南</a></p>
<div class="head"><h1>音像记录事项清单</h1>
<p class="lead">执法人员做下面这些事，要用录像、录音或者照片记下来：既管住执法的人，也为您留下证据。没有录的，要写明原因，由局负责人批准。</p></div>
${shown === undefined ? html`<p class="empty">清单还没有公布。</p>` : listed(shown, current)}
<section class="block" aria-labelledby="yours"><h2 id="yours">录了您，您可以怎样</h2><div class="prose">
<p>录之前会告诉您正在录。录下的内容从录制的那一刻起逐段封存，谁也不能换；看过的人、目的和时间都有记录。</p>
<p>需要查看或者取得复制件的，带身份证件（代理人另带授权委托书，律师带执业证）到${frame.agency.address}办公室，或者致电${frame.agency.phone}，写明要哪个案件、哪一段、做什么用。由局负责人批准；涉及他人隐私、商业秘密的部分可能遮蔽，不准许的会写明理由。</p>
<p>复议、诉讼期间，也可以请复议机关、人民法院调取。</p>
<p class="basis">${articles([rules(25), rules(78), penaltyLaw(47), penaltyLaw(50), reconsiderationLaw(47), litigationLaw(32), litigationLaw(40), law('个人信息保护法')(45)])}</p></div></section>
${lists.length === 0 ? '' : history(lists, shown)}`,
  )
}

const listed = (list: PublicRecordList, current: PublicRecordList | undefined): Html => {
  const groups = [...Map.groupBy(list.rows, ({ act }) => act)]
  return html`${list === current ? '' : html`<p class="notice">这是${list.until === undefined ? '还没有施行' : '以前'}的一版。${current === undefined ? '' : html`<a href="${path}">看现在的清单</a>`}</p>`}
<p class="facts"><span>${dayTime(list.from)}起施行</span>${list.until === undefined ? '' : html`<span>到${dayTime(list.until)}为止</span>`}<span>${figure(list.rows.length)} 项</span>${list.filings.map(({ to, on, number }) => html`<span>${dayTime(on)}报${to}备案${number === undefined ? '' : `（${number}）`}</span>`)}</p>
<p class="small">每一处间断不超过 ${list.gap} 秒、开始和结束相差不超过 ${list.edge} 秒的，算作连续。</p>
<nav class="toc" aria-label="执法行为">${groups.map(([act], n) => html`<a href="#act-${n + 1}">${act}</a>`)}</nav>
${groups.map(
  ([act, rows], n) => html`<section class="block" aria-labelledby="act-${n + 1}"><h2 id="act-${n + 1}">${act}</h2>
<ul class="rows">${rows.map(item)}</ul></section>`,
)}`
}

const item = (
  row: Row,
): Html => html`<li><h3>${row.situation}：${row.required}${row.media === '' ? '' : `，${row.media}`}</h3>
<p class="small">从${row.begins}，到${row.ends}。</p>
${row.seen.length === 0 ? '' : html`<p class="small">应当看到：${row.seen.join('、')}。</p>`}
${row.said.length === 0 ? '' : html`<p class="small">应当说到：${row.said.join('、')}。</p>`}
<p class="facts"><span>保存：${row.storage}</span><span>检查：${row.checker}</span></p>
<details><summary>设备和依据</summary><p class="small">${row.equipment}。${row.usage}</p><p class="small">依据：${[...row.basis, ...(row.document === undefined ? [] : [row.document])].join('；')}</p></details></li>`

const history = (lists: readonly PublicRecordList[], shown: PublicRecordList | undefined): Html =>
  html`<section class="block" aria-labelledby="history"><h2 id="history">历次清单</h2><ul class="rows">${lists.map(
    (list) =>
      html`<li><h3><a href="${path}?version=${list.version}"${list === shown ? html` aria-current="true"` : ''}>第 ${list.version} 版</a>${list.current ? '（现行）' : ''}</h3>
<p class="facts"><span>${dayTime(list.from)}起${list.until === undefined ? '' : html`，到${dayTime(list.until)}为止`}</span><span>${figure(list.rows.length)} 项</span>${list.reason === '' ? '' : html`<span>${list.reason}</span>`}</p></li>`,
  )}</ul></section>`
