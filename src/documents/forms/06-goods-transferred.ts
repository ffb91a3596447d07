import { z } from 'zod'
import { flush, paragraph } from '../blocks.ts'
import { form } from '../form.ts'
import { agencyContent, agencyOf, dateText, partyContent, partyOf, text } from './parts.ts'

export const goodsTransferred = form({
  no: 6,
  name: '查封/扣押物品移送告知书',
  layout: 'letter',
  content: z.strictObject({
    party: partyContent,
    title: text,
    police: text,
    goods: text,
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, input, facts, at, party }) => ({
    party: partyOf(state, party),
    title: state.dossier.title,
    police: String(input.police),
    goods: String(input.goods),
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  blocks: (content) => [
    flush(content.party.name, '：'),
    paragraph(
      `因“${content.title}”一案涉嫌犯罪，本局已将该案移送${content.police}。依照《行政强制法》第二十一条，本局依法查封（扣押）的下列物品一并移送，现书面告知：`,
    ),
    paragraph(content.goods),
    paragraph(`联系地址：${content.agency.address}　联系电话：${content.agency.phone}`),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
  heading: () => '查封（扣押）物品移送告知书',
})
