import { z } from 'zod'
import { paragraph, rows } from '../blocks.ts'
import { form } from '../form.ts'
import { dateText, officerSignatures, officersContent, officersOf, signature, text } from './parts.ts'
import { thingsContent, thingsFrom, thingsTable } from './things.ts'

export const disposalConsent = form({
  no: 27,
  name: '先行处置物品确认书',
  layout: 'record',
  content: z.strictObject({
    title: text,
    owner: text,
    way: text,
    ground: text,
    manner: text,
    things: thingsContent,
    officers: officersContent,
    on: text,
  }),
  fill: ({ state, input, record, at }) => ({
    title: state.dossier.title,
    owner: String(input.owner),
    way: input.way === 'request' ? '申请' : '同意',
    ground: String(record.ground),
    manner: String(input.manner),
    things: thingsFrom(record.things),
    officers: officersOf(record),
    on: dateText(at),
  }),
  blocks: (content) => [
    rows(['案由', content.title], ['权利人', content.owner], ['原因', content.ground], ['处置方式', content.manner]),
    thingsTable(content.things),
    paragraph(
      `本人（单位）是上列物品的权利人，已知悉上列物品${content.ground}，不宜长期保存，${content.way}在作出处理决定前先行处置；已知悉处置前将留存证据，处置所得款项由市场监督管理部门依法保管，待案件处理时一并处理。`,
    ),
    paragraph('依据：《市场监督管理行政处罚程序规定》第四十一条第三款。'),
    {
      kind: 'signatures',
      lines: [
        signature('权利人（以上内容经核对无误）', content.owner),
        ...officerSignatures('办案人员', content.officers),
      ],
    },
    rows(['日期', content.on]),
  ],
})
