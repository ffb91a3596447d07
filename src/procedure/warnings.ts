import { addDays, type Day, type WorkCalendar } from '../calendar/index.ts'
import type { RunningLimit } from './limits.ts'
import type { LimitRule } from './procedure.ts'

export const warnedPeople = { handlers: '办案人员', 'unit-head': '承办机构负责人', leader: '局负责人' } as const
export type WarnedPeople = keyof typeof warnedPeople

/** Who is warned how long before a limit runs out. */
export interface WarningStep {
  /** Working days before the last day; 0: when it has run out. */
  readonly before: number
  readonly whom: readonly WarnedPeople[]
}

/** Handlers first, the head of their unit when it is near, a leader when it was missed. */
const ofDuties: readonly WarningStep[] = [
  { before: 5, whom: ['handlers'] },
  { before: 2, whom: ['handlers', 'unit-head'] },
  { before: 0, whom: ['handlers', 'unit-head', 'leader'] },
]
/** The bureau's own target breaks no law: it stays within the unit. */
const ofTargets: readonly WarningStep[] = [
  { before: 2, whom: ['handlers'] },
  { before: 0, whom: ['handlers', 'unit-head'] },
]
/** A right of the party runs out, and the case goes on: its handlers are told. */
const ofRights: readonly WarningStep[] = [{ before: 0, whom: ['handlers'] }]

const stepsOf = ({ warns, right, target }: LimitRule): readonly WarningStep[] =>
  warns ?? (right === true ? ofRights : target === true ? ofTargets : ofDuties)

export interface Warning {
  /** Counts from 1; a later one is the more urgent. */
  readonly step: number
  /** From this instant on. */
  readonly at: string
  readonly whom: readonly WarnedPeople[]
}

/** When who is to be warned of a clock that runs. A step that would come with the clock's own beginning, or before it, falls away. */
export const warningsOf = (
  { rule, start, metAt, answer }: RunningLimit,
  calendar: WorkCalendar,
): readonly Warning[] => {
  const { due, dueDay } = answer
  if (metAt !== undefined || due === undefined || dueDay === undefined) return []
  return stepsOf(rule).flatMap(({ before, whom }, n) => {
    const at =
      before === 0
        ? new Date(Date.parse(due) + 1).toISOString()
        : morningOf(workingDaysBefore(dueDay, before, calendar))
    return at <= start ? [] : [{ step: n + 1, at, whom }]
  })
}

const morningOf = (day: Day): string => new Date(Date.parse(`${day}T08:00:00+08:00`)).toISOString()

const workingDaysBefore = (day: Day, count: number, calendar: WorkCalendar): Day => {
  let earlier = day
  for (let left = count; left > 0; ) {
    earlier = addDays(earlier, -1)
    if (calendar.isWorkingDay(earlier)) left--
  }
  return earlier
}
