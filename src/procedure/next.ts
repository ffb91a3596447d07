import { inStage } from './decide.ts'
import { indexOf, type PathStep, type Procedure } from './procedure.ts'
import type { Wait } from './standing.ts'
import type { CaseState, Strand } from './state.ts'

/** A step that a case waits for, and for whom. */
export interface NextStep {
  readonly act: string
  readonly title: string
  readonly strand?: string
  readonly strandTitle?: string
  readonly who: string
  readonly waits: readonly Wait[]
}

/**
 * What a case waits for: what each open strand asks for, and the first step of its stage's path that isn't done.
 * A strand's step comes first, because the main line mostly waits for it; a step that both ask for stands once.
 */
export const nextSteps = (procedure: Procedure, state: CaseState): readonly NextStep[] => {
  const index = indexOf(procedure)
  const stage = index.stage.get(state.stage)
  const step = (act: string, strand?: Strand): readonly NextStep[] => {
    const rule = index.act.get(act)
    if (rule === undefined) return []
    return [
      {
        act,
        title: rule.title,
        ...(strand === undefined ? {} : { strand: strand.id, strandTitle: strand.title }),
        who: rule.by.title,
        waits:
          (strand === undefined ? undefined : index.strand.get(strand.kind)?.waits?.(strand, state)) ??
          rule.by.waitsFor(state),
      },
    ]
  }
  const waiting = state.strands.flatMap((strand) => {
    const kind = index.strand.get(strand.kind)
    const act = kind?.next[strand.state]
    const rule = act === undefined ? undefined : index.act.get(act)
    // What a strand waits for may belong to another stage than the case is in now.
    return act === undefined || rule === undefined || !inStage(index, rule, state)
      ? []
      : [{ act, strand, beside: kind?.beside === true }]
  })
  const strands = waiting.filter(({ beside }) => !beside).flatMap(({ act, strand }) => step(act, strand))
  const beside = [
    ...Map.groupBy(
      waiting.filter((each) => each.beside),
      ({ act }) => act,
    ),
  ].flatMap(([act, all]) => together(all.flatMap(({ strand }) => step(act, strand))))
  const main = stage?.path.find((each) => !passed(each, state))
  const onTheMainLine = main === undefined ? [] : step(typeof main === 'string' ? main : main.act)
  return [...strands, ...onTheMainLine.filter(({ act }) => !strands.some((each) => each.act === act)), ...beside]
}

/** Steps of one kind as one, for all for whom they wait. */
const together = (steps: readonly NextStep[]): readonly NextStep[] => {
  const [first] = steps
  if (first === undefined) return []
  const { strand: _one, ...rest } = first
  const waits = new Map(steps.flatMap((each) => each.waits).map((wait) => [JSON.stringify(wait), wait]))
  return [
    {
      ...rest,
      strandTitle: `${first.strandTitle ?? ''}${steps.length === 1 ? '' : `等 ${steps.length} 份`}`,
      waits: [...waits.values()],
    },
  ]
}

/** What is still to be done in the stage before the case goes on, in the order of its path. */
export const stepsAhead = (
  procedure: Procedure,
  state: CaseState,
): readonly { readonly act: string; readonly title: string }[] => {
  const index = indexOf(procedure)
  return (index.stage.get(state.stage)?.path ?? [])
    .filter((each) => !passed(each, state))
    .flatMap((each) => {
      const rule = index.act.get(typeof each === 'string' ? each : each.act)
      return rule === undefined ? [] : [{ act: rule.name, title: rule.title }]
    })
}

const passed = (step: PathStep, state: CaseState): boolean => {
  if (typeof step === 'string') return state.done.some(({ act }) => act === step)
  if (step.unless?.(state)) return true
  const since = step.again ? (state.stages.at(-1)?.version ?? 0) : 0
  return state.done.some(({ act, version }) => act === step.act && version >= since)
}
