import { z } from 'zod'
import { flush, paragraph, paragraphs } from '../blocks.ts'
import { form } from '../form.ts'
import {
  agencyContent,
  agencyOf,
  dateText,
  moneyText,
  partyContent,
  partyOf,
  supplement,
  supplementOf,
  text,
} from './parts.ts'

export const refundOrder = form({
  no: 34,
  name: '责令退款通知书',
  layout: 'letter',
  texts: { note: supplement },
  content: z.strictObject({
    party: partyContent,
    title: text,
    amount: z.number(),
    payers: text,
    by: text,
    agency: agencyContent,
    on: text,
    note: text.optional(),
  }),
  fill: ({ state, input, facts, at, party }) => ({
    party: partyOf(state, party),
    title: state.dossier.title,
    amount: Number(input.amount),
    payers: String(input.payers),
    by: dateText(String(input.by)),
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  blocks: (content) => [
    flush(content.party.name, '：'),
    paragraph(
      `“${content.title}”一案，本局已听取你（单位）的意见。依照《市场监督管理行政处罚程序规定》第五十九条，现责令你（单位）于${content.by}前退还多收的价款${moneyText(content.amount)}。`,
    ),
    paragraph('多付价款的消费者或者其他经营者：'),
    ...paragraphs(content.payers),
    paragraph(
      '难以查找多付价款的消费者或者其他经营者的，责令公告查找。请将退还和公告查找的情况连同凭证书面报告本局；没有退还的，依法处理。',
    ),
    ...supplementOf(content.note),
    paragraph(`联系地址：${content.agency.address}　联系电话：${content.agency.phone}`),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
