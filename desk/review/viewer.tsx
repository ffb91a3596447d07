import { Button, Segmented } from 'antd'
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { CaseView, FileView } from '../../src/casework/view.ts'
import { type Anchor, linesOfEvidence, linesOfPaper } from '../../src/review/anchor.ts'
import type { CommentsView } from '../../src/review/comment-routes.ts'
import type { ReviewDossierView } from '../../src/review/dossier-routes.ts'
import { yuanText } from '../amounts.ts'
import { type PaperText, queries, type RecordingView, send, type ViewingView } from '../api.ts'
import { PartyList } from '../case/party-list.tsx'
import { minutes } from '../case/recordings.tsx'
import { ArticleText } from '../law/article-text.tsx'
import { Player } from '../recording/player.tsx'
import { Asked } from '../shell/asked.tsx'
import { instantText } from '../time.ts'
import { Comments, type CommentView, NewComment } from './comments.tsx'
import type { Document } from './documents.ts'
import { chosenIn, Lines, type Marked, useSeen } from './lines.tsx'
import type { Tracker } from './reading.ts'

/** What the keys of the page ask of the document that is open. */
export interface Handle {
  /** Begins a comment on what is chosen. */
  comment?: () => void
}

interface Shown {
  readonly view: CaseView
  readonly document: Document
  readonly tracker: Tracker
  readonly comments: CommentsView | undefined
  /** Words that a finding led to. */
  readonly quote: string | undefined
  /** The comment that was led to. */
  readonly led: string | undefined
  readonly lead: (comment: string | undefined) => void
  readonly handle: RefObject<Handle>
}

/** The document that is open: text with its marks, pictures, what is said of it. */
export const Viewer = ({
  dossier,
  recordings,
  second,
  ...shown
}: Shown & {
  readonly dossier: ReviewDossierView
  readonly recordings: readonly RecordingView[]
  readonly second: number | undefined
}) => {
  const { document, tracker, view } = shown
  const { item } = document
  useEffect(() => (item === undefined ? undefined : tracker.show(item)), [item, tracker])
  const recording = recordings.find(({ id }) => id === document.id)
  switch (document.kind) {
    case 'paper':
      return <Asked query={queries.paper(document.id)}>{(paper) => <Paper {...shown} paper={paper} />}</Asked>
    case 'evidence':
      return <EvidenceEntry {...shown} />
    case 'recording':
      return recording === undefined ? null : (
        <Recording key={recording.id} {...shown} recording={recording} second={second} />
      )
    case 'party':
      return (
        <Whole tracker={tracker} item={item}>
          <PartyList parties={view.parties.filter(({ id }) => id === document.id)} />
        </Whole>
      )
    case 'law': {
      const [law = '', article = '1'] = document.id.split('|')
      return <Asked query={queries.article(law, Number(article))}>{(text) => <ArticleText text={text} />}</Asked>
    }
    case 'like':
      return <Like dossier={dossier} />
    case 'opinions':
      return <Opinions dossier={dossier} />
    default:
      return (
        <Whole tracker={tracker} item={item}>
          <Proposal view={view} />
        </Whole>
      )
  }
}

/** What is short enough to be seen as a whole. */
const Whole = ({
  tracker,
  item,
  children,
}: {
  readonly tracker: Tracker
  readonly item: string | undefined
  readonly children: ReactNode
}) => {
  useEffect(() => {
    if (item !== undefined) tracker.seen(item, 100)
  }, [item, tracker])
  return children
}

const commentsOn = (comments: CommentsView | undefined, id: string): readonly CommentView[] =>
  (comments?.comments ?? []).filter((each) => each.opens === id || each.anchor.id === id)

const marksOf = (comments: readonly CommentView[], quote: string | undefined): readonly Marked[] => [
  ...(quote === undefined ? [] : [{ id: 'found', kind: 'found', anchor: { quote } } as const]),
  ...comments.map(({ id, state, anchor }): Marked => ({ id, kind: state === 'open' ? 'comment' : 'handled', anchor })),
]

