import { z } from 'zod'
import { flush, paragraph, paragraphs, rows } from '../blocks.ts'
import { form } from '../form.ts'
import { agencyContent, agencyOf, dateText, momentText, namesText, officersContent, officersOf, text } from './parts.ts'

export const questioningCall = form({
  no: 13,
  name: '询问通知书',
  layout: 'letter',
  content: z.strictObject({
    to: text,
    person: text,
    matter: text,
    time: text,
    place: text,
    bring: text.optional(),
    officers: officersContent,
    agency: agencyContent,
    on: text,
  }),
  fill: ({ input, record, facts, at }) => ({
    to: String(input.to),
    person: String(input.person),
    matter: String(input.matter),
    time: momentText(String(input.time)),
    place: String(input.place),
    ...(input.bring === undefined || input.bring === '' ? {} : { bring: String(input.bring) }),
    officers: officersOf(record),
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  blocks: (content) => [
    flush(content.to, '：'),
    paragraph(
      `为查明下列事项，依照《行政处罚法》第五十五条第二款和《市场监督管理行政处罚程序规定》第二十九条，请${content.person === content.to ? '你' : content.person}按时到指定地点接受询问：`,
    ),
    ...paragraphs(content.matter),
    rows(['询问时间', content.time], ['询问地点', content.place]),
    ...(content.bring === undefined ? [] : paragraphs(`请携带：${content.bring}`)),
    paragraph(
      '被询问人应当如实回答询问、协助调查；有权核对询问笔录并要求更正、补充，有权申请有直接利害关系的办案人员回避。不能按时到场的，请提前联系。',
    ),
    paragraph(`办案人员：${namesText(content.officers)}　联系电话：${content.agency.phone}`),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
