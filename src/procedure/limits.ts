import { computeLimit, type LimitAnswer, type WorkCalendar } from '../calendar/index.ts'
import type { LimitRule, Procedure } from './procedure.ts'
import type { CaseState, DoneAct } from './state.ts'

/** One clock of a case: a limit, or a limit of one of its strands. */
export interface RunningLimit {
  readonly rule: LimitRule
  readonly strand?: string
  readonly start: string
  readonly metAt?: string
  readonly answer: LimitAnswer
}

/**
 * All clocks of a case, as they stand at `now`. A pure function of state and calendar, so deadlines can be made again
 * whenever the calendar or a stop changes.
 */
export const limitsOf = (
  procedure: Procedure,
  state: CaseState,
  calendar: WorkCalendar,
  now: string,
): readonly RunningLimit[] =>
  procedure.limits.flatMap((rule) => clocks(rule, state).map((clock) => run(rule, clock, state, calendar, now)))

interface Clock {
  readonly start: string
  readonly version: number
  readonly strand?: string
}

const clocks = (rule: LimitRule, state: CaseState): readonly Clock[] => {
  const counts = (done: DoneAct) => rule.from.includes(done.act) && (rule.when?.(done, state) ?? true)
  if (rule.strand === undefined) {
    const last = state.done.findLast(counts)
    return last === undefined ? [] : [{ start: last.at, version: last.version }]
  }
  return state.strands
    .filter((strand) => strand.kind === rule.strand && (rule.of?.(strand) ?? true))
    .flatMap((strand): readonly Clock[] => {
      if (rule.fromOpening) return [{ start: strand.openedAt, version: 0, strand: strand.id }]
      const last = state.done.findLast((done) => done.strand === strand.id && counts(done))
      return last === undefined ? [] : [{ start: last.at, version: last.version, strand: strand.id }]
    })
}

const run = (rule: LimitRule, clock: Clock, state: CaseState, calendar: WorkCalendar, now: string): RunningLimit => {
  const mine = (done: DoneAct) =>
    done.version > clock.version && (clock.strand === undefined || done.strand === clock.strand)
  const met = state.done.find((done) => mine(done) && rule.until.includes(done.act))
  const pauses = (rule.stops ?? []).flatMap(({ from, until, why }) =>
    state.done
      .filter((done) => done.act === from && done.version > clock.version)
      .map((begin) => {
        const end = state.done.find((done) => done.act === until && done.version > begin.version)
        return { from: begin.at, ...(end === undefined ? {} : { until: end.at }), why }
      }),
  )
  const extensions = (rule.extendedBy ?? []).flatMap(({ act, amount }) =>
    state.done.some((done) => done.act === act && done.version > clock.version) ? [amount] : [],
  )
  const answer = computeLimit(
    { amount: rule.amount, start: clock.start, startTitle: rule.startTitle, basis: rule.basis, pauses, extensions },
    calendar,
    met?.at ?? now,
  )
  return {
    rule,
    ...(clock.strand === undefined ? {} : { strand: clock.strand }),
    start: clock.start,
    ...(met === undefined ? {} : { metAt: met.at }),
    answer,
  }
}
