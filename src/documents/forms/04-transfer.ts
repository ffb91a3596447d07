import { z } from 'zod'
import { flush, paragraph, paragraphs } from '../blocks.ts'
import { form } from '../form.ts'
import {
  agencyContent,
  agencyOf,
  concernedOf,
  concernedText,
  dateText,
  othersContent,
  partyContent,
  text,
} from './parts.ts'

export const transferLetter = form({
  no: 4,
  name: '案件移送函',
  layout: 'letter',
  content: z.strictObject({
    recipient: text,
    title: text,
    party: partyContent.optional(),
    others: othersContent,
    facts: text,
    reasons: text,
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, input, facts, at }) => ({
    recipient: String(input.recipient),
    title: state.dossier.title,
    ...(state.dossier.parties.length === 0 ? {} : concernedOf(state, undefined)),
    facts: state.dossier.findings?.facts ?? state.dossier.verification?.facts ?? state.dossier.clue?.content ?? '',
    reasons: String(input.reasons ?? state.dossier.handling?.reasons ?? ''),
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  blocks: (content) => [
    flush(`${content.recipient}：`),
    paragraph(
      '本局在办理',
      ...(content.party === undefined ? [] : concernedText({ ...content, party: content.party })),
      `“${content.title}”一案中，查明下列事实：`,
    ),
    ...paragraphs(content.facts),
    paragraph(content.reasons),
    paragraph(
      '依照《行政处罚法》第二十二条和《市场监督管理行政处罚程序规定》第十七条，该案依法由你单位管辖，现将案件材料移送，请依法处理，并将签收和处理情况函告本局。',
    ),
    paragraph('附：案件材料目录及材料。'),
    paragraph(`联系地址：${content.agency.address}　联系电话：${content.agency.phone}`),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
