import { z } from 'zod'
import { fields } from '../procedure/index.ts'

const { day, list, text } = fields

/** 休假: days on which nothing is given to somebody; the reason is nobody's business here. */
export const leaves = list('休假', z.strictObject({ from: day('休假起'), until: day('休假止') }), {
  max: 50,
  hint: '休假期间不向其分派审核；已经分派的由法制机构负责人改派',
})

/** 购买服务的审核人员 (措施 L3): who reviews by a contract and isn't of the bureau's staff. */
export const engagement = z
  .strictObject({
    organisation: text('服务单位', { max: 60 }),
    contract: text('合同编号', { max: 100 }),
    from: day('合同期起'),
    until: day('合同期止'),
    conflicts: z.array(z.string().trim().min(1).max(100)).max(200).meta({
      title: '利益冲突',
      'x-widget': 'lines',
      'x-hint': '每行一个名称或者统一社会信用代码：其代理、担任顾问的单位等',
    }),
  })
  .meta({ title: '购买服务的审核人员', 'x-widget': 'group' })
