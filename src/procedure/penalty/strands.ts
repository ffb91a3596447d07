import type { StrandKind } from '../procedure.ts'

/** 送达: one for every paper that must be served. */
export const service: StrandKind = {
  kind: 'service',
  title: '送达',
  states: { waiting: '待送达', announced: '公告送达中', served: '已送达', voided: '已作废' },
  initial: 'waiting',
  next: { waiting: 'serve' },
}

/** 罚没款缴纳. */
export const payment: StrandKind = {
  kind: 'payment',
  title: '罚没款缴纳',
  states: { open: '待缴纳', paid: '已缴清', overpaid: '应当退还', cancelled: '不再缴纳' },
  initial: 'open',
  next: { open: 'record-payment', overpaid: 'refund-payment' },
}
