import { publicityRules } from '../kernel/index.ts'
import type { AgencyFact, Penalty } from '../procedure/index.ts'

/** 信息公示规定 art. 13: how long a decision is shown. */
export const displayPeriods = {
  'three-months': '三个月（仅通报批评或者较低数额罚款）',
  'three-years': '三年',
  restricted: '按实际限制期限（超过三年）',
} as const
export type DisplayPeriod = keyof typeof displayPeriods

export interface Display {
  readonly period: DisplayPeriod
  /** The last day, YYYY-MM-DD. */
  readonly until: string
}

/** Kinds beside which a decision still counts as criticised or fined alone. */
const slight = new Set(['warning', 'criticism', 'fine'])

/**
 * How long a decision is shown that is published on a day (art. 13): three months where it only criticises or fines a low sum, else
 * three years, or as long as a restriction of more than three years lasts. Where the bureau has no figure for a low fine, no fine is low.
 */
export const displayOf = (
  penalty: Penalty,
  partyKind: 'person' | 'organisation' | 'household',
  publicity: AgencyFact['publicity'],
  on: string,
  restrictedUntil?: string,
): Display => {
  const day = Temporal.PlainDate.from(on)
  const low = publicity?.lowFine[partyKind === 'organisation' ? 'organisation' : 'person'] ?? 0
  if (penalty.kinds.every((kind) => slight.has(kind)) && penalty.fine <= low)
    return { period: 'three-months', until: day.add({ months: 3 }).toString() }
  const years = day.add({ years: 3 }).toString()
  return restrictedUntil !== undefined && restrictedUntil > years
    ? { period: 'restricted', until: restrictedUntil }
    : { period: 'three-years', until: years }
}

/** Penalties whose display never ends early (art. 14 (3)). */
const heavy = new Set(['stop-business', 'restrict-business', 'revoke-licence'])
export const neverEarly = ({ kinds }: Penalty): boolean => kinds.some((kind) => heavy.has(kind))

export const periodBasis = [publicityRules(13)]
