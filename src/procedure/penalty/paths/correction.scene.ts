import { ordinarySteps as o, type Step, until } from '../../testing/walk.ts'

const two = ['zhao', 'qian']

export const correctionSteps = {
  order: {
    by: 'zhao',
    on: '2026-03-06T06:00:00.000Z',
    act: 'order-correction',
    data: {
      officers: two,
      breach: '货架上有超过保质期的糕点。',
      measures: '立即下架并销毁超过保质期的食品；建立每日检查货架的记录。',
      by: '2026-03-13',
    },
  },
  recheck: {
    by: 'zhao',
    on: '2026-03-16T02:00:00.000Z',
    act: 'recheck-correction',
    data: { officers: two, result: 'corrected', found: '过期糕点已下架销毁，建立了检查记录。', photos: [] },
  },
} as const satisfies Record<string, Step>

export const refundSteps = {
  order: {
    by: 'zhao',
    on: '2026-03-16T03:00:00.000Z',
    act: 'order-refund',
    data: { amount: 120_000, payers: '2026 年 2 月购买云朵酥的 12 名消费者，名单附后。', by: '2026-03-31' },
  },
  record: {
    by: 'zhao',
    on: '2026-04-01T02:00:00.000Z',
    act: 'record-refund',
    data: {
      refunded: 100_000,
      course: '已退还 10 人；2 人公告查找未果。',
      files: [{ blob: 'a'.repeat(64), name: '退款凭证.pdf', type: 'application/pdf', size: 1000 }],
    },
  },
} as const satisfies Record<string, Step>

export const correctionScene: readonly Step[] = [
  ...until(o, 'evidence'),
  correctionSteps.order,
  ...until(o, 'recheck').slice(until(o, 'evidence').length),
  refundSteps.order,
  refundSteps.record,
]
