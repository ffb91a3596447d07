import type { CaseCommand } from './decide.ts'
import { type MissingSignature, missingSignatures } from './signing.ts'
import type { CaseState, FileRef } from './state.ts'

/** A command and whose it is. */
export interface Signing extends CaseCommand {
  readonly by: string
}

const asked = ({ paper: { id, digest }, line }: MissingSignature) => ({ paper: id, digest, line: line.line })

/**
 * The commands that give a case the signatures that its papers lack: everybody of the bureau with an account, all papers at once;
 * others by hand on the screen, taken by a handler.
 */
export const signaturesDue = (state: CaseState, image: FileRef): readonly Signing[] => {
  const missing = missingSignatures(state)
  const mine = Map.groupBy(
    missing.filter(({ line: { inside, person } }) => inside && person !== undefined),
    ({ line }) => line.person as string,
  )
  const handler = state.dossier.handlers[0]?.id ?? ''
  return [
    ...[...mine].map(([by, all]) => ({
      by,
      act: 'sign-paper',
      data: {
        papers: [...new Map(all.map(({ paper: { id, digest } }) => [id, { paper: id, digest }])).values()],
      },
    })),
    ...missing
      .filter(({ line: { inside, person } }) => !inside || person === undefined)
      .map((each) => ({
        by: handler,
        act: 'take-signature',
        data: { ...asked(each), way: 'drawn', capacity: 'self', files: [image] },
      })),
  ]
}
