import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, type InputRef } from 'antd'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import type { ActView, CaseView } from '../../src/casework/view.ts'
import type { CommentsView } from '../../src/review/comment-routes.ts'
import { queries } from '../api.ts'
import { ActReasons } from '../case/acts.tsx'
import { OpensPlaces, type Place } from '../case/place.ts'
import { Preflight } from '../case/preflight.tsx'
import { playedAt } from '../case/recording-link.tsx'
import { Comments, type CommentView } from '../review/comments.tsx'
import { type Document, documentsOf } from '../review/documents.ts'
import { DocumentList } from '../review/list.tsx'
import { useTracker } from '../review/reading.ts'
import { type Handle, Viewer } from '../review/viewer.tsx'
import { Asked } from '../shell/asked.tsx'
import { Loading } from '../shell/loading.tsx'
import { usePageKeys } from '../shell/shortcuts.ts'

const ActForm = lazy(async () => ({ default: (await import('../form/act-form.tsx')).ActForm }))

/** Steps of a review, in the order in which one of them is open on this page. */
const steps = [
  'give-opinion',
  'reread-changes',
  'give-second-opinion',
  'give-head-opinion',
  'settle-disagreement',
  'accept-review',
]

/** 审核: the seven points and the opinion on one side, the dossier on the other. */
export const ReviewPage = () => {
  const { id } = useParams({ from: '/cases/$id/review' })
  return <Asked query={queries.case(id)}>{(view) => <Reviewing key={id} view={view} />}</Asked>
}

/** To the nth point of the form, its answer having the keyboard. */
const toPoint = (n: number): void => {
  const fields = [...document.querySelectorAll<HTMLElement>('.reviewing [data-path^="points."]')]
  const field = fields.filter(({ dataset }) => dataset.path?.split('.').length === 2)[n]
  field?.scrollIntoView({ block: 'start' })
  field?.querySelector<HTMLInputElement>('input[type=radio]')?.focus({ preventScroll: true })
}

