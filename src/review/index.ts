import { workingDays } from '../calendar/index.ts'
import type { BesideNews, ReadingsOf } from '../casework/index.ts'
import type { Journal } from '../journal/index.ts'
import { rules } from '../kernel/index.ts'
import { type Extension, withdrew } from '../procedure/index.ts'
import { acceptReview, giveOpinion, returnSubmission, reviewExtended, submitForReview } from './acts.ts'
import { assignedTo, assignReview } from './assignment.ts'
import { commentStream, commentsOfCases } from './comment.ts'
import { commentNews } from './comment-news.ts'
import { reviewPassed } from './gates.ts'
import { penaltyReview } from './penalty.ts'
import { openedOfCases, readingStream } from './reading.ts'
import { reread } from './reread.ts'
import type { ReviewSubject } from './subject.ts'

export { reviewChecks } from './checks.ts'
export { counselExtension } from './counsel.ts'
export { ladderExtension } from './ladder.ts'

/** What review brings into a procedure: its acts and strand, its limit, and the gate before the acts that wait for it. */
export const reviewOf = (subject: ReviewSubject): Extension => ({
  title: '审核',
  acts: [
    submitForReview(subject),
    assignReview,
    acceptReview,
    returnSubmission(subject),
    giveOpinion(subject),
    reread,
    ...reviewExtended.acts,
  ],
  strands: [
    {
      kind: 'review',
      title: '审核',
      states: {
        submitted: '已送审',
        accepted: '审核中',
        returned: '材料已退回',
        passed: '审核通过',
        'sent-back': '未通过，已退回',
        amending: '同意，待修改',
        disputed: '有分歧，待复审',
        upheld: '复审维持',
        referred: '有分歧，待法制机构负责人提出意见',
        'upheld-again': '法制机构负责人维持',
        'to-discuss': '有分歧，待集体讨论',
        settled: '集体讨论维持',
      },
      initial: 'submitted',
      next: {
        submitted: 'accept-review',
        accepted: 'give-opinion',
        amending: 'reread-changes',
        disputed: 'give-second-opinion',
        referred: 'give-head-opinion',
        'to-discuss': 'settle-disagreement',
      },
      // Whoever withdrew isn't awaited any more; then anybody who may review is.
      waits: (strand, of) => {
        const { state, data } = strand
        const named = state === 'submitted' ? assignedTo(strand, of) : (data.reviewer as { readonly id: string })
        return ['submitted', 'accepted', 'amending'].includes(state) && named !== undefined && !withdrew(of, named.id)
          ? [{ person: named.id }]
          : undefined
      },
    },
    reviewExtended.strand,
  ],
  limits: [
    {
      name: 'review',
      title: '完成审核',
      amount: workingDays(10),
      basis: [rules(55)],
      startTitle: '接到审核材料',
      strand: 'review',
      // What nobody has taken in yet has its clock too; whole material is received when the submission is accepted.
      fromOpening: true,
      from: ['accept-review'],
      until: ['give-opinion', 'return-submission'],
    },
  ],
  gates: Object.fromEntries(subject.before.map((act) => [act, [reviewPassed]])),
})

/** The review of penalties. */
export const reviewExtension = reviewOf(penaltyReview)

/** Streams beside the case: what was read of it, and comments on it. */
export const registerReview = (journal: Journal): void => {
  journal.register(readingStream)
  journal.register(commentStream)
}

/** Whom those streams tell of what. */
export const reviewNews: readonly BesideNews[] = [commentNews]

/** What acts of a review ask of those streams. */
export const readings: ReadingsOf = async (db, cases) => {
  const [opened, comments] = await Promise.all([openedOfCases(db, cases), commentsOfCases(db, cases)])
  return (id) => ({ opened: opened(id), comments: comments(id) })
}

export { changedSince, lastReview, type ReadItem, readIn, reviewedSet } from './bound.ts'
export { type ReviewFigures, reviewEventsSince, reviewFigures } from './figures.ts'
export { ladderOutcomes, reviewOutcomes } from './outcomes.ts'
export { penaltyReview, submissionItems } from './penalty.ts'
export { type ReviewPoint, reviewPoints } from './points.ts'
export { type PreflightView, reviewRoutes } from './routes.ts'
export type { ReviewSubject } from './subject.ts'
export { type SubmissionView, submissionRoutes } from './submission-routes.ts'
export { type TrialView, trialRoutes } from './trial-routes.ts'
export { reviewView } from './view.ts'
