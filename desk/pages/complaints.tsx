import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Input } from 'antd'
import { type MatterRow, type MatterSearch, queries } from '../api.ts'
import { Asked } from '../shell/asked.tsx'
import { dayText } from '../time.ts'

const kinds = [
  { kind: undefined, title: '全部' },
  { kind: 'complaint', title: '投诉' },
  { kind: 'report', title: '举报' },
  { kind: 'consultation', title: '咨询、建议' },
] as const

const shows = [
  { show: undefined, title: '所有', count: undefined },
  { show: 'open', title: '在办', count: 'open' },
  { show: 'late', title: '已超期', count: 'late' },
  { show: 'unassigned', title: '待分送', count: 'unassigned' },
] as const

const narrowed = (search: MatterSearch, more: MatterSearch | object): MatterSearch => {
  const { page: _, ...rest } = { ...search, ...more } as MatterSearch
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as MatterSearch
}

/** Complaints, reports and questions: what is due first above. */
export const Complaints = () => {
  const search = useSearch({ from: '/complaints' })
  const navigate = useNavigate()
  const { page = 1 } = search
  return (
    <div className="page">
      <header className="page-head">
        <h1>投诉举报</h1>
        <span className="words">
          <Link to="/complaints/new" className="button">
            登记来电、来信、来访
          </Link>
        </span>
      </header>
      <Asked query={queries.matters(search)}>
        {({ rows, counts, more }) => (
          <>
            <nav className="words" aria-label="类别">
              {kinds.map(({ kind, title }) => (
                <Link
                  key={title}
                  to="/complaints"
                  activeOptions={{ exact: true }}
                  search={narrowed(search, { kind })}
                  aria-current={search.kind === kind ? 'true' : undefined}
                >
                  {title}
                </Link>
              ))}
            </nav>
            <nav className="words" aria-label="筛选">
              {shows.map(({ show, title, count }) => (
                <Link
                  key={title}
                  to="/complaints"
                  activeOptions={{ exact: true }}
                  search={narrowed(search, { show })}
                  aria-current={search.show === show ? 'true' : undefined}
                >
                  {title} {count === undefined ? '' : counts[count]}
                </Link>
              ))}
              <Input.Search
                aria-label="查投诉举报"
                placeholder="登记号、对方名称"
                allowClear
                maxLength={50}
                style={{ width: 220 }}
                defaultValue={search.q ?? ''}
                onSearch={(q) =>
                  void navigate({ to: '/complaints', search: narrowed(search, { q: q.trim() || undefined }) })
                }
              />
            </nav>
            {rows.length === 0 ? <p className="empty">没有这样的投诉举报。</p> : <Rows rows={rows} />}
            {(page > 1 || more) && (
              <nav className="words" aria-label="页">
                {page > 1 && (
                  <Link to="/complaints" search={{ ...search, page: page - 1 }}>
                    前一页
                  </Link>
                )}
                {more && (
                  <Link to="/complaints" search={{ ...search, page: page + 1 }}>
                    后一页
                  </Link>
                )}
              </nav>
            )}
          </>
        )}
      </Asked>
    </div>
  )
}

const Rows = ({ rows }: { readonly rows: readonly MatterRow[] }) => (
  <table className="cards">
    <thead>
      <tr>
        <th>登记号</th>
        <th>对方</th>
        <th>进度</th>
        <th>承办</th>
        <th>收到</th>
        <th>期限</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.id} data-urgency={row.urgency}>
          <td data-title="登记号" className="figures">
            <Link to="/complaints/$id" params={{ id: row.id }} data-row="">
              {row.number}
            </Link>
            <small>
              {row.kindTitle}，{row.channelTitle}
            </small>
          </td>
          <td data-title="对方">{row.about ?? '—'}</td>
          <td data-title="进度">{row.stageTitle}</td>
          <td data-title="承办">{row.unitName ?? '待分送'}</td>
          <td data-title="收到" className="figures">
            {dayText(row.receivedAt)}
          </td>
          <td data-title="期限">
            {row.dueText === undefined ? (
              '—'
            ) : (
              <>
                <b className={row.urgency === 'late' ? 'late' : undefined}>{row.dueText}</b>
                <small>{row.dueTitle}</small>
              </>
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
