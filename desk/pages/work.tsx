import { Link, useSearch } from '@tanstack/react-router'
import { queries } from '../api.ts'
import { Asked } from '../shell/asked.tsx'

const filters = [
  { show: undefined, title: '全部', count: 'all' },
  { show: 'late', title: '已超期', count: 'late' },
  { show: 'soon', title: '快到期', count: 'soon' },
] as const

/** What waits for this person, what is due first above. */
export const Work = () => {
  const { show } = useSearch({ from: '/work' })
  return (
    <div className="page narrow">
      <header className="page-head">
        <h1>待办</h1>
        <Link to="/cases/new" className="button">
          登记案件
        </Link>
      </header>
      <Asked query={queries.work}>
        {({ items, counts }) => {
          const shown = items.filter(({ urgency }) => show === undefined || urgency === show)
          return (
            <>
              <nav className="words" aria-label="筛选">
                {filters.map((filter) => (
                  <Link
                    key={filter.title}
                    to="/work"
                    search={filter.show === undefined ? {} : { show: filter.show }}
                    aria-current={filter.show === show ? 'true' : undefined}
                  >
                    {filter.title} {counts[filter.count]}
                  </Link>
                ))}
              </nav>
              {shown.length === 0 ? (
                <p className="empty">{show === undefined ? '现在没有等您办的事。' : '没有这样的事项。'}</p>
              ) : (
                <ol className="work">
                  {shown.map((item) => (
                    <li
                      key={`${item.caseId} ${item.act} ${item.dueText === undefined ? item.sentence : item.sentence.replace(`，${item.dueText}`, '')}`}
                      data-urgency={item.urgency}
                    >
                      <Link to="/cases/$id" params={{ id: item.caseId }} search={{ act: item.act }} data-row="">
                        <span className="sentence">
                          {item.dueText === undefined ? item.sentence : item.sentence.replace(`，${item.dueText}`, '')}
                        </span>
                        <span className="muted">
                          {item.caseNumber ?? '未立案'}
                          {item.limitTitle !== undefined && `　${item.limitTitle}`}
                        </span>
                        {item.dueText !== undefined && <b className="due">{item.dueText}</b>}
                      </Link>
                    </li>
                  ))}
                </ol>
              )}
            </>
          )
        }}
      </Asked>
    </div>
  )
}
