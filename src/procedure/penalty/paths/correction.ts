import { z } from 'zod'
import { penaltyLaw, refusal, rules, yuan } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { choice, day, files, longText, money, officers } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { handlers } from '../../standing.ts'
import { certificatesShown, handlersNamed } from '../gates.ts'
import { asOrdered, notPast } from '../ordered.ts'
import { refsOf } from '../refs.ts'

/** 责令改正 (行政处罚法 art. 28): with or before every penalty; by a day that the order names. */
const orderCorrection = act('order-correction', {
  title: '责令改正',
  purpose: '责令当事人改正或者限期改正违法行为，制作责令改正通知书',
  basis: [penaltyLaw(28, 1)],
  stages: ['investigation', 'review', 'notice', 'service', 'performance'],
  by: handlers({ atLeast: 2, basis: [penaltyLaw(28, 1)] }),
  gates: [handlersNamed, certificatesShown],
  data: z.strictObject({
    officers: officers(),
    breach: longText('违法行为', { hint: '写哪一天、在哪里、做了什么；不写条款，条款由系统填写', max: 3000 }),
    measures: longText('改正内容及要求', { hint: '一行一项，写到可以对照检查', max: 3000 }),
    by: day('改正期限'),
  }),
  checks: [notPast('by')],
  papers: [{ form: 33, number: '责改', served: true }],
  opens: ({ data }) => [{ kind: 'correction', title: '责令改正', data: { by: data.by, measures: data.measures } }],
  record: (question) => ({ officers: refsOf(question, question.data.officers) }),
  sentence: ({ input }) => `责令于${input.by}前改正`,
  known: ({ state }) => ({ officers: state.dossier.handlers.map(({ id }) => id), breach: state.dossier.item?.name }),
})

const recheckCorrection = act('recheck-correction', {
  title: '复查改正情况',
  purpose: '改正期限届满后复查，记录是否改正；拒不改正的，依法处理',
  basis: [penaltyLaw(28, 1)],
  stages: ['investigation', 'review', 'notice', 'service', 'performance'],
  by: handlers({ atLeast: 2, basis: [penaltyLaw(28, 1)] }),
  on: {
    kind: 'correction',
    from: ['ordered'],
    to: ({ data }) => data.result,
    keep: ({ data }) => ({ found: data.found }),
  },
  data: z.strictObject({
    officers: officers('复查人'),
    result: choice('复查结果', { corrected: '已改正', refused: '拒不改正或者没有改正到位' }),
    found: longText('复查情况', { hint: '逐项对照改正要求写看到的情况', max: 3000 }),
    photos: files('复查照片'),
  }),
  record: (question) => ({ officers: refsOf(question, question.data.officers) }),
  sentence: ({ input }) => `复查：${input.result === 'corrected' ? '已改正' : '没有改正'}`,
  known: ({ state }) => ({ officers: state.dossier.handlers.map(({ id }) => id), result: 'corrected', photos: [] }),
})

/** 责令退还多收价款 (程序规定 art. 59): after the party was heard, before the decision; its time isn't counted (art. 64 (2)). */
const orderRefund = act('order-refund', {
  title: '责令退还多收价款',
  purpose: '法律、法规要求退还多收价款的，听取当事人意见后、作出决定前责令限期退还；难以查找的，责令公告查找',
  basis: [rules(59), rules(57, 1)],
  stages: ['notice'],
  by: handlers({ basis: [rules(59)] }),
  gates: [
    {
      name: 'heard',
      title: '已听取当事人意见',
      basis: [rules(59)],
      test: ({ state }) =>
        state.dossier.defence === undefined
          ? [refusal('not-heard-yet', '请先听取当事人意见，再责令退还多收价款', { basis: [rules(59)] })]
          : [],
    },
  ],
  data: z.strictObject({
    amount: money('应当退还的数额'),
    payers: longText('多付价款的消费者或者其他经营者', { max: 3000, hint: '难以查找的，写明并责令公告查找' }),
    by: day('退还期限'),
  }),
  checks: [
    notPast('by'),
    ({ data }) =>
      data.amount === 0 ? [refusal('nothing-to-refund', '应当退还的数额应当大于零', { field: 'amount' })] : [],
  ],
  papers: [{ form: 34, number: '责退', served: true }],
  opens: ({ data }) => [{ kind: 'refund', title: '责令退款', data: { by: data.by, amount: data.amount } }],
  sentence: ({ input }) => `责令于${input.by}前退还多收价款 ${yuan(input.amount)} 元`,
})

const recordRefund = act('record-refund', {
  title: '登记退款情况',
  purpose: '登记当事人退还多收价款的情况；没有退还的部分依法没收',
  basis: [rules(59)],
  stages: ['notice'],
  by: handlers({ basis: [rules(59)] }),
  on: { kind: 'refund', from: ['ordered'], to: 'done', keep: ({ data }) => ({ refunded: data.refunded }) },
  data: z.strictObject({
    refunded: money('已退还的数额'),
    course: longText('退还和公告查找的情况', { hint: '写退给谁、多少、凭证号；没有找到的写公告情况', max: 3000 }),
    files: files('退款凭证、公告', { min: 1 }),
  }),
  checks: [
    ({ data, strand }) =>
      data.refunded > Number(strand?.data.amount ?? 0)
        ? [refusal('refunded-too-much', '已退还的数额超过责令退还的数额，请核对', { field: 'refunded' })]
        : [],
  ],
  sentence: ({ input }) => `退还多收价款 ${yuan(input.refunded)} 元`,
})

export const correction: Extension = {
  title: '责令改正、退款',
  acts: [orderCorrection, recheckCorrection, orderRefund, recordRefund],
  strands: [
    {
      kind: 'correction',
      title: '责令改正',
      states: { ordered: '限期改正', corrected: '已改正', refused: '没有改正' },
      initial: 'ordered',
      next: { ordered: 'recheck-correction' },
    },
    {
      kind: 'refund',
      title: '责令退款',
      states: { ordered: '限期退还', done: '已登记' },
      initial: 'ordered',
      next: { ordered: 'record-refund' },
    },
  ],
  limits: [
    {
      name: 'correction',
      title: '当事人改正违法行为',
      amount: asOrdered,
      basis: [penaltyLaw(28, 1)],
      startTitle: '责令改正',
      strand: 'correction',
      fromOpening: true,
      from: [],
      until: ['recheck-correction'],
      right: true,
    },
    {
      name: 'refund',
      title: '当事人退还多收价款',
      amount: asOrdered,
      basis: [rules(59)],
      startTitle: '责令退款',
      strand: 'refund',
      fromOpening: true,
      from: [],
      until: ['record-refund'],
      right: true,
    },
  ],
  clocks: {
    decision: { excludes: [{ strand: 'refund', in: ['ordered'], why: '责令退还多收价款的时间不计入办案期限' }] },
  },
  gates: {
    'make-decision': [
      {
        name: 'refund-over',
        title: '责令退款已经登记结果',
        basis: [rules(59)],
        test: ({ state }) =>
          state.strands.some(({ kind, state: now }) => kind === 'refund' && now === 'ordered')
            ? [refusal('refund-running', '责令退还多收价款还没有登记结果，请先登记退款情况', { basis: [rules(59)] })]
            : [],
      },
    ],
  },
}
