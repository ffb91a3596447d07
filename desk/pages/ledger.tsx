import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Pagination, Select } from 'antd'
import { queries } from '../api.ts'
import { Asked } from '../shell/asked.tsx'
import { Export } from '../shell/export.tsx'
import { dayText } from '../time.ts'

/** The ledger of numbered papers: every number once, used or void. */
export const Ledger = () => {
  const search = useSearch({ from: '/ledger' })
  const navigate = useNavigate({ from: '/ledger' })
  const thisYear = new Date().getFullYear()
  return (
    <div className="page">
      <header className="page-head">
        <h1>文书台账</h1>
        <span className="words">
          <Export table="ledger" search={{ ...search, voided: search.voided ? 1 : undefined }} />
        </span>
      </header>
      <Asked query={queries.ledger(search)}>
        {({ rows, series, total, page, pageSize }) => (
          <>
            <search className="filters">
              <Select
                aria-label="年份"
                value={search.year ?? thisYear}
                options={Array.from({ length: 5 }, (_, n) => ({ value: thisYear - n, label: `${thisYear - n} 年` }))}
                onChange={(year) => void navigate({ search: year === thisYear ? {} : { year } })}
              />
              <Select
                aria-label="机关代字"
                allowClear
                placeholder="全部代字"
                {...(search.series === undefined ? {} : { value: search.series })}
                options={series.map((each) => ({ value: each.series, label: `${each.series}（${each.given}）` }))}
                onChange={(chosen?: string) =>
                  void navigate({
                    search: ({ series: _before, page: _first, ...rest }) => ({
                      ...rest,
                      ...(chosen === undefined ? {} : { series: chosen }),
                    }),
                  })
                }
              />
              <Link
                to="/ledger"
                search={({ voided, page: _first, ...rest }) => ({
                  ...rest,
                  ...(voided ? {} : { voided: true as const }),
                })}
                aria-current={search.voided ? 'true' : undefined}
              >
                作废的 {series.reduce((sum, each) => sum + each.voided, 0)}
              </Link>
              <span className={series.some(({ missing }) => missing > 0) ? 'late' : 'muted'}>{gaps(series)}</span>
            </search>
            {rows.length === 0 ? (
              <p className="empty">没有这样的文号。</p>
            ) : (
              <table className="cards">
                <thead>
                  <tr>
                    <th>文号</th>
                    <th>文书</th>
                    <th>制作</th>
                    <th>案件</th>
                    <th>状态</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.paper}>
                      <td data-title="文号">{row.number}</td>
                      <td data-title="文书">
                        <Link to="/cases/$id" params={{ id: row.caseId }} search={{ tab: 'papers', paper: row.paper }}>
                          {row.title}
                        </Link>
                      </td>
                      <td data-title="制作">{dayText(row.at)}</td>
                      <td data-title="案件">
                        <Link to="/cases/$id" params={{ id: row.caseId }} data-row="">
                          {row.caseTitle}
                        </Link>
                      </td>
                      <td data-title="状态" data-served={row.voided === undefined ? undefined : 'voided'}>
                        {row.voided === undefined ? '有效' : `作废：${row.voided}`}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
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

const gaps = (series: readonly { readonly series: string; readonly missing: number }[]): string => {
  const short = series.filter(({ missing }) => missing > 0)
  return short.length === 0 ? '没有缺号' : short.map((each) => `${each.series}缺 ${each.missing} 个号`).join('，')
}
