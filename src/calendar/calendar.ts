import chineseDays from 'chinese-days'

export const zone = 'Asia/Shanghai'

/** YYYY-MM-DD in Asia/Shanghai. */
export type Day = string

/** Which days are worked. Official holidays and make-up days come in each November for the next year. */
export interface WorkCalendar {
  isWorkingDay(day: Day): boolean
  /** The holiday to which a day off or a make-up day belongs: "国庆节". */
  nameOf(day: Day): string | undefined
  /** Whether the official calendar of the day's year is known; otherwise weekends alone are counted. */
  known(day: Day): boolean
}

/** Days that a bureau brought in itself, for years that the library doesn't hold, or to correct it. */
export type CalendarDays = Readonly<Record<Day, { readonly working: boolean; readonly name: string }>>

/** The official calendar: holidays and make-up days of the State Council's notices (chinese-days), and the bureau's own additions. */
export const officialCalendar = (own: CalendarDays = {}): WorkCalendar => {
  const ownYears = new Set(Object.keys(own).map((day) => day.slice(0, 4)))
  const detail = new Map<Day, { readonly working: boolean; readonly name?: string }>()
  const of = (day: Day) => {
    const seen = detail.get(day)
    if (seen !== undefined) return seen
    const { work, name } = chineseDays.getDayDetail(day)
    const title = name.includes(',') ? festival(name.split(',')[1] ?? '') : undefined
    const found = own[day] ?? { working: work, ...(title === undefined ? {} : { name: title }) }
    detail.set(day, found)
    return found
  }
  return {
    isWorkingDay: (day) => of(day).working,
    nameOf: (day) => of(day).name,
    known: (day) => ownYears.has(day.slice(0, 4)) || libraryKnows(day.slice(0, 4)),
  }
}

/** The library writes 清明, 端午, 中秋 without 节. */
const festival = (name: string): string => (name.endsWith('节') || name === '元旦' ? name : `${name}节`)

const years = new Map<string, boolean>()

/** The library holds a year when it names its National Day as a holiday. */
const libraryKnows = (year: string): boolean => {
  const seen = years.get(year)
  if (seen !== undefined) return seen
  const known = chineseDays.getDayDetail(`${year}-10-01`).name.includes(',')
  years.set(year, known)
  return known
}

const DAY = 86_400_000

const numbered = new Map<number, Day>()

/** The day so many days after 1970-01-01: limits ask for a few days very often, so the days of some decades are kept. */
const dayNumbered = (number: number): Day => {
  const seen = numbered.get(number)
  if (seen !== undefined) return seen
  const day = new Date(number * DAY).toISOString().slice(0, 10)
  if (numbered.size < 20_000) numbered.set(number, day)
  return day
}

/** The day in Shanghai on which an instant falls. */
export const dayOf = (instant: string): Day => {
  // China has kept UTC+8 without daylight saving time since 1992, so a shift by eight hours is the date in Asia/Shanghai.
  const at = Date.parse(instant)
  if (Number.isNaN(at)) throw new RangeError(`not an instant: ${instant}`)
  return dayNumbered(Math.floor((at + 8 * 3_600_000) / DAY))
}

/** The day after. */
export const tomorrow = (day: Day): Day => addDays(day, 1)

export const addDays = (day: Day, days: number): Day => dayNumbered(Date.parse(`${day}T00:00:00Z`) / DAY + days)

/** The last instant of a day in Shanghai, as an ISO instant. */
export const endOfDay = (day: Day): string => new Date(Date.parse(`${day}T23:59:59.999+08:00`)).toISOString()

/** Days from the first to the second; negative when it lies before. */
export const daysBetween = (from: Day, until: Day): number =>
  Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

/** 10 月 1 日, with the year where it isn't the given one. */
export const dayText = (day: Day, year = ''): string => {
  const [y = '', m = '', d = ''] = day.split('-')
  return `${y === year ? '' : `${y} 年 `}${Number(m)} 月 ${Number(d)} 日`
}
