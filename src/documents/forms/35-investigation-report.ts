import { z } from 'zod'
import {
  type CaseState,
  discretionText,
  goodsOf,
  goodsUnder,
  nameAmong,
  outcomeKinds,
  type ProposedData,
  proposedIn,
  thingsText,
} from '../../procedure/index.ts'
import { heading, paragraph, paragraphs, rows } from '../blocks.ts'
import { form } from '../form.ts'
import {
  breachedOf,
  dateText,
  evidenceOf,
  officerSignatures,
  officersContent,
  officersOf,
  othersContent,
  othersOf,
  partyContent,
  partyOf,
  partyRows,
  penaltyBasisOf,
  penaltyLines,
  stepText,
  text,
} from './parts.ts'

const whose = ({ dossier }: CaseState, party: unknown): string => {
  const name = nameAmong(dossier, party)
  return name === undefined ? '' : `${name}的`
}

/** 程序规定 art. 48 item 2: what was kept, sealed or seized, and what became of it. */
const measuresOf = (state: CaseState): { measures?: string[] } => {
  const measures = state.strands.flatMap((taking) => {
    const goods = goodsUnder(state, taking.id)
    if (goods === undefined) return []
    const done = taking.kind === 'keeping' ? '先行登记保存' : taking.data.kind === 'seal' ? '查封' : '扣押'
    const over = ['kept', 'held', 'testing'].includes(taking.state) ? '' : '，该措施已经结束'
    return [
      `${dateText(taking.openedAt)}，本局${done}${whose(state, taking.data.party)}${thingsText(goodsOf(goods).things)}（${String(taking.data.number)}）${over}。`,
    ]
  })
  return measures.length === 0 ? {} : { measures }
}

export const investigationReport = form({
  no: 35,
  name: '案件调查终结报告',
  layout: 'letter',
  texts: { reasons: { title: '理由', bound: true } },
  content: z.strictObject({
    party: partyContent,
    others: othersContent,
    title: text,
    source: text,
    course: text,
    measures: z.array(text).optional(),
    facts: text,
    evidence: z.array(z.strictObject({ kind: text, title: text, proves: text })),
    gaps: text.optional(),
    ended: text.optional(),
    harm: text.optional(),
    nature: text,
    breached: text,
    basis: text,
    penalty: z.array(text),
    step: text.optional(),
    reasons: text,
    other: text.optional(),
    officers: officersContent,
    on: text,
  }),
  fill: ({ state, input, record, at }) => {
    const penalty = input.penalty === undefined ? undefined : proposedIn(input as ProposedData, state.dossier)
    const handling = input.handling as keyof typeof outcomeKinds | undefined
    return {
      party: partyOf(state),
      ...othersOf(state),
      title: state.dossier.title,
      source: state.dossier.clue?.source ?? '',
      course: String(input.course),
      ...measuresOf(state),
      facts: String(input.facts),
      evidence: [...evidenceOf(state)],
      ...(input.gaps === undefined || input.gaps === '' ? {} : { gaps: String(input.gaps) }),
      ...(input.ended === undefined || input.ended === '' ? {} : { ended: dateText(String(input.ended)) }),
      ...(input.harm === undefined || input.harm === '' ? {} : { harm: String(input.harm) }),
      nature: String(input.nature),
      breached: breachedOf(state),
      basis: penaltyBasisOf(state),
      ...(penalty === undefined
        ? { penalty: handling === undefined ? [] : [`${outcomeKinds[handling]}。`], reasons: String(input.reasons) }
        : { penalty: [...penaltyLines(penalty)], step: stepText(penalty), reasons: discretionText(penalty) }),
      ...(input.other === undefined || input.other === '' ? {} : { other: String(input.other) }),
      officers: officersOf(record),
      on: dateText(at),
    }
  },
  blocks: (content) => [
    heading('一、当事人的基本情况'),
    partyRows(content.party),
    ...(content.others ?? []).map(partyRows),
    heading('二、案件来源和调查经过'),
    paragraph(`本案来源：${content.source}。案由：${content.title}。`),
    ...paragraphs(content.course),
    ...(content.measures ?? []).map((line) => paragraph(line)),
    heading('三、调查认定的事实及主要证据'),
    ...paragraphs(content.facts),
    ...(content.ended === undefined
      ? []
      : [
          paragraph(
            `违法行为于${content.ended}终了。`,
            ...(content.harm === undefined ? [] : [`适用五年追责期限的理由：${content.harm}`]),
          ),
        ]),
    paragraph('上述事实有下列证据证明：'),
    {
      kind: 'table',
      columns: [
        { title: '证据', width: 3 },
        { title: '种类', width: 2 },
        { title: '证明内容', width: 4 },
      ],
      rows: content.evidence.map(({ title, kind, proves }) => [title, kind, proves]),
    },
    ...(content.gaps === undefined ? [] : paragraphs(`证据缺项说明：${content.gaps}`)),
    heading('四、违法行为性质'),
    ...paragraphs(content.nature),
    paragraph(`当事人的行为违反了${content.breached}的规定。`),
    heading('五、处理意见及依据'),
    paragraph(
      content.step === undefined ? '建议对本案作如下处理：' : `依据${content.basis}的规定，建议对当事人处罚如下：`,
    ),
    ...content.penalty.map((line) => paragraph(line)),
    heading(content.step === undefined ? '六、处理意见的理由' : '六、自由裁量的理由'),
    paragraph(
      content.step === undefined ? content.reasons : `对照行政处罚裁量基准，建议${content.step}。${content.reasons}`,
    ),
    ...(content.other === undefined ? [] : [heading('七、其他需要说明的事项'), ...paragraphs(content.other)]),
    { kind: 'signatures', lines: officerSignatures('办案人员', content.officers) },
    rows(['报告日期', content.on]),
  ],
})
