import { z } from 'zod'
import { penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { choice, longText } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { handlers } from '../../standing.ts'

const basis = [rules(66), penaltyLaw(51), penaltyLaw(54)]

const grounds = {
  disputed: '当事人对事实提出异议，需要进一步调查',
  unclear: '违法事实不清或者证据不足',
  heavier: '应当给予的处罚超过当场处罚的限度',
  absent: '当事人不在场，不能当场交付决定书',
  other: '其他不适用简易程序的情形',
} as const

/**
 * 转为普通程序: what doesn't fit the simple procedure goes on in the ordinary one, as the same case. What was found and recorded on the
 * spot stays evidence (程序规定 art. 27); what was told there falls away, and the ordinary way tells anew. The day of the finding is the
 * one from which the fifteen working days of verification are counted (art. 18).
 */
export const turnOrdinary = act('turn-ordinary', {
  title: '转为普通程序',
  purpose: '不符合当场处罚条件的，转入普通程序：同一案件继续办理，自当场发现之日起核查并决定是否立案',
  basis: [...basis, rules(18, 1)],
  stages: ['on-the-spot'],
  by: handlers({ basis: [rules(18), rules(66)] }),
  data: z.strictObject({
    ground: choice('转为普通程序的情形', grounds),
    reasons: longText('具体情况', { hint: '写为什么不能当场处罚', max: 2000 }),
  }),
  checks: [
    ({ data, state }) =>
      data.ground === 'disputed' && state.dossier.defence?.made === false
        ? [
            refusal('not-disputed', '记录中当事人没有提出异议，请选择其他情形', {
              field: 'ground',
              basis: [penaltyLaw(45)],
            }),
          ]
        : [],
  ],
  becomes: { procedure: 'ordinary-penalty', stage: 'verification' },
  papers: [{ form: 1 }],
  record: ({ state }) => ({
    title: state.dossier.title,
    source: 'inspection',
    receivedAt: state.openedAt,
    content: state.dossier.findings?.facts ?? '',
    unitName: state.dossier.unitName,
  }),
  apply: ({ proposal: _proposal, defence: _defence, ...dossier }, { record }) => ({
    ...dossier,
    clue: { source: '监督检查', content: String(record.content), receivedAt: String(record.receivedAt) },
  }),
  sentence: ({ input }) => `转为普通程序：${grounds[input.ground]}。${input.reasons}`,
  known: ({ state }) => (state.dossier.defence?.made ? { ground: 'disputed' } : {}),
})

/** In the ordinary procedure: the fifteen working days run from what was found on the spot. */
export const turned: Extension = {
  title: '转为普通程序',
  clocks: { verification: { from: ['open-on-the-spot'] } },
}
