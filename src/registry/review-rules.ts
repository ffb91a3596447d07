import { z } from 'zod'
import { type DisagreementDays, fields } from '../procedure/index.ts'
import { citation } from './citation.ts'
import { filings } from './filing.ts'

const { list, longText, number, text } = fields

/** What rules on legal review say, part by part (措施 L1). */
export const reviewRuleParts = {
  subject: '审核主体',
  scope: '审核范围',
  content: '审核内容',
  procedure: '审核程序',
  limits: '时限要求',
  responsibility: '审核责任',
  disagreement: '意见不一致时的协调',
} as const
export type ReviewRulePart = keyof typeof reviewRuleParts

/** The steps by which a disagreement is settled, each with its days. */
export const disagreementSteps = {
  objection: '承办机构提出不同意见，自收到审核意见起',
  second: '另一名审核人员复审，自提出不同意见起',
  head: '法制机构负责人提出意见，自再次提出不同意见起',
  discussion: '提请负责人集体讨论，自再次提出不同意见起',
} as const satisfies Readonly<Record<keyof DisagreementDays, string>>

/** What holds where the rules in force say nothing of days: those of the disputes before the rules had any. */
export const usualDisagreementDays: DisagreementDays = { objection: 5, second: 5, head: 3, discussion: 5 }

const disagreementDays = z
  .strictObject({
    ...(Object.fromEntries(
      Object.entries(disagreementSteps).map(([step, title]) => [step, number(title, { min: 1, max: 60 })]),
    ) as Record<keyof DisagreementDays, ReturnType<typeof number>>),
  })
  .optional()
  .meta({
    title: '处理意见分歧的期限（工作日）',
    'x-widget': 'group',
    'x-hint': '法律、规章没有规定，由本局自定；已经开始的分歧，按开始时的期限办理',
  })

/** 重大执法决定法制审核办法: the bureau's own rules. Who reviews and when is held by the procedure; this is what is said of it. */
export const reviewRules = z.strictObject({
  title: text('名称', { max: 80 }),
  number: text('文号', { max: 60 }).optional(),
  ...(Object.fromEntries(
    Object.entries(reviewRuleParts).map(([name, title]) => [
      name,
      longText(title, { max: 3000, hint: '一段一行，公示时照此分段' }),
    ]),
  ) as Record<ReviewRulePart, ReturnType<typeof longText>>),
  disagreementDays,
  trainingHours: number('审核人员每年培训学时', {
    min: 1,
    max: 300,
    hint: '本机关自定；有上级规定的从其规定',
  }).optional(),
  filings,
  basis: list('依据', citation),
})
