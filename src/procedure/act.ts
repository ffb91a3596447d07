import { z } from 'zod'
import type { Citation, Refusal } from '../kernel/index.ts'
import type { Facts } from './facts.ts'
import type { Responsibility } from './responsibility.ts'
import type { Standing } from './standing.ts'
import type { CaseState, DoneAct, Dossier, IssuedPaper, Strand } from './state.ts'

/** JSON object as acts take and keep it. */
export type Data = { readonly [key: string]: unknown }

/** What gates, standing and checks may look at. Everything in here is a value. */
export interface Question {
  readonly state: CaseState
  readonly actor: {
    readonly id: string
    readonly name: string
    readonly unit?: string
    readonly roles: readonly string[]
    readonly kind: 'person' | 'system'
  }
  readonly facts: Facts
  /** ISO instant at which the act happened. */
  readonly at: string
  /** The strand that the act works on, if it works on one. */
  readonly strand?: Strand
}

/** A question that comes with the act's checked data. */
export interface ActQuestion<D extends Data = Data> extends Question {
  readonly data: D
}

/** A named obstacle with its article (前提): open, or the refusals that say what is missing. */
export interface Gate {
  readonly name: string
  /** What is needed, as a list of what is missing names it: "已出示执法证件". */
  readonly title: string
  readonly basis: readonly Citation[]
  /** What it asks of facts that are only loaded when a gate asks. */
  readonly asks?: 'recordings'
  test(question: Question): readonly Refusal[]
}

/** What must be recorded of an act (记录义务): text always; audio or video of the whole, as the list says, or not at all. */
export type Duty = 'text' | 'as-listed' | 'whole'

export const dutyTitles: Readonly<Record<Duty, string>> = {
  text: '文字记录',
  'as-listed': '文字记录，并按清单音像记录',
  whole: '文字记录，并全程音像记录',
}

/** A form that an act makes (文书). */
export interface PaperRule<D extends Data = Data> {
  /** Number of the form in the national set. */
  readonly form: number
  /** Key of its number series (e.g. 罚告); absent: the form is not numbered. */
  readonly number?: string
  /** Whether this doing of the act makes it; default: always. */
  readonly when?: (question: ActQuestion<D>) => boolean
  /** Must be served (送达): a service strand is opened for it. */
  readonly served?: boolean
  /** On whom it is served, where that isn't the party. */
  readonly addressee?: (question: ActQuestion<D>) => string
  /** One for each of these parties; none named: one, about the party whose strand the act works on. */
  readonly each?: (question: ActQuestion<D>) => readonly string[]
}

export interface StrandMove {
  readonly id: string
  readonly state: string
  readonly keep?: Data
}

export interface StrandOpening {
  readonly kind: string
  readonly title: string
  /** Where it isn't the kind's initial state. */
  readonly state?: string
  readonly data?: Data
}

