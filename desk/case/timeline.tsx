import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { TimelineEntry, TimelineView } from '../../src/casework/view.ts'
import { get } from '../api.ts'
import { Cited } from '../law/cited.tsx'
import { Failure } from '../shell/failure.tsx'
import { Loading } from '../shell/loading.tsx'
import { instantText } from '../time.ts'
import { FileLinks } from './file-links.tsx'
import { PaperLink } from './paper-link.tsx'

/** What was done, newest first. */
export const Timeline = ({ id }: { readonly id: string }) => {
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
  const entries = data.pages.flatMap((page) => page.entries)
  return (
    <>
      <ol className="timeline">
        {entries.map((entry) => (
          <Entry key={entry.eventId} entry={entry} />
        ))}
      </ol>
      {hasNextPage && (
        <Button className="no-print" aria-busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          更早的记录
        </Button>
      )}
    </>
  )
}

const Entry = ({ entry }: { readonly entry: TimelineEntry }) => (
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
    </div>
  </li>
)
