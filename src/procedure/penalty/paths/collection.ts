import { z } from 'zod'
import { dayOf, workingDays } from '../../../calendar/index.ts'
import { penaltyLaw, refusal, rules, yuan } from '../../../kernel/index.ts'
import { act, type Gate } from '../../act.ts'
import { choice, files, instant, money, officers, text } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { byRole, handlers } from '../../standing.ts'
import { decisionServed } from '../gates.ts'
import { openMoney, openOf, type PaymentData } from '../money.ts'
import { refsOf } from '../refs.ts'

const basis = [rules(72), penaltyLaw(68), penaltyLaw(69)]
const onTheSpot = [rules(73), penaltyLaw(71)]

const grounds = {
  small: '当场处以一百元以下罚款',
  'hard-later': '当场处罚，不当场收缴事后难以执行',
  remote: '边远、水上、交通不便地区，当事人缴纳确有困难并提出',
} as const

/** Fen up to which a fine that was decided on the spot may be taken on the spot for no other reason. */
const small = 10_000

const owed: Gate = {
  name: 'fine-owed',
  title: '罚款还没有缴纳',
  basis,
  test: ({ state }) =>
    openMoney(state) > 0 ? [] : [refusal('nothing-open', '本案没有未缴的罚款', { basis: [rules(72)] })],
}

/** 当场收缴罚款 (程序规定 art. 72; 行政处罚法 art. 68–70): the three cases of the law, and never without the treasury's receipt. */
const collect = act('collect-on-the-spot', {
  title: '当场收缴罚款',
  purpose: '符合法定情形的，由办案人员当场收缴罚款，出具财政部门统一制发的专用票据',
  basis: [...basis, penaltyLaw(70)],
  stages: ['service', 'performance'],
  by: handlers({ atLeast: 2, basis: [rules(72), penaltyLaw(42)] }),
  gates: [decisionServed, owed],
  on: {
    kind: 'payment',
    from: ['open'],
    to: ({ data, strand }) => (openOf(strand.data as unknown as PaymentData) - data.amount <= 0 ? 'paid' : 'open'),
    keep: ({ data, strand, at }) => ({
      paid: [
        ...(strand.data as unknown as PaymentData).paid,
        { amount: data.amount, on: dayOf(at), receipt: data.receipt },
      ],
    }),
  },
  data: z.strictObject({
    officers: officers('收缴人'),
    ground: choice('可以当场收缴的情形', grounds),
    requested: z
      .boolean()
      .optional()
      .meta({
        title: '当事人已提出当场缴纳',
        'x-widget': 'yes-no',
        'x-when': { field: 'ground', is: 'remote' },
      }),
    where: choice('收缴地点', { land: '陆上', water: '水上' }),
    amount: money('收缴金额'),
    issuer: choice('票据制发机关', { treasury: '国务院财政部门', province: '省级财政部门' }),
    receipt: text('专用票据号码', { max: 50, hint: '不出具专用票据的，当事人有权拒绝缴纳' }),
    files: files('票据照片'),
  }),
  checks: [
    ({ data, state, strand }) => {
      const payment = strand?.data as unknown as PaymentData | undefined
      const open = payment === undefined ? 0 : openOf(payment)
      const fine = payment?.fine ?? 0
      const paid = (payment?.paid ?? []).some(({ receipt }) => receipt === data.receipt)
      return [
        ...(data.amount === 0 ? [refusal('nothing-paid', '收缴金额应当大于零', { field: 'amount' })] : []),
        ...(data.amount > open
          ? [refusal('too-much', `收缴金额超过未缴金额 ${yuan(open)} 元，请核对`, { field: 'amount', basis })]
          : data.amount > fine
            ? [
                refusal('only-the-fine', `只有罚款 ${yuan(fine)} 元可以当场收缴，没收违法所得应当缴至指定银行`, {
                  field: 'amount',
                  basis: [rules(72), penaltyLaw(67, 2)],
                }),
              ]
            : []),
        ...(paid ? [refusal('receipt-used', '这个票据号码已经用过，请核对', { field: 'receipt' })] : []),
        ...(data.ground !== 'remote' && state.procedure !== 'simple-penalty'
          ? [
              refusal(
                'not-on-the-spot',
                '普通程序的罚款只有在边远、水上、交通不便地区，经当事人提出，才能当场收缴；其他的请缴至指定银行',
                { field: 'ground', basis },
              ),
            ]
          : []),
        ...(data.ground === 'small' && fine > small
          ? [
              refusal('not-small', `罚款 ${yuan(fine)} 元，超过一百元，不能以此为由当场收缴`, {
                field: 'ground',
                basis: [rules(72, 1, 1), penaltyLaw(68, 1, 1)],
              }),
            ]
          : []),
        ...(data.ground === 'remote' && data.requested !== true
          ? [
              refusal('not-requested', '在边远、水上、交通不便地区当场收缴，须经当事人提出', {
                field: 'requested',
                basis: [rules(72, 1, 3), penaltyLaw(69)],
              }),
            ]
          : []),
        ...(data.where === 'water' && data.ground !== 'remote'
          ? [refusal('on-water', '在水上收缴的，情形应当选择“边远、水上、交通不便地区”', { field: 'ground', basis })]
          : []),
      ]
    },
  ],
  duty: 'as-listed',
  opens: ({ data }) => [
    {
      kind: 'collected-fine',
      title: `当场收缴的罚款 ${yuan(data.amount)} 元（票据 ${data.receipt}）`,
      ...(data.where === 'water' ? { state: 'afloat' } : {}),
      data: { amount: data.amount, receipt: data.receipt },
    },
  ],
  record: (question) => ({ officers: refsOf(question, question.data.officers) }),
  sentence: ({ input }) => `当场收缴罚款 ${yuan(input.amount)} 元，专用票据 ${input.receipt}`,
  known: ({ state, strand }) => {
    const payment = strand?.data as unknown as PaymentData | undefined
    const fine = payment?.fine ?? 0
    return {
      officers: state.dossier.handlers.map(({ id }) => id),
      ...(state.procedure !== 'simple-penalty' ? { ground: 'remote' } : fine <= small ? { ground: 'small' } : {}),
      where: 'land',
      amount: payment === undefined ? undefined : Math.min(fine, openOf(payment)),
      issuer: 'province',
      files: [],
    }
  },
})