/** The comments on the open document, and the one that is being written. */
const Beside = ({
  view,
  comments,
  on,
  led,
  writing,
  begin,
  close,
}: {
  readonly view: CaseView
  readonly comments: CommentsView | undefined
  readonly on: readonly CommentView[]
  readonly led: string | undefined
  readonly writing: Anchor | undefined
  readonly begin: () => void
  readonly close: () => void
}) => (
  <div className="on-document">
    {writing !== undefined ? (
      <NewComment key={JSON.stringify(writing)} caseId={view.id} anchor={writing} close={close} />
    ) : (
      comments?.reviews === true && (
        <p>
          <Button size="small" onMouseDown={(event) => event.preventDefault()} onClick={begin}>
            批注选中的文字
          </Button>
        </p>
      )
    )}
    {comments !== undefined && on.length > 0 && <Comments caseId={view.id} view={comments} shown={on} led={led} />}
  </div>
)

/** Writing a comment on what is chosen in a text; the page's key begins it, too. */
const useWriting = ({ handle, comments }: Pick<Shown, 'handle' | 'comments'>, choose: () => Anchor | undefined) => {
  const [writing, setWriting] = useState<Anchor>()
  const begin = () => {
    if (comments?.reviews === true) setWriting(choose())
  }
  const latest = useRef(begin)
  latest.current = begin
  useEffect(() => {
    const mine = handle.current
    mine.comment = () => latest.current()
    return () => {
      delete mine.comment
    }
  }, [handle])
  return { writing, begin, close: () => setWriting(undefined) }
}

const Paper = ({ paper, ...shown }: Shown & { readonly paper: PaperText }) => {
  const { view, document, tracker, comments, quote, led, lead } = shown
  const [as, setAs] = useState<'text' | 'pdf'>('text')
  const box = useRef<HTMLElement>(null)
  const lines = useMemo(() => linesOfPaper(paper.sections), [paper])
  const on = commentsOn(comments, document.id)
  const { writing, begin, close } = useWriting(shown, () =>
    box.current === null ? undefined : chosenIn(box.current, lines, { kind: 'paper', id: document.id }),
  )
  useSeen(box, as === 'text' ? document.id : '', lines.length, (percent) => tracker.seen(document.id, percent))
  return (
    <>
      <Segmented
        value={as}
        onChange={setAs}
        options={[
          { value: 'text', label: '文字' },
          { value: 'pdf', label: '版式' },
        ]}
      />
      {as === 'pdf' ? (
        <Pages href={paper.pdf} title={paper.title} shown={(page) => tracker.page(document.id, page)} />
      ) : (
        <article className="paper-text" ref={box}>
          <h3>{paper.title}</h3>
          {paper.number !== undefined && <p className="number">{paper.number}</p>}
          {[...paper.sections.entries()].map(([n, section]) => (
            <section key={n}>
              {section.heading !== undefined && <h4>{section.heading}</h4>}
              <Lines
                lines={lines.filter(({ path }) => path.startsWith(`${n}.`))}
                marks={marksOf(on, quote)}
                led={led ?? (quote === undefined ? undefined : 'found')}
                press={lead}
              />
            </section>
          ))}
          <p className="digest">内容摘要值 {paper.digest}</p>
        </article>
      )}
      <Beside {...{ view, comments, on, led, writing, begin, close }} />
    </>
  )
}

/** A PDF page by page, so that it is known which pages were shown. */
const Pages = ({
  href,
  title,
  shown,
}: {
  readonly href: string
  readonly title: string
  readonly shown: (page: number) => void
}) => {
  const [page, setPage] = useState(1)
  const tell = useRef(shown)
  tell.current = shown
  useEffect(() => tell.current(page), [page])
  return (
    <figure className="pdf">
      <figcaption>
        <span>
          第 {page} 页{' '}
          <Button size="small" disabled={page === 1} onClick={() => setPage(page - 1)}>
            上一页
          </Button>{' '}
          <Button size="small" onClick={() => setPage(page + 1)}>
            下一页
          </Button>
        </span>
        <a href={href} target="_blank" rel="noreferrer">
          在新窗口打开
        </a>
      </figcaption>
      <iframe key={page} title={`${title}版式文件`} src={`${href}#page=${page}&navpanes=0&view=FitH`} />
    </figure>
  )
}

