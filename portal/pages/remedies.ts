import { html } from 'hono/html'
import {
  type Citation,
  hearingRules,
  litigationLaw,
  penaltyLaw,
  publicityRules,
  reconsiderationLaw,
  rules,
} from '../../src/kernel/index.ts'
import { type Frame, page } from '../layout.ts'
import { articles, type Html } from '../words.ts'

interface Remedy {
  readonly id: string
  readonly title: string
  readonly when: string
  /** Paragraphs. */
  readonly says: readonly string[]
  readonly where?: (frame: Frame) => string
  readonly basis: readonly Citation[]
}

const before: readonly Remedy[] = [
  {
    id: 'defence',
    title: '陈述、申辩',
    when: '收到告知书后 5 个工作日内',
    says: [
      '处罚决定作出以前，您会收到一份告知书，写明打算怎么罚、为什么、依据哪一条。您觉得不对，可以说，可以写，可以交证据。',
      '我们必须听、必须复核；说得对的必须采纳。不会因为您申辩而罚得更重。',
    ],
    where: ({ agency }) => `告知书上写的承办机构，或者${agency.address}`,
    basis: [penaltyLaw(44), penaltyLaw(45), rules(57)],
  },
  {
    id: 'hearing',
    title: '听证',
    when: '收到告知书后 5 个工作日内提出',
    says: [
      '拟处罚较重的，您可以要求听证：责令停产停业、责令关闭、限制从业，降低资质等级、吊销许可证件或者营业执照，对个人罚款一万元以上、对单位罚款十万元以上，没收的数额达到同样标准，等等。省里另有数额规定的，按省里的规定；告知书会写明您有没有这项权利。',
      '听证不收费。您可以自己来，也可以请一至两个人代理。主持人不是办案人员。举行七个工作日前通知您时间和地点。',
    ],
    basis: [penaltyLaw(63), penaltyLaw(64), hearingRules(5), hearingRules(7)],
  },
]

const after: readonly Remedy[] = [
  {
    id: 'reconsideration',
    title: '行政复议',
    when: '知道处罚决定之日起 60 日内',
    says: [
      '由人民政府的复议机构重新审查处罚合不合法、适当不适当。不收费。一般在受理后 60 日内作出决定，情况复杂的可以延长 30 日。',
      '当场作出的处罚（简易程序），必须先申请复议，对复议决定不服再起诉；申请书也可以交给我们转送。',
    ],
    where: ({ agency }) => agency.reconsideration,
    basis: [
      reconsiderationLaw(20),
      reconsiderationLaw(23, 1, 1),
      reconsiderationLaw(24),
      reconsiderationLaw(32),
      reconsiderationLaw(62),
      reconsiderationLaw(87),
    ],
  },
  {
    id: 'litigation',
    title: '行政诉讼',
    when: '知道处罚决定之日起 6 个月内',
    says: [
      '直接向人民法院起诉，被告是作出决定的机关。',
      '先申请了复议的，收到复议决定书之日起 15 日内起诉；复议机关到期没有作出决定的，期满之日起 15 日内起诉。',
    ],
    where: ({ agency }) => agency.court,
    basis: [litigationLaw(26), litigationLaw(45), litigationLaw(46)],
  },
]

const more: readonly Remedy[] = [
  {
    id: 'execution',
    title: '复议、诉讼期间，罚款要先交吗',
    when: '一般要按决定书写的期限履行',
    says: [
      '复议和诉讼期间，处罚不停止执行，法律另有规定的除外。复议或者诉讼期间，加处的罚款不计算。',
      '确有困难的，可以书面申请延期或者分期缴纳。',
    ],
    basis: [penaltyLaw(66), penaltyLaw(73)],
  },
  {
    id: 'correction',
    title: '公示的内容有错',
    when: '随时',
    says: [
      '有证据证明公示的信息不准确的，您有权要求更正。决定被变更、撤销、确认违法或者无效的，我们在三个工作日内撤回公示并说明理由。',
    ],
    where: ({ agency }) => `${agency.address}，${agency.phone}`,
    basis: [publicityRules(11), publicityRules(12)],
  },
  {
    id: 'early-end',
    title: '申请提前停止公示',
    when: '公示达到规定的时间以后',
    says: [
      '已经自觉履行、已经消除危害后果和不良影响、没有因同类行为再次受罚，并且不在经营异常名录和严重违法失信名单里的，可以申请。责令停产停业、吊销证照等较重的处罚除外。',
    ],
    basis: [publicityRules(13), publicityRules(14)],
  },
  {
    id: 'report',
    title: '申诉、检举',
    when: '随时',
    says: ['对我们实施处罚的行为，任何人都可以申诉或者检举。我们应当认真审查，有错就改。'],
    basis: [penaltyLaw(75, 2)],
  },
]

const groups = [
  { title: '决定作出以前', remedies: before },
  { title: '决定作出以后', remedies: after },
  { title: '还可以', remedies: more },
] as const

export const remediesPage = (frame: Frame): string =>
  page(
    frame,
    { title: '权利救济', description: '收到告知书或者处罚决定，觉得不对，可以做什么，多久以内，找谁。' },
    html`<p class="back"><a href="/guide">办事指南</a></p>
<div class="head"><h1>不服怎么办</h1>
<p class="lead">这些权利是法律给您的，用不用由您决定。先看期限：过了期限，多数权利就没有了。</p></div>
<nav class="toc" aria-label="本页内容">${groups.flatMap(({ remedies }) => remedies.map(({ id, title }) => html`<a href="#${id}">${title}</a>`))}</nav>
${groups.map(({ title, remedies }) => html`<section class="block"><h2>${title}</h2><ul class="ways two">${remedies.map((remedy) => card(frame, remedy))}</ul></section>`)}
<section class="block"><h2>日子怎么数</h2><div class="prose"><p>开始的那一天不算，从第二天数起。最后一天是节假日的，顺延到节假日后的第一天。决定书页面上已经把每个日期替您算好。</p>
<p class="basis">${articles([rules(80)])}</p></div></section>`,
  )

const card = (
  frame: Frame,
  { id, title, when, says, where, basis }: Remedy,
): Html => html`<li id="${id}"><h3>${title}</h3>
<p class="when">${when}</p>
${says.map((paragraph) => html`<p>${paragraph}</p>`)}
${where === undefined ? '' : html`<p>找谁：${where(frame)}</p>`}
<p class="basis">${articles(basis)}</p></li>`
