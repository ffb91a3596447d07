import type { CaseState, Party } from '../procedure/index.ts'

/** Signs and spaces aside, as names are written by hand. */
const plain = (text: string): string => text.replace(/[\s（）()]/gu, '').toUpperCase()

/** The party with whom somebody has a conflict of interests, by name or code. */
export const conflictIn = (conflicts: readonly string[], { dossier }: CaseState): Party | undefined => {
  const against = new Set(conflicts.map(plain))
  return dossier.parties.find(
    ({ name, code }) => against.has(plain(name)) || (code !== undefined && against.has(plain(code))),
  )
}
