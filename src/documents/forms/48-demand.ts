import { z } from 'zod'
import { shareOf } from '../../procedure/index.ts'
import { flush, paragraph } from '../blocks.ts'
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

export const demandLetter = form({
  no: 48,
  name: '行政处罚决定履行催告书',
  layout: 'letter',
  texts: { note: supplement },
  content: z.strictObject({
    party: partyContent,
    decision: text,
    decidedOn: text,
    servedOn: text,
    open: z.number(),
    surcharge: z.number(),
    explanation: text,
    agency: agencyContent,
    on: text,
    note: text.optional(),
  }),
  fill: ({ state, input, record, facts, at, party }) => ({
    party: partyOf(state, party),
    decision: shareOf(state.dossier, party)?.decision?.number ?? '',
    decidedOn: dateText(shareOf(state.dossier, party)?.decision?.at ?? at),
    servedOn: dateText(shareOf(state.dossier, party)?.decision?.servedAt ?? at),
    open: Number(record.open),
    surcharge: Number(record.surcharge),
    explanation: String(input.explanation),
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  blocks: (content) => [
    flush(content.party.name, '：'),
    paragraph(
      `本局于${content.decidedOn}对你（单位）作出《行政处罚决定书》（${content.decision}），并于${content.servedOn}送达。你（单位）在规定的期限内没有履行下列义务：`,
    ),
    paragraph(
      `缴纳${moneyText(content.open)}${content.surcharge === 0 ? '' : `，其中加处罚款${moneyText(content.surcharge)}`}。`,
    ),
    paragraph(
      `依照《行政强制法》第五十四条和《市场监督管理行政处罚程序规定》第七十六条，现催告你（单位）自收到本催告书之日起十个工作日内履行，缴至${content.agency.bank}，或者通过电子支付系统缴纳。`,
    ),
    paragraph(content.explanation),
    paragraph(
      '收到本催告书后，你（单位）有权进行陈述和申辩。无正当理由逾期仍不履行的，本局将依法申请人民法院强制执行。',
    ),
    ...supplementOf(content.note),
    paragraph(`联系地址：${content.agency.address}　联系电话：${content.agency.phone}`),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
