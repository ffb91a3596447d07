import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Input } from 'antd'
import { queries } from '../api.ts'
import { CaseTable } from '../case/case-table.tsx'
import { Asked } from '../shell/asked.tsx'
import { Export } from '../shell/export.tsx'

const kinds: Readonly<Record<string, string>> = {
  person: '自然人',
  organisation: '法人或者非法人组织',
  household: '个体工商户',
}

/** Who was a party before, and what became of it. */
export const Parties = () => {
  const { q } = useSearch({ from: '/parties' })
  const navigate = useNavigate({ from: '/parties' })
  return (
    <div className="page">
      <header className="page-head">
        <h1>当事人</h1>
        <span className="words">
          {q !== undefined && <Export table="parties" search={{ q }} />}
          <Link to="/subjects" search={q === undefined ? {} : { q }}>
            监管对象名录
          </Link>
          <Link to="/map">地图</Link>
        </span>
      </header>
      <search className="filters">
        <Input.Search
          key={q}
          aria-label="查当事人"
          placeholder="名称、姓名或者统一社会信用代码"
          allowClear
          defaultValue={q}
          onSearch={(text) => void navigate({ search: text.trim() === '' ? {} : { q: text.trim() } })}
        />
      </search>
      {q === undefined ? (
        <p className="empty">输入名称或者代码，看这名当事人在本局的全部案件。</p>
      ) : (
        <Asked query={queries.parties(q)}>
          {(parties) =>
            parties.length === 0 ? (
              <p className="empty">没有这样的当事人。请核对名称，或者改用统一社会信用代码查。</p>
            ) : (
              parties.map((party) => (
                <section key={party.key} className="party">
                  <h2>
                    <Link to="/parties/$key" params={{ key: party.key }} data-row="">
                      {party.name}
                    </Link>{' '}
                    <small>
                      {kinds[party.kind] ?? party.kind}
                      {party.code === undefined ? '' : `　${party.code}`}
                    </small>
                  </h2>
                  <CaseTable rows={party.cases} />
                </section>
              ))
            )
          }
        </Asked>
      )}
    </div>
  )
}
