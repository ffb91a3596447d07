import { penaltyForms } from './penalty-forms.ts'
import { penaltySubmission } from './penalty-submission.ts'
import { reviewPoints } from './points.ts'
import { preflightChecks } from './preflight/index.ts'
import type { ReviewSubject } from './subject.ts'

export { type ReviewPoint, reviewPoints } from './points.ts'

/** What a submission is made of, by name. */
export const submissionItems: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(penaltySubmission).map(([name, { title }]) => [name, title]),
)

/** The review of decisions of the ordinary penalty procedure. */
export const penaltyReview: ReviewSubject = {
  points: reviewPoints,
  competence: 'jurisdiction',
  submission: penaltySubmission,
  forms: penaltyForms,
  reports: ['report-investigation', 'report-otherwise'],
  before: ['approve-proposal', 'make-decision', 'decide-otherwise'],
  checks: preflightChecks,
  papers: [{ form: 36 }],
}
