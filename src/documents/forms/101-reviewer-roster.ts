import { z } from 'zod'
import { heading, paragraph } from '../blocks.ts'
import { layout } from '../form.ts'
import { text } from './parts.ts'

/** 法制审核人员名册 (措施 L2): who reviews, with what qualification, and what share of the officers they are. */
export const reviewerRoster = layout({
  no: 101,
  name: '法制审核人员名册',
  layout: 'form',
  content: z.strictObject({
    agency: text,
    asOf: text,
    reviewers: z.array(
      z.strictObject({
        name: text,
        unit: text,
        duty: text,
        certificate: text,
        qualification: text,
        trained: text,
      }),
    ),
    units: z.array(z.strictObject({ unit: text, officers: z.int(), reviewers: z.int() })),
    officers: z.int(),
    share: text,
    by: text,
    on: text,
  }),
  blocks: (content) => [
    paragraph(
      `截至${content.asOf}，本机关持有有效执法证件的在岗执法人员 ${content.officers} 人，法制审核人员 ${content.reviewers.length} 人，占 ${content.share}。`,
    ),
    {
      kind: 'table',
      columns: [
        { title: '姓名', width: 2 },
        { title: '机构和职务', width: 4 },
        { title: '执法证号', width: 3 },
        { title: '法律职业资格', width: 4 },
        { title: '近一年培训', width: 3 },
      ],
      rows: content.reviewers.map(({ name, unit, duty, certificate, qualification, trained }) => [
        name,
        `${unit}\n${duty}`,
        certificate,
        qualification,
        trained,
      ]),
    },
    heading('各机构人员配置'),
    {
      kind: 'table',
      columns: [
        { title: '机构', width: 4 },
        { title: '执法人员', width: 2 },
        { title: '法制审核人员', width: 2 },
      ],
      rows: content.units.map(({ unit, officers, reviewers }) => [unit, `${officers} 人`, `${reviewers} 人`]),
    },
    paragraph(`法制机构负责人：${content.by}`),
    { kind: 'seal', agency: content.agency, date: content.on },
  ],
})
