import { z } from 'zod'
import { flush, paragraph, paragraphs } from '../blocks.ts'
import { form } from '../form.ts'
import {
  agencyContent,
  agencyOf,
  concernedOf,
  concernedText,
  dateText,
  namesText,
  officersContent,
  officersOf,
  othersContent,
  partyContent,
  supplement,
  supplementOf,
  text,
} from './parts.ts'

export const helpRequest = form({
  no: 17,
  name: '协助调查函',
  layout: 'letter',
  texts: { note: supplement },
  content: z.strictObject({
    to: text,
    party: partyContent.optional(),
    others: othersContent,
    known: text,
    matters: text,
    officers: officersContent,
    agency: agencyContent,
    on: text,
    note: text.optional(),
  }),
  fill: ({ state, input, record, facts, at }) => ({
    to: String(input.to),
    ...(state.dossier.parties[0] === undefined ? {} : concernedOf(state, undefined)),
    known: String(input.known),
    matters: String(input.matters),
    officers: officersOf(record),
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  blocks: ({ to, party, others, known, matters, officers, agency, on, note }) => [
    flush(to, '：'),
    paragraph(
      '本局在办理',
      ...(party === undefined ? ['案件'] : [...concernedText({ party, others }), '涉嫌违法一案']),
      `中，确需你单位协助调查取证。依照《行政处罚法》第二十六条和《市场监督管理行政处罚程序规定》第四十五条第一款，现将有关情况函告如下：`,
    ),
    ...paragraphs(known),
    ...paragraphs(`请协助调查下列事项：\n${matters}`),
    paragraph('请自接到本函之日起十五个工作日内完成，并将结果和证据材料函复本局；需要延期完成的，请在期限届满前告知。'),
    ...supplementOf(note),
    paragraph(`联系人：${namesText(officers)}　联系电话：${agency.phone}`),
    { kind: 'seal', agency: agency.name, date: on },
  ],
})
