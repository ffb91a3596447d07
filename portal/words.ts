import { html } from 'hono/html'
import { type Citation, citationText } from '../src/kernel/index.ts'

/** A piece of a page; text put into it is escaped by the template. */
export type Html = ReturnType<typeof html>

/** 2026-10-21 → 2026年10月21日 */
export const dayText = (day: string): string => {
  const [year, month, date] = day.slice(0, 10).split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}

export const dayTime = (day: string): Html => html`<time datetime="${day}">${dayText(day)}</time>`

/** An instant as the clock in Zhejiang showed it: 2026年10月21日 14:02:31 */
export const instantText = (instant: string): string => {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Shanghai')
  return `${dayText(local.toPlainDate().toString())} ${local.toPlainTime().toString({ smallestUnit: 'second' })}`
}

export const instantTime = (instant: string): Html => html`<time datetime="${instant}">${instantText(instant)}</time>`

const separated = new Intl.NumberFormat('en-US')

/** 48213 → 48,213 */
export const figure = (n: number): string => separated.format(n)

/** Share in percent with one decimal, rounded down: 100% is only said when all are. */
export const share = (part: number, whole: number): string => {
  const tenths = Math.floor((part * 1000) / whole)
  return `${tenths % 10 === 0 ? tenths / 10 : (tenths / 10).toFixed(1)}%`
}

/** 《行政处罚法》第四十四条、第四十五条，《…》第五条: each law is named once. */
export const articles = (citations: readonly Citation[]): string =>
  [...Map.groupBy(citations, ({ law }) => law)]
    .map(([law, cited]) => `《${law}》${cited.map((each) => citationText(each).slice(law.length + 2)).join('、')}`)
    .join('，')
