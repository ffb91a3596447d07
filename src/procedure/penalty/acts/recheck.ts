import { z } from 'zod'
import { penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { choice, longText, officers } from '../../fields.ts'
import { handlers } from '../../standing.ts'
import { penaltyField } from '../fields.ts'
import { noticeServed } from '../gates.ts'
import { checkProposed, heavierThan, otherPenaltiesField, proposedIn } from '../violations.ts'

const results = { rejected: '不采纳，维持处罚建议', adopted: '采纳，变更处罚建议' } as const

/** 复核 (程序规定 art. 58): what the party said is checked; what is right is adopted; nothing becomes heavier for it. */
export const recheck = act('recheck', {
  title: '复核陈述申辩',
  purpose: '对当事人提出的事实、理由和证据进行复核，写明是否采纳及理由',
  basis: [rules(58), penaltyLaw(45)],
  stages: ['notice'],
  by: handlers({ atLeast: 2, basis: [rules(58)] }),
  gates: [
    noticeServed,
    {
      name: 'defence-made',
      title: '当事人已陈述申辩',
      basis: [rules(58)],
      test: ({ state }) =>
        state.dossier.defence?.made
          ? []
          : [refusal('no-defence', '当事人没有提出陈述申辩，不需要复核', { basis: [rules(58)] })],
    },
  ],
  data: z.strictObject({
    officers: officers('复核人'),
    result: choice('复核结果', results),
    reasons: longText('复核情况及理由', { max: 5000 }),
    penalty: penaltyField('变更后的处罚建议')
      .optional()
      .meta({ title: '变更后的处罚建议', 'x-widget': 'group', 'x-when': { field: 'result', is: 'adopted' } }),
    otherPenalties: otherPenaltiesField.meta({
      ...otherPenaltiesField.meta(),
      'x-when': { field: 'result', is: 'adopted' },
    }),
  }),
  checks: [
    (question) => {
      const { data, state } = question
      if (data.result === 'rejected')
        return data.penalty === undefined
          ? []
          : [refusal('penalty-without-change', '维持处罚建议的，不填写变更后的处罚建议', { field: 'penalty' })]
      if (data.penalty === undefined)
        return [refusal('no-penalty', '采纳意见的，请写明变更后的处罚建议', { field: 'penalty', basis: [rules(58)] })]
      const changed = { ...data, penalty: data.penalty }
      const before = state.dossier.notice?.penalty
      return [
        ...checkProposed({ ...question, data: changed }),
        ...(before !== undefined && heavierThan(proposedIn(changed, state.dossier), before)
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
  choose: ({ data }) => (data.result === 'adopted' ? 'review' : undefined),
  record: ({ data, state, facts }) =>
    data.penalty === undefined
      ? {}
      : {
          scope: facts.reviewScope(state, proposedIn({ ...data, penalty: data.penalty }, state.dossier)),
        },
  apply: (dossier, { input, record, version }) => ({
    ...dossier,
    recheck: { adopted: input.result === 'adopted', reasons: input.reasons, version },
    ...(input.penalty === undefined
      ? {}
      : {
          proposal: { ...proposedIn({ ...input, penalty: input.penalty }, dossier), version },
          review: record.scope as NonNullable<typeof dossier.review>,
        }),
  }),
  sentence: ({ input }) => `复核陈述申辩：${results[input.result]}`,
  known: ({ state }) => ({ officers: state.dossier.handlers.map(({ id }) => id) }),
})
