import type { PaperRule } from '../procedure/index.ts'
import type { PreflightCheck } from './preflight/check.ts'
import type { SubmissionItems } from './submission.ts'

/**
 * What a procedure hands in for its decisions to be reviewed: data and small functions. Acts, strand, limit and gate are made of it;
 * which review a case needs the procedure's own report says (`dossier.review`), by whatever list it has.
 */
export interface ReviewSubject {
  /** What the reviewer answers, by name. */
  readonly points: Readonly<Record<string, string>>
  /** Among them whether the bureau is competent: answered no where the case belongs to another. */
  readonly competence: string
  /** What is handed in, item by item. */
  readonly submission: SubmissionItems
  /** Forms that are read, and to which the opinion is bound; evidence, parties and what is proposed always are. */
  readonly forms: readonly number[]
  /** Acts that end the investigation: after each of them a submission may be returned once. */
  readonly reports: readonly string[]
  /** Acts that wait until the review has passed. */
  readonly before: readonly string[]
  /** What the machine looks into before a person does. */
  readonly checks: readonly PreflightCheck[]
  /** The written opinion. */
  readonly papers: readonly PaperRule[]
}
