import {
  addDays,
  dayOf,
  daysBetween,
  dayText,
  type LimitAnswer,
  type WorkCalendar,
  workingDaysBetween,
} from '../calendar/index.ts'
import type { WorkItem } from './view.ts'

/** "还有 3 个工作日", "今天到期", "已超期 2 天": how a deadline stands today. */
export const dueText = (due: string, now: string, calendar: WorkCalendar): string => {
  const day = dayOf(due)
  const today = dayOf(now)
  if (now > due) return `已超期 ${Math.max(1, daysBetween(day, today))} 天（${dayText(day, today.slice(0, 4))}到期）`
  if (day === today) return '今天到期'
  const left = workingDaysBetween(today, day, calendar)
  return left > 20
    ? `${dayText(day, today.slice(0, 4))}到期`
    : `还有 ${left} 个工作日（${dayText(day, today.slice(0, 4))}到期）`
}

/** Late, soon (three working days or less), running. */
export const urgencyOf = (due: string | undefined, now: string, calendar: WorkCalendar): WorkItem['urgency'] => {
  if (due === undefined) return 'none'
  if (now > due) return 'late'
  return workingDaysBetween(dayOf(now), dayOf(due), calendar) <= 3 ? 'soon' : 'running'
}

/** Until when a deadline counts as soon. */
export const lastSoonInstant = (now: string, calendar: WorkCalendar): string => {
  const today = dayOf(now)
  let next = addDays(today, 1)
  while (workingDaysBetween(today, next, calendar) <= 3) next = addDays(next, 1)
  return new Date(Date.parse(`${next}T00:00:00+08:00`) - 1).toISOString()
}

export const limitText = (answer: LimitAnswer, now: string, calendar: WorkCalendar): string =>
  answer.due === undefined ? '暂停计算' : dueText(answer.due, now, calendar)
