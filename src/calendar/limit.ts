import { type Citation, rules } from '../kernel/index.ts'
import { addDays, type Day, dayOf, daysBetween, dayText, endOfDay, tomorrow, type WorkCalendar } from './calendar.ts'

export interface Amount {
  readonly n: number
  readonly unit: 'working-day' | 'day' | 'hour' | 'month' | 'year'
}

const of =
  (unit: Amount['unit']) =>
  (n: number): Amount => ({ n, unit })
export const workingDays = of('working-day')
export const days = of('day')
export const hours = of('hour')
export const months = of('month')
export const years = of('year')

const unitTitles: Readonly<Record<Amount['unit'], string>> = {
  'working-day': '个工作日',
  day: '日',
  hour: '小时',
  month: '个月',
  year: '年',
}
export const amountText = ({ n, unit }: Amount): string => `${n} ${unitTitles[unit]}`

/** Time that isn't counted: the clock stands still, or the law leaves it out. `until` absent: it still does. */
export interface Pause {
  readonly from: string
  readonly until?: string
  readonly why: string
}

export interface LimitQuestion {
  readonly amount: Amount
  /** ISO instant of the act with which it begins. */
  readonly start: string
  /** "收到告知书": what that act is called in the explanation. */
  readonly startTitle: string
  readonly basis: readonly Citation[]
  readonly pauses?: readonly Pause[]
  readonly extensions?: readonly Amount[]
}

export interface LimitAnswer {
  /** The last instant that is in time; undefined while the clock stands still. */
  readonly due?: string
  readonly dueDay?: Day
  readonly stopped: boolean
  readonly late: boolean
  /** Whole days left until the due day (working days for limits in working days); 0 on the day itself; negative when late. */
  readonly remaining?: number
  /** Why it is this day, in one sentence. */
  readonly explanation: string
  readonly basis: readonly Citation[]
}

/**
 * Computes a time limit (程序规定 art. 80; 行政处罚法 art. 85). The day (hour) on which it begins isn't counted. Working days count
 * what the official calendar says is worked; other days count all. A last day on a holiday moves to the next working day; this is
 * so for days, months and years, not for hours. A day is left out when it lies in a pause: from the day on which the pause begins
 * through the day on which it ends; days, months and years move on by as many days as were left out.
 */
export const computeLimit = (question: LimitQuestion, calendar: WorkCalendar, now: string): LimitAnswer => {
  const { amount, start, basis } = question
  if (!Number.isInteger(amount.n) || amount.n < 1) throw new RangeError(`not the length of a time limit: ${amount.n}`)
  const running = (question.pauses ?? []).find(({ until }) => until === undefined)
  if (running !== undefined)
    return {
      stopped: true,
      late: false,
      explanation: `${running.why}，自 ${dayText(dayOf(running.from), start.slice(0, 4))}起停止计算`,
      basis,
    }
  return amount.unit === 'hour' ? hourLimit(question, now) : dayLimit(question, calendar, now)
}

const hourLimit = ({ amount, start, startTitle, basis, extensions = [] }: LimitQuestion, now: string): LimitAnswer => {
  // 程序规定 art. 80: the hour in which it begins isn't counted.
  const hour = 3_600_000
  const begins = Math.ceil(Date.parse(start) / hour) * hour
  const total = extensions.reduce((sum, { n }) => sum + n, amount.n)
  const due = new Date(begins + total * hour).toISOString()
  const local = new Date(Date.parse(due) + 8 * hour).toISOString()
  return {
    due,
    dueDay: dayOf(due),
    stopped: false,
    late: now > due,
    remaining: daysBetween(dayOf(now), dayOf(due)),
    explanation: `${startTitle}的下一小时起 ${total} 小时，至 ${dayText(local.slice(0, 10), local.slice(0, 4))} ${local.slice(11, 16)}`,
    basis,
  }
}

