import type { Amount } from '../calendar/index.ts'
import type { Citation } from '../kernel/index.ts'
import type { Act, Gate } from './act.ts'
import type { Wait } from './standing.ts'
import type { CaseState, DoneAct, Strand } from './state.ts'
import type { WarningStep } from './warnings.ts'

/** A stage of the main line (阶段). */
export interface Stage {
  readonly name: string
  readonly title: string
  /** The acts that carry the case through the stage, in order; the first that is still to be done is the next step. */
  readonly path: readonly PathStep[]
  /** Nothing more happens in it. */
  readonly final?: boolean
}

/** `again`: has to be done anew each time the stage is entered. `unless`: is passed over in this state of the case. */
export type PathStep =
  | string
  | { readonly act: string; readonly again?: boolean; readonly unless?: (state: CaseState) => boolean }

/** A kind of strand: its states, in Chinese, and what is next in each. */
export interface StrandKind {
  readonly kind: string
  readonly title: string
  readonly states: Readonly<Record<string, string>>
  readonly initial: string
  readonly next: Readonly<Record<string, string>>
  /** For whom it waits, where that is somebody narrower than whoever may do the act. */
  readonly waits?: (strand: Strand, state: CaseState) => readonly Wait[] | undefined
  /** The main line goes on without it until it asks for it: what is next on the main line comes first, and several are one step. */
  readonly beside?: boolean
  /** While it is in one of these states the main line stands still; the sentence says why and what ends it. */
  readonly holds?: {
    readonly in: readonly string[]
    readonly because: string
    readonly basis: readonly Citation[]
    /** Acts of the main line that it waits for. */
    readonly except?: readonly string[]
  }
}

/** An act that starts or ends a clock: whenever it is done, or only when it leaves its strand in that state. */
export type Mark = string | { readonly act: string; readonly into: string }

export const markedBy = (marks: readonly Mark[], { act, strandState }: Pick<DoneAct, 'act' | 'strandState'>): boolean =>
  marks.some((mark) => (typeof mark === 'string' ? mark === act : mark.act === act && mark.into === strandState))

/** Whether doing the act may start or end the clock. */
export const namedIn = (marks: readonly Mark[], act: string): boolean =>
  marks.some((mark) => (typeof mark === 'string' ? mark : mark.act) === act)

/** A time limit (期限): when its clock starts, stops, ends, and what happens when it runs out. */
export interface LimitRule {
  readonly name: string
  readonly title: string
  /** Fixed by law, or by the order that opened the strand (责令限期改正). */
  readonly amount: Amount | ((strand: Strand) => Amount)
  readonly basis: readonly Citation[]
  /** "收到告知书": what the explanation says the clock starts with. */
  readonly startTitle: string
  /** Acts that start and end the clock. With `strand`, each strand of that kind has a clock of its own. */
  readonly from: readonly Mark[]
  readonly until: readonly Mark[]
  readonly strand?: string
  /** With `strand`: the clock starts when the strand is opened, and anew with an act of `from` on it. */
  readonly fromOpening?: boolean
  /** Which of those acts count (e.g. only the service of the notice). */
  readonly when?: (done: DoneAct, state: CaseState) => boolean
  /** Strands to which it applies. */
  readonly of?: (strand: Strand) => boolean
  /** The clock stands still while a strand of this kind is in one of these states. */
  readonly excludes?: readonly Exclusion[]
  /** The system does this when it runs out. */
  readonly onExpiry?: string
  /** Who is warned before and after it runs out; default: see `warningsOf`. */
  readonly warns?: readonly WarningStep[]
  /** A right of the party, which runs out, and no duty of the bureau, which can be missed. */
  readonly right?: boolean
  /** The bureau's own stricter target; missing it is shown, but breaks no law. */
  readonly target?: boolean
}

export interface Exclusion {
  readonly strand: string
  readonly in: readonly string[]
  /** Which of them; `clocked` is the strand whose clock it is. */
  readonly of?: (strand: Strand, clocked: string | undefined) => boolean
  /** "检测期间不计入": for the explanation of the date. */
  readonly why: string
}

