import { z } from 'zod'
import { shareOf } from '../../procedure/index.ts'
import { flush, heading, paragraph, paragraphs, rows } from '../blocks.ts'
import { form } from '../form.ts'
import { agencyContent, agencyOf, dateText, moneyText, partyContent, partyOf, partyRows, text } from './parts.ts'

export const courtApplication = form({
  no: 49,
  name: '强制执行申请书',
  layout: 'letter',
  content: z.strictObject({
    court: text,
    party: partyContent,
    decision: text,
    decidedOn: text,
    servedOn: text,
    demand: text,
    open: z.number(),
    surcharge: z.number(),
    situation: text,
    subject: text,
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, input, record, facts, at, party }) => ({
    court: String(record.court),
    party: partyOf(state, party),
    decision: shareOf(state.dossier, party)?.decision?.number ?? '',
    decidedOn: dateText(shareOf(state.dossier, party)?.decision?.at ?? at),
    servedOn: dateText(shareOf(state.dossier, party)?.decision?.servedAt ?? at),
    demand: state.papers.findLast(({ form: no, party: whose }) => no === 48 && whose === party)?.number?.text ?? '',
    open: Number(record.open),
    surcharge: Number(record.surcharge),
    situation: String(input.situation),
    subject: String(input.subject),
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  blocks: (content) => [
    flush(`${content.court}：`),
    rows(['申请人', content.agency.name], ['地址', content.agency.address], ['联系电话', content.agency.phone]),
    paragraph('被申请人：'),
    partyRows(content.party),
    heading('申请事项'),
    paragraph(
      `强制执行《行政处罚决定书》（${content.decision}）确定的未履行义务：${moneyText(content.open)}${content.surcharge === 0 ? '' : `（含加处罚款${moneyText(content.surcharge)}）`}。`,
    ),
    heading('事实和理由'),
    paragraph(
      `申请人于${content.decidedOn}作出上述处罚决定，并于${content.servedOn}送达被申请人。被申请人在法定期限内不申请行政复议或者提起行政诉讼，又不履行。申请人已送达《行政处罚决定履行催告书》（${content.demand}），被申请人收到后满十个工作日仍不履行。`,
    ),
    heading('被申请人的意见及催告情况'),
    ...paragraphs(content.situation),
    heading('申请强制执行的标的情况'),
    ...paragraphs(content.subject),
    paragraph('依照《行政强制法》第五十三条、第五十五条和《市场监督管理行政处罚程序规定》第七十六条，特申请强制执行。'),
    paragraph('附：行政处罚决定书及作出决定的事实、理由和依据；当事人的意见及催告情况；标的情况；有关证据和送达回证。'),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
