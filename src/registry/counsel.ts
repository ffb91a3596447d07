import { z } from 'zod'
import { fields } from '../procedure/index.ts'

const { choice, day, text } = fields

/** A 法律顾问 or 公职律师 whom reviewers may ask for advice (措施 L3, L5), with the term of the contract and what stands against asking. */
export const counsel = z
  .strictObject({
    name: text('姓名', { max: 30 }),
    kind: choice('身份', { counsel: '法律顾问', 'public-lawyer': '公职律师' }),
    organisation: text('所在单位', { max: 60, hint: '律师事务所，或者公职律师所在的机关' }),
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
