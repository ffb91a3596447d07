const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' })

/** 10:32 in China's time, with the day where it isn't today's. */
export const clockText = (instant: string | number, now = Date.now()): string => {
  const [day = '', time = ''] = parts.format(new Date(instant)).split(' ')
  return day === parts.format(new Date(now)).split(' ')[0] ? time.slice(0, 5) : `${day.slice(5)} ${time.slice(0, 5)}`
}

/** 2032年4月30日 */
export const dayText = (day: string): string => {
  const [year, month, date] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}

/** 03:12, or 1:03:12. */
export const lengthText = (ms: number): string => {
  const seconds = Math.floor(ms / 1000)
  const two = (n: number) => String(n).padStart(2, '0')
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`
}

/** 41 MB; 812 kB. */
export const sizeText = (bytes: number): string =>
  bytes >= 1e9
    ? `${(bytes / 1e9).toFixed(1)} GB`
    : bytes >= 1e6
      ? `${Math.round(bytes / 1e6)} MB`
      : `${Math.max(bytes > 0 ? 1 : 0, Math.round(bytes / 1e3))} kB`
