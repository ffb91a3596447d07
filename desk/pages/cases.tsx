import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Input, Pagination, Select } from 'antd'
import { useEffect, useState } from 'react'
import { type CaseSearch, type Opening, queries } from '../api.ts'
import { CaseTable } from '../case/case-table.tsx'
import { SavedSearches } from '../case/saved-searches.tsx'
import { Export } from '../shell/export.tsx'
import { Failure } from '../shell/failure.tsx'
import { Loading } from '../shell/loading.tsx'

/** Stages of the chosen procedure, or of all of them; what goes by one name is one stage. */
const stagesOf = (procedures: readonly Opening[], chosen?: string) =>
  [
    ...new Map(
      procedures
        .filter(({ name }) => chosen === undefined || name === chosen)
        .flatMap(({ stages }) => stages)
        .toReversed()
        .map(({ name, title }) => [name, { value: name, label: title }]),
    ).values(),
  ].reverse()

/** Every case that this person may see. The filters stand in the address, so a list can be kept or sent. */
export const Cases = () => {
  const search = useSearch({ from: '/cases' })
  const navigate = useNavigate({ from: '/cases' })
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...queries.cases(search),
    placeholderData: keepPreviousData,
  })
  const { data: procedures } = useQuery(queries.procedures)
  const { data: units } = useQuery(queries.entries('unit'))
  const [typed, setTyped] = useState(search.q ?? '')
  useEffect(() => setTyped(search.q ?? ''), [search.q])
  const filter = (more: CaseSearch) =>
    void navigate({
      search: (before) => {
        const { page: _first, ...rest } = { ...before, ...more }
        return Object.fromEntries(
          Object.entries(more.page === undefined ? rest : { ...rest, page: more.page }).filter(
            ([, value]) => value !== undefined && value !== '' && value !== false,
          ),
        ) as CaseSearch
      },
    })

  return (
    <div className="page">
      <header className="page-head">
        <h1>案件</h1>
        <span className="words">
          <Export table="cases" search={{ ...search }} />
          <Link to="/cases/new" className="button">
            登记案件
          </Link>
        </span>
      </header>
      <search className="filters">
        <Input.Search
          aria-label="在案件中查找"
          placeholder="案号、当事人、代码、案由"
          allowClear
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onSearch={(q) => filter({ q: q.trim() })}
        />
        <Select
          aria-label="程序"
          allowClear
          placeholder="全部程序"
          value={search.procedure}
          onChange={(procedure) => filter({ procedure: procedure ?? '' })}
          options={(procedures ?? []).map(({ name, title }) => ({ value: name, label: title }))}
        />
        <Select
          aria-label="阶段"
          allowClear
          placeholder="全部阶段"
          value={search.stage}
          onChange={(stage) => filter({ stage: stage ?? '' })}
          options={stagesOf(procedures ?? [], search.procedure)}
        />
        <Select
          aria-label="承办机构"
          allowClear
          placeholder="全部机构"
          value={search.unit}
          onChange={(unit) => filter({ unit: unit ?? '' })}
          options={(units ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        />
        <nav className="words" aria-label="范围">
          <Link
            to="/cases"
            activeOptions={{ exact: true }}
            search={({ mine: _all, page: _first, ...rest }: CaseSearch) => rest}
            aria-current={search.mine === true ? undefined : 'true'}
          >
            全部
          </Link>
          <Link
            to="/cases"
            activeOptions={{ exact: true }}
            search={({ page: _first, ...rest }: CaseSearch) => ({ ...rest, mine: true })}
            aria-current={search.mine === true ? 'true' : undefined}
          >
            我办的
          </Link>
        </nav>
      </search>
      <SavedSearches />
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} retry={() => void refetch()} />
        )
      ) : (
        <div aria-busy={isPlaceholderData}>
          {data.rows.length === 0 ? (
            <p className="empty">
              没有符合条件的案件。
              <Link to="/cases" search={{}}>
                看全部案件
              </Link>
            </p>
          ) : (
            <CaseTable rows={data.rows} />
          )}
          <p className="muted" role="status">
            {data.more ? '超过' : '共'} {data.total} 件
          </p>
          {data.total > data.pageSize && (
            <Pagination
              current={data.page}
              pageSize={data.pageSize}
              total={data.total}
              showSizeChanger={false}
              onChange={(page) => filter({ page })}
            />
          )}
        </div>
      )}
    </div>
  )
}
