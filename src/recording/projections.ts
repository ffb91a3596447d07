import type { Projection } from '../journal/index.ts'
import type { Recording } from './recording.ts'

/** How a recording stands, from what is known of it. */
export const stateOf = ({
  destruction,
  verdicts,
  received,
  final,
  tip,
  refused,
}: Recording): 'destroyed' | 'verified' | 'damaged' | 'checking' | 'waiting' | 'recording' => {
  if (destruction?.at !== undefined) return 'destroyed'
  const last = verdicts.at(-1)
  if (last !== undefined && last.attempt >= received) return last.ok ? 'verified' : 'damaged'
  if (received > 0) return 'checking'
  return final !== undefined || (tip.head === '' && refused.length > 0) ? 'waiting' : 'recording'
}

/** The verdict that counts: the last that found everything in order, else the last. */
export const bestVerdict = ({ verdicts }: Recording) => verdicts.findLast(({ ok }) => ok) ?? verdicts.at(-1)

/** When it began by the bureau's clock: what the device said, mended by what was first measured. */
export const startOf = ({ startedAt, clock }: Recording): string =>
  new Date(Date.parse(startedAt) + (clock?.first ?? 0)).toISOString()

/** Recordings and what is said on them, for lists, coverage and gates. `spans` and `lost` are milliseconds from `started_at`. */
export const recordingProjections: readonly Projection<Recording | undefined>[] = [
  {
    table: 'recording',
    columns: {
      id: 'text',
      case_id: 'text',
      act: 'text',
      kind: 'text',
      origin: 'text',
      officer: 'text',
      officer_name: 'text',
      unit: 'text',
      device: 'text',
      state: 'text',
      started_at: 'timestamptz',
      ended_at: 'timestamptz',
      offset_ms: 'bigint',
      spans: 'jsonb',
      chunks: 'integer',
      bytes: 'bigint',
      damaged: 'integer',
      missing: 'integer',
      lost: 'jsonb',
      beyond: 'bigint',
      refused: 'integer',
      sha256: 'text',
      first_sealed_at: 'timestamptz',
      last_sealed_at: 'timestamptz',
      original: 'text',
      keep_until: 'timestamptz',
      held: 'boolean',
    },
    key: ['id'],
    indexes: ['(case_id, started_at)', '(officer, started_at)', '(device)', '(state)', '(original)', '(keep_until)'],
    rows: (id, state) => {
      if (state === undefined) return []
      const verdict = bestVerdict(state)
      const start = startOf(state)
      return [
        {
          id,
          case_id: state.caseId ?? null,
          act: state.act ?? null,
          kind: state.kind,
          origin: state.origin,
          officer: state.officer?.id ?? null,
          officer_name: state.officer?.name ?? null,
          unit: state.officer?.unit ?? null,
          device: state.device?.id ?? null,
          state: stateOf(state),
          started_at: start,
          ended_at: new Date(Date.parse(start) + (state.spans.at(-1)?.[1] ?? 0)).toISOString(),
          offset_ms: state.clock?.last ?? null,
          spans: state.spans as never,
          chunks: state.tip.n,
          bytes: state.tip.bytes,
          damaged: verdict?.damaged.length ?? 0,
          missing: verdict?.missing.length ?? 0,
          // What can't be opened at all, or isn't safe to, shows nothing: then it isn't said which seconds are lost.
          lost:
            verdict === undefined || verdict.media === undefined || verdict.infected !== undefined
              ? null
              : ((verdict.lost ?? null) as never),
          beyond: verdict?.beyond ?? 0,
          refused: state.refused.length,
          sha256: verdict?.sha256 ?? null,
          first_sealed_at: state.sealed?.first ?? null,
          last_sealed_at: state.sealed?.last ?? null,
          original: state.original?.id ?? null,
          keep_until: state.keepUntil ?? null,
          held: state.hold !== undefined,
        },
      ]
    },
  },
  {
    table: 'recording_mark',
    columns: { recording: 'text', n: 'integer', case_id: 'text', at: 'timestamptz', kind: 'text', mark: 'jsonb' },
    key: ['recording', 'n'],
    indexes: ['(case_id, at)'],
    rows: (recording, state) =>
      (state?.marks ?? []).map((mark, n) => ({
        recording,
        n,
        case_id: state?.caseId ?? null,
        at: new Date(Date.parse(startOf(state as Recording)) + mark.at).toISOString(),
        kind: mark.kind,
        mark: mark as never,
      })),
  },
]
