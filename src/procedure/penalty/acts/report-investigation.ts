import { z } from 'zod'
import { dayOf } from '../../../calendar/index.ts'
import { penaltyLaw, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { day, longText, officers, text } from '../../fields.ts'
import { handlers } from '../../standing.ts'
import { penaltyField } from '../fields.ts'
import { certificatesShown, evidenceTaken, handlersNamed } from '../gates.ts'
import { proofRefusals, unproved } from '../guide.ts'
import { discoveredIn, limitationRefusals } from '../limitation.ts'
import { refsOf } from '../refs.ts'
import { checkProposed, otherPenaltiesField, proposedIn, proposedKnown } from '../violations.ts'

/** 案件调查终结报告 (程序规定 art. 48): the six contents, and the penalty that is proposed. */
export const reportInvestigation = act('report-investigation', {
  signs: 'handling',
  title: '提交调查终结报告',
  purpose: '写明查明的事实、证据、性质、处理意见和裁量理由，提出处罚建议',
  basis: [rules(48), penaltyLaw(57)],
  stages: ['investigation'],
  by: handlers({ atLeast: 2 }),
  gates: [handlersNamed, certificatesShown, evidenceTaken],
  data: z.strictObject({
    officers: officers('报告人'),
    course: longText('调查经过', { hint: '按时间写检查、询问、取证和采取措施的经过', max: 5000 }),
    facts: longText('查明的事实', {
      hint: '写时间、地点、主体、行为、数量、金额和后果，每一项都要有证据',
      max: 20_000,
    }),
    gaps: z.string().trim().max(3000).optional().meta({
      title: '证据缺项说明',
      'x-widget': 'gaps',
      'x-hint': '证据清单中必须证明的事项没有证据的，写明为什么不需要或者无法取得；审核人员会看到',
    }),
    ended: day('违法行为终了之日', {
      hint: '行政处罚的追责期限从这一天起算；发现时仍在继续的，填发现之日',
    }).optional(),
    harm: z.string().trim().max(1000).optional().meta({
      title: '追责期限超过二年的说明',
      'x-widget': 'long-text',
      'x-hint': '终了满二年才发现的，写明涉及公民生命健康安全或者金融安全、有什么危害后果；其他的不填',
    }),
    nature: longText('违法行为性质', { hint: '写行为属于哪种违法，为什么', max: 3000 }),
    violation: text('违法行为类型', { max: 100, hint: '公示时使用，如：经营超过保质期的食品' }),
    penalty: penaltyField('处罚建议'),
    otherPenalties: otherPenaltiesField,
    other: z.string().trim().max(3000).optional().meta({
      title: '其他需要说明的事项',
      'x-widget': 'long-text',
      'x-hint': '如采取的措施、当事人的配合、与其他案件的关系',
    }),
  }),
  asksGuides: true,
  checks: [
    checkProposed,
    ({ state, facts, data }) => proofRefusals(state, facts, data),
    ({ state, data, at }) => limitationRefusals(data, dayOf(discoveredIn(state.dossier, state.openedAt)), dayOf(at)),
  ],
  papers: [{ form: 35 }],
  leadsTo: ['review'],
  record: (question) => ({
    officers: refsOf(question, question.data.officers),
    ...(unproved(question.state, question.facts).length === 0
      ? {}
      : {
          unproved: unproved(question.state, question.facts).map(({ point, need }) => ({ point, need })),
        }),
    scope: question.facts.reviewScope(question.state, proposedIn(question.data, question.state.dossier)),
  }),
  apply: ({ handling: _handling, ...dossier }, { input, record, version }) => ({
    ...dossier,
    findings: {
      facts: input.facts,
      nature: input.nature,
      violation: input.violation,
      ...(input.ended === undefined || input.ended === '' ? {} : { ended: input.ended }),
      ...(input.harm === undefined || input.harm === '' ? {} : { harm: input.harm }),
      ...(record.unproved === undefined
        ? {}
        : { unproved: record.unproved as NonNullable<NonNullable<typeof dossier.findings>['unproved']> }),
      ...(input.gaps === undefined || input.gaps === '' ? {} : { gaps: input.gaps }),
      version,
    },
    proposal: { ...proposedIn(input, dossier), version },
    review: record.scope as NonNullable<typeof dossier.review>,
  }),
  sentence: () => '调查终结，提出处罚建议',
  known: ({ state }) => ({
    officers: state.dossier.handlers.map(({ id }) => id),
    ...(state.dossier.findings === undefined
      ? {}
      : {
          facts: state.dossier.findings.facts,
          nature: state.dossier.findings.nature,
          violation: state.dossier.findings.violation,
          gaps: state.dossier.findings.gaps,
          ended: state.dossier.findings.ended,
          harm: state.dossier.findings.harm,
        }),
    ...proposedKnown(state),
  }),
})
