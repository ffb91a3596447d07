import { z } from 'zod'
import { flush, paragraph, paragraphs } from '../blocks.ts'
import { form } from '../form.ts'
import { agencyContent, agencyOf, dateText, namesText, officersContent, officersOf, text } from './parts.ts'

export const materialsRequest = form({
  no: 15,
  name: '限期提供材料通知书',
  layout: 'letter',
  content: z.strictObject({
    to: text,
    party: z.boolean(),
    title: text,
    materials: text,
    by: text,
    officers: officersContent,
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, input, record, facts, at }) => ({
    to: String(input.to),
    party: record.party === true,
    title: state.dossier.title,
    materials: String(input.materials),
    by: dateText(String(input.by)),
    officers: officersOf(record),
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  blocks: (content) => [
    flush(content.to, '：'),
    paragraph(
      `本局正在调查“${content.title}”一案。依照《行政处罚法》第五十五条第二款和《市场监督管理行政处罚程序规定》第三十条第一款，请${content.party ? '你（单位）' : '你（单位）作为有关单位和个人，'}于${content.by}前向本局提供下列材料：`,
    ),
    ...paragraphs(content.materials),
    paragraph(
      '提供的材料应当真实、完整，由材料提供人签名或者盖章；提供复制件的，注明与原件一致、出证日期和证据出处。不能按期提供的，请在期限届满前书面说明理由。',
    ),
    paragraph(
      `办案人员：${namesText(content.officers)}　联系电话：${content.agency.phone}　地址：${content.agency.address}`,
    ),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
