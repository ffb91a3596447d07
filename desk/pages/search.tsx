import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Input, Pagination } from 'antd'
import type { Found as FoundRow, SearchView } from '../../src/casework/view.ts'
import { queries } from '../api.ts'
import { SavedSearches } from '../case/saved-searches.tsx'
import { Asked } from '../shell/asked.tsx'
import { Export } from '../shell/export.tsx'

/** What was found everywhere: a few of each kind, or all of one. */
export const Search = () => {
  const { q, kind, page } = useSearch({ from: '/search' })
  const navigate = useNavigate({ from: '/search' })
  return (
    <div className="page narrow">
      <header className="page-head">
        <h1>{q === undefined ? '查找' : `查找：${q}`}</h1>
        {q !== undefined && <Export table="search" search={{ q }} />}
      </header>
      <search className="filters">
        <Input.Search
          key={q}
          aria-label="查找"
          placeholder="案件、当事人、证据和文书里的任何字，两个字就可以"
          allowClear
          maxLength={100}
          defaultValue={q}
          onSearch={(text) => void navigate({ search: text.trim() === '' ? {} : { q: text.trim() } })}
        />
      </search>
      <SavedSearches />
      {q !== undefined && (
        <Asked
          query={queries.search({
            q,
            ...(kind === undefined ? {} : { kind }),
            ...(page === undefined ? {} : { page }),
          })}
        >
          {({ groups, page: at, pageSize }) =>
            groups.every(({ total }) => total === 0) ? (
              <p className="empty">没有找到。只在您可以看的案件里找；几个词用空格隔开，各词都要有。</p>
            ) : (
              groups
                .filter(({ total }) => total > 0)
                .map((group) => (
                  <section key={group.kind} className="found" aria-label={group.title}>
                    <header className="page-head">
                      <h2>
                        {group.title}{' '}
                        <small>{group.more ? `超过 ${group.total} 条，请多写几个字` : `${group.total} 条`}</small>
                      </h2>
                      {kind === undefined && group.total > group.rows.length && (
                        <Link to="/search" search={{ q, kind: group.kind }}>
                          {group.more ? '更多' : `全部 ${group.total} 条`}
                        </Link>
                      )}
                      {kind !== undefined && (
                        <Link to="/search" search={{ q }}>
                          各类
                        </Link>
                      )}
                    </header>
                    <ol className="work">
                      {group.rows.map((row) => (
                        <Found key={`${row.caseId} ${row.ref}`} row={row} kind={group.kind} />
                      ))}
                    </ol>
                    {kind !== undefined && group.total > pageSize && (
                      <Pagination
                        current={at}
                        pageSize={pageSize}
                        total={group.total}
                        showSizeChanger={false}
                        onChange={(to) => void navigate({ search: { q, kind, page: to } })}
                      />
                    )}
                  </section>
                ))
            )
          }
        </Asked>
      )}
    </div>
  )
}

type Kind = SearchView['groups'][number]['kind']

const Found = ({ row, kind }: { readonly row: FoundRow; readonly kind: Kind }) => {
  const said = (
    <>
      <span className="sentence">{row.title}</span>
      <span className="excerpt">
        {row.excerpt.before}
        {row.excerpt.found !== '' && <mark>{row.excerpt.found}</mark>}
        {row.excerpt.after}
      </span>
      <span className="muted">
        {row.caseNumber ?? '未立案'}
        {kind !== 'case' && `　${row.caseTitle}`}
      </span>
    </>
  )
  return (
    <li>
      {kind === 'party' ? (
        <Link to="/parties/$key" params={{ key: row.ref }} data-row="">
          {said}
        </Link>
      ) : (
        <Link
          to="/cases/$id"
          params={{ id: row.caseId }}
          search={
            kind === 'evidence'
              ? { tab: 'evidence', evidence: row.ref }
              : kind === 'paper'
                ? { tab: 'papers', paper: row.ref }
                : {}
          }
          data-row=""
        >
          {said}
        </Link>
      )}
    </li>
  )
}
