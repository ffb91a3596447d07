import { z } from 'zod'
import { hearingRules, penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { act, type PaperRule } from '../../act.ts'
import { choice, confirmed, files, instant, longText, officers, text } from '../../fields.ts'
import { handlers, theSystem } from '../../standing.ts'
import type { CaseState, Penalty, Share, Strand } from '../../state.ts'
import { signedField } from '../fields.ts'
import { onServedNotice, onUnansweredNotice, proposalApproved, proposalMade } from '../gates.ts'
import { hearingDue } from '../hearing.ts'
import { proposedPenalty } from '../proposal.ts'
import { refsOf } from '../refs.ts'
import {
  isJoint,
  ofParty,
  partyIn,
  partyOfStrand,
  penaltyFor,
  pendingShares,
  sharesOf,
  titleFor,
  withShare,
  withShares,
} from '../shares.ts'

/** Each party that is still to be told; of one only, nothing needs to be said. */
export const eachPending: NonNullable<PaperRule['each']> = ({ state }) =>
  isJoint(state.dossier) ? pendingShares(state.dossier).map(({ party }) => party) : []

const personOf = ({ dossier }: CaseState, strand: Strand | undefined): string | undefined => {
  const party = partyIn(dossier, strand?.data.party as string | undefined)
  return party?.representative ?? party?.name
}

/** 行政处罚告知书 (程序规定 art. 57): what is proposed, why, on what basis, and what the party may do. */
export const issueNotice = act('issue-notice', {
  title: '制作行政处罚告知书',
  purpose: '书面告知当事人拟处罚的内容及事实、理由、依据和陈述、申辩、听证的权利',
  basis: [rules(57, 1), penaltyLaw(44), penaltyLaw(63), hearingRules(5)],
  stages: ['notice'],
  by: handlers(),
  gates: [proposalMade, proposalApproved],
  data: z.strictObject({
    explanation: longText('释法说理', {
      max: 3000,
      hint: '用当事人看得懂的话说明：为什么违法、为什么这样处罚、可以怎么办',
    }),
  }),
  // 分别告知: each party has a notice of its own, with what is to be imposed on it and the rights that it has.
  papers: [{ form: 37, number: '罚告', served: true, each: eachPending }],
  record: ({ state, facts }) => {
    const penalty = proposedPenalty(state)
    const due = (party: string | undefined) =>
      penalty !== undefined &&
      hearingDue(
        party === undefined ? penalty : penaltyFor(penalty, party),
        partyIn(state.dossier, party),
        facts.agency,
      )
    return isJoint(state.dossier)
      ? { penalty, hearings: pendingShares(state.dossier).flatMap(({ party }) => (due(party) ? [party] : [])) }
      : { penalty, hearing: due(undefined) }
  },
  // What was said about an earlier notice is no answer to this one.
  apply: (dossier, { record, papers, version }) =>
    withShares(
      dossier,
      sharesOf(dossier).map((share): Share => {
        const paper = papers.find(({ party }) => party === share.party) ?? (isJoint(dossier) ? undefined : papers[0])
        if (paper === undefined || share.decision !== undefined) return share
        return {
          party: share.party,
          notice: {
            penalty: penaltyFor(record.penalty as Penalty, share.party),
            paper: paper.id,
            number: paper.number?.text ?? '',
            hearing: record.hearing === true || ((record.hearings ?? []) as readonly string[]).includes(share.party),
            version,
          },
        }
      }),
    ),
  // A clock that ran after an earlier notice ends with the new one.
  moves: ({ state }) =>
    state.strands
      .filter((strand) => strand.state === 'served' && onServedNotice.of(strand, state))
      .map(({ id }) => ({ id, state: 'served' })),
  sentence: ({ papers }) => `制作行政处罚告知书${papers.map(({ number }) => number?.text ?? '').join('、')}`,
})

const notDefended = 'defence-made-already'

/** 陈述申辩笔录: what the party says is heard and written down (行政处罚法 art. 45). */
export const hearDefence = act('hear-defence', {
  title: '听取陈述申辩',
  purpose: '充分听取当事人的意见，记入陈述申辩笔录',
  basis: [rules(58), penaltyLaw(45)],
  stages: ['notice'],
  by: handlers({ atLeast: 2, basis: [rules(58), penaltyLaw(42)] }),
  on: onServedNotice,
  data: z.strictObject({
    officers: officers('听取人'),
    from: instant('开始时间'),
    until: instant('结束时间'),
    place: text('地点'),
    person: text('陈述申辩人及身份', { max: 100 }),
    content: longText('陈述申辩内容', { hint: '按当事人的原意记录，提出的证据逐项写明' }),
    files: files('当事人提交的材料'),
    signed: signedField('陈述申辩人'),
  }),
  checks: [
    ({ data, at }) => [
      ...(data.until <= data.from
        ? [refusal('ends-before-it-begins', '结束时间应当晚于开始时间', { field: 'until' })]
        : []),
      ...(data.until > at ? [refusal('ends-in-future', '结束时间不能晚于录入时间', { field: 'until' })] : []),
    ],
  ],
  duty: 'as-listed',
  papers: [{ form: 38 }],
  record: (question) => ({
    officers: refsOf(question, question.data.officers),
    ...ofParty(question.state.dossier, question.strand?.data.party as string | undefined),
  }),
  apply: (dossier, { input, record, at, version }) =>
    withShare(dossier, record.party, (share) => ({
      ...share,
      defence: { made: true, content: input.content, at, version },
    })),
  sentence: ({ input }) => `听取${input.person}陈述申辩`,
  known: ({ state, strand }) => ({
    officers: state.dossier.handlers.map(({ id }) => id),
    person: personOf(state, strand),
    signed: 'signed',
    files: [],
  }),
})

/** The party gives up, in writing, what is left of its time. */
export const waiveDefence = act('waive-defence', {
  title: '记录当事人放弃陈述申辩',
  purpose: '当事人书面表示放弃陈述、申辩（和听证）的，记录在案，不必再等期限届满',
  basis: [rules(57, 2), penaltyLaw(44)],
  stages: ['notice'],
  by: handlers(),
  on: onUnansweredNotice,
  gates: [
    {
      name: notDefended,
      title: '当事人尚未陈述申辩',
      basis: [rules(58)],
      test: ({ state, strand }) =>
        strand !== undefined && partyOfStrand(state.dossier, strand)?.defence?.made
          ? [refusal(notDefended, '当事人已经陈述申辩，应当复核，不能再记为放弃', { basis: [rules(58)] })]
          : [],
    },
  ],
  data: z.strictObject({
    way: choice('表示方式', { written: '书面声明', record: '在送达回证或者笔录上注明' }),
    confirmed: confirmed('声明由当事人本人、法定代表人或者有权代理人作出'),
    files: files('书面声明', { min: 1 }),
  }),
  record: ({ state, strand }) => ofParty(state.dossier, strand?.data.party as string | undefined),
  apply: (dossier, { record, at, version }) =>
    withShare(dossier, record.party, (share) => ({
      ...share,
      defence: { made: false, content: '当事人书面放弃陈述、申辩', at, version },
    })),
  sentence: ({ record }, dossier) => `${titleFor('当事人', dossier, record.party)}书面放弃陈述申辩`,
  known: () => ({ way: 'written', files: [] }),
})

/** The five working days have run out: deemed waived (程序规定 art. 57 (2)). The system records it. */
export const defenceLapsed = act('defence-lapsed', {
  title: '陈述申辩期届满',
  purpose: '当事人五个工作日内未陈述、申辩，未要求听证，视为放弃',
  basis: [rules(57, 2)],
  stages: ['notice'],
  by: theSystem,
  system: true,
  on: onUnansweredNotice,
  data: z.strictObject({}),
  record: ({ state, strand }) => ofParty(state.dossier, strand?.data.party as string | undefined),
  apply: (dossier, { record, at, version }) =>
    withShare(dossier, record.party, (share) =>
      share.defence === undefined
        ? { ...share, defence: { made: false, content: '期限内未陈述申辩，视为放弃', at, version } }
        : share,
    ),
  sentence: ({ record }, dossier) =>
    `${isJoint(dossier) ? titleFor('当事人', dossier, record.party) : ''}五个工作日内未陈述申辩，未要求听证，视为放弃`,
})
