import type { AgencyFact } from '../facts.ts'
import type { Party, Penalty, PenaltyKind } from '../state.ts'

const always: readonly PenaltyKind[] = ['revoke-licence', 'restrict-business', 'stop-business']

/** Whether the party must be told that it may ask for a hearing (行政处罚法 art. 63, 听证办法 art. 5). The figure itself is included. */
export const hearingDue = (penalty: Penalty | undefined, party: Party | undefined, agency: AgencyFact): boolean => {
  if (penalty === undefined) return false
  const from = party?.kind === 'organisation' ? agency.hearing.organisation : agency.hearing.person
  return penalty.fine >= from || penalty.gains >= from || penalty.kinds.some((kind) => always.includes(kind))
}
