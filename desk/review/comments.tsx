import { Button, Input } from 'antd'
import { useState } from 'react'
import type { Anchor } from '../../src/review/anchor.ts'
import type { CommentsView } from '../../src/review/comment-routes.ts'
import { client } from '../api.ts'
import { useSending } from '../shell/sending.ts'
import { instantText } from '../time.ts'

export type CommentView = CommentsView['comments'][number]

const keep = (caseId: string) => (view: CommentsView) => client.setQueryData(['case', caseId, 'comments'], view)

/** 3:05 */
const clock = (second: number): string =>
  `${Math.floor(second / 60)}:${String(Math.floor(second % 60)).padStart(2, '0')}`

export const quoteText = ({ kind, quote, second }: CommentView['anchor']): string =>
  kind === 'recording' ? `第 ${clock(second ?? 0)} 处` : `“${quote ?? ''}”`

/** A comment that is being written on a chosen passage. */
export const NewComment = ({
  caseId,
  anchor,
  close,
}: {
  readonly caseId: string
  readonly anchor: Anchor
  readonly close: () => void
}) => {
  const [text, setText] = useState('')
  const sending = useSending<CommentsView>((view) => {
    keep(caseId)(view)
    close()
  })
  const send = () =>
    void sending.post(`/api/cases/${encodeURIComponent(caseId)}/comments`, { anchor, text: text.trim() })
  return (
    <section className="new-comment" aria-label="写批注">
      <p className="opinion">{quoteText(anchor)}</p>
      <Input.TextArea
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={({ key, ctrlKey, metaKey }) => {
          if (key === 'Escape') close()
          else if (key === 'Enter' && (ctrlKey || metaKey) && text.trim() !== '') send()
        }}
        placeholder="写问题和建议，例如：数量从何而来，请补充凭证"
        aria-label="批注"
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={2000}
        autoFocus
      />
      {sending.failure !== undefined && <p className="notice">{sending.failure}</p>}
      <p className="buttons">
        <Button type="primary" disabled={text.trim() === ''} loading={sending.busy} onClick={send}>
          写下批注
        </Button>
        <Button onClick={close}>不写了</Button>
      </p>
    </section>
  )
}

/** The comments of a case; handlers say how each was handled, reviewers take it up again. */
export const Comments = ({
  caseId,
  view,
  shown = view.comments,
  led,
  open,
}: {
  readonly caseId: string
  readonly view: CommentsView
  readonly shown?: readonly CommentView[]
  /** The one that was led to. */
  readonly led?: string | undefined
  /** Opens the place of a comment. */
  readonly open?: (comment: CommentView) => void
}) => (
  <ol className="comments">
    {shown.map((comment) => (
      <li key={comment.id} data-state={comment.state} data-led={comment.id === led ? 'yes' : undefined}>
        <p>
          <b>{comment.stateTitle}</b>{' '}
          {open === undefined ? (
            comment.title
          ) : (
            <button type="button" className="link" onClick={() => open(comment)}>
              {comment.title}
            </button>
          )}
        </p>
        <p className="opinion">{quoteText(comment.anchor)}</p>
        {comment.told !== undefined && <p data-state={comment.place === 'changed' ? 'late' : 'soon'}>{comment.told}</p>}
        <ul>
          {comment.said.map(({ kind, kindTitle, by, at, text }) => (
            <li key={`${at} ${kind}`}>
              <p>{text}</p>
              <small>
                {by}，{instantText(at)}
                {kind !== 'comment' && `，${kindTitle}`}
              </small>
            </li>
          ))}
        </ul>
        <Respond caseId={caseId} comment={comment} view={view} />
      </li>
    ))}
  </ol>
)

const verbs = { answer: '答复', handle: '标记为已处理', reopen: '重新提出' } as const
type Verb = keyof typeof verbs

const Respond = ({
  caseId,
  comment,
  view,
}: {
  readonly caseId: string
  readonly comment: CommentView
  readonly view: CommentsView
}) => {
  const [verb, setVerb] = useState<Verb>()
  const [text, setText] = useState('')
  const sending = useSending<CommentsView>((next) => {
    keep(caseId)(next)
    setVerb(undefined)
    setText('')
  })
  const may: Readonly<Record<Verb, boolean>> = {
    answer: view.reviews || view.handles,
    handle: view.handles && comment.state === 'open',
    reopen: view.reviews && comment.state === 'handled',
  }
  const possible = (Object.keys(verbs) as Verb[]).filter((each) => may[each])
  if (possible.length === 0) return null
  if (verb === undefined)
    return (
      <p className="buttons">
        {possible.map((each) => (
          <Button key={each} size="small" onClick={() => setVerb(each)}>
            {verbs[each]}
          </Button>
        ))}
      </p>
    )
  return (
    <div className="respond">
      <Input.TextArea
        value={text}
        onChange={({ target }) => setText(target.value)}
        aria-label={verbs[verb]}
        placeholder={verb === 'handle' ? '写明怎样处理的' : undefined}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={2000}
        autoFocus
      />
      {sending.failure !== undefined && <p className="notice">{sending.failure}</p>}
      <p className="buttons">
        <Button
          type="primary"
          size="small"
          disabled={text.trim() === ''}
          loading={sending.busy}
          onClick={() =>
            void sending.post(
              `/api/cases/${encodeURIComponent(caseId)}/comments/${encodeURIComponent(comment.id)}/${verb}`,
              { text: text.trim() },
            )
          }
        >
          {verbs[verb]}
        </Button>
        <Button size="small" onClick={() => setVerb(undefined)}>
          取消
        </Button>
      </p>
    </div>
  )
}
