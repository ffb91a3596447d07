import { z } from 'zod'
import { penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { caseParty, choice, longText, officers } from '../../fields.ts'
import { handlers } from '../../standing.ts'
import { penaltyField } from '../fields.ts'
import { noticeServed } from '../gates.ts'
import {
  awaitsRecheck,
  isJoint,
  ofParty,
  partyMissing,
  penaltyFor,
  pendingShares,
  shareOf,
  sharesOf,
  withShare,
} from '../shares.ts'
import { checkProposed, heavierThan, otherPenaltiesField, proposedIn, proposedKnown } from '../violations.ts'
import { othersToBeHeard } from './hold-hearing.ts'

const results = { rejected: '不采纳，维持处罚建议', adopted: '采纳，变更处罚建议' } as const

/** 复核 (程序规定 art. 58): what the party said is checked; what is right is adopted; nothing becomes heavier for it. */
export const recheck = act('recheck', {
  title: '复核陈述申辩',
  purpose: '对当事人提出的事实、理由和证据进行复核，写明是否采纳及理由',
  basis: [rules(58), penaltyLaw(45)],
  stages: ['notice'],
  by: handlers({ atLeast: 2, basis: [rules(58)] }),
  gates: [
    {
      name: 'notice-served-on-somebody',
      title: '告知书已送达',
      basis: [rules(57), penaltyLaw(44)],
      test: (question) =>
        pendingShares(question.state.dossier).some(({ notice }) => notice?.servedAt !== undefined)
          ? []
          : noticeServed.test(question),
    },
    {
      name: 'defence-made',
      title: '当事人已陈述申辩',
      basis: [rules(58)],
      test: ({ state }) =>
        pendingShares(state.dossier).some(({ defence }) => defence?.made)
          ? []
          : [refusal('no-defence', '当事人没有提出陈述申辩，不需要复核', { basis: [rules(58)] })],
    },
  ],
  data: z.strictObject({
    party: caseParty('复核谁的陈述申辩'),
    officers: officers('复核人'),
    result: choice('复核结果', results),
    reasons: longText('复核情况及理由', {
      hint: '逐条答复当事人的意见：采纳的写如何处理，不采纳的写为什么',
      max: 5000,
    }),
    penalty: penaltyField('变更后的处罚建议')
      .optional()
      .meta({ title: '变更后的处罚建议', 'x-widget': 'group', 'x-when': { field: 'result', is: 'adopted' } }),
    otherPenalties: otherPenaltiesField.meta({
      ...otherPenaltiesField.meta(),
      'x-when': { field: 'result', is: 'adopted' },
    }),
  }),
  checks: [
    ({ data, state }) => partyMissing(state, data.party),
    ({ data, state }) =>
      isJoint(state.dossier) && shareOf(state.dossier, data.party)?.defence?.made === false
        ? [refusal('no-defence', '该当事人没有提出陈述申辩，不需要复核', { field: 'party', basis: [rules(58)] })]
        : [],
    (question) => {
      const { data, state } = question
      if (data.result === 'rejected')
        return data.penalty === undefined
          ? []
          : [refusal('penalty-without-change', '维持处罚建议的，不填写变更后的处罚建议', { field: 'penalty' })]
      if (data.penalty === undefined)
        return [refusal('no-penalty', '采纳意见的，请写明变更后的处罚建议', { field: 'penalty', basis: [rules(58)] })]
      const changed = { ...data, penalty: data.penalty }
      const proposed = proposedIn(changed, state.dossier)
      return [
        ...checkProposed({ ...question, data: changed }),
        ...(pendingShares(state.dossier).some(
          ({ party, notice }) => notice !== undefined && heavierThan(penaltyFor(proposed, party), notice.penalty),
        )
          ? [
              refusal('heavier-after-defence', '不得因当事人陈述、申辩而给予更重的处罚', {
                field: 'penalty.fine',
                basis: [rules(58), penaltyLaw(45, 2)],
              }),
            ]
          : []),
      ]
    },
  ],
  leadsTo: ['review'],
  choose: ({ data, state }) =>
    data.result === 'adopted' && !othersToBeHeard(state, { data: ofParty(state.dossier, data.party) })
      ? 'review'
      : undefined,
  record: ({ data, state, facts }) =>
    data.penalty === undefined
      ? {}
      : {
          scope: facts.reviewScope(state, proposedIn({ ...data, penalty: data.penalty }, state.dossier)),
        },
  apply: (dossier, { input, record, version }) => ({
    ...withShare(dossier, input.party || undefined, (share) => ({
      ...share,
      recheck: { adopted: input.result === 'adopted', reasons: input.reasons, version },
    })),
    ...(input.penalty === undefined
      ? {}
      : {
          proposal: { ...proposedIn({ ...input, penalty: input.penalty }, dossier), version },
          review: record.scope as NonNullable<typeof dossier.review>,
        }),
  }),
  sentence: ({ input }) => `复核陈述申辩：${results[input.result]}`,
  known: ({ state }) => ({
    officers: state.dossier.handlers.map(({ id }) => id),
    ...ofParty(state.dossier, sharesOf(state.dossier).find(awaitsRecheck)?.party),
    ...(isJoint(state.dossier) ? proposedKnown(state) : {}),
  }),
})
