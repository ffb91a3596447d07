import { ordinarySteps as o, type Step, until } from '../../testing/walk.ts'

export const reportOtherwise = {
  by: 'zhao',
  on: '2026-03-09T02:00:00.000Z',
  act: 'report-otherwise',
  data: {
    officers: ['zhao', 'qian'],
    course: '经检查、询问和提取证据，已查明事实。',
    facts: '当事人货架上有超过保质期的糕点三盒，没有售出，当场下架销毁。',
    nature: '违反食品安全法。',
    handling: 'no-penalty',
    ground: 'first',
    reasons: '当事人初次违法，过期食品没有售出，危害后果轻微，当场下架并销毁。',
  },
} as const satisfies Step

export const decideOtherwise = {
  by: 'leader',
  on: '2026-03-12T02:00:00.000Z',
  act: 'decide-otherwise',
  data: {
    opinion: '同意处理意见。',
    education: '销售超过保质期的食品危害消费者健康；今后应当每日检查货架，临期食品及时下架。',
  },
} as const satisfies Step

export const noPenaltyScene: readonly Step[] = [
  ...until(o, 'evidence'),
  reportOtherwise,
  decideOtherwise,
  { ...o.serveDecision, on: '2026-03-13T02:00:00.000Z' },
]

export const transferScene: readonly Step[] = [
  ...until(o, 'evidence'),
  {
    ...reportOtherwise,
    data: {
      ...reportOtherwise.data,
      handling: 'transferred',
      ground: 'elsewhere',
      reasons: '涉案食品为自产自销的食用农产品，依法由农业农村部门管辖。',
    },
  },
  { ...decideOtherwise, data: { opinion: '同意移送。', recipient: '澄州市农业农村局' } },
]
