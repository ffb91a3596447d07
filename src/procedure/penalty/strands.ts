import type { StrandKind } from '../procedure.ts'

/** 送达: one for every paper that must be served. */
export const service: StrandKind = {
  kind: 'service',
  title: '送达',
  states: { waiting: '待送达', served: '已送达' },
  initial: 'waiting',
  next: { waiting: 'serve' },
}

/** 罚没款缴纳. */
export const payment: StrandKind = {
  kind: 'payment',
  title: '罚没款缴纳',
  states: { open: '待缴纳', paid: '已缴清' },
  initial: 'open',
  next: { open: 'record-payment' },
}
