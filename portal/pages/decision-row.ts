import { html } from 'hono/html'
import type { PublicDecisionRow } from '../../src/disclosure/view.ts'
import { yuan } from '../../src/kernel/index.ts'
import { decisionAddress } from '../addresses.ts'
import { dayTime, type Html } from '../words.ts'

export const partyKinds: Readonly<Record<PublicDecisionRow['partyKind'], string>> = {
  person: '自然人',
  organisation: '单位',
  household: '个体工商户',
}

export const procedures: Readonly<Record<PublicDecisionRow['procedure'], string>> = {
  'ordinary-penalty': '普通程序',
  'simple-penalty': '简易程序',
}

/** Decisions as lines of a list. Of a withdrawn one nothing is shown but that it was. */
export const decisionRows = (rows: readonly PublicDecisionRow[]): Html =>
  html`<ul class="rows decisions">${rows.map((row) => (row.withdrawn === undefined ? shown(row) : gone(row.number, row.withdrawn)))}</ul>`

const shown = (row: PublicDecisionRow): Html => html`<li>
<div>
<h3><a href="${decisionAddress(row.number)}">${row.party}</a></h3>
<p>${row.violation}</p>
<p class="facts"><span>${row.number}</span><span>${dayTime(row.decidedOn)}决定</span>${row.procedure === 'simple-penalty' ? html`<span>简易程序</span>` : ''}${row.correctedOn === undefined ? '' : html`<span>${dayTime(row.correctedOn)}更正</span>`}${punctuality(row)}</p>
</div>
<p class="sum">${penaltySum(row)}</p>
</li>`

const gone = (number: string, { on, reason }: { readonly on: string; readonly reason: string }): Html => html`<li>
<div>
<h3><a href="${decisionAddress(number)}">${number}</a></h3>
<p>已于${dayTime(on)}撤回公示：${reason}</p>
</div>
</li>`

/** That it was published late, and whether late against the law or against the bureau's own promise; nothing when in time. */
export const punctuality = ({ onTime, publishedOn, dueOn }: PublicDecisionRow): Html | undefined =>
  onTime
    ? undefined
    : publishedOn > dueOn
      ? html`<span class="late">✗ 超过法定期限公示</span>`
      : html`<span class="soon">！晚于承诺，未超法定期限</span>`

/** 罚款 12,000.00 元 · 没收 800.00 元, or the kinds where there is no money in it. */
const penaltySum = ({ fine, confiscated, penalties }: PublicDecisionRow): Html => {
  const sums = [
    ...(fine > 0 ? [['罚款', fine] as const] : []),
    ...(confiscated > 0 ? [['没收', confiscated] as const] : []),
  ]
  return sums.length === 0
    ? html`${penalties.join('、')}`
    : html`${sums.map(([title, fen], place) => html`${place === 0 ? '' : html`<br>`}<span class="whole">${title} ${yuan(fen)} 元</span>`)}`
}