/** An act (行为): the smallest thing that somebody does and the law names. Its name is the event's type. */
export interface Act<D extends Data = Data> {
  readonly name: string
  readonly title: string
  /** What it is for, in one plain sentence for the person who presses the button. */
  readonly purpose: string
  readonly basis: readonly Citation[]
  /** What the side path that brings it in is about; acts of the main line have none. */
  readonly topic?: string
  /** Stages in which it may be done; 'opening': it begins the case; 'any': in every stage but the last. */
  readonly stages: readonly string[] | 'opening' | 'any'
  readonly by: Standing
  /** Who does it signs for this share of the case, with the second factor and the own key (责任). */
  readonly signs?: Responsibility
  /** Whether this doing of it goes against a review's opinion. */
  readonly against?: (question: ActQuestion<D>) => boolean
  readonly data: z.ZodType<D>
  /** What must be so before the act, whatever its data. */
  readonly gates?: readonly Gate[]
  /** What must be so of its data. */
  readonly checks?: readonly ((question: ActQuestion<D>) => readonly Refusal[])[]
  readonly duty?: Duty
  readonly papers?: readonly PaperRule<D>[]
  /** Stages to which it may lead; with several, `choose` says which. */
  readonly leadsTo?: readonly string[]
  /** Stages from which it leads there, where it may be done in others as well. */
  readonly leadsFrom?: readonly string[]
  readonly choose?: (question: ActQuestion<D>) => string | undefined
  /** The procedure that the case follows from here on, and the stage of it that it enters (转为普通程序). */
  readonly becomes?: { readonly procedure: string; readonly stage: string }
  /** The strand it works on and the state in which it leaves it. */
  readonly on?: {
    readonly kind: string
    readonly from: readonly string[]
    /** Which of them. */
    readonly of?: (strand: Strand, state: CaseState) => boolean
    /** What is told where there is none of them, if it can be said better than that. */
    readonly none?: Refusal
    readonly to: string | ((question: ActQuestion<D> & { readonly strand: Strand }) => string)
    readonly keep?: (question: ActQuestion<D> & { readonly strand: Strand }) => Data
  }
  readonly opens?: (question: ActQuestion<D>, papers: readonly IssuedPaper[]) => readonly StrandOpening[]
  /** Other strands that it moves along: a payment that falls away with its decision. */
  readonly moves?: (question: ActQuestion<D>) => readonly StrandMove[]
  /** The limit of the case, or of the strand it works on (of another one: `strand`), that it makes longer, and by how much. */
  readonly extends?: (question: ActQuestion<D>) => DoneAct['extended'] | undefined
  /** Values looked up at the moment of deciding that the event must keep (names, versions, amounts computed). */
  readonly record?: (question: ActQuestion<D>) => Data
  /** What becomes of the dossier. Total over every event of this type that was ever accepted. */
  readonly apply?: (dossier: Dossier, event: ActEvent<D>) => Dossier
  /** One sentence for the time line. */
  readonly sentence?: (event: ActEvent<D>, dossier: Dossier) => string
  /**
   * May be done for several cases at once, with one text for all in this field: what is asked for is routine, and the law wants
   * nobody's judgement of the single case but that its conditions are met. Never what decides on a penalty or a measure.
   */
  readonly batch?: string
  /** May be done only once in a stage's run (a second time is refused). */
  readonly once?: boolean
  /** Done by the system when a limit runs out; never offered to a person. */
  readonly system?: boolean
  /** Lift what was once handed in for it to today's shape, one shape each; what was stored stays as it was. */
  readonly upcasts?: readonly ((input: Data) => Data)[]
  /** The number of another case that it asks for as `facts.otherCase`; data isn't checked yet, so anything may stand in it. */
  readonly asksCase?: (state: CaseState, data: unknown) => unknown
  /** It asks for the recordings among `facts`, whether or not a gate before it does. */
  readonly asksRecordings?: true
  /** It asks `facts.guides`. */
  readonly asksGuides?: true
  /** It asks `facts.opened` and `facts.comments`. */
  readonly asksReadings?: true
  /** Ids of the case's papers that it asks for as `facts.papers`. */
  readonly asksPapers?: (state: CaseState) => readonly string[]
  /** It asks `facts.finedToday`. */
  readonly asksFinedToday?: true
  /** Values that the form starts with. */
  readonly known?: (question: Question) => Data
}

/** An act as its event keeps it, with what it brought about. */
export interface ActEvent<D extends Data = Data> {
  readonly id: string
  readonly act: string
  readonly version: number
  readonly at: string
  readonly enteredAt: string
  readonly by: {
    readonly id: string
    readonly name: string
    readonly kind: 'person' | 'system'
    readonly unit?: string
  }
  readonly input: D
  readonly record: Data
  readonly strand?: string
  readonly papers: readonly IssuedPaper[]
}

const references = new WeakMap<Act, readonly { readonly field: string; readonly widget: string }[]>()

/** The fields of an act's data that name entries of the registry, by widget: officer, officers, reviewer, unit, item; and showings of certificates. */
export const referencesOf = (rule: Act): readonly { readonly field: string; readonly widget: string }[] => {
  const known = references.get(rule)
  if (known !== undefined) return known
  const { properties = {} } = z.toJSONSchema(rule.data, { io: 'input', unrepresentable: 'any' })
  const found = Object.entries(properties).flatMap(([field, schema]) => {
    const widget = typeof schema === 'object' ? schema['x-widget'] : undefined
    return typeof widget === 'string' &&
      ['officer', 'officers', 'reviewer', 'unit', 'item', 'counsel', 'showings'].includes(widget)
      ? [{ field, widget }]
      : []
  })
  references.set(rule, found)
  return found
}

/**
 * Gives an act its types where it is written, and hands it on without them: the engine passes to its functions only data that
 * the act's own schema has parsed, so an act of any data is an act.
 */
export const act = <D extends Data>(name: string, rest: Omit<Act<D>, 'name'>): Act =>
  ({ name, ...rest }) as unknown as Act
