import { z } from 'zod'
import { flush, paragraph } from '../blocks.ts'
import { form } from '../form.ts'
import { agencyContent, agencyOf, dateText, partyContent, partyOf, text } from './parts.ts'

export const serviceAnnouncement = form({
  no: 51,
  name: '行政处罚文书送达公告',
  layout: 'letter',
  content: z.strictObject({
    party: partyContent,
    paper: text,
    kind: z.enum(['notice', 'decision', 'other']),
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, record, facts, at, party }) => ({
    party: partyOf(state, party),
    // "行政处罚告知书（文号）", with the title marks around the title alone.
    paper: String(record.title).replace(/^([^（]*)/, '《$1》'),
    kind:
      record.form === 37
        ? ('notice' as const)
        : record.form === 45 || record.form === 46
          ? ('decision' as const)
          : ('other' as const),
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  blocks: (content) => [
    flush(content.party.name, '：'),
    paragraph(
      `本局作出的${content.paper}，采取其他方式无法送达，依照《市场监督管理行政处罚程序规定》第八十二条第一款第（五）项，现公告送达。自本公告发布之日起经过三十日，即视为送达。`,
    ),
    ...(content.kind === 'notice'
      ? [
          paragraph(
            '视为送达之日起五个工作日内，你（单位）可以进行陈述、申辩；属于听证范围的，可以要求听证。逾期视为放弃。',
          ),
        ]
      : []),
    ...(content.kind === 'decision'
      ? [
          paragraph(
            `如不服该决定，可以自视为送达之日起六十日内向${content.agency.reconsideration}申请行政复议，也可以在六个月内向${content.agency.court}提起行政诉讼。`,
          ),
        ]
      : []),
    paragraph(`请到本局领取文书。地址：${content.agency.address}，联系电话：${content.agency.phone}。`),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
