import { computeLimit, type LimitAnswer, type WorkCalendar } from '../calendar/index.ts'
import { type LimitRule, markedBy, type Procedure } from './procedure.ts'
import type { CaseState, DoneAct, Strand } from './state.ts'

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
  const counts = (done: DoneAct) => markedBy(rule.from, done) && (rule.when?.(done, state) ?? true)
  if (rule.strand === undefined) {
    const last = state.done.findLast(counts)
    return last === undefined ? [] : [{ start: last.at, version: last.version }]
  }
  return state.strands
    .filter((strand) => strand.kind === rule.strand && (rule.of?.(strand) ?? true))
    .flatMap((strand): readonly Clock[] => {
      const last = state.done
        .map((done) => onStrand(done, strand.id))
        .findLast((done) => done !== undefined && counts(done))
      if (last !== undefined) return [{ start: last.at, version: last.version, strand: strand.id }]
      return rule.fromOpening ? [{ start: strand.openedAt, version: 0, strand: strand.id }] : []
    })
}

const run = (rule: LimitRule, clock: Clock, state: CaseState, calendar: WorkCalendar, now: string): RunningLimit => {
  const since = state.done.filter((done) => done.version > clock.version)
  const met = since
    .map((done) => (clock.strand === undefined ? done : onStrand(done, clock.strand)))
    .find((done) => done !== undefined && markedBy(rule.until, done))
  const pauses = (rule.excludes ?? []).flatMap((excluded) =>
    state.strands
      .filter((strand) => strand.kind === excluded.strand && (excluded.of?.(strand, clock.strand) ?? true))
      .flatMap((strand) => timesIn(strand, excluded.in, state))
      .map(({ from, until }) => ({ from, ...(until === undefined ? {} : { until }), why: excluded.why })),
  )
  const extensions = since.flatMap(({ extended, strand: own }) =>
    extended?.limit === rule.name && (clock.strand === undefined || clock.strand === (extended.strand ?? own))
      ? [extended.amount]
      : [],
  )
  const strand = state.strands.find(({ id }) => id === clock.strand)
  const amount =
    typeof rule.amount !== 'function' ? rule.amount : strand === undefined ? undefined : rule.amount(strand)
  if (amount === undefined) throw new Error(`limit ${rule.name} takes its length from a strand and has none`)
  const answer = computeLimit(
    { amount, start: clock.start, startTitle: rule.startTitle, basis: rule.basis, pauses, extensions },
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

/** The act as it was done to a strand: it worked on it, or moved it along. */
const onStrand = (done: DoneAct, strand: string): DoneAct | undefined => {
  if (done.strand === strand) return done
  const moved = done.moved?.find(({ id }) => id === strand)
  return moved === undefined ? undefined : { ...done, strand, strandState: moved.state }
}

/** The times in which a strand stood in one of these states; the last has no end while it still does. */
const timesIn = (
  strand: Strand,
  states: readonly string[],
  state: CaseState,
): readonly { readonly from: string; readonly until?: string }[] => {
  const steps = state.done.flatMap((done) => onStrand(done, strand.id) ?? [])
  const marks = [
    { at: strand.openedAt, state: strand.openedIn },
    ...steps.map(({ at, strandState }) => ({ at, state: strandState ?? '' })),
  ]
  return marks.flatMap((mark, n) => {
    if (!states.includes(mark.state)) return []
    const next = marks[n + 1]
    return [next === undefined ? { from: mark.at } : { from: mark.at, until: next.at }]
  })
}
