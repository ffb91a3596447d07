import { type Db, sql } from '../platform/index.ts'
import type { Recorded, RecordedMedium, Watched } from '../procedure/index.ts'
import type { RecordingKind } from './chain.ts'
import { type CaseRecording, recordingsOfCases } from './read.ts'

const mediumOf: Readonly<Record<RecordingKind, RecordedMedium>> = { video: 'video', audio: 'sound', photo: 'photo' }

/** A recording as the procedures' gates see it: only what was held against its seal and found whole counts. */
export const recordedOf = ({
  id,
  act,
  kind,
  startedAt,
  spans,
  state,
}: Pick<CaseRecording, 'id' | 'act' | 'kind' | 'startedAt' | 'spans' | 'state'>): Recorded => {
  const start = Date.parse(startedAt)
  return {
    id,
    ...((act ?? null) === null ? {} : { act: act as string }),
    medium: mediumOf[kind],
    // A photograph has no length: it stands where it was taken.
    spans: (spans.length === 0 ? [[0, 0] as const] : spans).map(([from, until]) => ({
      from: start + from,
      until: start + until,
    })),
    sound: state === 'verified',
  }
}

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
    recorded: (recordings.get(id) ?? []).map(recordedOf),
    watched: (watched.get(id) ?? []).map(({ recording, person, purpose, ms }) => ({
      recording,
      person,
      purpose,
      seconds: ms / 1000,
    })),
  })
}
