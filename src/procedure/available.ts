import type { Refusal } from '../kernel/index.ts'
import type { Act, Question } from './act.ts'
import { obstacles, openStrands } from './decide.ts'
import { nextSteps } from './next.ts'
import { indexOf, type Procedure } from './procedure.ts'
import type { Strand } from './state.ts'

/** An act as it stands for one person now: with nothing against it, or with every reason against it. */
export interface Availability {
  readonly act: Act
  readonly reasons: readonly Refusal[]
  /** `next`: the case waits for it; `beside`: it may be done now as well; `later`: not now. */
  readonly place: 'next' | 'beside' | 'later'
  readonly strands: readonly Strand[]
}

/** The same rules that decide commands, asked before the data is known: what the desk draws its buttons from. */
export const availableActs = (procedure: Procedure, question: Question): readonly Availability[] => {
  const index = indexOf(procedure)
  const { state } = question
  const next = new Set(nextSteps(procedure, state).map(({ act }) => act))
  return procedure.acts
    .filter((act) => !act.system && (act.stages === 'opening') === (state.version === 0))
    .map((act) => {
      const open = openStrands(act, state)
      const against = (strand?: Strand) =>
        obstacles(index, act, { ...question, ...(strand === undefined ? {} : { strand }) })
      // One of several strands on which it can be done is enough, and only such are offered.
      const free = open.length < 2 ? [] : open.filter((strand) => against(strand).length === 0)
      const strands = free.length > 0 ? free : open
      const reasons = free.length > 0 ? [] : against(open.at(-1))
      const inPlace = !reasons.some(
        ({ code }) => code === 'wrong-stage' || code === 'no-strand' || code === 'done-before',
      )
      return {
        act,
        reasons,
        strands,
        place: next.has(act.name) ? 'next' : inPlace && reasons.length === 0 ? 'beside' : 'later',
      }
    })
}
