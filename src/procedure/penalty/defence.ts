import { computeLimit, workingDays } from '../../calendar/index.ts'
import { penaltyLaw, type Refusal, refusal, rules } from '../../kernel/index.ts'
import type { Facts } from '../facts.ts'
import type { CaseState } from '../state.ts'

/** 程序规定 art. 57 (2): who says nothing within five working days after service of the notice has waived. */
export const defencePeriod = workingDays(5)

/** Why the party's time or right to be heard still stands against a decision; empty when it does not. */
export const defenceOver = (state: CaseState, facts: Pick<Facts, 'now' | 'calendar'>): readonly Refusal[] => {
  const { notice, defence, recheck } = state.dossier
  if (notice?.servedAt === undefined) return []
  if (defence?.made) {
    if (recheck !== undefined && recheck.version >= defence.version) return []
    return [
      refusal('defence-not-rechecked', '当事人已提出陈述申辩，请先复核并写明是否采纳及理由', {
        basis: [rules(58), penaltyLaw(45)],
      }),
    ]
  }
  if (defence !== undefined) return []
  const { due, dueDay } = computeLimit(
    { amount: defencePeriod, start: notice.servedAt, startTitle: '收到告知书', basis: [rules(57, 2)] },
    facts.calendar,
    facts.now,
  )
  if (due !== undefined && facts.now > due) return []
  return [
    refusal('defence-period-running', `陈述申辩期到 ${dueDay} 届满；期满前除非当事人书面放弃，不能作出处罚决定`, {
      basis: [rules(57, 2), penaltyLaw(44)],
    }),
  ]
}