/** What was taken afloat is counted from the landing on (程序规定 art. 73). */
const land = act('record-landing', {
  title: '登记抵岸',
  purpose: '在水上当场收缴罚款的，自抵岸之日起二个工作日内交至本局',
  basis: onTheSpot,
  stages: ['service', 'performance'],
  by: handlers({ basis: onTheSpot }),
  on: { kind: 'collected-fine', from: ['afloat'], to: 'collected' },
  data: z.strictObject({ landing: text('抵岸地点') }),
  sentence: ({ input }) => `在${input.landing}抵岸`,
})

const handIn = act('hand-in-fine', {
  title: '将罚款交至本局',
  purpose: '当场收缴的罚款，自收缴（抵岸）之日起二个工作日内交至所在部门',
  basis: onTheSpot,
  stages: ['service', 'performance'],
  by: handlers({ basis: onTheSpot }),
  on: {
    kind: 'collected-fine',
    from: ['collected'],
    to: 'handed-in',
    keep: ({ data, at }) => ({ receiver: data.receiver, handedAt: at }),
  },
  data: z.strictObject({
    receiver: text('收款人', { max: 50 }),
    voucher: text('交款凭证号码', { max: 50 }),
    files: files('交款凭证'),
  }),
  sentence: ({ input }) => `当场收缴的罚款交至本局，${input.receiver}收款`,
  known: () => ({ files: [] }),
})

const toBank = act('pay-fine-in', {
  title: '将罚款缴付银行',
  purpose: '本局收到当场收缴的罚款后，二个工作日内缴付指定银行',
  basis: onTheSpot,
  stages: ['service', 'performance'],
  by: byRole('unit-head', { ofUnit: true, basis: onTheSpot }),
  on: {
    kind: 'collected-fine',
    from: ['handed-in'],
    to: 'paid-in',
    keep: ({ data }) => ({ voucher: data.voucher, paidInAt: data.at }),
  },
  data: z.strictObject({
    at: instant('缴付时间'),
    voucher: text('银行缴款凭证号码', { max: 50 }),
    files: files('银行缴款凭证'),
  }),
  checks: [
    ({ data, at, strand }) => [
      ...(data.at > at ? [refusal('paid-in-future', '缴付时间不能晚于现在', { field: 'at' })] : []),
      ...(data.at < String(strand?.data.handedAt)
        ? [refusal('paid-before-handed-in', '缴付时间不能早于交至本局的时间', { field: 'at' })]
        : []),
    ],
  ],
  sentence: ({ input }) => `罚款已缴付指定银行（凭证 ${input.voucher}）`,
  known: ({ at }) => ({ at, files: [] }),
})

const paidIn: Gate = {
  name: 'collected-fine-paid-in',
  title: '当场收缴的罚款已缴付银行',
  basis: onTheSpot,
  test: ({ state }) =>
    state.strands.every(({ kind, state: now }) => kind !== 'collected-fine' || now === 'paid-in')
      ? []
      : [refusal('fine-not-paid-in', '当场收缴的罚款还没有交至本局并缴付指定银行，不能结案', { basis: onTheSpot })],
}

const clock = {
  amount: workingDays(2),
  basis: onTheSpot,
  strand: 'collected-fine',
} as const

/** 当场收缴 (程序规定 art. 72, 73): from the party's hand to the bureau in two working days, and to the bank in two more. */
export const collection: Extension = {
  title: '当场收缴罚款',
  acts: [collect, land, handIn, toBank],
  strands: [
    {
      kind: 'collected-fine',
      title: '当场收缴的罚款',
      states: { afloat: '在水上，待抵岸', collected: '待交至本局', 'handed-in': '待缴付银行', 'paid-in': '已缴付银行' },
      initial: 'collected',
      next: { afloat: 'record-landing', collected: 'hand-in-fine', 'handed-in': 'pay-fine-in' },
    },
  ],
  limits: [
    {
      ...clock,
      name: 'hand-in-fine',
      title: '将当场收缴的罚款交至本局',
      startTitle: '收缴罚款',
      of: ({ openedIn }) => openedIn === 'collected',
      fromOpening: true,
      from: [],
      until: ['hand-in-fine'],
    },
    {
      ...clock,
      name: 'hand-in-fine-landed',
      title: '将水上收缴的罚款交至本局',
      startTitle: '抵岸',
      from: ['record-landing'],
      until: ['hand-in-fine'],
    },
    {
      ...clock,
      name: 'pay-fine-in',
      title: '将罚款缴付指定银行',
      startTitle: '收到当场收缴的罚款',
      from: ['hand-in-fine'],
      until: ['pay-fine-in'],
    },
  ],
  gates: { 'propose-closing': [paidIn], 'close-on-the-spot': [paidIn] },
  clocks: {
    closing: { from: [{ act: 'collect-on-the-spot', into: 'paid' }] },
    payment: { until: [{ act: 'collect-on-the-spot', into: 'paid' }] },
  },
}
