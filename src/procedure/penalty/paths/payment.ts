import { z } from 'zod'
import { type Amount, dayOf, days, daysBetween, months, workingDaysBetween } from '../../../calendar/index.ts'
import { compulsionLaw, penaltyLaw, type Refusal, refusal, rules, yuan } from '../../../kernel/index.ts'
import { act, type Gate, type Question } from '../../act.ts'
import { choice, day, files, list, longText, money, text } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { handlers } from '../../standing.ts'
import type { Strand } from '../../state.ts'
import { decisionServed } from '../gates.ts'
import { matter } from '../matter.ts'
import { openMoney, openOf, type PaymentData, paymentDue, paymentOf } from '../money.ts'
import { ofParty, shareOf, titleFor } from '../shares.ts'

const stages = ['performance']

const nothingOpen = refusal('nothing-open', '本案没有未缴的罚没款', { basis: [rules(72)] })

const unpaid: Gate = {
  name: 'unpaid',
  title: '罚没款还没有缴清',
  basis: [rules(72)],
  test: ({ state }) => (openMoney(state) > 0 ? [] : [nothingOpen]),
}

/** What is asked of a payment that is still open: in a joint case, of the party's own. */
const onOpenPayment = { kind: 'payment', from: ['open'], to: 'open', none: nothingOpen } as const

const openIn = (strand: Strand | undefined): number =>
  strand === undefined ? 0 : openOf(strand.data as unknown as PaymentData)

const overdue: Gate = {
  name: 'overdue',
  title: '缴款期限已过',
  basis: [rules(72, 1), rules(75)],
  test: ({ state, strand, facts }) => {
    const due = paymentDue(state, strand, facts.calendar, facts.now)
    return due === undefined || due.late
      ? []
      : [refusal('not-overdue', `缴款期限到 ${due.dueDay} 届满，期满前不能加处罚款或者催告`, { basis: [rules(72, 1)] })]
  },
}

interface Plan {
  readonly way: 'deferral' | 'instalments'
  readonly plan: readonly { readonly on: string; readonly amount: number }[]
}

const planRefusals = (plan: Plan['plan'], { state, strand, at, facts }: Question): readonly Refusal[] => {
  const basis = [rules(74), penaltyLaw(66)]
  const sum = plan.reduce((total, { amount }) => total + amount, 0)
  const due = paymentDue(state, strand, facts.calendar, facts.now)?.dueDay
  const open = openIn(strand)
  const last = plan.at(-1)?.on ?? ''
  return [
    ...(sum === open
      ? []
      : [
          refusal('plan-does-not-add-up', `各期金额合计 ${yuan(sum)} 元，应当等于未缴的 ${yuan(open)} 元`, {
            field: 'plan',
            basis,
          }),
        ]),
    ...(plan.some(({ on }, n) => n > 0 && on <= (plan[n - 1]?.on ?? ''))
      ? [refusal('plan-out-of-order', '各期日期应当从早到晚', { field: 'plan' })]
      : []),
    ...((plan[0]?.on ?? '') <= dayOf(at)
      ? [refusal('plan-in-the-past', '缴纳日期应当晚于今天', { field: 'plan' })]
      : []),
    ...(due !== undefined && last <= due
      ? [
          refusal('plan-ends-before-due', `最后一期应当晚于原缴款期限 ${due}；否则不需要延期或者分期`, {
            field: 'plan',
            basis,
          }),
        ]
      : []),
  ]
}

