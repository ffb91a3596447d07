/**
 * What a review may come to (程序规定 art. 54): agreement, correction, further investigation, or other advice. What it advises
 * beyond agreement sends the case back to its handlers.
 */
export const reviewOutcomes = {
  agree: '同意处理意见',
  amend: '同意，须按意见修改',
  correct: '建议纠正',
  supplement: '建议补充调查',
  beyond: '不属于本机关职权，建议移送有管辖权的机关',
  crime: '涉嫌犯罪，建议移送司法机关',
} as const
export type ReviewOutcome = keyof typeof reviewOutcomes

/** What everybody who looks at a disputed opinion again decides: whose view holds. */
export const ladderOutcomes = { review: '维持审核意见', handlers: '采纳承办意见' } as const
export type LadderOutcome = keyof typeof ladderOutcomes

/** A step of the ladder that was taken, as the review keeps it. */
export interface LadderStep {
  readonly step: 'objection' | 'second' | 'head' | 'discussion'
  readonly by: { readonly id: string; readonly name: string }
  readonly at: string
  readonly outcome?: LadderOutcome
  readonly opinion: string
}

export const ladderTitles: Readonly<Record<LadderStep['step'], string>> = {
  objection: '承办机构不同意见',
  second: '复审意见',
  head: '法制机构负责人意见',
  discussion: '集体讨论决定',
}
