import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Pagination } from 'antd'
import { queries } from '../api.ts'
import { DeadlineList } from '../case/deadline-list.tsx'
import { SavedSearches } from '../case/saved-searches.tsx'
import { Whose } from '../case/whose.tsx'
import { Asked } from '../shell/asked.tsx'
import { Export } from '../shell/export.tsx'

const shows = [
  { show: 'urgent', title: '预警', count: ({ late, soon }: Counts) => late + soon },
  { show: 'late', title: '已超期', count: ({ late }: Counts) => late },
  { show: 'soon', title: '三个工作日内到期', count: ({ soon }: Counts) => soon },
  { show: 'all', title: '全部', count: ({ all }: Counts) => all },
] as const

interface Counts {
  readonly late: number
  readonly soon: number
  readonly all: number
}

/** What is late or nearly so, in all cases that this person may see; then everything that runs. */
export const Deadlines = () => {
  const { show = 'urgent', ...search } = useSearch({ from: '/deadlines' })
  const navigate = useNavigate({ from: '/deadlines' })
  const asked = { ...search, ...(show === 'all' ? {} : { show }) }
  return (
    <div className="page narrow">
      <header className="page-head">
        <h1>期限</h1>
        <span className="words">
          <Link to="/calendar" search={({ mine, unit }) => ({ ...(mine ? { mine } : {}), ...(unit ? { unit } : {}) })}>
            日历
          </Link>
          <Export table="deadlines" search={asked} />
        </span>
      </header>
      <Whose
        search={search}
        narrow={(more) =>
          void navigate({ search: ({ page: _first, mine: _m, unit: _u, ...rest }) => ({ ...rest, ...more }) })
        }
      />
      <SavedSearches />
      <Asked query={queries.deadlines(asked)}>
        {({ rows, counts, total, page, pageSize }) => (
          <>
            <nav className="words" aria-label="筛选">
              {shows.map((each) => (
                <Link
                  key={each.show}
                  to="/deadlines"
                  activeOptions={{ exact: true }}
                  search={({ page: _first, show: _before, ...rest }) => ({
                    ...rest,
                    ...(each.show === 'urgent' ? {} : { show: each.show }),
                  })}
                  aria-current={each.show === show ? 'true' : undefined}
                >
                  {each.title} {each.count(counts)}
                </Link>
              ))}
            </nav>
            {rows.length === 0 ? (
              <p className="empty">
                {show === 'urgent' ? '没有超期的，三个工作日内也没有到期的。' : '没有这样的期限。'}
              </p>
            ) : (
              <DeadlineList rows={rows} />
            )}
            {total > pageSize && (
              <Pagination
                current={page}
                pageSize={pageSize}
                total={total}
                showSizeChanger={false}
                onChange={(to) => void navigate({ search: (before) => ({ ...before, page: to }) })}
              />
            )}
          </>
        )}
      </Asked>
    </div>
  )
}
