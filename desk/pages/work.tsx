import { Link, useSearch } from '@tanstack/react-router'
import type { WorkItem } from '../../src/casework/view.ts'
import { queries } from '../api.ts'
import { Batches } from '../case/batch.tsx'
import { Drafts } from '../case/drafts.tsx'
import { DueMatters } from '../channels/due.tsx'
import { WaitingRetrievals } from '../recording/waiting.tsx'
import { Asked } from '../shell/asked.tsx'
import { Export } from '../shell/export.tsx'
import { Why } from '../shell/why.tsx'
import { dayText } from '../time.ts'

const filters = [
  { show: undefined, title: '全部', count: 'all' },
  { show: 'late', title: '已超期', count: 'late' },
  { show: 'soon', title: '快到期', count: 'soon' },
] as const

/** Under which heading an item stands: items come in the order of their deadlines, so these follow one another. */
const when = ({ urgency, due }: WorkItem): string =>
  due === undefined
    ? '没有期限'
    : urgency === 'late'
      ? '已超期'
      : dayText(due) === dayText(new Date().toISOString())
        ? '今天到期'
        : urgency === 'soon'
          ? '三个工作日内到期'
          : '以后到期'

/** The deadline stands beside the sentence. */
const sentence = ({ sentence: whole, dueText }: WorkItem) =>
  dueText === undefined ? whole : whole.replace(`，${dueText}`, '')

/** What waits for this person, what is due first above. */
export const Work = () => {
  const search = useSearch({ from: '/work' })
  const { show, page = 1 } = search
  return (
    <div className="page narrow">
      <header className="page-head">
        <h1>待办</h1>
        <span className="words">
          <Export table="work" search={search} />
          <Link to="/cases/new" className="button">
            登记案件
          </Link>
        </span>
      </header>
      <Asked query={queries.work(show, search.page)}>
        {({ items, counts, next }) => (
          <>
            <nav className="words" aria-label="筛选">
              {filters.map((filter) => (
                <Link
                  key={filter.title}
                  to="/work"
                  activeOptions={{ exact: true }}
                  search={filter.show === undefined ? {} : { show: filter.show }}
                  aria-current={filter.show === show ? 'true' : undefined}
                >
                  {filter.title} {counts[filter.count]}
                </Link>
              ))}
            </nav>
            {items.length === 0 && (
              <p className="empty">{show === undefined ? '现在没有等您办的事。' : '没有这样的事项。'}</p>
            )}
            <Batches key={page} items={items} />
            {[...Map.groupBy(items, when)].map(([title, group]) => (
              <section key={title} className="due-group">
                <h2>
                  {title} <small>{group.length} 项</small>
                </h2>
                <ol className="work">
                  {group.map((item) => (
                    <li key={`${item.caseId} ${item.act} ${sentence(item)}`} data-urgency={item.urgency}>
                      <Link to="/cases/$id" params={{ id: item.caseId }} search={{ act: item.act }} data-row="">
                        <span className="sentence">{sentence(item)}</span>
                        <span className="muted">
                          {item.caseNumber ?? '未立案'}
                          {item.limitTitle !== undefined && `　${item.limitTitle}`}
                        </span>
                        {item.dueText !== undefined && <b className="due">{item.dueText}</b>}
                      </Link>
                      {item.due === undefined ? (
                        item.because !== undefined && <p className="why muted">{item.because}</p>
                      ) : (
                        <Why because={item.because} />
                      )}
                    </li>
                  ))}
                </ol>
              </section>
            ))}
            {show === undefined && page === 1 && <DueMatters />}
            {show === undefined && page === 1 && <WaitingRetrievals />}
            {show === undefined && page === 1 && <Drafts />}
            {(page > 1 || next !== undefined) && (
              <nav className="words" aria-label="页">
                {page > 1 && (
                  <Link to="/work" search={{ ...search, page: page - 1 }}>
                    前一页
                  </Link>
                )}
                {next !== undefined && (
                  <Link to="/work" search={{ ...search, page: next }}>
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
