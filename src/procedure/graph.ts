import type { Citation } from '../kernel/index.ts'
import type { Act } from './act.ts'
import { type LimitRule, namedIn, type Procedure } from './procedure.ts'

/** A procedure drawn: its stages as nodes, the acts that lead from one to another as edges. */
export interface ProcedureGraph {
  readonly stages: readonly {
    readonly name: string
    readonly title: string
    readonly final: boolean
    readonly acts: readonly Act[]
    readonly limits: readonly LimitRule[]
  }[]
  readonly edges: readonly { readonly from: string; readonly to: string; readonly act: Act }[]
}

/** The graph of the procedure that the engine itself runs: there is no second drawing that could differ. */
export const graphOf = (procedure: Procedure): ProcedureGraph => {
  const known = (name: string): boolean => procedure.stages.some((stage) => stage.name === name)
  return {
    stages: procedure.stages.map((stage) => {
      const acts = procedure.acts.filter(({ stages }) => Array.isArray(stages) && stages.includes(stage.name))
      return {
        name: stage.name,
        title: stage.title,
        final: stage.final ?? false,
        acts,
        limits: procedure.limits.filter(({ until }) => acts.some((act) => namedIn(until, act.name))),
      }
    }),
    edges: procedure.acts.flatMap((act) => {
      if (!Array.isArray(act.stages)) return []
      // A side path that two procedures share names stages that only one of them has.
      return (act.leadsFrom ?? act.stages)
        .filter(known)
        .flatMap((from: string) => (act.leadsTo ?? []).filter((to) => to !== from).map((to) => ({ from, to, act })))
    }),
  }
}

/** Every article that a procedure cites, with where; a test resolves them all against the texts of law. */
export const citationsOf = (
  procedure: Procedure,
): readonly { readonly where: string; readonly citation: Citation }[] => [
  ...procedure.basis.map((citation) => ({ where: procedure.title, citation })),
  ...procedure.acts.flatMap((act) => [
    ...act.basis.map((citation) => ({ where: act.title, citation })),
    ...act.by.basis.map((citation) => ({ where: `${act.title}：${act.by.title}`, citation })),
    ...(act.gates ?? []).flatMap((gate) =>
      gate.basis.map((citation) => ({ where: `${act.title}：${gate.title}`, citation })),
    ),
  ]),
  ...procedure.limits.flatMap((limit) => limit.basis.map((citation) => ({ where: limit.title, citation }))),
]
