import { calendar } from '../../src/house.ts'
import {
  type Act,
  type CaseState,
  indexOf,
  inStage,
  nextSteps,
  openStrands,
  type Procedure,
  type Strand,
} from '../../src/procedure/index.ts'
import { people, pick, type Random, type Step, scenes } from '../../src/procedure/testing.ts'
import { beginnings, withReview } from './beginnings.ts'
import { known } from './sentences.ts'

const HOUR = 3_600_000

/** The next moment of work: mostly within a day, at times days later, seldom months. Milliseconds, as are all moments here. */
export const later = (now: number, random: Random): number => {
  const chance = random()
  let at = now + (chance < 0.7 ? 2 + random() * 20 : random() * 24 * (chance < 0.99 ? 12 : 200)) * HOUR
  while (!calendar.isWorkingDay(new Date(at + 8 * HOUR).toISOString().slice(0, 10))) at += 24 * HOUR
  return at
}

export type Who = keyof typeof people

/** Somebody for whom the step waits, mostly; anybody at times. */
const somebody = (step: ReturnType<typeof nextSteps>[number] | undefined, random: Random): Who => {
  const names = Object.keys(people) as Who[]
  const wait = step === undefined || step.waits.length === 0 ? undefined : pick(random, step.waits)
  if (wait === undefined || random() < 0.1) return pick(random, names)
  const fitting = names.filter((name) =>
    wait.person === undefined
      ? (people[name].roles as readonly string[]).includes(wait.role ?? '') &&
        (wait.unit === undefined || people[name].unit === wait.unit)
      : name === wait.person,
  )
  return fitting.length === 0 ? pick(random, names) : pick(random, fitting)
}

/** The acts of the stage, and those on strands that are open for them. */
const possible = (procedure: Procedure, state: CaseState) => {
  const index = indexOf(procedure)
  return procedure.acts.filter(
    (act) => inStage(index, act, state) && (act.on === undefined || openStrands(act, state).length > 0),
  )
}

/** Every other walk first goes the whole or a part of the way of a scene, each scene in its turn: so that every side path is walked. */
const scriptOf = (seed: number, random: Random): readonly Step[] => {
  const all = Object.values(scenes)
  const scene = all[Math.floor(seed / 2) % all.length]
  if (seed % 2 === 0 || scene === undefined) return pick(random, beginnings)
  const steps = withReview(scene)
  return random() < 0.7 ? steps : steps.slice(0, Math.ceil(random() * steps.length))
}

/** How a walk begins: the steps that are given, and the procedure of the first. */
export const beginningOf = (
  seed: number,
  random: Random,
): { readonly steps: readonly Step[]; readonly procedure: Procedure } => {
  const steps = random() < 0.93 ? scriptOf(seed, random) : []
  const procedure = known.get(steps[0]?.procedure ?? (random() < 0.5 ? 'simple-penalty' : 'ordinary-penalty'))
  if (procedure === undefined) throw new Error('a walk begins in a procedure that there is')
  return { steps, procedure }
}

/** Nothing waits in a case that is closed, but for its dossier. */
export const goesOn = (procedure: Procedure, state: CaseState): boolean =>
  state.stage !== 'closed' || nextSteps(procedure, state).length > 0

/**
 * What is tried next: what the case waits for, mostly by whom it waits for; at times anything that the stage knows, by anybody,
 * and rather what wasn't done before.
 */
export const nextTry = (
  procedure: Procedure,
  state: CaseState,
  done: ReadonlySet<string>,
  random: Random,
): { readonly rule: Act; readonly who: Who; readonly strand: string | undefined } => {
  const { act } = indexOf(procedure)
  if (state.version === 0) {
    const rule = procedure.acts.find(({ stages }) => stages === 'opening')
    if (rule === undefined) throw new Error(`${procedure.name} has no opening act`)
    return { rule, who: 'zhao', strand: undefined }
  }
  const steps = nextSteps(procedure, state)
  const step = steps.length > 0 && random() < 0.6 ? pick(random, steps) : undefined
  const all = possible(procedure, state)
  const fresh = all.filter(({ name }) => !done.has(name))
  const rule =
    (step === undefined ? undefined : act.get(step.act)) ??
    pick(random, fresh.length > 0 && random() < 0.5 ? fresh : all)
  const who = somebody(step ?? { act: rule.name, title: '', who: '', waits: rule.by.waitsFor(state) }, random)
  return { rule, who, strand: step?.strand }
}

/** The strand that an act works on: the one that is named, or the last that is open for it. */
export const workedOn = (rule: Act, state: CaseState, named: string | undefined): Strand | undefined =>
  state.strands.find(({ id }) => id === named) ?? openStrands(rule, state).at(-1)
