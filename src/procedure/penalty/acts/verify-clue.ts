import { z } from 'zod'
import { workingDays } from '../../../calendar/index.ts'
import { rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { choice, longText, officers } from '../../fields.ts'
import { anyOfficer, byRole } from '../../standing.ts'

const suggestions = { file: '建议立案', decline: '建议不予立案' } as const

/** 核查: two officers look into the clue. */
export const verifyClue = act('verify-clue', {
  title: '记录核查情况',
  purpose: '写明对线索核查到的事实，并提出是否立案的意见',
  basis: [rules(18, 1)],
  stages: ['verification'],
  by: anyOfficer({ atLeast: 2, ofUnit: true, basis: [rules(18, 1), rules(22)] }),
  data: z.strictObject({
    officers: officers('核查人员', { 'x-from': 'unit' }),
    facts: longText('核查情况', { hint: '写核查了什么、看到什么、与线索是否相符', max: 5000 }),
    suggestion: choice('核查意见', suggestions),
  }),
  apply: (dossier, { input }) => ({
    ...dossier,
    verification: { facts: input.facts, suggestion: suggestions[input.suggestion] },
  }),
  sentence: ({ input }) => `核查完毕，${suggestions[input.suggestion]}`,
})

/** Fifteen working days more, on a leader's approval. */
export const extendVerification = act('extend-verification', {
  title: '延长核查期限',
  purpose: '特殊情况下，经局负责人批准，核查期限延长十五个工作日',
  basis: [rules(18, 1)],
  stages: ['verification'],
  by: byRole('leader', { basis: [rules(18, 1)] }),
  data: z.strictObject({ reasons: longText('延长理由', { hint: '写明为什么在法定期限内核查不完', max: 1000 }) }),
  once: true,
  extends: () => ({ limit: 'verification', amount: workingDays(15) }),
  sentence: ({ input }) => `批准延长核查期限十五个工作日：${input.reasons}`,
})
