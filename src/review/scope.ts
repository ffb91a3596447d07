import { dayText } from '../calendar/index.ts'
import { type CaseState, type Facts, type Penalty, proposedPenalty, type ReviewScope } from '../procedure/index.ts'
import { lastReview } from './bound.ts'

const afterHearing = '直接关系当事人重大权益，经过听证程序'
/** 听证报告: whatever the list says, what was heard is reviewed legally and decided together (程序规定 art. 50, 60). */
const heard = ({ papers }: CaseState): boolean => papers.some(({ form }) => form === 41)

/** 清单第 2 版（2026年3月10日起施行） */
const listText = ({ version, from }: NonNullable<ReviewScope['list']>): string =>
  `审核清单第 ${version} 版（${dayText(from)}起施行）`

/** What is proposed, as a list is asked about it; something else than a penalty counts as none. */
const proposed = (state: CaseState): Penalty | undefined =>
  proposedPenalty(state) ??
  (state.dossier.handling === undefined
    ? undefined
    : { kinds: [], fine: 0, gains: 0, step: 'none', reasons: state.dossier.handling.reasons })

/** What the list of the day says of the case as it stands now, which list it was, and that it was heard. */
export const scopeToday = (state: CaseState, { reviewScope }: Pick<Facts, 'reviewScope'>): ReviewScope | undefined => {
  const penalty = proposed(state)
  if (penalty === undefined) return state.dossier.review
  const found = reviewScope(state, penalty)
  const named = found.list === undefined ? [] : [`依据${listText(found.list)}`]
  return heard(state)
    ? { ...found, kind: 'legal', major: true, because: [...new Set([...found.because, afterHearing, ...named])] }
    : { ...found, because: [...found.because, ...named] }
}

const stricter = (one: ReviewScope, than: ReviewScope): boolean =>
  (one.kind === 'legal' && than.kind === 'case') || (one.major && !than.major)

/**
 * Which list counts for a review under way: that of the day of its submission, unless a later one asks more of this case; then the
 * later one does, and it is said. Where each asks for something, both are met.
 */
export const scopeThatCounts = (submitted: ReviewScope, later: ReviewScope): ReviewScope => {
  if (!stricter(later, submitted)) return submitted
  const both = stricter(submitted, later)
  const anew = later.list !== undefined && later.list.version !== submitted.list?.version
  return {
    ...later,
    kind: submitted.kind === 'legal' ? 'legal' : later.kind,
    major: submitted.major || later.major,
    ...(submitted.listed === true || later.listed === true ? { listed: true as const } : {}),
    because: [
      ...new Set([
        ...(both ? submitted.because : []),
        ...later.because,
        ...(anew ? [`送审后施行的${listText(later.list)}对本案更严，按该版清单审核`] : []),
      ]),
    ],
  }
}

/** What counts for the case's newest review, as of today. */
export const countingScope = (state: CaseState, facts: Pick<Facts, 'reviewScope'>): ReviewScope | undefined => {
  const submitted = (lastReview(state)?.data.scope as ReviewScope | undefined) ?? state.dossier.review
  const today = scopeToday(state, facts)
  return submitted === undefined || today === undefined ? (submitted ?? today) : scopeThatCounts(submitted, today)
}
