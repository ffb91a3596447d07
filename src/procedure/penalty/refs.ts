import type { Question } from '../act.ts'
import { certificateOn } from '../certificate.ts'
import type { OfficerRef } from '../state.ts'

/** Names and certificates as they were on the day of the act: what its event and its papers keep. */
export const refsOf = ({ facts, at }: Question, ids: readonly string[]): readonly OfficerRef[] =>
  ids.map((id) => {
    const officer = facts.officers.get(id)
    return {
      id,
      name: officer?.name ?? id,
      certificate: (officer === undefined ? undefined : certificateOn(officer, at).number) ?? '',
    }
  })
