import { z } from 'zod'
import type { Sample } from '../../procedure/index.ts'
import { flush, paragraph, paragraphs } from '../blocks.ts'
import { form } from '../form.ts'
import { agencyContent, agencyOf, dateText, namesText, officersContent, officersOf, text } from './parts.ts'
import { samplesContent, samplesOf, samplesTable } from './tests.ts'

export const identificationNotice = form({
  no: 16,
  name: '协助辨认/鉴别通知书',
  layout: 'letter',
  content: z.strictObject({
    holder: text,
    goods: z.boolean(),
    right: text,
    samples: samplesContent,
    matter: text,
    by: text,
    officers: officersContent,
    agency: agencyContent,
    on: text,
  }),
  fill: ({ input, record, facts, at }) => ({
    holder: String(input.holder),
    goods: input.kind === 'goods',
    right: String(input.right),
    samples: samplesOf(input.things as readonly Sample[]),
    matter: String(input.matter),
    by: dateText(String(input.by)),
    officers: officersOf(record),
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  heading: ({ goods }) => `协助${goods ? '辨认' : '鉴别'}通知书`,
  blocks: ({ holder, goods, right, samples, matter, by, officers, agency, on }) => [
    flush(holder, '：'),
    paragraph(
      `本局在办理案件中发现下列物品涉及你（单位）的权利（${right}）。依照《市场监督管理行政处罚程序规定》第三十条第二款，请你（单位）${goods ? '进行辨认' : '对有关事项进行鉴别'}：`,
    ),
    samplesTable({ samples }),
    ...paragraphs(matter),
    paragraph(
      `请于${by}前出具书面意见，写明结论和理由，由${goods ? '辨认' : '鉴别'}人签名并加盖印章，同时提交主体资格证明、权利证明和授权委托书。你（单位）对所出具的意见承担法律责任。`,
    ),
    paragraph(`联系人：${namesText(officers)}　联系电话：${agency.phone}`),
    { kind: 'seal', agency: agency.name, date: on },
  ],
})
