/** Dates as people in this bureau read them: in China's time, in figures of one width. */
const zone = 'Asia/Shanghai'
const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })

/** 2026-03-05 09:12 */
export const instantText = (instant: string): string => parts.format(new Date(instant))
/** 2026-03-05 */
export const dayText = (instant: string): string => instantText(instant).slice(0, 10)
/** 03-05 */
export const shortDay = (instant: string): string => instantText(instant).slice(5, 10)

const seconds = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, timeStyle: 'medium' })
/** 09:12:45 */
export const clockText = (instant: string): string => seconds.format(new Date(instant))

/** 2026-03-05T09:12 in China's time, as a field of the browser takes it. */
export const toLocal = (instant: string): string =>
  Number.isNaN(Date.parse(instant)) ? '' : instantText(instant).replace(' ', 'T')
/** ISO instant in UTC; '' where there is no whole time yet. */
export const fromLocal = (local: string): string => {
  const at = Date.parse(`${local}:00+08:00`)
  return Number.isNaN(at) ? '' : new Date(at).toISOString()
}
