import {
  type CaseEvent,
  type CaseState,
  decideCase,
  emptyCase,
  evolveCase,
  type IssuedPaper,
  ordinaryPenalty,
  signaturesDue,
  simplePenalty,
} from '../procedure/index.ts'
import { factsAt, people, type Step, strokesFile } from '../procedure/testing.ts'
import { fillPaper } from './index.ts'

const known = new Map([ordinaryPenalty, simplePenalty].map((procedure) => [procedure.name, procedure]))

/** A case told by its steps, for tests: how it stands, and every paper of it, filled by the forms themselves. */
export const toldCase = (
  steps: readonly Step[],
): { readonly state: CaseState; readonly papers: readonly IssuedPaper[] } => {
  let state = emptyCase
  const papers: IssuedPaper[] = []
  const play = ({ by, on, at: _at, facts, ...command }: Step) => {
    const actor =
      by === 'system'
        ? { id: 'timer', name: '系统', roles: [], kind: 'system' as const }
        : { ...people[by], kind: 'person' as const }
    const decided = decideCase(known, state, command, {
      streamId: 'case-1',
      actor,
      happenedAt: on,
      facts: factsAt(on, { ...facts, fill: fillPaper }),
    })
    if (!decided.ok) throw new Error(`${command.act}: ${decided.refusals.map(({ message }) => message).join('; ')}`)
    const event: CaseEvent = {
      id: `e${state.version}`,
      streamId: 'case-1',
      version: state.version + 1,
      type: command.act,
      data: JSON.parse(JSON.stringify(decided.value.data)),
      happenedAt: on,
      enteredAt: on,
      actor,
    }
    papers.push(...(decided.value.data.papers ?? []))
    state = evolveCase(known, state, event)
  }
  for (const step of steps) {
    play(step)
    // Whoever must sign does so at once.
    for (const { by, ...command } of signaturesDue(state, strokesFile))
      play({ ...command, by: by as keyof typeof people, on: step.on })
  }
  return { state, papers }
}