const evidenceTitles: Readonly<Record<string, string>> = { title: '名称', proves: '证明', source: '来源' }

const EvidenceEntry = (shown: Shown) => {
  const { view, document, tracker, comments, quote, led, lead } = shown
  const box = useRef<HTMLElement>(null)
  const evidence = view.evidence.find(({ id }) => id === document.id)
  const lines = evidence === undefined ? [] : linesOfEvidence(evidence)
  const on = commentsOn(comments, document.id)
  const { writing, begin, close } = useWriting(shown, () =>
    box.current === null ? undefined : chosenIn(box.current, lines, { kind: 'evidence', id: document.id }),
  )
  useSeen(box, document.id, lines.length, (percent) => tracker.seen(document.id, percent))
  if (evidence === undefined) return <p className="empty">证据已不在卷内。</p>
  return (
    <>
      <article className="paper-text entry-text" ref={box}>
        {lines.map((line) => (
          <section key={line.path}>
            <h4>{evidenceTitles[line.path]}</h4>
            <Lines lines={[line]} marks={marksOf(on, quote)} led={led} press={lead} />
          </section>
        ))}
        <p className="muted">
          {evidence.kindTitle}，{instantText(evidence.takenAt)}，{evidence.takenBy.join('、')}
          {evidence.concerns !== undefined && `，涉及${evidence.concerns}`}
        </p>
      </article>
      {evidence.files.map((file) => (
        <EvidenceFile key={file.blob + file.name} file={file} tracker={tracker} />
      ))}
      <Beside {...{ view, comments, on, led, writing, begin, close }} />
    </>
  )
}

/** A file of the evidence: a picture is shown, a PDF opens here, everything else is a link. What is shown is told as read. */
const EvidenceFile = ({ file, tracker }: { readonly file: FileView; readonly tracker: Tracker }) => {
  const [open, setOpen] = useState(false)
  const item = `file:${file.blob}`
  const picture = file.type.startsWith('image/')
  useEffect(() => {
    if (!picture && !open) return
    if (picture) tracker.seen(item, 100)
    return tracker.show(item)
  }, [item, picture, open, tracker])
  if (picture)
    return (
      <figure className="evidence-file">
        <img src={file.href} alt={file.name} />
        <figcaption>{file.name}</figcaption>
      </figure>
    )
  return (
    <div className="evidence-file">
      {file.type === 'application/pdf' && open ? (
        <Pages href={file.href} title={file.name} shown={(page) => tracker.page(item, page)} />
      ) : file.type === 'application/pdf' ? (
        <Button onClick={() => setOpen(true)}>打开 {file.name}</Button>
      ) : (
        <a href={file.href} target="_blank" rel="noreferrer" onClick={() => setOpen(true)}>
          {file.name}
        </a>
      )}
    </div>
  )
}

