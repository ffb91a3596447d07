import { z } from 'zod'
import { fields } from '../procedure/index.ts'
import { citation } from './citation.ts'

const { text, choice, list, number, yesNo } = fields

/** The clocks of complaints, reports and questions. */
export const complaintLimitTitles = {
  accept: '决定是否受理并告知',
  mediate: '调解',
  'tell-ended': '告知终止调解',
  check: '核查线索',
  'tell-reporter': '告知实名举报人',
  answer: '答复咨询、建议',
} as const

/** 投诉举报处理期限: the amounts of one regulation, from the day on which it holds. */
export const complaintLimits = z
  .strictObject({
    title: text('规章名称', { max: 60, hint: '简称，如：市场监督管理投诉举报处理暂行办法' }),
    verified: yesNo('已经与规章的文本核对', { hint: '没有核对的，进度页和看板上注明“未经核实”' }),
    limits: list(
      '期限',
      z.strictObject({
        limit: choice('哪一项', complaintLimitTitles),
        days: number('工作日', { min: 1, max: 365 }),
        basis: list('依据', citation, { hint: '本局自己定的，不写' }),
      }),
      { min: 1 },
    ),
  })
  .superRefine(({ limits }, context) => {
    for (const [n, { limit }] of limits.entries())
      if (limits.findIndex((each) => each.limit === limit) !== n)
        context.addIssue({ code: 'custom', message: '同一项期限只写一次', path: ['limits', n, 'limit'] })
  })