/** 延期、分期缴纳罚款 (程序规定 art. 74): on a written application, approved, told in writing. */
const instalments = matter<Plan & { readonly files: readonly unknown[] } & Record<string, unknown>>({
  name: 'payment-plan',
  title: '延期（分期）缴纳罚款',
  purpose: '当事人确有经济困难并书面申请的，经批准可以暂缓或者分期缴纳',
  basis: [rules(74), penaltyLaw(66)],
  stages,
  about: {
    kind: 'payment',
    from: ['open'],
    none: nothingOpen,
    titled: (title, about, { dossier }) => titleFor(title, dossier, about.data.party),
  },
  gates: [decisionServed],
  data: z.strictObject({
    way: choice('方式', { deferral: '延期一次缴纳', instalments: '分期缴纳' }),
    plan: list('缴纳计划', z.strictObject({ on: day('缴纳日期'), amount: money('金额') }), { min: 1, max: 36 }),
    files: files('当事人的书面申请和困难证明', { min: 1 }),
  }),
  checks: [
    (question) => [
      ...planRefusals(question.data.plan, question),
      ...(question.data.way === 'deferral' && question.data.plan.length > 1
        ? [refusal('deferral-in-parts', '延期缴纳只有一期；多期的请选择“分期缴纳”', { field: 'way' })]
        : []),
    ],
  ],
  grantable: ({ asked, at }) =>
    (asked.plan.at(-1)?.on ?? '') > dayOf(at)
      ? []
      : [
          refusal(
            'plan-is-past',
            '申请的缴纳日期都已经过去，不能再批准，请选择“不同意”并说明；需要的，由当事人重新申请',
            {
              field: 'answer',
              basis: [rules(74), penaltyLaw(66)],
            },
          ),
        ],
  papers: [{ form: 47, number: '缓', served: true }],
  extends: ({ asked, about, state, facts }) => {
    const due = paymentDue(state, about, facts.calendar, facts.now)?.dueDay
    const last = asked.plan.at(-1)?.on
    return due === undefined || last === undefined || last <= due
      ? undefined
      : { limit: 'payment', amount: days(daysBetween(due, last)), ...(about === undefined ? {} : { strand: about.id }) }
  },
  known: ({ strand }) => ({ way: 'instalments', plan: [{ amount: openIn(strand) }], files: [] }),
})

/** Days of lateness that count: those in which reconsideration or a suit ran don't (行政处罚法 art. 73 (3)). */
export const daysLate = ({ state, strand: payment, facts, at }: Question): number => {
  const due = paymentDue(state, payment, facts.calendar, facts.now)?.dueDay
  if (due === undefined || dayOf(at) <= due) return 0
  const spared = state.strands
    .filter(({ kind, data }) => kind === 'remedy' && data.party === payment?.data.party)
    .reduce((sum, strand) => {
      const [, from = due] = [dayOf(strand.openedAt), due].sort()
      const until = strand.state === 'running' || strand.state === 'stayed' ? dayOf(at) : dayOf(strand.changedAt)
      return sum + Math.max(0, daysBetween(from, until))
    }, 0)
  return Math.max(0, daysBetween(due, dayOf(at)) - spared)
}

/**
 * The most that may be added by today (程序规定 art. 75): three per cent a day of the fine that is still unpaid, and never more than
 * the fine. In fen. On the unpaid part, as the reading that is better for the party.
 */
export const surchargeLimit = (question: Question): number => {
  const payment = question.strand?.data as unknown as PaymentData | undefined
  if (payment === undefined) return 0
  const open = Math.max(0, openOf({ ...payment, surcharge: 0 }))
  const unpaidFine = Math.min(payment.fine, open)
  return Math.min(payment.fine, Math.floor((unpaidFine * 3 * daysLate(question)) / 100))
}

/** From the day on which the plan was granted, whatever moved its strand since, through three months after its last day. */
const untilThreeMonthsAfter = ({ data }: Strand): Amount => {
  const granted = dayOf(String(data.answeredAt))
  const last = (data.asked as Plan).plan.at(-1)?.on ?? granted
  return days(daysBetween(granted, Temporal.PlainDate.from(last).add({ months: 3 }).toString()))
}