const Recording = ({
  recording,
  second,
  ...shown
}: Shown & { readonly recording: RecordingView; readonly second: number | undefined }) => {
  const { view, document, comments, led } = shown
  const player = useRef<HTMLVideoElement>(null)
  const [viewing, setViewing] = useState<ViewingView>()
  // What is played already goes to the second that another finding or comment leads to.
  useEffect(() => {
    if (second !== undefined && player.current !== null) player.current.currentTime = second
  }, [second])
  const on = commentsOn(comments, document.id)
  const { writing, begin, close } = useWriting(shown, () => ({
    kind: 'recording',
    id: document.id,
    second: Math.floor(player.current?.currentTime ?? 0),
  }))
  const watch = async () =>
    setViewing(
      await send<ViewingView>('POST', `/api/recordings/${recording.id}/viewings`, {
        purpose: 'review',
        key: crypto.randomUUID(),
      }),
    )
  return (
    <>
      <h3>{document.title}</h3>
      {viewing === undefined ? (
        <p>
          <Button type="primary" onClick={() => void watch()}>
            调阅（目的：法制审核）
          </Button>{' '}
          <small>
            谁调阅、看了哪些秒，都会记入日志，并写进审核意见。
            {second !== undefined && `之后从 ${minutes(second)} 开始播放。`}
          </small>
        </p>
      ) : (
        <Player
          viewing={viewing}
          recording={recording}
          player={player}
          {...(second === undefined ? {} : { from: second })}
          seconds={recording.seconds}
        />
      )}
      <Beside {...{ view, comments, on, led, writing, begin, close }} />
    </>
  )
}

const penaltyWords: Readonly<Record<string, string>> = {
  warning: '警告',
  criticism: '通报批评',
  fine: '罚款',
  'confiscate-gains': '没收违法所得',
  'confiscate-goods': '没收非法财物',
}

const Proposal = ({ view: { penalty, findings } }: { readonly view: CaseView }) => (
  <dl className="rows">
    {findings !== undefined && <Row title="查明的事实">{findings.facts}</Row>}
    {findings !== undefined && <Row title="定性">{findings.nature}</Row>}
    {penalty !== undefined && (
      <>
        <Row title="种类">{penalty.kinds.map((kind) => penaltyWords[kind] ?? kind).join('、') || '不予处罚'}</Row>
        {penalty.fine > 0 && <Row title="罚款">{yuanText(penalty.fine)}</Row>}
        {penalty.gains > 0 && <Row title="没收违法所得">{yuanText(penalty.gains)}</Row>}
        {penalty.goods !== undefined && penalty.goods !== '' && <Row title="没收非法财物">{penalty.goods}</Row>}
        <Row title="裁量阶次">{penalty.stepTitle}</Row>
        <Row title="裁量理由">{penalty.reasons}</Row>
      </>
    )}
  </dl>
)

const Row = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <div>
    <dt>{title}</dt>
    <dd>{children}</dd>
  </div>
)

const Like = ({ dossier: { like, proposed } }: { readonly dossier: ReviewDossierView }) => (
  <>
    {proposed !== undefined && <p>本案建议罚款 {yuanText(proposed)}。</p>}
    <table className="cards">
      <thead>
        <tr>
          {['事项', '近三年', '最低', '四分之一', '一半', '四分之三', '最高'].map((each) => (
            <th key={each}>{each}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {like.map(({ item, cases, min, low, median, high, max }) => (
          <tr key={item}>
            <td data-title="事项">{item}</td>
            <td data-title="近三年">{cases} 件</td>
            <td data-title="最低">{yuanText(min)}</td>
            <td data-title="四分之一以下">{yuanText(low)}</td>
            <td data-title="一半以下">{yuanText(median)}</td>
            <td data-title="四分之三以下">{yuanText(high)}</td>
            <td data-title="最高">{yuanText(max)}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <p className="muted">
      同一事项、同类当事人近三年已作出的处罚决定，供判断处理是否适当时参考（行政处罚法第五条、第三十四条）。
    </p>
  </>
)

const Opinions = ({ dossier: { opinions } }: { readonly dossier: ReviewDossierView }) => (
  <ol className="ladder">
    {opinions.map((each) => (
      <li key={each.at + each.title}>
        <b>{each.title}</b>
        {each.outcome !== '' && `：${each.outcome}`}
        <p className="opinion">{each.opinion}</p>
        {each.noes.map(({ title, reason }) => (
          <p key={title}>
            {title}：否。{reason}
          </p>
        ))}
        <small className="muted">
          {each.by}，{instantText(each.at)}
        </small>
      </li>
    ))}
  </ol>
)
