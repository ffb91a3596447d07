import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Input, Pagination, Select } from 'antd'
import { queries, type ResponsibilityRow, type ResponsibilitySearch } from '../api.ts'
import { Asked } from '../shell/asked.tsx'
import { Export } from '../shell/export.tsx'
import { instantText } from '../time.ts'

const shares = [
  { value: 'handling', label: '承办' },
  { value: 'review', label: '审核' },
  { value: 'decision', label: '决定' },
] as const

/** Who signed for which share of which case; whose signature holds, and who decided against a review's opinion. */
export const Responsibilities = () => {
  const search = useSearch({ from: '/responsibilities' })
  const navigate = useNavigate({ from: '/responsibilities' })
  const put = (change: ResponsibilitySearch) =>
    void navigate({
      search: ({ page: _first, ...before }) =>
        Object.fromEntries(
          Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined && value !== ''),
        ),
    })
  return (
    <div className="page">
      <header className="page-head">
        <h1>责任</h1>
        <span className="words">
          <Export table="responsibilities" search={{ ...search, against: search.against ? 1 : undefined }} />
        </span>
      </header>
      <p className="muted">承办、审核、决定各由本人用动态口令和自己的密钥签名；每一处签名在这里当场核验。</p>
      <Asked query={queries.responsibilities(search)}>
        {({ rows, total, page, pageSize, units }) => (
          <>
            <search className="filters">
              <Input.Search
                key={search.person ?? ''}
                className="short"
                aria-label="姓名"
                placeholder="姓名"
                defaultValue={search.person}
                allowClear
                maxLength={50}
                onSearch={(person) => put({ person: person.trim() })}
              />
              <Select
                aria-label="责任"
                allowClear
                placeholder="全部责任"
                {...(search.share === undefined ? {} : { value: search.share })}
                options={[...shares]}
                onChange={(share?: string) => put({ share })}
              />
              <Select
                aria-label="机构"
                allowClear
                placeholder="全部机构"
                popupMatchSelectWidth={false}
                {...(search.unit === undefined ? {} : { value: search.unit })}
                options={units.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(unit?: string) => put({ unit })}
              />
              <Input
                type="date"
                className="short"
                aria-label="从哪一天"
                prefix="从"
                value={search.from ?? ''}
                onChange={({ target }) => put({ from: target.value })}
              />
              <Input
                type="date"
                className="short"
                aria-label="到哪一天"
                prefix="到"
                value={search.until ?? ''}
                onChange={({ target }) => put({ until: target.value })}
              />
              <Link
                to="/responsibilities"
                search={({ against, page: _first, ...rest }) => ({
                  ...rest,
                  ...(against ? {} : { against: true as const }),
                })}
                aria-current={search.against ? 'true' : undefined}
              >
                与审核意见不一致的
              </Link>
              <span className="muted">{total} 处签名</span>
            </search>
            {rows.length === 0 ? <p className="empty">没有这样的签名。</p> : <Signed rows={rows} cases />}
            {total > pageSize && (
              <Pagination
                current={page}
                pageSize={pageSize}
                total={total}
                showSizeChanger={false}
                showLessItems
                onChange={(to) => void navigate({ search: (before) => ({ ...before, page: to }) })}
              />
            )}
          </>
        )}
      </Asked>
    </div>
  )
}

/** The shares of one case, on its own page. */
export const SharesOfCase = ({ id }: { readonly id: string }) => (
  <Asked query={queries.responsibilities({ case: id })}>
    {({ rows }) =>
      rows.length === 0 ? null : (
        <section>
          <h2>责任</h2>
          <Signed rows={rows.toReversed()} />
        </section>
      )
    }
  </Asked>
)

const Signed = ({ rows, cases = false }: { readonly rows: readonly ResponsibilityRow[]; readonly cases?: boolean }) => (
  <table className="cards">
    <thead>
      <tr>
        <th>责任</th>
        <th>签名人</th>
        <th>签名</th>
        {cases && <th>案件</th>}
        <th>时间</th>
        <th>密钥</th>
        <th>核验</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={`${row.caseId} ${row.version}`}>
          <td data-title="责任" className="figures">
            {row.shareTitle}
          </td>
          <td data-title="签名人">
            {row.name}
            {row.unit === undefined ? null : <small className="muted">{row.unit}</small>}
          </td>
          <td data-title="签名">
            {row.act}
            {row.against && <small className="late">与审核意见不一致</small>}
          </td>
          {cases && (
            <td data-title="案件">
              <Link to="/cases/$id" params={{ id: row.caseId }} data-row="">
                {row.caseTitle}
              </Link>
            </td>
          )}
          <td data-title="时间">{instantText(row.at)}</td>
          <td data-title="密钥" className="figures">
            <code title={row.key}>{row.key.slice(0, 8)}</code>
          </td>
          <td data-title="核验" className={row.holds ? 'figures' : 'figures late'}>
            {row.holds ? '成立' : '不成立'}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
