import { z } from 'zod'
import { fields } from '../procedure/index.ts'
import { citation } from './citation.ts'
import { filings } from './filing.ts'

const { list, longText, text } = fields

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
  filings,
  basis: list('依据', citation),
})