/** A procedure of law (程序) as data. A case follows the one that held when it was opened. */
export interface Procedure {
  readonly name: string
  readonly title: string
  readonly basis: readonly Citation[]
  /** YYYY-MM-DD between which new cases may follow it. */
  readonly from: string
  readonly until?: string
  readonly stages: readonly Stage[]
  readonly acts: readonly Act[]
  readonly strands: readonly StrandKind[]
  readonly limits: readonly LimitRule[]
}

/** Indexes of a procedure, made once. */
export interface ProcedureIndex {
  readonly procedure: Procedure
  readonly act: ReadonlyMap<string, Act>
  readonly stage: ReadonlyMap<string, Stage>
  readonly strand: ReadonlyMap<string, StrandKind>
}

const indexes = new WeakMap<Procedure, ProcedureIndex>()

export const indexOf = (procedure: Procedure): ProcedureIndex => {
  const known = indexes.get(procedure)
  if (known !== undefined) return known
  const index: ProcedureIndex = {
    procedure,
    act: new Map(procedure.acts.map((act) => [act.name, act])),
    stage: new Map(procedure.stages.map((stage) => [stage.name, stage])),
    strand: new Map(procedure.strands.map((kind) => [kind.kind, kind])),
  }
  indexes.set(procedure, index)
  return index
}

/** An act of a case by its name: of the procedure that the case follows, or of one that it followed before. */
export const actOf = (procedures: ReadonlyMap<string, Procedure>, now: string, name: string): Act | undefined => {
  const found = (procedure: Procedure | undefined) =>
    procedure === undefined ? undefined : indexOf(procedure).act.get(name)
  return (
    found(procedures.get(now)) ??
    procedures
      .values()
      .map(found)
      .find((act) => act !== undefined)
  )
}

/**
 * What a side path, or another room, brings into a procedure: acts, strands and limits of its own, gates before acts that were
 * there, what those do to its strands, and what its acts and strands do to clocks that were there.
 */
export interface Extension {
  /** What it is about, as pages head its acts: "听证". */
  readonly title: string
  readonly acts?: readonly Act[]
  readonly strands?: readonly StrandKind[]
  readonly limits?: readonly LimitRule[]
  /** By the name of the act before which they stand. */
  readonly gates?: Readonly<Record<string, readonly Gate[]>>
  /** By the name of the act: what it does to the strands of the path. */
  readonly moves?: Readonly<Record<string, NonNullable<Act['moves']>>>
  /** By the name of the limit: acts that start or end its clock as well, strands in whose time it stands still. */
  readonly clocks?: Readonly<
    Record<
      string,
      {
        readonly from?: readonly Mark[]
        readonly until?: readonly Mark[]
        readonly excludes?: readonly Exclusion[]
      }
    >
  >
}

export const extend = (procedure: Procedure, more: Extension): Procedure => ({
  ...procedure,
  acts: [...procedure.acts, ...(more.acts ?? []).map((act) => ({ ...act, topic: more.title }))].map((act) => {
    const gates = more.gates?.[act.name]
    const moves = more.moves?.[act.name]
    return {
      ...act,
      ...(gates === undefined ? {} : { gates: [...(act.gates ?? []), ...gates] }),
      ...(moves === undefined ? {} : { moves: (question) => [...(act.moves?.(question) ?? []), ...moves(question)] }),
    }
  }),
  strands: [...procedure.strands, ...(more.strands ?? [])],
  limits: [...procedure.limits, ...(more.limits ?? [])].map((limit) => {
    const clock = more.clocks?.[limit.name]
    return clock === undefined
      ? limit
      : {
          ...limit,
          from: [...limit.from, ...(clock.from ?? [])],
          until: [...limit.until, ...(clock.until ?? [])],
          excludes: [...(limit.excludes ?? []), ...(clock.excludes ?? [])],
        }
  }),
})

/** A procedure with its side paths. */
export const withPaths = (procedure: Procedure, ...paths: readonly Extension[]): Procedure =>
  paths.reduce(extend, procedure)
