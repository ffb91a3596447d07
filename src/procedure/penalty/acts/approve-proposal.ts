import { z } from 'zod'
import { penaltyLaw, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { list, longText, text } from '../../fields.ts'
import { byRole } from '../../standing.ts'
import { proposalMade } from '../gates.ts'

/** After review, the leader approves the proposal, and the party is told (程序规定 art. 56). */
export const approveProposal = act('approve-proposal', {
  title: '批准处罚建议',
  purpose: '局负责人审查案件材料、处罚建议和审核意见，批准后依法告知当事人',
  basis: [rules(56)],
  stages: ['review'],
  by: byRole('leader', { notHandler: true, basis: [rules(56)] }),
  gates: [proposalMade],
  data: z.strictObject({
    opinion: longText('审批意见', {
      hint: '写明同意或者不同意；不同意的写明理由和要求',
      max: 1000,
      'x-templates': ['同意处罚建议，请依法告知当事人。'],
    }),
  }),
  leadsTo: ['notice'],
  apply: (dossier, { by, version }) => ({ ...dossier, approved: { version, by: { id: by.id, name: by.name } } }),
  sentence: ({ input }) => `批准处罚建议：${input.opinion}`,
})

/** The leader sends the case back for more investigation. */
export const returnProposal = act('return-proposal', {
  title: '退回补充调查',
  purpose: '局负责人认为事实不清、证据不足或者处理不当的，退回办案机构',
  basis: [rules(56), rules(60)],
  stages: ['review', 'notice'],
  by: byRole('leader', { notHandler: true, basis: [rules(60)] }),
  data: z.strictObject({ reasons: longText('退回理由', { hint: '逐项写明哪里不清楚、要补什么', max: 2000 }) }),
  leadsTo: ['investigation'],
  sentence: ({ input }) => `退回补充调查：${input.reasons}`,
})

/** 集体讨论 of the cases of 程序规定 art. 50 (art. 60 (2)). */
/** Who took part in a discussion of the leaders, each in their own words. */
export const discussedBy = () =>
  list(
    '参加人意见',
    z.strictObject({
      name: text('参加人', { max: 50 }),
      view: longText('意见', { hint: '记各人的原意，不同意见也要记', max: 2000 }),
    }),
    { min: 2 },
  )

export const discussCollectively = act('discuss-collectively', {
  signs: 'decision',
  title: '集体讨论',
  purpose: '情节复杂或者重大违法行为的案件，由局负责人集体讨论决定',
  basis: [rules(60, 2), penaltyLaw(57, 2)],
  stages: ['review', 'notice'],
  by: byRole('leader', { notHandler: true, basis: [rules(60, 2)] }),
  gates: [proposalMade],
  data: z.strictObject({
    place: text('讨论地点'),
    members: discussedBy(),
    conclusion: longText('讨论结论', { hint: '写明讨论一致或者多数的结论，与处罚建议不同的写明改在哪里', max: 2000 }),
  }),
  papers: [{ form: 42 }],
  apply: (dossier, { input, version }) => ({ ...dossier, discussion: { conclusion: input.conclusion, version } }),
  sentence: ({ input }) => `${input.members.length} 名负责人集体讨论：${input.conclusion}`,
})
