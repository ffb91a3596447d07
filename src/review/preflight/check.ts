import type { WorkCalendar } from '../../calendar/index.ts'
import type { Finding } from '../../documents/index.ts'
import type { Citation } from '../../kernel/index.ts'
import type { ActCoverage, CaseState, ItemFact, OfficerFact, Procedure, ProofPoint } from '../../procedure/index.ts'
import type { ReviewPoint } from '../acts.ts'

/** A case laid out for 预检, with what other rooms know of it. */
export interface Examined {
  readonly state: CaseState
  readonly procedure: Procedure
  readonly calendar: WorkCalendar
  /** ISO instant. */
  readonly now: string
  /** What papers say otherwise than the case, or than one another. */
  readonly differences: readonly Finding[]
  /** The checklist of what must be proved, with what proves it so far; empty where the bureau has none for the item. */
  readonly proof: readonly ProofPoint[]
  readonly coverage: readonly ActCoverage[]
  /** An officer as the registry had them on a day. */
  readonly officer: (id: string, day: string) => OfficerFact | undefined
  /** An item as the registry had it on a day. */
  readonly item: (id: string, day: string) => ItemFact | undefined
}

export const verdicts = { right: '符合', wrong: '不符合', unknown: '无法判断' } as const
export type Verdict = keyof typeof verdicts

/** Where the evidence for a verdict stands. */
export interface Trace {
  readonly title: string
  /** Id of a paper of the case. */
  readonly paper?: string
  /** Id of a piece of evidence. */
  readonly evidence?: string
}

export interface Answer {
  readonly verdict: Verdict
  /** What was found, as a sentence. */
  readonly found: string
  readonly traces: readonly Trace[]
}

/**
 * One question of 预检 (程序规定 art. 53): looks at one thing, says what it saw and where. What can't be known from the case is
 * `unknown`, and stays with the reviewer. Pure.
 */
export interface PreflightCheck {
  readonly name: string
  readonly point: ReviewPoint
  readonly title: string
  readonly basis: readonly Citation[]
  readonly examine: (examined: Examined) => Answer
}

export const right = (found: string, traces: readonly Trace[] = []): Answer => ({ verdict: 'right', found, traces })
export const wrong = (found: string, traces: readonly Trace[] = []): Answer => ({ verdict: 'wrong', found, traces })
export const unknown = (found: string, traces: readonly Trace[] = []): Answer => ({ verdict: 'unknown', found, traces })

/** The investigation has ended: what its report must say can be asked for. */
export const isReported = ({ state }: Examined): boolean =>
  state.done.some(({ act }) => act === 'report-investigation' || act === 'report-otherwise')
export const notReported = unknown('调查还没有终结')

/** All of these must hold; those that don't are named. */
export const allOf = <T>(
  things: readonly T[],
  {
    holds,
    names,
    none,
    good,
    bad,
    trace,
  }: {
    readonly holds: (thing: T) => boolean
    readonly names: (thing: T) => string
    /** Where there is nothing to look at. */
    readonly none: Answer
    readonly good: string
    readonly bad: string
    readonly trace?: (thing: T) => Trace
  },
): Answer => {
  if (things.length === 0) return none
  const failing = things.filter((thing) => !holds(thing))
  const traces = (of: readonly T[]) => (trace === undefined ? [] : of.map(trace))
  return failing.length === 0
    ? right(good, traces(things))
    : wrong(`${bad}：${[...new Set(failing.map(names))].join('、')}`, traces(failing))
}

export const ofEvidence = ({ id, title }: { readonly id: string; readonly title: string }): Trace => ({
  title,
  evidence: id,
})
export const ofPaper = ({ id, title }: { readonly id: string; readonly title: string }): Trace => ({ title, paper: id })
