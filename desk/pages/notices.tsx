import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import type { NoticeView } from '../../src/casework/view.ts'
import { client, queries, send } from '../api.ts'
import { Asked } from '../shell/asked.tsx'
import { instantText } from '../time.ts'

const mark = async (ids: readonly string[] | 'all') => {
  await send('POST', '/api/notices/read', { ids })
  await client.invalidateQueries({ queryKey: ['notices'] })
}

/** What this person was told: limits that run out, and what others did. Opening one reads it. */
export const Notices = () => {
  const { show, page = 1 } = useSearch({ from: '/notices' })
  const navigate = useNavigate({ from: '/notices' })
  const { data } = useQuery(queries.notices(undefined, 1))
  const unread = data?.unread ?? 0
  return (
    <div className="page narrow">
      <header className="page-head">
        <h1>消息</h1>
        {unread > 0 && <Button onClick={() => void mark('all')}>全部标为已读</Button>}
      </header>
      <nav className="words" aria-label="筛选">
        <Link
          to="/notices"
          search={{}}
          activeOptions={{ exact: true }}
          aria-current={show === undefined ? 'true' : undefined}
        >
          全部
        </Link>
        <Link to="/notices" search={{ show: 'unread' }} aria-current={show === 'unread' ? 'true' : undefined}>
          未读 {unread}
        </Link>
      </nav>
      <Asked query={queries.notices(show, page)}>
        {({ items, next }) => (
          <>
            {items.length === 0 ? (
              <p className="empty">
                {show === 'unread'
                  ? '没有未读的消息。'
                  : '还没有消息。期限快到、他人办理您的案件或者答复您的申请时会告诉您。'}
              </p>
            ) : (
              <ol className="work notices">
                {items.map((each) => (
                  <Notice key={each.id} notice={each} />
                ))}
              </ol>
            )}
            {(page > 1 || next !== undefined) && (
              <p className="words">
                {page > 1 && (
                  <Button onClick={() => void navigate({ search: (before) => ({ ...before, page: page - 1 }) })}>
                    上一页
                  </Button>
                )}
                {next !== undefined && (
                  <Button onClick={() => void navigate({ search: (before) => ({ ...before, page: next }) })}>
                    下一页
                  </Button>
                )}
              </p>
            )}
          </>
        )}
      </Asked>
    </div>
  )
}

/** Where what a notice is about is found. */
const pageOf = {
  case: (id: string) => ({ to: '/cases/$id', params: { id }, search: {} }) as const,
  retrieval: (id: string) => ({ to: '/retrievals/$id', params: { id } }) as const,
  draft: (id: string) => ({ to: '/registry-drafts/$id', params: { id } }) as const,
  matter: (id: string) => ({ to: '/complaints/$id', params: { id } }) as const,
  platform: (id: string) => ({ to: '/exchange', hash: id }) as const,
} satisfies Readonly<Record<NoticeView['about']['kind'], (id: string) => LinkProps>>

const Notice = ({ notice }: { readonly notice: NoticeView }) => {
  const { id, about, caseTitle, caseNumber, kind, kindTitle, text, at, read, withdrawn } = notice
  return (
    <li data-kind={kind} data-read={read ? 'yes' : 'no'} data-withdrawn={withdrawn ? 'yes' : undefined}>
      <Link
        {...pageOf[about.kind](about.id)}
        {...(kind === 'comment' ? { search: { tab: 'review' } } : {})}
        data-row=""
        onClick={() => void (read ? undefined : mark([id]).catch(() => {}))}
      >
        <span className="sentence">
          {!read && <b className="unread">未读</b>}
          {text}
          {withdrawn && <small>（已办结或者期限已变动）</small>}
        </span>
        <span className="muted">
          {[kindTitle, caseTitle, caseNumber, instantText(at)].filter((each) => each !== undefined).join('　')}
        </span>
      </Link>
      {!read && (
        <Button type="text" size="small" onClick={() => void mark([id])}>
          标为已读
        </Button>
      )}
    </li>
  )
}