const addSurcharge = act('add-surcharge', {
  title: '加处罚款',
  purpose: '当事人逾期不缴纳罚款的，每日按罚款数额的百分之三加处罚款，总额不超过罚款数额',
  basis: [rules(75), penaltyLaw(72, 1, 1)],
  stages,
  by: handlers({ basis: [rules(75)] }),
  gates: [unpaid, overdue],
  on: {
    kind: 'payment',
    from: ['open'],
    to: 'open',
    keep: ({ data, at }) => ({ surcharge: data.amount, surchargeUntil: dayOf(at) }),
  },
  data: z.strictObject({
    amount: money('截至今天的加处罚款总额', { hint: '少于可以加处的上限时，写明理由' }),
    reasons: longText('计算说明', { hint: '写起算日、天数、比例和算式', max: 1000 }),
  }),
  checks: [
    (question) => {
      const { data } = question
      const payment = question.strand?.data as unknown as PaymentData | undefined
      const fine = payment?.fine ?? 0
      const most = surchargeLimit(question)
      return [
        ...(data.amount > fine
          ? [
              refusal('surcharge-above-fine', `加处罚款不得超出罚款的数额 ${yuan(fine)} 元`, {
                field: 'amount',
                basis: [rules(75), penaltyLaw(72, 1, 1)],
              }),
            ]
          : data.amount > most
            ? [
                refusal(
                  'surcharge-too-high',
                  `逾期 ${daysLate(question)} 日，最多可以加处 ${yuan(most)} 元（每日百分之三）`,
                  { field: 'amount', basis: [rules(75)] },
                ),
              ]
            : []),
        ...(data.amount < (payment?.surcharge ?? 0)
          ? [refusal('surcharge-lowered', '加处罚款不能少于已经登记的数额', { field: 'amount' })]
          : []),
      ]
    },
  ],
  record: (question) => ({ days: daysLate(question), most: surchargeLimit(question) }),
  sentence: ({ input, record }) =>
    `逾期 ${String(record.days)} 日，${input.amount === 0 ? `暂不加处罚款：${input.reasons}` : `加处罚款 ${yuan(input.amount)} 元`}`,
  known: (question) => ({
    amount: surchargeLimit(question),
    reasons: `逾期 ${daysLate(question)} 日，按未缴罚款每日百分之三计算。`,
  }),
})

/** 催告 (程序规定 art. 76; 行政强制法 art. 54): ten working days to perform, before the court is asked. */
const demand = act('demand-performance', {
  title: '催告履行',
  purpose: '当事人逾期不履行的，书面催告；收到催告书十个工作日后仍不履行的，可以申请人民法院强制执行',
  basis: [rules(76, 1), compulsionLaw(54)],
  stages,
  by: handlers({ basis: [rules(76, 1)] }),
  on: onOpenPayment,
  gates: [decisionServed, overdue],
  data: z.strictObject({
    explanation: longText('催告内容', {
      hint: '用当事人看得懂的话写要做什么、到哪一天、不做会怎样',
      max: 2000,
      'x-templates': ['请自收到本催告书之日起十个工作日内履行处罚决定；你（单位）有权进行陈述和申辩。'],
    }),
  }),
  papers: [{ form: 48, number: '催', served: true }],
  record: ({ strand }) => ({
    open: openIn(strand),
    surcharge: (strand?.data as unknown as PaymentData | undefined)?.surcharge ?? 0,
  }),
  sentence: ({ papers }) => `制作履行催告书${papers[0]?.number?.text ?? ''}`,
})

/** The demand was served, and ten working days after it nothing was done. */
const demanded: Gate = {
  name: 'demanded',
  title: '催告书送达已满十个工作日',
  basis: [rules(76, 1), compulsionLaw(54)],
  test: ({ state, strand, facts }) => {
    const basis = [rules(76, 1), compulsionLaw(54)]
    const paper = state.papers.findLast(({ form, party }) => form === 48 && party === strand?.data.party)
    const served = state.strands.find(
      ({ kind, data, state: now }) => kind === 'service' && data.paper === paper?.id && now === 'served',
    )
    if (served === undefined) return [refusal('not-demanded', '请先制作并送达履行催告书', { basis })]
    const passed = workingDaysBetween(dayOf(String(served.data.servedAt)), dayOf(facts.now), facts.calendar)
    return passed > 10
      ? []
      : [refusal('demand-too-fresh', `催告书送达后第 ${passed} 个工作日，满十个工作日后才能申请强制执行`, { basis })]
  },
}

