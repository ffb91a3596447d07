import type { Refusal } from '../kernel/index.ts'
import type { CaseState, Facts, OfficerFact } from '../procedure/index.ts'
import { unfit } from './fitness.ts'

/** What a reviewer has to do, and has done. */
export interface ReviewerLoad {
  /** Other cases that wait for this person as a reviewer. */
  readonly open: number
  /** Opinions of the last 365 days. */
  readonly given: number
  /** Of those, on cases of the categories of this one. */
  readonly alike: number
}

export interface Candidate {
  readonly id: string
  readonly name: string
  readonly unit: string
  /** Sentences that say why this person stands at this place; empty for who can't. */
  readonly because: readonly string[]
  /** Why this person can't review the case. */
  readonly against: readonly Refusal[]
}

/** Cases by which somebody who knows the field, or the case, comes before somebody who doesn't. */
const FIELD = 2
const KNOWN = 1
const none: ReviewerLoad = { open: 0, given: 0, alike: 0 }

/**
 * 建议由谁审核: everybody who reviews, the fittest first, each with why. Counted are the cases that wait for them; who has the field
 * counts two fewer, who reviewed an earlier submission of the case one fewer; of equals, who gave fewer opinions in the year. It
 * proposes, and decides nothing.
 */
export const rankReviewers = ({
  state,
  facts,
  reviewers,
  loads,
  categories,
}: {
  readonly state: CaseState
  readonly facts: Facts
  readonly reviewers: readonly OfficerFact[]
  readonly loads: ReadonlyMap<string, ReviewerLoad>
  /** 类别 of the case's items. */
  readonly categories: readonly string[]
}): readonly Candidate[] => {
  const before = new Set(
    state.strands.flatMap(({ kind, data }) =>
      kind === 'review' && data.outcome !== undefined
        ? [(data.reviewer as { readonly id?: string } | undefined)?.id]
        : [],
    ),
  )
  return reviewers
    .map((officer) => {
      const { id, name, unit, fields = [] } = officer
      const { open, given, alike } = loads.get(id) ?? none
      const against = unfit(officer, state, facts, facts.now)
      const own = categories.filter((category) => fields.includes(category))
      const counted = open - (own.length > 0 ? FIELD : 0) - (before.has(id) ? KNOWN : 0)
      const because = [
        ...(own.length > 0
          ? [`审核领域包括${own.join('、')}，与本案一致`]
          : fields.length > 0
            ? [`审核领域是${fields.join('、')}，与本案不一致`]
            : []),
        ...(before.has(id) ? ['审核过本案此前的送审，熟悉案情'] : []),
        open === 0 ? '手上没有待办的审核' : `手上有 ${open} 件待办的审核`,
        given === 0
          ? '近一年没有出具过审核意见'
          : `近一年出具审核意见 ${given} 件${alike === 0 ? '' : `，其中同类案件 ${alike} 件`}`,
      ]
      return { candidate: { id, name, unit, because: against.length > 0 ? [] : because, against }, counted, given }
    })
    .toSorted(
      (one, other) =>
        Number(one.candidate.against.length > 0) - Number(other.candidate.against.length > 0) ||
        one.counted - other.counted ||
        one.given - other.given ||
        (one.candidate.id < other.candidate.id ? -1 : 1),
    )
    .map(({ candidate }) => candidate)
}
