import { z } from 'zod'
import { dayOf } from '../../../calendar/index.ts'
import { penaltyLaw, refusal, rules, yuan } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { choice, day, files, longText, money, text } from '../../fields.ts'
import { byRole, handlers } from '../../standing.ts'
import type { CaseState } from '../../state.ts'
import { closingProposed, decisionServed, papersHandedIn, performed } from '../gates.ts'
import { openOf, type PaymentData } from '../money.ts'

export const paymentChannels = { bank: '指定银行', electronic: '电子支付系统' } as const

/** 缴款 (程序规定 art. 72): money received, open and paid always add up to what was decided. */
export const recordPayment = act('record-payment', {
  title: '登记缴款',
  purpose: '登记当事人缴纳的罚没款及票据',
  basis: [rules(72), penaltyLaw(67)],
  // In the earlier stages one party's decision may stand while another's is made anew.
  stages: ['investigation', 'review', 'notice', 'service', 'performance'],
  by: handlers(),
  on: {
    kind: 'payment',
    from: ['open'],
    to: ({ data, strand }) => (openOf(strand.data as unknown as PaymentData) - data.amount <= 0 ? 'paid' : 'open'),
    keep: ({ data, strand }) => ({
      paid: [
        ...(strand.data as unknown as PaymentData).paid,
        { amount: data.amount, on: data.on, receipt: data.receipt },
      ],
    }),
  },
  data: z.strictObject({
    amount: money('缴款金额'),
    on: day('缴款日期'),
    channel: choice('缴款方式', paymentChannels),
    receipt: text('票据号码', { max: 50 }),
    files: files('票据'),
  }),
  checks: [
    ({ data, strand, at }) => {
      const open = strand === undefined ? 0 : openOf(strand.data as unknown as PaymentData)
      return [
        ...(data.amount === 0 ? [refusal('nothing-paid', '缴款金额应当大于零', { field: 'amount' })] : []),
        ...(data.amount > open
          ? [
              refusal('too-much', `缴款金额超过未缴金额 ${yuan(open)} 元，请核对`, {
                field: 'amount',
                basis: [rules(72)],
              }),
            ]
          : []),
        ...(data.on > dayOf(at) ? [refusal('paid-in-future', '缴款日期不能晚于今天', { field: 'on' })] : []),
      ]
    },
  ],
  sentence: ({ input }) => `缴款 ${yuan(input.amount)} 元（${paymentChannels[input.channel]}，票据 ${input.receipt}）`,
  known: ({ strand, at, state }) => ({
    amount: strand === undefined ? undefined : openOf(strand.data as unknown as PaymentData),
    on: dayOf(at),
    channel: state.procedure === 'simple-penalty' ? 'electronic' : 'bank',
    files: [],
  }),
})

const closings = {
  performed: '行政处罚决定执行完毕',
  court: '人民法院裁定终结执行',
  terminated: '案件终止调查',
  'other-decision': '作出不予行政处罚、移送等处理决定',
  other: '其他应予结案的情形',
} as const

/** The ground that the dossier itself shows. */
const closingOf = ({ dossier: { outcome, decision }, strands }: CaseState): keyof typeof closings | undefined => {
  if (strands.some(({ kind, state }) => kind === 'court' && state === 'ended')) return 'court'
  if (outcome?.kind === 'terminated') return 'terminated'
  if (outcome?.kind === 'revoked') return 'other'
  if (outcome !== undefined) return 'other-decision'
  return decision === undefined ? undefined : 'performed'
}

/** 结案审批表 (程序规定 art. 77). */
export const proposeClosing = act('propose-closing', {
  title: '申请结案',
  purpose: '处罚决定执行完毕，填写结案审批表，报局负责人批准',
  basis: [rules(77)],
  stages: ['performance'],
  by: handlers({ basis: [rules(77)] }),
  gates: [decisionServed, performed],
  data: z.strictObject({
    result: choice('结案情形', closings),
    summary: longText('案件办理和执行情况', { hint: '写决定的送达、履行和物品处理情况', max: 3000 }),
  }),
  once: true,
  checks: [
    ({ data, state }) => {
      const fits = closingOf(state)
      return data.result === 'other' || fits === undefined || data.result === fits
        ? []
        : [
            refusal('wrong-closing', `本案的结案情形应当是“${closings[fits]}”`, {
              field: 'result',
              basis: [rules(77)],
            }),
          ]
    },
  ],
  // Whatever clock of a payment still runs ends here.
  moves: ({ state }) =>
    state.strands
      .filter(({ kind, state: now }) => kind === 'payment' || (kind === 'payment-plan' && now === 'granted'))
      .map(({ id, state: now }) => ({ id, state: now })),
  apply: (dossier, { input, version }) => ({
    ...dossier,
    closing: { result: `${closings[input.result]}：${input.summary}`, version },
  }),
  sentence: ({ input }) => `${closings[input.result]}，申请结案`,
  known: ({ state }) => ({ result: closingOf(state) }),
})

export const approveClosing = act('approve-closing', {
  title: '批准结案',
  purpose: '局负责人批准结案，案件材料立卷归档',
  basis: [rules(77), rules(78)],
  stages: ['performance'],
  by: byRole('leader', { notHandler: true, basis: [rules(77)] }),
  gates: [closingProposed, performed],
  batch: 'opinion',
  data: z.strictObject({
    opinion: longText('审批意见', {
      hint: '写明同意或者不同意；不同意的写明理由和要求',
      max: 1000,
      'x-templates': ['同意结案，请按规定立卷归档。'],
    }),
  }),
  papers: [{ form: 53 }],
  leadsTo: ['closed'],
  sentence: () => '批准结案',
})

/** 当场处罚材料 go back within seven working days (程序规定 art. 70). */
export const handInPapers = act('hand-in-papers', {
  title: '交回当场处罚材料',
  purpose: '七个工作日内将当场处罚的有关材料交至所在部门归档保存',
  basis: [rules(70), penaltyLaw(52, 3)],
  stages: ['performance'],
  by: handlers({ basis: [rules(70)] }),
  once: true,
  data: z.strictObject({
    materials: longText('材料清单', {
      hint: '一行一项：名称、份数',
      max: 1000,
      'x-templates': ['当场行政处罚决定书一份、证据照片、缴款票据'],
    }),
  }),
  sentence: ({ input }) => `交回材料：${input.materials}`,
})

export const closeOnTheSpot = act('close-on-the-spot', {
  title: '结案',
  purpose: '罚款缴清、材料交回后，当场处罚案件结案',
  basis: [rules(70), rules(78)],
  stages: ['performance'],
  by: byRole('unit-head', { ofUnit: true, basis: [rules(70)] }),
  gates: [papersHandedIn, performed],
  batch: 'note',
  data: z.strictObject({
    note: longText('说明', {
      hint: '写缴款和材料的情况；没有的写“无”',
      max: 500,
      'x-templates': ['罚款已缴清，材料齐全，同意结案。'],
    }),
  }),
  leadsTo: ['closed'],
  apply: (dossier, { input, version }) => ({ ...dossier, closing: { result: input.note, version } }),
  sentence: () => '当场处罚案件结案',
})
