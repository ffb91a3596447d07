import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Input, Pagination, Select } from 'antd'
import type { SubjectPage } from '../../src/registry/index.ts'
import { queries, type SubjectSearch } from '../api.ts'
import { Export } from '../shell/export.tsx'
import { Failure } from '../shell/failure.tsx'
import { Loading } from '../shell/loading.tsx'
import { useMe } from '../shell/me.ts'

const statuses = {
  active: '存续',
  dormant: '歇业',
  revoked: '吊销',
  cancelled: '注销',
  annulled: '撤销登记',
  moved: '迁出',
}
const optionsOf = (titles: Readonly<Record<string, string>>) =>
  Object.entries(titles).map(([value, label]) => ({ value, label }))

/** The register of subjects: found by the beginning of a code or two characters of a name. */
export const Subjects = () => {
  const search = useSearch({ from: '/subjects' })
  const navigate = useNavigate({ from: '/subjects' })
  const { roles } = useMe()
  const { data, error, refetch } = useQuery({ ...queries.subjects(search), placeholderData: keepPreviousData })
  const filter = (more: SubjectSearch) =>
    void navigate({
      search: (before) => {
        const { page: _first, ...rest } = { ...before, ...more }
        return Object.fromEntries(
          Object.entries(more.page === undefined ? rest : { ...rest, page: more.page }).filter(
            ([, value]) => value !== undefined && value !== '',
          ),
        ) as SubjectSearch
      },
    })
  return (
    <div className="page">
      <header className="page-head">
        <h1>监管对象</h1>
        <span className="words">
          <Export table="subjects" search={{ ...search }} />
          {roles.some((role) => role === 'system-admin' || role === 'legal-affairs') && (
            <Link to="/subjects/imports" className="button">
              导入
            </Link>
          )}
        </span>
      </header>
      <search className="filters">
        <Input.Search
          key={search.q}
          aria-label="查监管对象"
          placeholder="名称中的两个字，或者代码的前四位"
          allowClear
          maxLength={100}
          defaultValue={search.q}
          onSearch={(q) => filter({ q: q.trim() })}
        />
        <Select
          aria-label="区县"
          allowClear
          placeholder="全部区县"
          value={search.district}
          onChange={(district) => filter({ district: district ?? '' })}
          options={(data?.districts ?? []).map((value) => ({ value, label: value }))}
        />
        <Select
          aria-label="登记状态"
          allowClear
          placeholder="全部状态"
          value={search.status}
          onChange={(status) => filter({ status: status ?? '' })}
          options={optionsOf(statuses)}
        />
        <Select
          aria-label="主体类型"
          allowClear
          placeholder="全部类型"
          value={search.kind}
          onChange={(kind) => filter({ kind: kind ?? '' })}
          options={optionsOf({ organisation: '法人或者非法人组织', household: '个体工商户' })}
        />
      </search>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} retry={() => void refetch()} />
        )
      ) : (
        <Rows found={data} turn={(page) => filter({ page })} />
      )}
    </div>
  )
}

const Rows = ({ found, turn }: { readonly found: SubjectPage; readonly turn: (page: number) => void }) =>
  found.rows.length === 0 ? (
    <p className="empty">没有这样的监管对象。请核对名称或者代码；名录由系统管理员和法规处导入。</p>
  ) : (
    <>
      <p className="muted">{found.more ? `超过 ${found.total} 户，请缩小范围` : `${found.total} 户`}</p>
      <table className="cards">
        <thead>
          <tr>
            <th>名称</th>
            <th>法定代表人（经营者）</th>
            <th>住所（经营场所）</th>
            <th>管辖</th>
            <th>状态</th>
          </tr>
        </thead>
        <tbody>
          {found.rows.map((row) => (
            <tr key={row.code}>
              <td data-title="名称">
                <Link to="/parties/$key" params={{ key: row.code }} data-row="">
                  {row.name}
                </Link>
                <small className="figures">
                  {row.code}　{row.kindTitle}
                </small>
              </td>
              <td data-title="法定代表人" data-empty={row.representative === undefined ? 'yes' : undefined}>
                {row.representative ?? '—'}
                {row.phone !== undefined && <small className="figures">{row.phone}</small>}
              </td>
              <td data-title="住所" data-empty={row.address === undefined ? 'yes' : undefined}>
                {row.address ?? '—'}
                {row.industry !== undefined && <small>{row.industry}</small>}
              </td>
              <td data-title="管辖">
                {row.district ?? '—'}
                {row.station !== undefined && <small>{row.station}</small>}
              </td>
              <td data-title="状态">{row.statusTitle}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.total > found.pageSize && (
        <Pagination
          current={found.page}
          pageSize={found.pageSize}
          total={found.total}
          showSizeChanger={false}
          onChange={turn}
        />
      )}
    </>
  )
