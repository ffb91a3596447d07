import { z } from 'zod'
import { fields } from '../procedure/index.ts'

const { choice, day, text } = fields

/** Where somebody of the pool comes from (118号文（十一）: 本系统内统筹调用；措施 L3: 购买服务). */
export const counselSources = {
  own: '本机关',
  shared: '其他机关统筹调用',
  purchased: '购买服务',
} as const

/** A 法律顾问 or 公职律师 whom reviewers may ask for advice (措施 L3, L5), with the term of the contract and what stands against asking. */
export const counsel = z
  .strictObject({
    name: text('姓名', { max: 30 }),
    kind: choice('身份', { counsel: '法律顾问', 'public-lawyer': '公职律师' }),
    organisation: text('所在单位', { max: 60, hint: '律师事务所，或者公职律师所在的机关' }),
    source: choice('来源', counselSources).optional(),
    person: z.string().trim().max(100).optional().meta({
      title: '本局账号',
      'x-widget': 'officer',
      'x-hint': '在本局有账号的公职律师，选择其本人，可以自己答复是否接受；其他的由审核人员代为登记',
    }),
    licence: text('执业证号', { max: 30 }),
    contract: text('聘任依据', { max: 100, hint: '聘用合同或者统筹调用文件的编号' }),
    from: day('聘期起'),
    until: day('聘期止'),
    phone: text('联系电话', { max: 30 }),
    areas: z.array(z.string().max(30)).meta({ title: '专业领域', 'x-widget': 'lines', 'x-hint': '每行一项' }),
    conflicts: z.array(z.string().max(100)).meta({
      title: '利益冲突',
      'x-widget': 'lines',
      'x-hint': '每行一个名称或者统一社会信用代码：其代理、担任顾问的单位等',
    }),
  })
  .superRefine(({ from, until }, context) => {
    if (until < from) context.addIssue({ code: 'custom', message: '聘期止不能早于聘期起', path: ['until'] })
  })
