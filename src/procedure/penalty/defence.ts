import { computeLimit, workingDays } from '../../calendar/index.ts'
import { penaltyLaw, type Refusal, refusal, rules } from '../../kernel/index.ts'
import type { Facts } from '../facts.ts'
import type { CaseState, Share } from '../state.ts'
import { pendingShares, titleFor } from './shares.ts'

/** 程序规定 art. 57 (2): who says nothing within five working days after service of the notice has waived. */
export const defencePeriod = workingDays(5)

/** Why a party's time or right to be heard still stands against a decision; empty when no party's does. */
export const defenceOver = (state: CaseState, facts: Pick<Facts, 'now' | 'calendar'>): readonly Refusal[] =>
  pendingShares(state.dossier).flatMap((share) => {
    const who = titleFor('当事人', state.dossier, share.party)
    return stillToBeHeard(share, who, facts)
  })

const stillToBeHeard = (
  { notice, defence, recheck }: Share,
  who: string,
  facts: Pick<Facts, 'now' | 'calendar'>,
): readonly Refusal[] => {
  if (notice?.servedAt === undefined) return []
  if (defence?.made) {
    if (recheck !== undefined && recheck.version >= defence.version) return []
    return [
      refusal('defence-not-rechecked', `${who}已提出陈述申辩，请先复核并写明是否采纳及理由`, {
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
  const whose = who === '当事人' ? '' : who
  return [
    refusal(
      'defence-period-running',
      `${whose}陈述申辩期到 ${dueDay} 届满；期满前除非当事人书面放弃，不能作出处罚决定`,
      {
        basis: [rules(57, 2), penaltyLaw(44)],
      },
    ),
  ]
}
