import {
  type CaseState,
  emptyCase,
  type IssuedPaper,
  ordinaryPenalty,
  signaturesDue,
  simplePenalty,
} from '../procedure/index.ts'
import { type people, type Step, strokesFile, walk } from '../procedure/testing.ts'
import { fillPaper } from './index.ts'

const house = walk([ordinaryPenalty, simplePenalty])

/** A case told by its steps, for tests: how it stands, and every paper of it, filled by the forms themselves. */
export const toldCase = (
  steps: readonly Step[],
): { readonly state: CaseState; readonly papers: readonly IssuedPaper[] } => {
  let state = emptyCase
  const papers: IssuedPaper[] = []
  // Whatever a step says of an earlier time, it is told as it goes.
  const play = ({ at: _at, facts, ...step }: Step) => {
    const taken = house.take(state, { ...step, facts: { ...facts, fill: fillPaper } })
    papers.push(...taken.papers)
    state = taken.state
  }
  for (const step of steps) {
    play(step)
    // Whoever must sign does so at once.
    for (const { by, ...command } of signaturesDue(state, strokesFile))
      play({ ...command, by: by as keyof typeof people, on: step.on })
  }
  return { state, papers }
}
