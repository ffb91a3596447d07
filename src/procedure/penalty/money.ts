import { computeLimit, days, type LimitAnswer, type WorkCalendar } from '../../calendar/index.ts'
import { rules } from '../../kernel/index.ts'
import type { CaseState, Strand } from '../state.ts'
import { shareOf } from './shares.ts'

export interface Payment {
  readonly amount: number
  readonly on: string
  readonly receipt: string
}

/** A payment strand. Received + open = due + surcharge + refunded, always. */
export interface PaymentData {
  /** Fine and confiscated gains. */
  readonly due: number
  readonly fine: number
  /** 加处罚款 so far (程序规定 art. 75). */
  readonly surcharge?: number
  readonly paid: readonly Payment[]
  readonly refunded?: number
  /** Whose it is, where the case has several parties. */
  readonly party?: string
}

/** Fen still to be paid over all payment strands of the case. */
export const openMoney = (state: CaseState): number =>
  state.strands
    .filter(({ kind, state: now }) => kind === 'payment' && now !== 'cancelled')
    .reduce((sum, { data }) => sum + openOf(data as unknown as PaymentData), 0)

/** Negative where more was paid than is due any more. */
export const openOf = ({ due, surcharge = 0, paid, refunded = 0 }: PaymentData): number =>
  due + surcharge + refunded - paid.reduce((sum, { amount }) => sum + amount, 0)

/** The payment that a decision opened last: of this party, where the case has several. */
export const paymentOf = (
  state: CaseState,
  party?: unknown,
): { readonly strand: Strand; readonly data: PaymentData } | undefined => {
  const strand = state.strands.findLast(({ kind, data }) => kind === 'payment' && data.party === party)
  return strand === undefined ? undefined : { strand, data: strand.data as unknown as PaymentData }
}

/** 程序规定 art. 72: fifteen days from the day after service, and what was granted beyond (art. 74). */
export const paymentDue = (
  state: CaseState,
  payment: Strand | undefined,
  calendar: WorkCalendar,
  now: string,
): LimitAnswer | undefined => {
  const start = shareOf(state.dossier, payment?.data.party)?.decision?.servedAt
  if (start === undefined) return undefined
  const extensions = state.done.flatMap(({ extended }) =>
    extended?.limit === 'payment' && extended.strand === payment?.id ? [extended.amount] : [],
  )
  return computeLimit(
    { amount: days(15), start, startTitle: '收到处罚决定书', basis: [rules(72, 1)], extensions },
    calendar,
    now,
  )
}
