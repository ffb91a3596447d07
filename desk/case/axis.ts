import type { CoverageRow } from '../../src/casework/coverage.ts'
import type { TimelineEntry } from '../../src/casework/view.ts'
import type { RecordingView } from '../api.ts'

type Filmed = Pick<RecordingView, 'id' | 'kindTitle' | 'startedAt' | 'spans' | 'origin' | 'state' | 'kind'>

/** A second of a recording at which something of the case is to be seen. */
export interface Moment {
  readonly recording: string
  readonly title: string
  /** By the clock, from the recording's start. */
  readonly second: number
}

export type AxisItem<R> =
  | { readonly kind: 'event'; readonly at: string; readonly entry: TimelineEntry; readonly moments: readonly Moment[] }
  | { readonly kind: 'recording'; readonly at: string; readonly recording: R }

/** Where an event is to be seen: from the beginning of the act that was recorded, or at its moment where something was running. */
export const momentsOf = (
  { version, happenedAt }: Pick<TimelineEntry, 'version' | 'happenedAt'>,
  recordings: readonly Filmed[],
  rows: readonly Pick<CoverageRow, 'version' | 'from' | 'stretches'>[],
): readonly Moment[] => {
  const row = rows.find((each) => each.version === version)
  return recordings
    .filter(({ origin, state, kind }) => origin !== 'copy' && state !== 'destroyed' && kind !== 'photo')
    .flatMap(({ id, kindTitle, startedAt, spans }): readonly Moment[] => {
      const start = Date.parse(startedAt)
      const stretch = row?.stretches.find(({ recording }) => recording === id)
      if (row !== undefined && stretch !== undefined) {
        const from = Math.max(Date.parse(row.from), Date.parse(stretch.from))
        return [{ recording: id, title: kindTitle, second: Math.max(0, (from - start) / 1000) }]
      }
      const second = (Date.parse(happenedAt) - start) / 1000
      return spans.some(([from, until]) => from <= second && second < until)
        ? [{ recording: id, title: kindTitle, second }]
        : []
    })
}

/**
 * What was done, written, photographed and recorded, on one axis of time, newest first. Where there are older events that were not
 * asked for yet, older recordings wait for them.
 */
export const axisOf = <R extends Filmed>(
  entries: readonly TimelineEntry[],
  recordings: readonly R[],
  rows: readonly Pick<CoverageRow, 'version' | 'from' | 'stretches'>[],
  whole: boolean,
): readonly AxisItem<R>[] => {
  const oldest = entries.reduce((at, { happenedAt }) => (at === '' || happenedAt < at ? happenedAt : at), '')
  return [
    ...entries.map(
      (entry): AxisItem<R> => ({
        kind: 'event',
        at: entry.happenedAt,
        entry,
        moments: momentsOf(entry, recordings, rows),
      }),
    ),
    ...recordings
      .filter(({ origin, startedAt }) => origin !== 'copy' && (whole || startedAt >= oldest))
      .map((recording): AxisItem<R> => ({ kind: 'recording', at: recording.startedAt, recording })),
  ].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
}
