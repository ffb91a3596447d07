import type { WorkCalendar } from '../calendar/index.ts'
import type { Citation } from '../kernel/index.ts'
import { type CaseState, indexOf, limitsOf, type Procedure } from '../procedure/index.ts'
import { limitText } from './dates.ts'

/** What a party may know of how far its case is: stages with their days, clocks with their articles, and what was served on it. */
export interface PartyProgress {
  readonly title: string
  readonly number?: string
  readonly unit: string
  readonly unitName: string
  readonly stage: string
  readonly stages: readonly { readonly title: string; readonly at: string }[]
  readonly limits: readonly {
    readonly title: string
    readonly due?: string
    readonly dueText: string
    readonly explanation: string
    readonly basis: readonly Citation[]
    /** It is the party's own: a right that runs out. */
    readonly right: boolean
    readonly late: boolean
  }[]
  readonly papers: readonly {
    readonly title: string
    readonly number?: string
    readonly servedAt: string
    readonly href: string
  }[]
}

/** Of a case with several parties: only what concerns this one. */
export const partyProgress = (
  procedure: Procedure,
  state: CaseState,
  calendar: WorkCalendar,
  now: string,
  party: string | undefined,
): PartyProgress => {
  const { stage: stages } = indexOf(procedure)
  const titleOf = (name: string) => stages.get(name)?.title ?? name
  const { dossier } = state
  const concerned = (whose: unknown) => party === undefined || whose === undefined || whose === party
  const served = new Map(
    state.strands.flatMap(({ kind, state: how, data, changedAt }) =>
      kind === 'service' && how === 'served' ? [[String(data.paper), changedAt] as const] : [],
    ),
  )
  return {
    title: dossier.title,
    ...(dossier.number === undefined ? {} : { number: dossier.number }),
    unit: dossier.unit,
    unitName: dossier.unitName,
    stage: titleOf(state.stage),
    stages: state.stages.map(({ stage, at }) => ({ title: titleOf(stage), at })),
    limits: limitsOf(procedure, state, calendar, now)
      .filter(({ rule, metAt, strand }) => {
        const whose = state.strands.find(({ id }) => id === strand)?.data.party
        // What runs between colleagues on side paths is no business of the party.
        return metAt === undefined && rule.target !== true && (strand === undefined || rule.right) && concerned(whose)
      })
      .map(({ rule, answer }) => ({
        title: rule.title,
        ...(answer.due === undefined ? {} : { due: answer.due }),
        dueText: limitText(answer, now, calendar),
        explanation: answer.explanation,
        basis: answer.basis,
        right: rule.right ?? false,
        late: answer.late && !(rule.right ?? false),
      })),
    papers: state.papers.flatMap(({ id, title, number, digest, party: whose }) => {
      const at = served.get(id)
      return at === undefined || !concerned(whose)
        ? []
        : [
            {
              title,
              ...(number === undefined ? {} : { number: number.text }),
              servedAt: at,
              href: `/papers/${id}?d=${digest}`,
            },
          ]
    }),
  }
}