/** No remedy was sought in time, or it has ended: sixty days for reconsideration, six months for a suit. */
const remediesOver: Gate = {
  name: 'remedies-over',
  title: '复议、诉讼期限已过',
  basis: [rules(76, 1), compulsionLaw(53)],
  test: ({ state, strand, at }) => {
    const basis = [rules(76, 1), compulsionLaw(53)]
    const sought = state.strands.filter(({ kind, data }) => kind === 'remedy' && data.party === strand?.data.party)
    if (sought.some(({ state: now }) => now === 'running' || now === 'stayed'))
      return [refusal('remedy-running', '行政复议或者行政诉讼还没有结束，不能申请强制执行', { basis })]
    if (sought.length > 0) return []
    const served = shareOf(state.dossier, strand?.data.party)?.decision?.servedAt
    const end = served === undefined ? undefined : Temporal.PlainDate.from(dayOf(served)).add({ months: 6 }).toString()
    return end === undefined || dayOf(at) > end
      ? []
      : [refusal('remedies-open', `当事人提起行政诉讼的期限到 ${end} 届满，届满后才能申请强制执行`, { basis })]
  },
}

/** 申请人民法院强制执行 (程序规定 art. 76; 行政强制法 art. 53–55). */
const applyToCourt = act('apply-to-court', {
  title: '申请法院强制执行',
  purpose: '当事人不申请复议、不起诉又不履行，经催告仍不履行的，自期限届满之日起三个月内申请人民法院强制执行',
  basis: [rules(76), compulsionLaw(53), compulsionLaw(55), penaltyLaw(72, 1, 4)],
  stages,
  by: handlers({ atLeast: 2, basis: [rules(76)] }),
  on: onOpenPayment,
  gates: [decisionServed, demanded, remediesOver],
  data: z.strictObject({
    officers: z.array(z.string()).min(2, '办案人员不得少于两人').meta({ title: '经办人', 'x-widget': 'officers' }),
    situation: longText('当事人的意见及催告情况', {
      hint: '写催告何时送达、当事人提出过什么意见、怎样答复',
      max: 3000,
    }),
    subject: longText('申请强制执行的标的情况', { hint: '写已知的财产、账户和线索', max: 2000 }),
  }),
  papers: [{ form: 49, number: '强执申' }],
  opens: ({ state, strand }) => [
    {
      kind: 'court',
      title: titleFor('申请法院强制执行', state.dossier, strand?.data.party),
      data: { open: openIn(strand), ...ofParty(state.dossier, strand?.data.party as string | undefined) },
    },
  ],
  // The three months after a plan end with the application.
  moves: ({ state, strand }) =>
    state.strands
      .filter(({ kind, state: now, data }) => kind === 'payment-plan' && now === 'granted' && data.about === strand?.id)
      .map(({ id, state: now }) => ({ id, state: now })),
  record: ({ strand, facts }) => ({
    open: openIn(strand),
    surcharge: (strand?.data as unknown as PaymentData | undefined)?.surcharge ?? 0,
    court: facts.agency.court,
  }),
  sentence: () => '申请人民法院强制执行',
  known: ({ state, strand }) => ({
    officers: state.dossier.handlers.map(({ id }) => id),
    subject: `未缴罚没款 ${yuan(openIn(strand))} 元。`,
  }),
})

