import { z } from 'zod'
import { evidenceKinds } from '../../procedure/index.ts'
import { heading, paragraph, paragraphs } from '../blocks.ts'
import { form } from '../form.ts'
import {
  agencyContent,
  agencyOf,
  breachedOf,
  dateText,
  partyContent,
  partyOf,
  partyRows,
  text,
  unstopped,
} from './parts.ts'

export const noPenalty = form({
  no: 46,
  name: '不予行政处罚决定书',
  layout: 'letter',
  texts: {
    facts: { title: '查明的事实', bound: true },
    nature: { title: '违法行为性质', bound: true },
    reasons: { title: '不予处罚的理由', bound: true },
  },
  content: z.strictObject({
    party: partyContent,
    title: text,
    filedOn: text,
    facts: text,
    evidence: z.array(z.strictObject({ title: text, kind: text, proves: text })),
    established: z.boolean(),
    nature: text,
    breached: text,
    ground: text,
    reasons: text,
    education: text.optional(),
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, input, facts, at }) => {
    const { dossier } = state
    return {
      party: partyOf(state),
      title: dossier.title,
      filedOn: dateText(state.done.find(({ act }) => act === 'approve-filing')?.at ?? state.openedAt),
      facts: dossier.findings?.facts ?? '',
      evidence: dossier.evidence.map(({ title, kind, proves }) => ({ title, kind: evidenceKinds[kind], proves })),
      established: dossier.handling?.kind === 'no-penalty',
      nature: dossier.findings?.nature ?? '',
      breached: breachedOf(state),
      ground: dossier.handling?.ground ?? '',
      reasons: dossier.handling?.reasons ?? '',
      ...(input.education === undefined || input.education === '' ? {} : { education: String(input.education) }),
      agency: agencyOf(facts),
      on: dateText(at),
    }
  },
  blocks: (content) => [
    partyRows(content.party),
    paragraph(`${content.filedOn}，本局对${content.title}一案立案调查，现已调查终结。`),
    heading('一、查明的事实'),
    ...paragraphs(content.facts),
    heading('二、证据'),
    ...content.evidence.map(({ title, kind, proves }, n) =>
      paragraph(`${n + 1}.${title}（${kind}），证明${unstopped(proves)}。`),
    ),
    heading('三、决定及理由'),
    ...(content.established
      ? [...paragraphs(content.nature), paragraph(`当事人的行为违反了${content.breached}的规定。`)]
      : []),
    ...paragraphs(content.reasons),
    paragraph(
      content.established
        ? `鉴于当事人${content.ground}，依照《行政处罚法》和《市场监督管理行政处罚程序规定》第六十条，本局决定对当事人不予行政处罚。`
        : '违法事实不能成立，依照《行政处罚法》第五十七条和《市场监督管理行政处罚程序规定》第六十条，本局决定对当事人不予行政处罚。',
    ),
    ...(content.education === undefined ? [] : [heading('四、教育'), ...paragraphs(content.education)]),
    heading(content.education === undefined ? '四、救济途径' : '五、救济途径'),
    paragraph(
      `如不服本决定，可以自收到本决定书之日起六十日内向${content.agency.reconsideration}申请行政复议，也可以在六个月内依法向${content.agency.court}提起行政诉讼。`,
    ),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
