import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { shownAt } from '../../src/recording/seconds.ts'
import { queries, type RecordingView } from '../api.ts'
import { usePlaces } from './place.ts'

/** Seconds of the clock from a recording's start. */
export const secondAt = ({ startedAt }: Pick<RecordingView, 'startedAt'>, at: string): number =>
  Math.max(0, (Date.parse(at) - Date.parse(startedAt)) / 1000)

/** The second at which a player shows an instant: pauses aren't played. */
export const playedAt = (recording: Pick<RecordingView, 'startedAt' | 'spans'>, at: string): number =>
  shownAt(
    recording.spans.map(([from, until]) => [from * 1000, until * 1000] as const),
    secondAt(recording, at) * 1000,
  ) / 1000

/** Opens a recording at an instant: beside the page where it can, else on the recording's own page. */
export const RecordingLink = ({
  id,
  at,
  children,
}: {
  readonly id: string
  readonly at: string | undefined
  readonly children: ReactNode
}) => {
  const open = usePlaces()
  const { id: caseId = '' } = useParams({ strict: false })
  const { data = [] } = useQuery({ ...queries.recordings(caseId), enabled: caseId !== '' && open === undefined })
  const recording = data.find((each) => each.id === id)
  if (open !== undefined)
    return (
      <button
        type="button"
        className="link paper-link"
        onClick={() => open({ recording: id, ...(at === undefined ? {} : { at }) })}
      >
        ▶ {children}
      </button>
    )
  return (
    <Link
      to="/cases/$id/recordings/$recording"
      params={{ id: caseId, recording: id }}
      search={recording === undefined || at === undefined ? {} : { at: secondAt(recording, at) }}
      className="paper-link"
    >
      ▶ {children}
    </Link>
  )
}