const recordCourt = act('record-court-answer', {
  title: '登记法院裁定',
  purpose: '登记人民法院受理、准予或者不准予执行、终结执行的裁定',
  basis: [compulsionLaw(56), compulsionLaw(57), rules(77, 1, 2)],
  stages,
  by: handlers(),
  on: { kind: 'court', from: ['applied', 'granted'], to: ({ data }) => data.answer },
  data: z.strictObject({
    answer: choice('裁定', { granted: '准予强制执行', refused: '不予受理或者不准予执行', ended: '终结执行' }),
    document: text('裁定书文号', { max: 100 }),
    note: longText('情况', { hint: '写何时、因为什么、有什么凭据', max: 2000 }),
    files: files('裁定书', { min: 1 }),
  }),
  // What the court has closed is not waited for any more: the case may be closed for that.
  moves: ({ data, state, strand }) => {
    const payment = paymentOf(state, strand?.data.party)
    return data.answer === 'ended' && payment?.strand.state === 'open'
      ? [{ id: payment.strand.id, state: 'cancelled', keep: { writtenOff: openOf(payment.data), for: data.document } }]
      : []
  },
  sentence: ({ input }) => `人民法院裁定${input.document}`,
})

export const refundPayment = act('refund-payment', {
  title: '退还多缴款项',
  purpose: '处罚决定被变更或者撤销后，将多缴的款项退还当事人',
  basis: [penaltyLaw(74, 2), rules(72)],
  stages: ['service', 'performance', 'investigation', 'on-the-spot'],
  by: handlers(),
  on: {
    kind: 'payment',
    from: ['overpaid'],
    to: 'paid',
    keep: ({ strand, data }) => {
      const payment = strand.data as unknown as PaymentData
      return { refunded: (payment.refunded ?? 0) - openOf(payment), refundReceipt: data.receipt }
    },
  },
  data: z.strictObject({ on: day('退还日期'), receipt: text('凭证号码', { max: 50 }), files: files('凭证') }),
  sentence: ({ input }) => `退还多缴款项（凭证 ${input.receipt}）`,
  known: ({ at }) => ({ on: dayOf(at), files: [] }),
})

/** 缴款之外的执行: plan, surcharge, demand, court (程序规定 ch. 5). */
export const payment: Extension = {
  title: '缴款和强制执行',
  acts: [...instalments.acts, addSurcharge, demand, applyToCourt, recordCourt, refundPayment],
  strands: [
    instalments.strand,
    {
      kind: 'court',
      title: '强制执行',
      states: { applied: '已申请', granted: '准予执行', refused: '不予执行', ended: '终结执行' },
      initial: 'applied',
      next: { applied: 'record-court-answer', granted: 'record-court-answer' },
    },
  ],
  limits: [
    {
      name: 'court-application',
      title: '申请法院强制执行',
      // Six months in which the party may sue, and three months after them (程序规定 art. 76; 行政诉讼法 art. 46).
      amount: months(9),
      basis: [rules(76, 1), compulsionLaw(53)],
      startTitle: '收到处罚决定书（起诉期限六个月，届满之日起三个月内）',
      strand: 'payment',
      of: ({ state }) => state === 'open',
      from: ['serve', 'service-deemed'],
      when: (done, state) =>
        !state.strands.some(
          ({ kind, state: now, data }) => kind === 'payment-plan' && now === 'granted' && data.about === done.strand,
        ),
      until: ['apply-to-court', 'propose-closing'],
      right: true,
    },
    {
      // With a plan the three months begin when it ends (程序规定 art. 76 (2); 行政处罚法 art. 72 (2)).
      name: 'court-application-after-plan',
      title: '申请法院强制执行',
      amount: untilThreeMonthsAfter,
      basis: [rules(76, 2), penaltyLaw(72, 2)],
      startTitle: '批准延期、分期缴纳（自其期限结束之日起三个月内）',
      strand: 'payment-plan',
      of: ({ state }) => state === 'granted',
      from: ['answer-payment-plan'],
      until: ['apply-to-court', 'propose-closing'],
      right: true,
    },
  ],
}
