import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Input, Select } from 'antd'
import { useState } from 'react'
import type { MapKind, MapListed, MapView } from '../../src/casework/view.ts'
import { type MapSearch, queries } from '../api.ts'
import { MapCanvas, type Sight } from '../map/canvas.tsx'
import { kindTitles, Sign } from '../map/signs.tsx'
import { Asked } from '../shell/asked.tsx'

const day = (ago: number): string => new Date(Date.now() + 8 * 3_600_000 - ago * 86_400_000).toISOString().slice(0, 10)
const periods = [
  { value: '30', label: '近 30 天登记的案件' },
  { value: '90', label: '近 90 天登记的案件' },
  { value: '365', label: '近一年登记的案件' },
]

/** Parties, cases and subjects where they are, and beside them the same as a list. */
export const MapPage = () => {
  const search = useSearch({ from: '/map' })
  const navigate = useNavigate({ from: '/map' })
  const [sight, setSight] = useState<Sight>()
  const [chosen, setChosen] = useState<string>()
  const { data: units } = useQuery(queries.entries('unit'))
  const { data: items } = useQuery(queries.items(''))
  const { days, ...rest } = search
  const { data } = useQuery({
    ...queries.map({ ...rest, ...(days === undefined ? {} : { from: day(days) }), ...sight }),
    enabled: sight !== undefined,
    placeholderData: keepPreviousData,
  })
  const filter = (more: MapSearch) =>
    void navigate({
      search: (before) =>
        Object.fromEntries(
          Object.entries({ ...before, ...more }).filter(([, value]) => value !== undefined && value !== ''),
        ) as MapSearch,
      replace: true,
    })
  return (
    <div className="page map-page">
      <header className="page-head">
        <h1>地图</h1>
        <span className="words">
          <Link to="/subjects">监管对象名录</Link>
        </span>
      </header>
      <search className="filters">
        <Input.Search
          key={search.q}
          aria-label="按名称查找"
          placeholder="名称中的两个字"
          allowClear
          maxLength={100}
          defaultValue={search.q}
          onSearch={(q) => filter({ q: q.trim() })}
        />
        <Select
          aria-label="显示"
          allowClear
          placeholder="全部"
          value={search.show}
          onChange={(show) => filter({ show })}
          options={Object.entries(kindTitles).map(([value, label]) => ({ value: value as MapKind, label }))}
        />
        <Select
          aria-label="承办机构"
          allowClear
          placeholder="全部机构"
          value={search.unit}
          onChange={(unit) => filter({ unit })}
          options={(units ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        />
        <Select
          aria-label="处罚事项"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="全部事项"
          className="wide"
          value={search.item}
          onChange={(item) => filter({ item })}
          options={(items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          aria-label="期间"
          allowClear
          placeholder="不限期间"
          value={days === undefined ? undefined : String(days)}
          onChange={(next) => filter({ days: next === undefined ? undefined : Number(next) })}
          options={periods}
        />
      </search>
      <div className="map-and-list">
        <Asked query={queries.mapBase}>
          {(base) => (
            <MapCanvas
              base={base}
              points={data?.points ?? []}
              chosen={data?.list.find(({ key }) => key === chosen)}
              see={setSight}
              choose={setChosen}
            />
          )}
        </Asked>
        <Beside view={data} chosen={chosen} choose={setChosen} />
      </div>
    </div>
  )
}

const Beside = ({
  view,
  chosen,
  choose,
}: {
  readonly view: MapView | undefined
  readonly chosen: string | undefined
  readonly choose: (key: string) => void
}) => (
  <section className="map-list" aria-label="视野内的当事人和监管对象">
    <p className="legend">
      {(Object.keys(kindTitles) as MapKind[]).map((kind) => (
        <span key={kind}>
          <Sign kind={kind} /> {kindTitles[kind]}
        </span>
      ))}
    </p>
    {chosen !== undefined && <Chosen key={chosen} code={chosen} />}
    {view !== undefined && (
      <>
        <h2 aria-live="polite">
          视野内 {view.total.toLocaleString('zh-CN')} 户
          {view.total > view.list.length && <small>先列 {view.list.length} 户，放大地图或者筛选看其余</small>}
        </h2>
        {view.list.length === 0 ? (
          <p className="empty">这里没有符合条件的。请移动地图，或者放宽筛选。</p>
        ) : (
          <ol>
            {view.list.map((each) => (
              <Listed key={each.key} listed={each} chosen={each.key === chosen} choose={choose} />
            ))}
          </ol>
        )}
      </>
    )}
  </section>
)

const Listed = ({
  listed: { key, name, address, kind, cases },
  chosen,
  choose,
}: {
  readonly listed: MapListed
  readonly chosen: boolean
  readonly choose: (key: string) => void
}) => (
  <li aria-current={chosen || undefined}>
    <Sign kind={kind} />
    <div>
      <Link to="/parties/$key" params={{ key }} data-row="">
        {name}
      </Link>
      <small>{address}</small>
      {cases.map(({ id, title }) => (
        <Link key={id} to="/cases/$id" params={{ id }} className="of-case">
          {title}
        </Link>
      ))}
    </div>
    <button type="button" className="link" onClick={() => choose(key)} aria-label={`在地图上看${name}`}>
      定位
    </button>
  </li>
)

/** What was clicked on the map: who it is, and the way to its page and its cases. */
const Chosen = ({ code }: { readonly code: string }) => (
  <Asked query={queries.subject(code)}>
    {(subject) =>
      subject === null ? null : (
        <article className="map-card" aria-label={subject.name}>
          <h3>
            <Link to="/parties/$key" params={{ key: code }}>
              {subject.name}
            </Link>
          </h3>
          <p className="muted">
            {subject.kindTitle}　{subject.statusTitle}　{subject.industry}
          </p>
          <p>{subject.address}</p>
          <Asked query={queries.party(code)}>
            {(history) =>
              history === null ? (
                <p className="muted">没有您可以看的案件</p>
              ) : (
                <ul>
                  {history.cases.slice(0, 5).map(({ row }) => (
                    <li key={row.id}>
                      <Link to="/cases/$id" params={{ id: row.id }}>
                        {row.title}
                      </Link>{' '}
                      <small>{row.stageTitle}</small>
                    </li>
                  ))}
                </ul>
              )
            }
          </Asked>
        </article>
      )
    }
  </Asked>
)