const Reviewing = ({ view }: { readonly view: CaseView }) => {
  const { doc, quote, at, comment: led } = useSearch({ from: '/cases/$id/review' })
  const navigate = useNavigate({ from: '/cases/$id/review' })
  const tracker = useTracker(view.id)
  const { data: dossier } = useQuery(queries.reviewDossier(view.id))
  const { data: recordings = [] } = useQuery(queries.recordings(view.id))
  const { data: reading } = useQuery({ ...queries.reading(view.id), retry: false })
  const { data: comments } = useQuery(queries.comments(view.id))
  const [words, setWords] = useState('')
  const search = useRef<InputRef>(null)
  const shown = useRef<HTMLElement>(null)
  const handle = useRef<Handle>({})

  const documents = useMemo(
    () => (dossier === undefined ? [] : documentsOf(view, dossier, recordings, reading)),
    [view, dossier, recordings, reading],
  )
  const found = documents.filter(({ title, group }) => words.trim() === '' || `${group}${title}`.includes(words.trim()))
  const current = documents.find(({ key }) => key === doc) ?? documents[0]
  const waiting = new Map<string, number>()
  for (const each of comments?.comments ?? [])
    if (each.state === 'open') {
      const key = `${each.anchor.kind}:${each.opens}`
      waiting.set(key, (waiting.get(key) ?? 0) + 1)
    }

  const go = (search_: { doc: string; quote?: string; at?: number; comment?: string }) => {
    void navigate({ search: search_, resetScroll: false, replace: true })
    shown.current?.scrollIntoView({ block: 'nearest' })
    if (search_.quote === undefined && search_.comment === undefined) shown.current?.scrollTo({ top: 0 })
  }
  const open = (place: Place) => {
    if (place.paper !== undefined)
      go({ doc: `paper:${place.paper}`, ...(place.quote === undefined ? {} : { quote: place.quote }) })
    else if (place.evidence !== undefined) go({ doc: `evidence:${place.evidence}` })
    else if (place.recording !== undefined) {
      const recording = recordings.find(({ id }) => id === place.recording)
      const second = recording === undefined || place.at === undefined ? 0 : playedAt(recording, place.at)
      go({ doc: `recording:${place.recording}`, ...(second > 0 ? { at: second } : {}) })
    }
  }
  const openComment = (each: CommentView) =>
    go({
      doc: `${each.anchor.kind}:${each.opens}`,
      comment: each.id,
      ...(each.anchor.second === undefined ? {} : { at: each.anchor.second }),
    })
  const step = (by: 1 | -1) => {
    const among = found.length === 0 ? documents : found
    const here = among.findIndex(({ key }) => key === current?.key)
    const next = among[Math.min(among.length - 1, Math.max(0, here + by))]
    if (next !== undefined) go({ doc: next.key })
  }
  usePageKeys({
    j: () => step(1),
    k: () => step(-1),
    c: () => handle.current.comment?.(),
    '/': () => search.current?.focus(),
    ...Object.fromEntries(['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((key, n) => [key, () => toPoint(n)])),
  })

  return (
    <OpensPlaces value={open}>
      <div className="reviewing page">
        <header className="page-head">
          <h1>
            <Link to="/cases/$id" params={{ id: view.id }}>
              {view.title}
            </Link>{' '}
            / 审核
          </h1>
          <p className="muted">
            {view.review !== undefined && <span>{view.review.stateTitle}</span>}
            <span className="keys">
              <span>
                <kbd>j</kbd> <kbd>k</kbd> 换材料
              </span>
              <span>
                <kbd>1</kbd>–<kbd>7</kbd> 到要点
              </span>
              <span>
                <kbd>y</kbd> <kbd>n</kbd> 作答
              </span>
              <span>
                <kbd>c</kbd> 批注
              </span>
              <span>
                <kbd>/</kbd> 找材料
              </span>
              <span>
                <kbd>?</kbd> 说明
              </span>
            </span>
          </p>
        </header>
        <div
          className="answering"
          onFocusCapture={({ currentTarget, relatedTarget }) => {
            // What was read before an answer is told before it.
            if (!currentTarget.contains(relatedTarget)) tracker.tell()
          }}
        >
          <Answering view={view} />
          {comments !== undefined && comments.comments.length > 0 && (
            <AllComments view={view} comments={comments} led={led} open={openComment} />
          )}
        </div>
        <DocumentList
          documents={found}
          chosen={current?.key}
          words={words}
          setWords={setWords}
          search={search}
          waiting={waiting}
          open={(key) => go({ doc: key })}
        />
        <section className="document" ref={shown} aria-label="材料">
          {dossier === undefined || current === undefined ? (
            <Loading />
          ) : (
            <>
              <Heading document={current} documents={documents} step={step} />
              {dossier.gone.length > 0 && current.changed !== undefined && (
                <p className="notice">{dossier.gone.join('；')}</p>
              )}
              <Viewer
                key={current.key}
                view={view}
                document={current}
                tracker={tracker}
                comments={comments}
                quote={current.key === doc ? quote : undefined}
                led={led}
                lead={(comment) =>
                  void navigate({
                    search: (before) => ({ ...before, ...(comment === undefined ? {} : { comment }) }),
                    resetScroll: false,
                    replace: true,
                  })
                }
                handle={handle}
                dossier={dossier}
                recordings={recordings}
                second={current.key === doc ? at : undefined}
              />
            </>
          )}
        </section>
      </div>
    </OpensPlaces>
  )
}

const Heading = ({
  document,
  documents,
  step,
}: {
  readonly document: Document
  readonly documents: readonly Document[]
  readonly step: (by: 1 | -1) => void
}) => {
  const here = documents.findIndex(({ key }) => key === document.key)
  return (
    <header>
      <h2>{document.title}</h2>
      <p>
        <Button size="small" disabled={here <= 0} onClick={() => step(-1)}>
          上一份
        </Button>{' '}
        <Button size="small" disabled={here === documents.length - 1} onClick={() => step(1)}>
          下一份
        </Button>{' '}
        <small>
          {here + 1} / {documents.length}
        </small>
      </p>
      {document.changed !== undefined && <p data-state="soon">{document.changed}</p>}
    </header>
  )
}

/** The form of the step that is due, or what the machine found where none is. */
const Answering = ({ view }: { readonly view: CaseView }) => {
  const [said, setSaid] = useState<string>()
  const [held, setHeld] = useState<string>()
  const possible = steps.flatMap((name) => view.acts.filter((act) => act.name === name))
  const due = possible.find(({ available }) => available)
  // A form that is open stays open when others change the case: what was written must stay in view.
  const open: ActView | undefined = due ?? possible.find(({ name }) => name === held)
  if (due !== undefined && held !== due.name) setHeld(due.name)
  return (
    <>
      {said !== undefined && (
        <p className="said" role="status">
          {said}
        </p>
      )}
      {open === undefined ? (
        <>
          {possible.slice(0, 1).map((act) => (
            <section className="notice" key={act.name}>
              <h2>现在不能“{act.title}”</h2>
              <ActReasons act={act} />
            </section>
          ))}
          <Preflight id={view.id} />
        </>
      ) : (
        <Suspense fallback={<Loading />}>
          {open.name !== 'give-opinion' && <Preflight id={view.id} />}
          <ActForm
            key={open.name}
            act={open}
            view={view}
            close={() => setHeld(undefined)}
            done={() => {
              setHeld(undefined)
              setSaid(`已办理：${open.title}`)
            }}
          />
        </Suspense>
      )}
    </>
  )
}

const AllComments = ({
  view,
  comments,
  led,
  open,
}: {
  readonly view: CaseView
  readonly comments: CommentsView
  readonly led: string | undefined
  readonly open: (comment: CommentView) => void
}) => (
  <section>
    <h2>
      批注{' '}
      <small>
        {comments.open} 条待处理，{comments.handled} 条已处理
      </small>
    </h2>
    <Comments caseId={view.id} view={comments} led={led} open={open} />
  </section>
)
