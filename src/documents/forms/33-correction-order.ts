import { z } from 'zod'
import { flush, paragraph, paragraphs } from '../blocks.ts'
import { form } from '../form.ts'
import {
  agencyContent,
  agencyOf,
  breachedOf,
  dateText,
  partyContent,
  partyOf,
  supplement,
  supplementOf,
  text,
  unstopped,
} from './parts.ts'

export const correctionOrder = form({
  no: 33,
  name: '责令改正通知书',
  layout: 'letter',
  texts: { note: supplement },
  content: z.strictObject({
    party: partyContent,
    breach: text,
    breached: text,
    measures: text,
    by: text,
    agency: agencyContent,
    on: text,
    note: text.optional(),
  }),
  fill: ({ state, input, facts, at, party }) => ({
    party: partyOf(state, party),
    breach: unstopped(String(input.breach)),
    breached: breachedOf(state),
    measures: String(input.measures),
    by: dateText(String(input.by)),
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  blocks: (content) => [
    flush(content.party.name, '：'),
    paragraph(`经查，你（单位）的下列行为：${content.breach}，违反了${content.breached}的规定。`),
    paragraph(`依照《行政处罚法》第二十八条第一款，现责令你（单位）于${content.by}前改正，内容和要求如下：`),
    ...paragraphs(content.measures),
    paragraph(
      `改正期满，本局将进行复查。拒不改正的，依法处理。如不服本通知，可以自收到之日起六十日内向${content.agency.reconsideration}申请行政复议，也可以在六个月内依法向${content.agency.court}提起行政诉讼。`,
    ),
    ...supplementOf(content.note),
    paragraph(`联系地址：${content.agency.address}　联系电话：${content.agency.phone}`),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
