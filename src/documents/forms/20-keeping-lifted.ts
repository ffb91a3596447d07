import { z } from 'zod'
import { flush, paragraph } from '../blocks.ts'
import { form } from '../form.ts'
import { agencyContent, agencyOf, dateText, partyContent, partyOf, text } from './parts.ts'
import { thingsContent, thingsFrom, thingsTable } from './things.ts'

export interface Lifted {
  readonly number?: string
  readonly on?: string
  readonly kind?: string
  readonly grounds?: string
  readonly things?: unknown
}

export const keepingLifted = form({
  no: 20,
  name: '解除先行登记保存证据通知书',
  layout: 'letter',
  content: z.strictObject({
    party: partyContent,
    notice: text,
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
      notice: lifted.number ?? '',
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
      `本局于${content.since}以《先行登记保存证据通知书》（${content.notice}）对你（单位）的有关证据先行登记保存。现因${content.grounds}，依照《市场监督管理行政处罚程序规定》第三十三条、第三十五条，决定自${content.from}起解除对下列证据的先行登记保存：`,
    ),
    thingsTable(content.things),
    paragraph('由本局保存的证据，请持本通知书领回，并在清单上签名或者盖章。'),
    paragraph(`联系地址：${content.agency.address}　联系电话：${content.agency.phone}`),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
