import type { CaseState, Penalty } from '../state.ts'

/** The penalty that is proposed at this moment, as notice and decision take it over. */
export const proposedPenalty = ({ dossier: { proposal } }: CaseState): Penalty | undefined => {
  if (proposal === undefined) return undefined
  const { version: _version, ...penalty } = proposal
  return penalty
}
