import type { DecidedShare } from '../casework/index.ts'
import type { ItemFact } from '../procedure/index.ts'
import { evaluateReviewList, type RegistryData } from '../registry/index.ts'

type ReviewList = RegistryData<'review-list'>

/** A decision for which a proposed list says otherwise than the list in force. */
export interface Otherwise {
  readonly caseId: string
  readonly title: string
  readonly decidedAt: string
  readonly before: string
  readonly after: string
  /** Why it would be reviewed, or no longer, by the proposed list. */
  readonly because: readonly string[]
}

export interface Trial {
  readonly decisions: number
  readonly before: Counts
  readonly after: Counts
  readonly otherwise: number
  /** The newest of them, at most a hundred. */
  readonly shown: readonly Otherwise[]
}

/** How many decisions need legal review, and how many of these collective discussion. */
interface Counts {
  legal: number
  major: number
}

const SHOWN = 100

const wordsOf = ({ kind, major }: { readonly kind: 'legal' | 'case'; readonly major: boolean }): string =>
  `${kind === 'legal' ? '法制审核' : '案件审核'}${major ? '，集体讨论' : ''}`

/**
 * What a proposed review list would have made of decisions that were taken (措施 L6): asked of each what is asked of a case at its
 * report, with the items as they stand now. Nothing is written.
 */
export const tryList = async (
  decided: AsyncIterable<DecidedShare>,
  current: ReviewList | undefined,
  proposed: ReviewList,
  item: (id: string) => ItemFact | undefined,
): Promise<Trial> => {
  const [before, after]: [Counts, Counts] = [
    { legal: 0, major: 0 },
    { legal: 0, major: 0 },
  ]
  let [decisions, otherwise] = [0, 0]
  const shown: Otherwise[] = []
  const count = (counts: Counts, scope: ReturnType<typeof evaluateReviewList>) => {
    if (scope.kind === 'legal') counts.legal++
    if (scope.major) counts.major++
  }
  for await (const { caseId, title, decidedAt, penalty, party, item: id } of decided) {
    const asked = { penalty, party, item: item(id) }
    const [was, is] = [evaluateReviewList(current, asked), evaluateReviewList(proposed, asked)]
    decisions++
    count(before, was)
    count(after, is)
    if (was.kind === is.kind && was.major === is.major) continue
    otherwise++
    shown.push({ caseId, title, decidedAt, before: wordsOf(was), after: wordsOf(is), because: is.because })
    if (shown.length > SHOWN) shown.shift()
  }
  return { decisions, before, after, otherwise, shown: shown.reverse() }
}
