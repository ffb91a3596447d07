import { z } from 'zod'
import { flush, paragraph } from '../blocks.ts'
import { form } from '../form.ts'
import type { Lifted } from './20-keeping-lifted.ts'
import { agencyContent, agencyOf, dateText, partyContent, partyOf, text } from './parts.ts'
import { seizureTitle, thingsContent, thingsFrom, thingsTable } from './things.ts'

export const seizureReleased = form({
  no: 23,
  name: '解除行政强制措施决定书',
  layout: 'letter',
  content: z.strictObject({
    party: partyContent,
    measure: text,
    decision: text,
    since: text,
    grounds: text,
    from: text,
    things: thingsContent,
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, record, facts, at, party }) => {
    const lifted = (record.lifted ?? {}) as Lifted
    return {
      party: partyOf(state, party),
      measure: seizureTitle(lifted.kind),
      decision: lifted.number ?? '',
      since: dateText(lifted.on ?? at),
      grounds: lifted.grounds ?? '',
      from: dateText(at),
      things: thingsFrom(lifted.things),
      agency: agencyOf(facts),
      on: dateText(at),
    }
  },
  blocks: (content) => [
    flush(content.party.name, '：'),
    paragraph(
      `本局于${content.since}以《实施行政强制措施决定书》（${content.decision}）对你（单位）的场所、设施或者财物采取了${content.measure}措施。现因${content.grounds}，依照《行政强制法》第二十八条和《市场监督管理行政处罚程序规定》第四十二条，决定自${content.from}起解除对下列场所、设施或者财物的${content.measure}措施：`,
    ),
    thingsTable(content.things),
    paragraph('由本局保管的财物，请持本决定书立即领回，并在清单上签名或者盖章。财物已经依法先行处置的，退还所得款项。'),
    paragraph(`联系地址：${content.agency.address}　联系电话：${content.agency.phone}`),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
