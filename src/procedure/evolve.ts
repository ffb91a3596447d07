import type { ActEvent, Data, StrandMove } from './act.ts'
import { filesNamed } from './attached.ts'
import { courseOf } from './coverage.ts'
import { indexOf, type Procedure } from './procedure.ts'
import type { SignedShare } from './responsibility.ts'
import { type CaseState, type DoneAct, emptyCase, type IssuedPaper, type Strand } from './state.ts'

/**
 * The data of every event of a case: what was given (`input`), what was looked up then (`record`), and what the act brought
 * about. Evolving needs no rule of law, so a later change of the law changes nothing that was done.
 */
export interface CaseEventData {
  /** Of the first event, and of one with which the case turns to another procedure. */
  readonly procedure?: string
  readonly input: Data
  readonly record?: Data
  readonly stage?: string
  readonly strand?: StrandMove
  readonly moved?: readonly StrandMove[]
  readonly opened?: readonly {
    readonly id: string
    readonly kind: string
    readonly title: string
    readonly state: string
    readonly data: Data
  }[]
  readonly papers?: readonly IssuedPaper[]
  readonly extended?: DoneAct['extended']
  /** Where the act signs for a share of the case: by whom and over what. */
  readonly signed?: SignedShare
}

/** An event as the journal gives it, as far as a case needs it. */
export interface CaseEvent {
  readonly id: string
  readonly streamId: string
  readonly version: number
  readonly type: string
  readonly data: Data
  readonly happenedAt: string
  readonly enteredAt: string
  readonly actor: {
    readonly id: string
    readonly name: string
    readonly kind: 'person' | 'system'
    readonly unit?: string
  }
}

/** The event as its act sees it. */
export const actEventOf = (event: CaseEvent): ActEvent => {
  const data = event.data as unknown as CaseEventData
  return {
    id: event.id,
    act: event.type,
    version: event.version,
    at: event.happenedAt,
    enteredAt: event.enteredAt,
    by: event.actor,
    input: data.input,
    record: data.record ?? {},
    ...(data.strand === undefined ? {} : { strand: data.strand.id }),
    papers: data.papers ?? [],
  }
}

/** Total: an act that no procedure knows any more still counts as done, with its stage, strands and papers. */
export const evolveCase = (
  procedures: ReadonlyMap<string, Procedure>,
  state: CaseState,
  event: CaseEvent,
): CaseState => {
  const data = event.data as unknown as CaseEventData
  const name = data.procedure ?? state.procedure
  // What turns a case to another procedure is itself an act of the one before.
  const procedure = procedures.get(state.version === 0 ? name : state.procedure)
  const rule = procedure === undefined ? undefined : indexOf(procedure).act.get(event.type)
  const seen = actEventOf(event)
  const dossier = rule?.apply?.(state.dossier, seen) ?? state.dossier
  const worked = data.strand
  const before = worked === undefined ? undefined : state.strands.find(({ id }) => id === worked.id)
  const moves = new Map(
    [...(worked === undefined ? [] : [worked]), ...(data.moved ?? [])].map((move) => [move.id, move]),
  )
  const strands: Strand[] = state.strands.map((strand) => {
    const move = moves.get(strand.id)
    return move === undefined
      ? strand
      : { ...strand, state: move.state, changedAt: event.happenedAt, data: { ...strand.data, ...move.keep } }
  })
  for (const opened of data.opened ?? [])
    strands.push({ ...opened, openedIn: opened.state, openedAt: event.happenedAt, changedAt: event.happenedAt })
  const done: DoneAct = {
    act: event.type,
    version: event.version,
    event: event.id,
    at: event.happenedAt,
    enteredAt: event.enteredAt,
    by: event.actor.id,
    ...(worked === undefined ? {} : { strand: worked.id, strandState: worked.state }),
    ...(before === undefined ? {} : { strandKind: before.kind }),
    ...(data.moved === undefined ? {} : { moved: data.moved.map(({ id, state: now }) => ({ id, state: now })) }),
    ...(data.extended === undefined ? {} : { extended: data.extended }),
    ...(data.signed === undefined
      ? {}
      : {
          signed: {
            share: data.signed.statement.share,
            key: data.signed.key,
            name: event.actor.name,
            ...(event.actor.unit === undefined ? {} : { unit: event.actor.unit }),
            ...(data.signed.statement.against === undefined ? {} : { against: true as const }),
          },
        }),
    ...(rule?.duty === undefined || rule.duty === 'text' ? {} : { course: courseOf(rule, data.input) }),
  }
  const origin = {
    act: event.type,
    event: event.id,
    version: event.version,
    at: event.happenedAt,
    by: event.actor.name,
  }
  // Lines that wait for a signature stand on their strand, and once is enough: a case's state is read and written with every act.
  const waiting = new Set((data.opened ?? []).flatMap(({ kind, data: of }) => (kind === 'signature' ? [of.paper] : [])))
  const papers = (data.papers ?? []).map(({ content: _content, edited, signers, ...paper }) => ({
    ...paper,
    ...(signers === undefined || waiting.has(paper.id) ? {} : { signers }),
    ...(edited === undefined ? {} : { edited: { by: edited.by.name, titles: edited.texts.map(({ title }) => title) } }),
    ...origin,
  }))
  const named = new Map(
    [...filesNamed([data.input, data.record, data.papers?.map(({ signers }) => signers)])].map((file) => [
      file.blob,
      { ...file, ...origin },
    ]),
  )
  return {
    id: event.streamId,
    procedure: name,
    version: event.version,
    stage: data.stage ?? state.stage,
    stages:
      data.stage === undefined
        ? state.stages
        : [...state.stages, { stage: data.stage, at: event.happenedAt, version: event.version }],
    openedAt: state.openedAt === '' ? event.happenedAt : state.openedAt,
    changedAt: event.enteredAt,
    dossier,
    done: [...state.done, done],
    strands,
    papers: papers.length === 0 ? state.papers : [...state.papers, ...papers],
    files: named.size === 0 ? state.files : [...state.files, ...named.values()],
  }
}

export { emptyCase }
