import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { queries } from '../api.ts'
import { DraftWithoutContent } from '../registry/drafting.tsx'
import { Asked } from '../shell/asked.tsx'
import { Export } from '../shell/export.tsx'

/** Entries of one kind, as they stood on a day. */
export const RegistryKind = () => {
  const { kind } = useParams({ from: '/registry/$kind' })
  const { day, q = '' } = useSearch({ from: '/registry/$kind' })
  const navigate = useNavigate({ from: '/registry/$kind' })
  const { data: kinds } = useQuery(queries.registry)
  const [checking, setChecking] = useState(false)
  const here = kinds?.find((each) => each.kind === kind)
  const only = (more: { readonly day?: string; readonly q?: string }) =>
    void navigate({
      search: (before) =>
        Object.fromEntries(
          Object.entries({ ...before, ...more }).filter(([, value]) => value !== '' && value !== undefined),
        ),
      replace: true,
    })
  return (
    <div className="page narrow">
      <header className="page-head">
        <h1>
          <Link to="/registry">基础信息</Link> / {here?.title ?? kind}
        </h1>
        <span className="words">
          <Export table={`registry/${kind}/entries`} search={{ day, q: q === '' ? undefined : q }} />
          {here?.mayDraft === true && (
            <Link to="/registry-drafts/table" search={{ kind }} className="button">
              用表格起草
            </Link>
          )}
          {here?.mayDraft === true && (
            <Button onClick={() => setChecking((before) => !before)} aria-expanded={checking}>
              核对无变化
            </Button>
          )}
          {(here?.mayEdit === true || here?.mayDraft === true) && (
            <Link to="/registry/$kind/$id" params={{ kind, id: 'new' }} className="button">
              新增
            </Link>
          )}
        </span>
      </header>
      {checking && <DraftWithoutContent kind={kind} close={() => setChecking(false)} />}
      <search className="filters">
        <Input
          aria-label="按名称筛选"
          placeholder="按名称筛选"
          allowClear
          value={q}
          onChange={({ target }) => only({ q: target.value })}
        />
        <label className="inline" htmlFor="day">
          这一天有效
          <Input id="day" type="date" value={day ?? ''} onChange={({ target }) => only({ day: target.value })} />
        </label>
      </search>
      <Asked query={queries.entries(kind, day)}>
        {(entries) => {
          const shown = entries.filter(({ title }) => title.includes(q))
          return shown.length === 0 ? (
            <p className="empty">没有这样的条目。</p>
          ) : (
            <table className="cards">
              <thead>
                <tr>
                  <th>名称</th>
                  <th>生效</th>
                  <th>失效</th>
                  <th>版本</th>
                </tr>
              </thead>
              <tbody>
                {shown.map((entry) => (
                  <tr key={entry.id}>
                    <td data-title="名称">
                      <Link to="/registry/$kind/$id" params={{ kind, id: entry.id }} data-row="">
                        {entry.title}
                      </Link>
                    </td>
                    <td data-title="生效" className="figures">
                      {entry.from}
                    </td>
                    <td data-title="失效" className="figures">
                      {entry.until ?? '—'}
                    </td>
                    <td data-title="版本" className="figures">
                      第 {entry.version} 版
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }}
      </Asked>
    </div>
  )
}
