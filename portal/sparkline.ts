import { html } from 'hono/html'
import type { Html } from './words.ts'

/**
 * Twelve months as a line, oldest first; a month without data leaves a gap. The words of the image give every figure.
 * `at` is the instant of the last month; `unit` follows each figure in words.
 */
export const sparkline = (months: readonly (number | null)[], at: string, unit: string): Html => {
  const known = months.filter((each) => each !== null)
  const [width, height, margin] = [160, 40, 5]
  if (known.length === 0)
    return html`<svg class="spark" viewBox="0 0 ${width} ${height}" role="img" aria-label="近十二个月没有数据"><line x1="${margin}" x2="${width - margin}" y1="${height / 2}" y2="${height / 2}"/></svg>`
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const x = (place: number) => margin + (place * (width - 2 * margin)) / Math.max(1, months.length - 1)
  const y = (value: number) =>
    high === low ? height / 2 : height - margin - ((value - low) * (height - 2 * margin)) / (high - low)
  const point = (value: number, place: number) => `${x(place).toFixed(1)},${y(value).toFixed(1)}`
  const last = months.findLastIndex((each) => each !== null)
  return html`<svg class="spark" viewBox="0 0 ${width} ${height}" role="img" aria-label="${words(months, at, unit)}">
${runs(months).map((run) => html`<polyline points="${run.map(({ value, place }) => point(value, place)).join(' ')}"/>`)}
<circle cx="${x(last).toFixed(1)}" cy="${y(months[last] ?? 0).toFixed(1)}" r="3"/></svg>`
}

/** Stretches of months with data. */
const runs = (months: readonly (number | null)[]) => {
  const found: { value: number; place: number }[][] = []
  months.forEach((value, place) => {
    if (value === null) return
    if (place === 0 || months[place - 1] === null) found.push([])
    found.at(-1)?.push({ value, place })
  })
  return found
}

const words = (months: readonly (number | null)[], at: string, unit: string): string => {
  const end = Temporal.Instant.from(at).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toPlainYearMonth()
  const each = months.map((value, place) => {
    const month = end.subtract({ months: months.length - 1 - place })
    return `${month.month === 1 || place === 0 ? `${month.year}年` : ''}${month.month}月${value === null ? '无数据' : ` ${value}${unit}`}`
  })
  return `近十二个月：${each.join('，')}`
}