const dayLimit = (question: LimitQuestion, calendar: WorkCalendar, now: string): LimitAnswer => {
  const { amount, startTitle, basis, pauses = [], extensions = [] } = question
  const first = dayOf(question.start)
  const paused = (day: Day) =>
    pauses.find(({ from, until }) => dayOf(from) <= day && (until === undefined || day <= dayOf(until)))
  let last = first
  const skipped: Day[] = []
  const left: Day[] = []
  for (const { n, unit } of [amount, ...extensions]) {
    const counted = run(last, { n, unit }, calendar, pauses.length === 0 ? never : (day) => paused(day) !== undefined)
    last = counted.last
    skipped.push(...counted.skipped)
    left.push(...counted.left)
  }
  const rolled = rollOver(last, calendar)
  const due = endOfDay(rolled)
  const unknown = !calendar.known(rolled)
  const parts = [
    `${startTitle}次日（${dayText(addDays(first, 1), first.slice(0, 4))}）起 ${amountText(amount)}`,
    ...extensions.map((each) => `经批准延长 ${amountText(each)}`),
    ...holidayText(skipped, calendar),
    ...pauses
      .filter((pause) => left.some((day) => paused(day) === pause))
      .map((pause) => `${rangeText(dayOf(pause.from), dayOf(pause.until ?? pause.from))}${pause.why}不计入`),
    ...(rolled === last
      ? []
      : [`届满日 ${dayText(last, first.slice(0, 4))}是${calendar.nameOf(last) ?? '周末'}，顺延`]),
    `至 ${dayText(rolled, first.slice(0, 4))}`,
    ...(unknown ? [`${rolled.slice(0, 4)} 年放假安排尚未公布，暂按周末计算`] : []),
  ]
  const today = dayOf(now)
  return {
    due,
    dueDay: rolled,
    stopped: false,
    late: now > due,
    remaining: amount.unit === 'working-day' ? workingDaysBetween(today, rolled, calendar) : daysBetween(today, rolled),
    explanation: parts.join('，'),
    basis,
  }
}

interface Counted {
  readonly last: Day
  /** Days off that weren't counted. */
  readonly skipped: readonly Day[]
  /** Days left out by a pause. */
  readonly left: readonly Day[]
}

const never = () => false

const run = (first: Day, amount: Amount, calendar: WorkCalendar, paused: (day: Day) => boolean): Counted => {
  const skipped: Day[] = []
  const left: Day[] = []
  if (amount.unit === 'day' && paused === never) return { last: addDays(first, amount.n), skipped, left }
  let day = first
  if (amount.unit === 'working-day' || amount.unit === 'day') {
    for (let counted = 0; counted < amount.n; ) {
      day = tomorrow(day)
      if (paused(day)) left.push(day)
      else if (amount.unit === 'working-day' && !calendar.isWorkingDay(day)) skipped.push(day)
      else counted++
    }
    return { last: day, skipped, left }
  }
  const end = Temporal.PlainDate.from(first)
    .add(amount.unit === 'month' ? { months: amount.n } : { years: amount.n })
    .toString()
  if (paused === never) return { last: end, skipped, left }
  let toAdd = 0
  for (let each = tomorrow(first); each <= addDays(end, toAdd); each = tomorrow(each))
    if (paused(each)) {
      left.push(each)
      toAdd++
    }
  return { last: addDays(end, toAdd), skipped, left }
}

/** 程序规定 art. 80: a last day on a holiday becomes the first day after it. */
const rollOver = (day: Day, calendar: WorkCalendar): Day => {
  let last = day
  while (!calendar.isWorkingDay(last)) last = tomorrow(last)
  return last
}

/** Working days after `from` up to and with `until`; negative when `until` is past. */
export const workingDaysBetween = (from: Day, until: Day, calendar: WorkCalendar): number => {
  if (until < from) return -workingDaysBetween(until, from, calendar)
  let count = 0
  for (let day = tomorrow(from); day <= until; day = tomorrow(day)) if (calendar.isWorkingDay(day)) count++
  return count
}

/** "跳过 10 月 1–8 日（国庆节）": holidays by name; plain weekends need no words. */
const holidayText = (skipped: readonly Day[], calendar: WorkCalendar): readonly string[] => {
  const runs: { from: Day; until: Day; names: Set<string> }[] = []
  for (const day of skipped) {
    const open = runs.at(-1)
    const name = calendar.nameOf(day)
    if (open !== undefined && addDays(open.until, 1) === day) {
      open.until = day
      if (name !== undefined) open.names.add(name)
    } else runs.push({ from: day, until: day, names: new Set(name === undefined ? [] : [name]) })
  }
  return runs
    .filter(({ names }) => names.size > 0)
    .map(({ from, until, names }) => `跳过 ${rangeText(from, until)}（${[...names].join('、')}）`)
}

const rangeText = (from: Day, until: Day): string => {
  if (from === until) return dayText(from, from.slice(0, 4))
  return from.slice(0, 7) === until.slice(0, 7)
    ? `${Number(from.slice(5, 7))} 月 ${Number(from.slice(8))}–${Number(until.slice(8))} 日`
    : `${dayText(from, from.slice(0, 4))}至 ${dayText(until, from.slice(0, 4))}`
}

/** The article by which every limit of the penalty procedure is counted. */
export const countingBasis = rules(80)
