import { type Db, sql } from '../platform/index.ts'
import type { Recorded, RecordedMedium, Watched } from '../procedure/index.ts'
import type { RecordingKind } from './chain.ts'
import { type CaseRecording, recordingsOfCases } from './read.ts'
import type { Span } from './recording.ts'

const mediumOf: Readonly<Record<RecordingKind, RecordedMedium>> = { video: 'video', audio: 'sound', photo: 'photo' }

/**
 * A recording as the procedures' gates see it: only what was held against its seal and found as it was sealed counts. Of one that is
 * damaged in places, those seconds don't; the others do, as long as it can be opened.
 */
export const recordedOf = ({
  id,
  act,
  kind,
  startedAt,
  spans,
  state,
  lost,
}: Pick<CaseRecording, 'id' | 'act' | 'kind' | 'startedAt' | 'spans' | 'state'> & {
  readonly lost?: readonly Span[] | null
}): readonly Recorded[] => {
  const start = Date.parse(startedAt)
  // A photograph has no length: it stands where it was taken.
  const whole = spans.length === 0 ? [[0, 0] as const] : spans
  const part = (these: readonly Span[], sound: boolean, more: Pick<Recorded, 'damaged'> = {}): readonly Recorded[] =>
    these.length === 0
      ? []
      : [
          {
            id,
            ...((act ?? null) === null ? {} : { act: act as string }),
            medium: mediumOf[kind],
            spans: these.map(([from, until]) => ({ from: start + from, until: start + until })),
            sound,
            ...more,
          },
        ]
  if (state === 'verified') return part(whole, true)
  if (state !== 'damaged' || kind === 'photo' || (lost ?? null) === null) return part(whole, false)
  const away = lost as readonly Span[]
  return [...part(without(whole, away), true), ...part(away, false, { damaged: true })]
}

/** What is left of spans when others are taken out of them; both in order. */
export const without = (spans: readonly Span[], away: readonly Span[]): readonly Span[] =>
  spans.flatMap(([from, until]) => {
    const left: Span[] = []
    let at = from
    for (const [begin, end] of away) {
      if (end <= at || begin >= until) continue
      if (begin > at) left.push([at, begin])
      at = end
    }
    return at < until ? [...left, [at, until] as const] : left
  })

/** What is recorded of these cases, and what was watched of it: two queries, however many cases. */
export const recordedOfCases = async (
  db: Db,
  cases: readonly string[],
): Promise<(caseId: string) => { readonly recorded: readonly Recorded[]; readonly watched: readonly Watched[] }> => {
  const ids = [...new Set(cases)].filter((id) => id !== '')
  if (ids.length === 0) return () => ({ recorded: [], watched: [] })
  const [recordings, { rows }] = await Promise.all([
    recordingsOfCases(db, ids),
    sql<{ case_id: string; recording: string; person: string; purpose: string; ms: number }>`
      select case_id, recording, person, purpose, ms::int as ms from recording_viewing where case_id = any(${ids}::text[])`.execute(
      db,
    ),
  ])
  const watched = Map.groupBy(rows, ({ case_id }) => case_id)
  return (id) => ({
    recorded: (recordings.get(id) ?? []).flatMap(recordedOf),
    watched: (watched.get(id) ?? []).map(({ recording, person, purpose, ms }) => ({
      recording,
      person,
      purpose,
      seconds: ms / 1000,
    })),
  })
}
