import { ordinarySteps as o, type Step, until } from '../../testing/walk.ts'

const paper = (name: string) => ({ blob: 'e'.repeat(64), name, type: 'application/pdf', size: 3000 })
const handed = (on: string): Step => ({ ...o.serveDecision, on })

export const discussed = {
  by: 'leader',
  on: '2026-03-18T02:00:00.000Z',
  act: 'discuss-collectively',
  data: {
    place: '局会议室',
    members: [
      { name: '王局长', view: '同意处罚建议。' },
      { name: '何副局长', view: '同意，裁量适当。' },
    ],
    conclusion: '同意罚款 50,000 元。',
  },
} as const satisfies Step

/** From the served decision (23 March; due 7 April): a plan, a part paid, then nothing more. */
export const paymentSteps = {
  ask: {
    by: 'zhao',
    on: '2026-03-30T02:00:00.000Z',
    act: 'ask-payment-plan',
    data: {
      way: 'instalments',
      plan: [
        { on: '2026-04-15', amount: 2_000_000 },
        { on: '2026-05-15', amount: 3_000_000 },
      ],
      reasons: '受疫情影响停业两个月，一次缴清确有困难。',
      files: [paper('分期缴纳申请书.pdf')],
    },
  },
  grant: {
    by: 'leader',
    on: '2026-03-31T02:00:00.000Z',
    act: 'answer-payment-plan',
    data: { answer: 'granted', opinion: '同意分两期缴纳。' },
  },
  serveGrant: handed('2026-04-01T02:00:00.000Z'),
  first: {
    by: 'zhao',
    on: '2026-04-15T02:00:00.000Z',
    act: 'record-payment',
    data: { amount: 2_000_000, on: '2026-04-15', channel: 'bank', receipt: '浙财 0101', files: [] },
  },
  surcharge: {
    by: 'zhao',
    on: '2026-05-25T02:00:00.000Z',
    act: 'add-surcharge',
    data: { amount: 900_000, reasons: '逾期 10 日，按未缴罚款 30,000 元每日百分之三计算。' },
  },
  demand: {
    by: 'zhao',
    on: '2026-05-26T02:00:00.000Z',
    act: 'demand-performance',
    data: { explanation: '请尽快履行。' },
  },
  serveDemand: handed('2026-05-27T02:00:00.000Z'),
  court: {
    by: 'zhao',
    on: '2026-09-28T02:00:00.000Z',
    act: 'apply-to-court',
    data: { officers: ['zhao', 'qian'], situation: '当事人收到催告书后没有陈述意见。', subject: '未缴罚没款。' },
  },
} as const satisfies Record<string, Step>

export const paymentScene: readonly Step[] = [
  ...until(o, 'recheck'),
  discussed,
  ...until(o, 'serveDecision').slice(-2),
  ...Object.values(paymentSteps),
]
