import type { CaseState, Penalty } from '../state.ts'

export interface Payment {
  readonly amount: number
  readonly on: string
  readonly receipt: string
}

export interface PaymentData {
  readonly due: number
  readonly paid: readonly Payment[]
}

/** What a penalty takes in money: fine and confiscated gains, in fen. */
export const moneyOf = (penalty: Penalty): number => penalty.fine + penalty.gains

/** Fen still to be paid over all payment strands of the case. */
export const openMoney = (state: CaseState): number =>
  state.strands
    .filter(({ kind }) => kind === 'payment')
    .reduce((sum, { data }) => sum + openOf(data as unknown as PaymentData), 0)

export const openOf = ({ due, paid }: PaymentData): number => due - paid.reduce((sum, { amount }) => sum + amount, 0)
