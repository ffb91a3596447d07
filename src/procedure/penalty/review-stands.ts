import type { CaseState } from '../state.ts'

const reports: readonly string[] = ['report-investigation', 'report-otherwise']

/** Whether the newest review asks only that what it wanted changed be read. */
export const reviewAmends = ({ strands }: CaseState): boolean =>
  strands.findLast(({ kind }) => kind === 'review')?.state === 'amending'

/**
 * Whether the newest review needs no other submission: it passed after the newest report, or asks only that what it wanted changed
 * be read.
 */
export const reviewStands = (state: CaseState): boolean => {
  const { strands, done } = state
  const review = strands.findLast(({ kind }) => kind === 'review')
  const reported = done.findLast(({ act }) => reports.includes(act))
  return (
    reviewAmends(state) || (review?.state === 'passed' && reported !== undefined && review.changedAt >= reported.at)
  )
}
