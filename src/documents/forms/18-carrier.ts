import { z } from 'zod'
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
} from './parts.ts'
import { thingsContent, thingsFrom, thingsTable } from './things.ts'

export const helpWithSeizure = form({
  no: 18,
  name: '协助扣押通知书',
  layout: 'letter',
  content: z.strictObject({
    carrier: text,
    party: partyContent,
    title: text,
    things: thingsContent,
    officers: officersContent,
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, input, record, facts, at, party }) => ({
    carrier: String(input.carrier),
    party: partyOf(state, party),
    title: state.dossier.title,
    things: thingsFrom(input.things),
    officers: officersOf(record),
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  blocks: (content) => [
    flush(content.carrier, '：'),
    paragraph(
      `本局正在办理“${content.title}”一案，依法扣押${content.party.name}托运的下列物品。依照《市场监督管理行政处罚程序规定》第三十九条，请你单位协助扣押，不得发运、交付或者转移：`,
    ),
    thingsTable(content.things),
    rows(
      ['办案人员', officerText(content.officers)],
      ['联系地址', content.agency.address],
      ['联系电话', content.agency.phone],
    ),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
