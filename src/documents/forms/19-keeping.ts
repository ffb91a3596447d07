import { z } from 'zod'
import { computeLimit, workingDays } from '../../calendar/index.ts'
import { rules } from '../../kernel/index.ts'
import { flush, paragraph, rows } from '../blocks.ts'
import { form } from '../form.ts'
import {
  agencyContent,
  agencyOf,
  dateText,
  officersContent,
  officersOf,
  officerText,
  partyContent,
  partyOf,
  text,
  unstopped,
} from './parts.ts'

const custodies = { 'in-place': '就地由你（单位）保存', taken: '由本局保存' } as const

export const keepingNotice = form({
  no: 19,
  name: '先行登记保存证据通知书',
  layout: 'letter',
  content: z.strictObject({
    party: partyContent,
    reasons: text,
    from: text,
    until: text,
    custody: text,
    officers: officersContent,
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, input, record, facts, at, party }) => ({
    party: partyOf(state, party),
    reasons: unstopped(String(input.reasons)),
    from: dateText(at),
    until: dateText(
      computeLimit(
        { amount: workingDays(7), start: at, startTitle: '先行登记保存', basis: [rules(35)] },
        facts.calendar,
        at,
      ).dueDay ?? at,
    ),
    custody: `${custodies[input.custody as keyof typeof custodies]}（${String(input.custodyPlace)}）`,
    officers: officersOf(record),
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  blocks: (content) => [
    flush(content.party.name, '：'),
    paragraph(
      `因${content.reasons}，依照《行政处罚法》第五十六条和《市场监督管理行政处罚程序规定》第三十三条、第三十四条，本局决定自${content.from}起对有关证据先行登记保存，所保存的证据见所附清单。`,
    ),
    rows(['保存方式和地点', content.custody], ['处理期限', `七个工作日，至${content.until}`]),
    paragraph(
      '先行登记保存期间，你（单位）和有关人员不得损毁、销毁或者转移证据。逾期没有采取处理措施的，先行登记保存自动解除。你（单位）有权进行陈述和申辩。',
    ),
    rows(
      ['办案人员', officerText(content.officers)],
      ['联系方式', `${content.agency.address}，${content.agency.phone}`],
    ),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
