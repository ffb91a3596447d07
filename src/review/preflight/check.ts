import { dayOf, type WorkCalendar } from '../../calendar/index.ts'
import type { OtherCase, Spread } from '../../casework/index.ts'
import type { Finding } from '../../documents/index.ts'
import type { Citation } from '../../kernel/index.ts'
import {
  type ActCoverage,
  type AgencyFact,
  type CaseState,
  discoveredIn,
  type ItemFact,
  type OfficerFact,
  type Procedure,
  type ProofPoint,
} from '../../procedure/index.ts'
import type { CitedText, Registered } from '../../registry/index.ts'

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
  readonly agency: AgencyFact
  /** The register of market subjects, by code. */
  readonly subject: (code: string) => Registered | undefined
  /** What the texts of law that were read in have of a citation; undefined where that law was not. */
  readonly law: (citation: Citation) => CitedText | undefined
  /** How like cases of an item were fined, for organisations or for others. */
  readonly like: (item: string, organisation: boolean) => Spread | undefined
  /** Other cases of the parties. */
  readonly others: readonly OtherCase[]
}

export const verdicts = { right: '符合', wrong: '不符合', unknown: '无法判断' } as const
export type Verdict = keyof typeof verdicts

/** Where the evidence for a verdict stands. */
export interface Trace {
  readonly title: string
  /** Id of a paper of the case. */
  readonly paper?: string
  /** What the paper says there. */
  readonly quote?: string
  /** Id of a piece of evidence. */
  readonly evidence?: string
  /** Id of a recording, and the ISO instant of the act that it shows, or doesn't, there. */
  readonly recording?: string
  readonly at?: string
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
  /** Of those that the procedure's review answers. */
  readonly point: string
  readonly title: string
  readonly basis: readonly Citation[]
  readonly examine: (examined: Examined) => Answer
}

export const right = (found: string, traces: readonly Trace[] = []): Answer => ({ verdict: 'right', found, traces })
export const wrong = (found: string, traces: readonly Trace[] = []): Answer => ({ verdict: 'wrong', found, traces })
export const unknown = (found: string, traces: readonly Trace[] = []): Answer => ({ verdict: 'unknown', found, traces })

/** Day on which the breach came to notice: age, limitation and the law in force are asked for as of then. */
export const firstDay = ({ state }: Examined): string => dayOf(discoveredIn(state.dossier, state.openedAt))

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
    readonly trace?: (thing: T) => Trace | readonly Trace[]
  },
): Answer => {
  if (things.length === 0) return none
  const failing = things.filter((thing) => !holds(thing))
  const traces = (of: readonly T[]) => (trace === undefined ? [] : of.flatMap(trace))
  return failing.length === 0
    ? right(good, traces(things))
    : wrong(`${bad}：${[...new Set(failing.map(names))].join('、')}`, traces(failing))
}

export const ofEvidence = ({ id, title }: { readonly id: string; readonly title: string }): Trace => ({
  title,
  evidence: id,
})
export const ofPaper = ({ id, title }: { readonly id: string; readonly title: string }): Trace => ({ title, paper: id })
