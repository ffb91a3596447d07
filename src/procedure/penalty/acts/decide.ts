import { z } from 'zod'
import { digestOf, penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { type ActQuestion, act, type PaperRule } from '../../act.ts'
import { longText } from '../../fields.ts'
import { byRole } from '../../standing.ts'
import type { CaseState, Penalty, Share } from '../../state.ts'
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

/** Those about whom it is decided now: on whom a penalty is imposed, and on whom none is (程序规定 art. 60 (1) items 1, 2). */
const decidedNow = ({
  dossier,
}: CaseState): { readonly punished: readonly string[]; readonly spared: readonly string[] } => {
  const { proposal } = dossier
  const pending = pendingShares(dossier).map(({ party }) => party)
  const spared = proposal === undefined ? [] : pending.filter((party) => penaltyFor(proposal, party).kinds.length === 0)
  return { punished: pending.filter((party) => !spared.includes(party)), spared }
}

/** A document for each of them; of one party only, nothing needs to be said. */
const documentOf = (form: number, number: string, whom: 'punished' | 'spared') =>
  ({
    form,
    number,
    served: true,
    when: ({ state }: ActQuestion) => decidedNow(state)[whom].length > 0,
    each: ({ state }: ActQuestion) => (isJoint(state.dossier) ? decidedNow(state)[whom] : []),
  }) satisfies PaperRule

/** 行政处罚决定书、不予行政处罚决定书. */
const isDecision = ({ form }: { readonly form: number }): boolean => form === 45 || form === 46

/**
 * 作出行政处罚决定 (程序规定 art. 60, 62): the leader decides on report, review, defence. What is decided is the proposal as it
 * was reviewed; a heavier one would need a new notice.
 */
export const makeDecision = act('make-decision', {
  signs: 'decision',
  title: '作出行政处罚决定',
  purpose: '局负责人审查调查终结报告、审核意见、陈述申辩意见后作出决定，制作行政处罚决定书',
  basis: [rules(60, 1), rules(61), rules(62), penaltyLaw(57), penaltyLaw(59)],
  stages: ['notice'],
  by: byRole('leader', { notHandler: true, basis: [rules(60)] }),
  gates: [proposalApproved, noticeServed, defenceFinished, discussedIfMajor],
  data: z.strictObject({
    opinion: longText('决定意见', {
      hint: '写明同意处罚建议；不同意的请退回，不在这里改',
      max: 1000,
      'x-templates': ['同意，按处罚建议作出行政处罚决定。'],
    }),
    // Set by the form where somebody is spared: it asks for the education then.
    spares: z.boolean().optional().meta({ title: '有当事人不予处罚', 'x-widget': 'hidden' }),
    education: z
      .string()
      .trim()
      .max(2000)
      .optional()
      .meta({
        title: '对不予处罚的当事人的教育',
        'x-widget': 'long-text',
        'x-hint': '写明违反了什么、今后应当怎样做',
        'x-when': { field: 'spares', is: true },
      }),
  }),
  checks: [
    ({ data, state }) =>
      decidedNow(state).spared.length > 0 && (data.education ?? '') === ''
        ? [
            refusal('no-education', '依法不予行政处罚的，应当对当事人进行教育，请写明教育的内容', {
              field: 'education',
              basis: [rules(61), penaltyLaw(33, 3)],
            }),
          ]
        : [],
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
  papers: [{ form: 43 }, documentOf(45, '罚', 'punished'), documentOf(46, '不罚', 'spared')],
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
    const documents = papers.filter(isDecision)
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
    ([45, 46] as const)
      .flatMap((no) => {
        const numbers = papers.flatMap(({ form, number }) => (form === no ? [number?.text ?? ''] : []))
        return numbers.length === 0 ? [] : [`作出${no === 45 ? '' : '不予'}行政处罚决定${numbers.join('、')}`]
      })
      .join('，'),
  known: ({ state }) => (decidedNow(state).spared.length === 0 ? {} : { spares: true }),
})
