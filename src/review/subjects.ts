import { penaltyReview } from './penalty.ts'
import type { ReviewSubject } from './subject.ts'

/** Procedures whose decisions are reviewed, each with what it hands in. */
const subjects: Readonly<Record<string, ReviewSubject>> = { 'ordinary-penalty': penaltyReview }

/** What the review of a procedure's cases is made of; of a procedure that has none, what a penalty would ask. */
export const subjectOf = (procedure: string): ReviewSubject => subjects[procedure] ?? penaltyReview
