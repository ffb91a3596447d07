import type { StoredEvent, StreamKind } from '../journal/index.ts'
import { accept } from '../kernel/index.ts'
import {
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  type Data,
  decideCase,
  emptyCase,
  evolveCase,
  type Facts,
  type Procedure,
} from '../procedure/index.ts'
import { type FactSources, seriesOf } from './facts.ts'
import { finishPapersErrand, toFinish } from './finish-papers.ts'
import { signedFacts } from './pens.ts'
import { caseProjections } from './projections.ts'

export type CaseStream = StreamKind<CaseState, CaseCommand, Facts>

/** What lifts old data of acts, by the act's name: an act is the same in whatever procedure it stands. */
const upcastsOf = (procedures: ReadonlyMap<string, Procedure>): NonNullable<CaseStream['upcasts']> =>
  Object.fromEntries(
    [...procedures.values()]
      .flatMap(({ acts }) => acts)
      .flatMap(({ name, upcasts = [] }) =>
        upcasts.length === 0
          ? []
          : [
              [
                name,
                upcasts.map((up) => (data: StoredEvent['data']) => ({
                  ...data,
                  input: up(data.input as Data) as StoredEvent['data'],
                })),
              ],
            ],
      ),
  )

/** Cases as a kind of stream: what the procedures decide, kept by the journal. */
export const caseStream = (sources: FactSources): CaseStream => ({
  kind: 'case',
  stateVersion: 7,
  initial: emptyCase,
  facts: (requests, db) => signedFacts(sources, requests, db),
  decide: (state, command, facts, { streamId, actor, happenedAt }) => {
    const decided = decideCase(sources.procedures, state, command, { streamId, actor, happenedAt, facts })
    return decided.ok
      ? accept([{ type: decided.value.type, data: decided.value.data as unknown as StoredEvent['data'] }])
      : decided
  },
  upcasts: upcastsOf(sources.procedures),
  evolve: (state, event) => evolveCase(sources.procedures, state, event as unknown as CaseEvent),
  errands: ({ data }) => (toFinish(data) ? [finishPapersErrand] : []),
  projections: caseProjections(sources.procedures, sources.calendar),
  // Which state the command meets isn't known yet, so a series is guarded by the act's name in any procedure.
  exclusive: (command) =>
    [...sources.procedures.values()].flatMap((procedure) =>
      seriesOf(new Map([[procedure.name, procedure]]), {
        state: emptyCase,
        command: { ...command, procedure: procedure.name },
      }),
    ),
})
