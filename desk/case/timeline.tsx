import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { TimelineEntry, TimelineView } from '../../src/casework/view.ts'
import { get, queries, type RecordingView } from '../api.ts'
import { Cited } from '../law/cited.tsx'
import { useMarkWords } from '../recording/marks.ts'
import { Failure } from '../shell/failure.tsx'
import { Loading } from '../shell/loading.tsx'
import { clockText, instantText } from '../time.ts'
import { axisOf, type Moment } from './axis.ts'
import { FileLinks } from './file-links.tsx'
import { PaperLink } from './paper-link.tsx'
import { minutes } from './recordings.tsx'

const kinds = { all: '全部', papers: '文书和附件', recordings: '录音录像' } as const

/** What was done, written, photographed and recorded, on one axis of time, newest first. */
export const Timeline = ({ id }: { readonly id: string }) => {
  const [shown, setShown] = useState<keyof typeof kinds>('all')
  const { data: recordings = [] } = useQuery(queries.recordings(id))
  const { data: coverage } = useQuery(queries.coverage(id))
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ['timeline', id],
    queryFn: ({ pageParam, signal }) =>
      get<TimelineView>(
        `/api/cases/${encodeURIComponent(id)}/timeline${pageParam === 0 ? '' : `?before=${pageParam}`}`,
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: ({ before }) => before,
  })
  if (data === undefined) return error === null ? <Loading /> : <Failure error={error} retry={() => void refetch()} />
  const items = axisOf(
    data.pages.flatMap((page) => page.entries),
    recordings,
    coverage?.rows ?? [],
    !hasNextPage,
  ).filter((item) =>
    shown === 'all'
      ? true
      : item.kind === 'recording'
        ? shown === 'recordings'
        : shown === 'papers'
          ? item.entry.papers.length + item.entry.files.length > 0
          : item.moments.length > 0,
  )
  return (
    <>
      {recordings.length > 0 && (
        <p className="words no-print">
          {Object.entries(kinds).map(([kind, title]) => (
            <Button
              key={kind}
              size="small"
              type={kind === shown ? 'primary' : 'default'}
              aria-pressed={kind === shown}
              onClick={() => setShown(kind as keyof typeof kinds)}
            >
              {title}
            </Button>
          ))}
        </p>
      )}
      <ol className="timeline">
        {items.map((item) =>
          item.kind === 'event' ? (
            <Entry key={item.entry.eventId} caseId={id} entry={item.entry} moments={item.moments} />
          ) : (
            <Recorded key={item.recording.id} caseId={id} recording={item.recording} />
          ),
        )}
      </ol>
      {hasNextPage && (
        <Button className="no-print" aria-busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          更早的记录
        </Button>
      )}
    </>
  )
}

/** A second of a recording: there it is asked for the purpose, and then plays from that second on. */
const Play = ({ caseId, moment }: { readonly caseId: string; readonly moment: Moment }) => (
  <Link
    to="/cases/$id/recordings/$recording"
    params={{ id: caseId, recording: moment.recording }}
    search={{ at: Math.floor(moment.second) }}
    className="play figures"
  >
    <span aria-hidden>▶ </span>
    {moment.title} {minutes(moment.second)}
  </Link>
)

const Recorded = ({ caseId, recording }: { readonly caseId: string; readonly recording: RecordingView }) => {
  const { id, kind, kindTitle, startedAt, seconds, stateTitle, officer, device, marks } = recording
  const said = useMarkWords(marks.some((mark) => mark.kind === 'wording'))
  const told = marks.filter((mark) => mark.kind !== 'place')
  return (
    <li data-kind="recording">
      <time dateTime={startedAt}>{instantText(startedAt)}</time>
      <div>
        <p>
          <b>{kindTitle}</b>
          {kind === 'photo' ? '　' : `　${clockText(startedAt)} 起 ${minutes(seconds)}，`}
          {stateTitle}{' '}
          <Play caseId={caseId} moment={{ recording: id, title: kind === 'photo' ? '看照片' : '播放', second: 0 }} />
        </p>
        <p className="muted">
          {officer?.name}
          {device !== undefined && <span>{device.name}</span>}
        </p>
        {told.length > 0 && (
          <details className="basis">
            <summary>{told.length} 处标记</summary>
            <ul className="plain">
              {told.map((mark, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: marks are sealed in their order and never change.
                <li key={n}>
                  <Play caseId={caseId} moment={{ recording: id, title: said(mark), second: mark.at / 1000 }} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  )
}

const Entry = ({
  caseId,
  entry,
  moments,
}: {
  readonly caseId: string
  readonly entry: TimelineEntry
  readonly moments: readonly Moment[]
}) => (
  <li>
    <time dateTime={entry.happenedAt}>{instantText(entry.happenedAt)}</time>
    <div>
      <p>
        <b>{entry.title}</b>　{entry.sentence === entry.title ? '' : entry.sentence}
      </p>
      <p className="muted">
        {entry.actor.name}
        {entry.enteredLate && <span className="late-entry">补录于 {instantText(entry.enteredAt)}</span>}
        <span>{entry.sealed ? '已封存' : '待封存'}</span>
      </p>
      {entry.basis.length > 0 && (
        <details className="basis">
          <summary>依据</summary>
          <Cited basis={entry.basis} />
        </details>
      )}
      {entry.papers.length > 0 && (
        <p className="attached">
          {entry.papers.map((paper) => (
            <PaperLink key={paper.id} id={paper.id}>
              {paper.title}
            </PaperLink>
          ))}
        </p>
      )}
      <FileLinks files={entry.files} />
      {moments.length > 0 && (
        <p className="attached">
          {moments.map((moment) => (
            <Play key={moment.recording} caseId={caseId} moment={moment} />
          ))}
        </p>
      )}
    </div>
  </li>
)
