import { z } from 'zod'
import { flush, paragraph } from '../blocks.ts'
import { form } from '../form.ts'
import { agencyContent, agencyOf, dateText, text } from './parts.ts'

const content = z.strictObject({
  recipient: text,
  title: text,
  reasons: text,
  by: text,
  agency: agencyContent,
  on: text,
})

const fill: Parameters<typeof form<z.infer<typeof content>>>[0]['fill'] = ({ state, input, facts, at }) => ({
  recipient: String(input.recipient),
  title: state.dossier.title,
  reasons: String(input.reasons),
  by: dateText(String(input.by)),
  agency: agencyOf(facts),
  on: dateText(at),
})

export const assignedJurisdiction = form({
  no: 2,
  name: '指定管辖通知书',
  layout: 'letter',
  content,
  fill,
  blocks: (given) => [
    flush(`${given.recipient}：`),
    paragraph(
      `依照《行政处罚法》第二十五条和《市场监督管理行政处罚程序规定》第十五条、第十六条，现指定“${given.title}”一案由你单位管辖。`,
    ),
    paragraph(given.reasons),
    paragraph(`请依法办理，并于${given.by}前报告办理结果。`),
    { kind: 'seal', agency: given.agency.name, date: given.on },
  ],
})

export const caseHandedDown = form({
  no: 3,
  name: '案件交办通知书',
  layout: 'letter',
  content,
  fill,
  blocks: (given) => [
    flush(`${given.recipient}：`),
    paragraph(`依照《市场监督管理行政处罚程序规定》第十五条，现将“${given.title}”一案交由你单位办理。`),
    paragraph(given.reasons),
    paragraph(`请依法办理，并于${given.by}前报告办理结果。`),
    { kind: 'seal', agency: given.agency.name, date: given.on },
  ],
})
