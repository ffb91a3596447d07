import type { StreamKind } from '../journal/index.ts'
import { accept, refusal, refuse } from '../kernel/index.ts'
import { joined, type Person, type Span } from './recording.ts'
import type { viewingPurposes } from './view.ts'

/** How long a stated purpose lets somebody play a recording, in hours: a working day. */
const HOURS = 12

/** One person's look at one recording, with its purpose: each is a stream of its own, so what was watched never makes a page stale. */
export interface Viewing {
  readonly recording: string
  /** As it was when the purpose was stated. */
  readonly caseId?: string
  readonly person: Person
  readonly purpose: keyof typeof viewingPurposes
  readonly note?: string
  /** By which it was granted to who may not simply look (调取). */
  readonly retrieval?: string
  readonly at: string
  readonly until: string
  /** Milliseconds of the recording. */
  readonly spans: readonly Span[]
}

export type ViewingCommand =
  | {
      readonly do: 'open'
      readonly recording: string
      readonly caseId?: string
      readonly purpose: keyof typeof viewingPurposes
      readonly note?: string
      readonly retrieval?: string
    }
  | { readonly do: 'watched'; readonly spans: readonly Span[] }

export const secondsOf = (spans: readonly Span[]): number =>
  Math.round(spans.reduce((sum, [from, until]) => sum + until - from, 0)) / 1000

export const viewingStream: StreamKind<Viewing | undefined, ViewingCommand, undefined> = {
  kind: 'viewing',
  stateVersion: 2,
  initial: undefined,
  facts: async (requests) => requests.map(() => undefined),
  decide: (state, command, _facts, { actor, now }) => {
    if (command.do === 'open') {
      if (state !== undefined) return refuse(refusal('opened-before', '这次调阅已经登记'))
      const { do: _, ...asked } = command
      const until = new Date(Date.parse(now) + HOURS * 3_600_000).toISOString()
      return accept([{ type: 'open-recording', data: { ...asked, until } }])
    }
    if (state === undefined || state.person.id !== actor.id)
      return refuse(refusal('not-your-viewing', '这次调阅不是您登记的，请先说明调阅的目的'))
    return accept([
      { type: 'watch-recording', data: { recording: state.recording, spans: command.spans.map((each) => [...each]) } },
    ])
  },
  evolve: (state, { type, data, actor, enteredAt }) => {
    if (type === 'open-recording')
      return {
        ...(data as unknown as Pick<Viewing, 'recording' | 'caseId' | 'purpose' | 'note' | 'retrieval' | 'until'>),
        person: { id: actor.id, name: actor.name, ...(actor.unit === undefined ? {} : { unit: actor.unit }) },
        at: enteredAt,
        spans: [],
      }
    if (state === undefined) return state
    return { ...state, spans: joined([...state.spans, ...(data.spans as unknown as readonly Span[])], 0) }
  },
  projections: [
    {
      table: 'recording_viewing',
      columns: {
        id: 'text',
        recording: 'text',
        case_id: 'text',
        person: 'text',
        person_name: 'text',
        unit: 'text',
        purpose: 'text',
        note: 'text',
        retrieval: 'text',
        at: 'timestamptz',
        until: 'timestamptz',
        ms: 'bigint',
        spans: 'jsonb',
      },
      key: ['id'],
      indexes: ['(recording, at)', '(case_id, at)', '(person, at)'],
      rows: (id, viewing) =>
        viewing === undefined
          ? []
          : [
              {
                id,
                recording: viewing.recording,
                case_id: viewing.caseId ?? null,
                person: viewing.person.id,
                person_name: viewing.person.name,
                unit: viewing.person.unit ?? null,
                purpose: viewing.purpose,
                note: viewing.note ?? null,
                retrieval: viewing.retrieval ?? null,
                at: viewing.at,
                until: viewing.until,
                ms: Math.round(secondsOf(viewing.spans) * 1000),
                spans: viewing.spans as never,
              },
            ],
    },
  ],
}
