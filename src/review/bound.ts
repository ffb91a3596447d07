import { digestOf } from '../kernel/index.ts'
import { type CaseState, proposedPenalty, type Strand } from '../procedure/index.ts'
import { type Draft, draftOf } from './draft.ts'
import { penaltyForms } from './penalty-forms.ts'

/** One thing that was read in a review, with the hash of what it was then. */
export interface ReadItem {
  readonly id: string
  readonly title: string
  readonly sha256: string
}

/** Which forms the newest review reads; reviews of before it was kept are of penalties. */
const formsOf = (state: CaseState): readonly number[] =>
  (lastReview(state)?.data.forms as readonly number[] | undefined) ?? penaltyForms

/** Everything that a review reads, as it is now: papers, evidence with its files, the proposal itself. */
export const reviewedSet = (state: CaseState, forms = formsOf(state)): readonly ReadItem[] => {
  const { dossier, papers } = state
  return [
    ...papers
      .filter(({ form }) => forms.includes(form))
      .map(({ id, title, digest }) => ({ id, title, sha256: digest })),
    ...dossier.evidence.map((evidence) => ({
      id: evidence.id,
      title: `证据：${evidence.title}`,
      sha256: digestOf(evidence),
    })),
    ...dossier.parties.map((party) => ({ id: party.id, title: `当事人：${party.name}`, sha256: digestOf(party) })),
    ...(dossier.proposal === undefined
      ? []
      : [{ id: 'proposal', title: '处罚建议', sha256: digestOf(proposedPenalty(state)) }]),
    ...(dossier.handling === undefined
      ? []
      : [{ id: 'handling', title: '处理意见', sha256: digestOf({ ...dossier.handling, version: 0 }) }]),
  ]
}

/** The digest of everything that a review reads now: whoever signs an opinion names the one that was on the page. */
export const readDigest = (state: CaseState): string => digestOf(reviewedSet(state))

/** What is no longer as it was read: in words, by id. An opinion holds only while this is empty. */
export const changedSince = (
  read: readonly ReadItem[],
  state: CaseState,
  since: '审核' | '送审' = '审核',
): ReadonlyMap<string, string> => {
  const now = new Map(reviewedSet(state).map((item) => [item.id, item]))
  const changes = new Map<string, string>()
  for (const { id, title, sha256 } of read) {
    const current = now.get(id)
    now.delete(id)
    if (current === undefined) changes.set(id, `${title}已不在卷内`)
    else if (current.sha256 !== sha256) changes.set(id, `${title}在${since}后有变动`)
  }
  for (const { id, title } of now.values()) changes.set(id, `${since}后新增${title}`)
  return changes
}

/** What an opinion is bound to: everything that was read, and what is to be decided field by field. */
export const boundTo = (state: CaseState): { readonly read: readonly ReadItem[]; readonly draft: Draft } => ({
  read: reviewedSet(state),
  draft: draftOf(state),
})

/** The newest review of the case. */
export const lastReview = (state: CaseState): Strand | undefined =>
  state.strands.findLast(({ kind }) => kind === 'review')

/** What was to be decided when the review passed; undefined of reviews from before it was kept. */
export const draftIn = (review: Strand): Draft | undefined => review.data.draft as Draft | undefined

export const readIn = (review: Strand): readonly ReadItem[] => (review.data.read ?? []) as readonly ReadItem[]
