import { z } from 'zod'
import { paragraph } from '../blocks.ts'
import { form } from '../form.ts'
import { agencyContent, agencyOf, dateText, text } from './parts.ts'
import { thingsContent, thingsFrom, thingsTable } from './things.ts'

export const disposalAnnounced = form({
  no: 28,
  name: '先行处置物品公告',
  layout: 'letter',
  content: z.strictObject({
    title: text,
    ground: text,
    things: thingsContent,
    by: text,
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, input, record, facts, at }) => ({
    title: state.dossier.title,
    ground: String(record.ground),
    things: thingsFrom(record.things),
    by: dateText(String(input.by)),
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  blocks: (content) => [
    paragraph(
      `本局在办理“${content.title}”一案中依法查封（扣押）了下列物品。该批物品${content.ground}，不宜长期保存，权利人不明确：`,
    ),
    thingsTable(content.things),
    paragraph(
      `请权利人于${content.by}前持有效证明到本局主张权利。依照《市场监督管理行政处罚程序规定》第四十一条第三款，公告期满后仍没有权利人同意或者申请的，本局将依法先行处置，所得款项依法保管。`,
    ),
    paragraph(`联系地址：${content.agency.address}　联系电话：${content.agency.phone}`),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
