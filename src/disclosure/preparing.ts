import { paperText } from '../documents/index.ts'
import { digestOf } from '../kernel/index.ts'
import {
  type AgencyFact,
  type CaseState,
  everyParty,
  type IssuedPaper,
  isJoint,
  type Penalty,
  partyIn,
  type Share,
  type Strand,
  shareOf,
  sharesOf,
} from '../procedure/index.ts'
import { type Hidden, hiddenTexts, splitHidden } from './masks.ts'
import { type MaskKind, maskKinds, type Suggestion, suggest } from './suggest.ts'

/** What a person said to a suggestion. */
export interface MaskAnswer extends Suggestion {
  readonly hide: boolean
}

/** 仅受到警告, or not punished at all: it isn't published (信息公示规定 art. 2). */
export const onlyWarning = ({ kinds }: Penalty): boolean =>
  kinds.length === 0 || (kinds.length === 1 && kinds[0] === 'warning')

/** The newest publication of a decision: of this party's, where the case has several. */
export const publicationOf = (state: CaseState, party?: string): Strand | undefined =>
  state.strands.findLast(({ kind, data }) => kind === 'publication' && data.party === party)

/** The newest publication of this very decision, not of one that it took the place of. */
export const publicationFor = (state: CaseState, { party, decision }: Share): Strand | undefined => {
  const found = publicationOf(state, isJoint(state.dossier) ? party : undefined)
  const { number } = found?.data ?? {}
  return number === undefined || number === decision?.number ? found : undefined
}

/** States in which nothing new is prepared: it is being prepared, is public, or was public for its whole time. */
const underWay = new Set(['prepared', 'to-review', 'cleared', 'published', 'ended', 'ended-early'])

/** Whose decisions may be prepared now: each party's is a document of its own. A warning alone is none. */
export const publishable = (state: CaseState): readonly (string | undefined)[] =>
  sharesOf(state.dossier).flatMap(({ party, decision, fallen }) => {
    const own = isJoint(state.dossier) ? party : undefined
    return decision?.servedAt === undefined ||
      fallen !== undefined ||
      onlyWarning(decision.penalty) ||
      underWay.has(publicationOf(state, own)?.state ?? '')
      ? []
      : [own]
  })

/** The papers in which the case's decisions stand. */
export const decisionPapers = (state: CaseState): readonly string[] =>
  sharesOf(state.dossier).flatMap(({ decision }) => decision?.paper ?? [])

/** What a prepared publication is bound to: the paper, and what is imposed. Changed, it has to be prepared anew. */
export const boundTo = (state: CaseState, party: unknown): string => {
  const { paper, penalty } = shareOf(state.dossier, party)?.decision ?? {}
  return digestOf({ paper: paper ?? '', penalty: penalty ?? null })
}

const textsOf = ({ form, content }: IssuedPaper): readonly string[] =>
  paperText(form, content).flatMap(({ heading, paragraphs }) => [
    ...(heading === undefined ? [] : [heading]),
    ...paragraphs.map((runs) => runs.map((run) => ('text' in run ? run.text : '')).join('')),
  ])

/** Who is questioned stands in the title of the record: 询问笔录（林晓白）. */
const questioned = /^询问笔录（(.{2,50})）$/u

/** Natural persons whom the case knows and who aren't a party, nor act for one. */
const others = (state: CaseState): readonly string[] => {
  const { dossier } = state
  const own = new Set(everyParty(dossier).flatMap(({ name, representative = '' }) => [name, representative]))
  return [
    dossier.clue?.reporter?.name ?? '',
    ...dossier.evidence.map(({ title }) => questioned.exec(title)?.[1] ?? ''),
  ].filter((name) => name !== '' && !own.has(name))
}

/** What of the decisions should be looked at before they are published; what is always hidden is not asked. */
export const suggestionsOf = (
  state: CaseState,
  papers: readonly IssuedPaper[],
  agency: AgencyFact,
): readonly Suggestion[] => {
  const parties = everyParty(state.dossier)
  const always = hiddenTexts(parties, [])
  const texts = papers
    .flatMap(textsOf)
    .flatMap((text) => splitHidden(text, always).filter((part) => typeof part === 'string'))
  return suggest(texts, {
    names: others(state),
    open: [
      agency.phone,
      agency.bank,
      agency.address,
      ...parties.flatMap(({ kind, name, address, code = '' }) => (kind === 'person' ? [] : [name, address, code])),
      ...state.dossier.handlers.map(({ name }) => name),
    ],
  })
}

/** Suggestions that nobody has answered, and that no longer text that is hidden already holds. */
export const unanswered = (
  suggestions: readonly Suggestion[],
  answers: readonly MaskAnswer[],
  named: readonly string[],
): readonly Suggestion[] => {
  const gone = [...named, ...answers.filter(({ hide }) => hide).map(({ text }) => text)]
  return suggestions.filter(
    ({ text }) => !answers.some((answer) => answer.text === text) && !gone.some((hidden) => hidden.includes(text)),
  )
}

/** What was decided to hide beside what is always hidden, each with why. */
export const chosen = (answers: readonly MaskAnswer[], named: readonly string[]): readonly Hidden[] => [
  ...answers.filter(({ hide }) => hide).map(({ text, kind }) => ({ text, reason: maskKinds[kind as MaskKind].title })),
  ...named.map((text) => ({ text, reason: '依法不公开' })),
]

/** Publications of decisions that the case has no more, because they are made anew. */
export const ofFormerDecisions = (state: CaseState): readonly Strand[] => {
  const now = new Set(sharesOf(state.dossier).flatMap(({ decision }) => decision?.number ?? []))
  const newest = new Map(
    state.strands
      .filter(({ kind, data }) => kind === 'publication' && data.on !== undefined && typeof data.number === 'string')
      .map((strand) => [strand.data.number, strand]),
  )
  return [...newest.values()].filter(({ data }) => !now.has(String(data.number)))
}

/** What kind of party a publication is about. */
export const kindOfParty = (state: CaseState, party: unknown) =>
  partyIn(state.dossier, typeof party === 'string' ? party : undefined)?.kind ?? 'organisation'

/** Strands that one preparation opened: they go together. */
export const together = (state: CaseState, strand: Strand): readonly Strand[] =>
  state.strands.filter(
    ({ id, kind, openedAt, state: now }) =>
      kind === 'publication' && id !== strand.id && openedAt === strand.openedAt && now === strand.state,
  )
