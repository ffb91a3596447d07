import { z } from 'zod'
import { digestOf, penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { longText } from '../../fields.ts'
import { byRole } from '../../standing.ts'
import type { Penalty, Share } from '../../state.ts'
import { defenceFinished, discussedIfMajor, noticeServed, proposalApproved } from '../gates.ts'
import { proposedPenalty } from '../proposal.ts'
import {
  isJoint,
  moneyOf,
  ofParty,
  partyIn,
  penaltyFor,
  pendingShares,
  sharesOf,
  titleFor,
  withShares,
} from '../shares.ts'
import { heavierThan } from '../violations.ts'
import { eachPending } from './notify.ts'

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
    opinion: longText('决定意见', {
      hint: '写明同意处罚建议；不同意的请退回，不在这里改',
      max: 1000,
      'x-templates': ['同意，按处罚建议作出行政处罚决定。'],
    }),
  }),
  checks: [
    ({ state }) => {
      const { proposal } = state.dossier
      if (proposal === undefined) return []
      return pendingShares(state.dossier).flatMap(({ party, notice }) =>
        notice !== undefined && heavierThan(penaltyFor(proposal, party), notice.penalty)
          ? [
              refusal(
                'heavier-than-notice',
                `${isJoint(state.dossier) ? `对${partyIn(state.dossier, party)?.name ?? ''}` : ''}拟决定的处罚重于告知书所告知的内容，请重新告知当事人`,
                { basis: [rules(57, 1), penaltyLaw(44)] },
              ),
            ]
          : [],
      )
    },
  ],
  // One decision in one approval; each party has a document of its own, which is served, published, performed and disputed by itself.
  papers: [{ form: 43 }, { form: 45, number: '罚', served: true, each: eachPending }],
  leadsTo: ['service'],
  record: ({ state }) => {
    const penalty = proposedPenalty(state)
    // The same hash that the review keeps of the proposal it read: so anybody can see that this is what was reviewed.
    return { penalty, digest: digestOf(penalty) }
  },
  opens: ({ state }) => {
    const { dossier } = state
    const { proposal } = dossier
    return proposal === undefined
      ? []
      : pendingShares(dossier).flatMap(({ party }) => {
          const penalty = penaltyFor(proposal, party)
          return moneyOf(penalty) === 0
            ? []
            : [
                {
                  kind: 'payment',
                  title: titleFor('罚没款缴纳', dossier, party),
                  data: { due: moneyOf(penalty), fine: penalty.fine, paid: [], ...ofParty(dossier, party) },
                },
              ]
        })
  },
  apply: (dossier, { record, papers, at, version }) => {
    const documents = papers.filter(({ form }) => form === 45)
    return withShares(
      dossier,
      sharesOf(dossier).map((share): Share => {
        const paper = isJoint(dossier) ? documents.find(({ party }) => party === share.party) : documents[0]
        if (share.decision !== undefined || paper === undefined) return share
        return {
          ...share,
          decision: {
            penalty: penaltyFor(record.penalty as Penalty, share.party),
            paper: paper.id,
            number: paper.number?.text ?? '',
            at,
            version,
          },
        }
      }),
    )
  },
  sentence: ({ papers }) =>
    `作出行政处罚决定${papers
      .filter(({ form }) => form === 45)
      .map(({ number }) => number?.text ?? '')
      .join('、')}`,
})
