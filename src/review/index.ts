import { workingDays } from '../calendar/index.ts'
import { rules } from '../kernel/index.ts'
import type { Extension } from '../procedure/index.ts'
import { acceptReview, giveOpinion, returnSubmission, reviewExtended, submitForReview } from './acts.ts'
import { reviewPassed } from './gates.ts'

export { reviewChecks } from './checks.ts'
export { counselExtension } from './counsel.ts'

/** What review brings into the ordinary procedure: its acts and strand, its limit, and the gate before the leader's acts. */
export const reviewExtension: Extension = {
  title: '审核',
  acts: [submitForReview, acceptReview, returnSubmission, giveOpinion, ...reviewExtended.acts],
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
      },
      initial: 'submitted',
      next: { submitted: 'accept-review', accepted: 'give-opinion' },
      waits: ({ state, data }) =>
        state === 'accepted' ? [{ person: (data.reviewer as { readonly id: string }).id }] : undefined,
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
      fromOpening: true,
      from: [],
      until: ['give-opinion', 'return-submission'],
    },
  ],
  gates: {
    'approve-proposal': [reviewPassed],
    'make-decision': [reviewPassed],
    'decide-otherwise': [reviewPassed],
  },
}

export { type ReviewPoint, reviewOutcomes, reviewPoints } from './acts.ts'
export { changedSince, lastReview, type ReadItem, readIn, reviewedSet } from './bound.ts'
export { type PreflightView, reviewRoutes } from './routes.ts'
export { type TrialView, trialRoutes } from './trial-routes.ts'
export { reviewView } from './view.ts'
