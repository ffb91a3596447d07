import { z } from 'zod'
import { digestOf, penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { longText } from '../../fields.ts'
import { byRole } from '../../standing.ts'
import type { Penalty } from '../../state.ts'
import { defenceFinished, discussedIfMajor, noticeServed, proposalApproved } from '../gates.ts'
import { moneyOf } from '../money.ts'
import { proposedPenalty } from '../proposal.ts'
import { heavierThan } from '../violations.ts'

/**
 * 作出行政处罚决定 (程序规定 art. 60, 62): the leader decides on report, review, defence. What is decided is the proposal as it
 * was reviewed; a heavier one would need a new notice.
 */
export const makeDecision = act('make-decision', {
  title: '作出行政处罚决定',
  purpose: '局负责人审查调查终结报告、审核意见、陈述申辩意见后作出决定，制作行政处罚决定书',
  basis: [rules(60, 1), rules(62), penaltyLaw(57), penaltyLaw(59)],
  stages: ['notice'],
  by: byRole('leader', { notHandler: true, basis: [rules(60)] }),
  gates: [proposalApproved, noticeServed, defenceFinished, discussedIfMajor],
  data: z.strictObject({
    opinion: longText('决定意见', { max: 1000, 'x-templates': ['同意，按处罚建议作出行政处罚决定。'] }),
  }),
  checks: [
    ({ state }) => {
      const { proposal, notice } = state.dossier
      if (proposal === undefined || notice === undefined) return []
      return heavierThan(proposal, notice.penalty)
        ? [
            refusal('heavier-than-notice', '拟决定的处罚重于告知书所告知的内容，请重新告知当事人', {
              basis: [rules(57, 1), penaltyLaw(44)],
            }),
          ]
        : []
    },
  ],
  papers: [{ form: 43 }, { form: 45, number: '罚', served: true }],
  leadsTo: ['service'],
  record: ({ state }) => {
    const penalty = proposedPenalty(state)
    // The same hash that the review keeps of the proposal it read: so anybody can see that this is what was reviewed.
    return { penalty, digest: digestOf(penalty) }
  },
  opens: ({ state }) => {
    const penalty = state.dossier.proposal
    return penalty === undefined || moneyOf(penalty) === 0
      ? []
      : [{ kind: 'payment', title: '罚没款缴纳', data: { due: moneyOf(penalty), fine: penalty.fine, paid: [] } }]
  },
  apply: (dossier, { record, papers, at, version }) => {
    const paper = papers.find(({ form }) => form === 45)
    return {
      ...dossier,
      decision: {
        penalty: record.penalty as Penalty,
        paper: paper?.id ?? '',
        number: paper?.number?.text ?? '',
        at,
        version,
      },
    }
  },
  sentence: ({ papers }) => `作出行政处罚决定${papers.find(({ form }) => form === 45)?.number?.text ?? ''}`,
})
