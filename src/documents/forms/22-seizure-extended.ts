import { z } from 'zod'
import { flush, paragraph } from '../blocks.ts'
import { form } from '../form.ts'
import { agencyContent, agencyOf, dateText, partyContent, partyOf, text, unstopped } from './parts.ts'
import { seizureTitle, thingsContent, thingsFrom, thingsTable } from './things.ts'

export const seizureExtended = form({
  no: 22,
  name: '延长行政强制措施期限决定书',
  layout: 'letter',
  content: z.strictObject({
    party: partyContent,
    measure: text,
    decision: text,
    since: text,
    reasons: text,
    days: z.int(),
    things: thingsContent,
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, record, facts, at, party }) => {
    const asked = record.asked as { readonly reasons: string; readonly days: number }
    const seizure = record.seizure as {
      readonly kind: string
      readonly number?: string
      readonly on: string
      readonly things: unknown
    }
    return {
      party: partyOf(state, party),
      measure: seizureTitle(seizure.kind),
      decision: seizure.number ?? '',
      since: dateText(seizure.on),
      reasons: unstopped(asked.reasons),
      days: asked.days,
      things: thingsFrom(seizure.things),
      agency: agencyOf(facts),
      on: dateText(at),
    }
  },
  blocks: (content) => [
    flush(content.party.name, '：'),
    paragraph(
      `本局于${content.since}以《实施行政强制措施决定书》（${content.decision}）对你（单位）的下列场所、设施或者财物采取了${content.measure}措施。因情况复杂：${content.reasons}，依照《行政强制法》第二十五条第一款、第二款和《市场监督管理行政处罚程序规定》第三十八条，决定将${content.measure}期限在原期限届满后延长 ${content.days} 日。`,
    ),
    thingsTable(content.things),
    paragraph(
      `你（单位）有权进行陈述和申辩。如不服本决定，可以自收到本决定书之日起六十日内向${content.agency.reconsideration}申请行政复议，也可以在六个月内依法向${content.agency.court}提起行政诉讼。`,
    ),
    paragraph(`联系地址：${content.agency.address}　联系电话：${content.agency.phone}`),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
