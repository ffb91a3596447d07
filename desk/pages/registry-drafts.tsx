import { Link, useSearch } from '@tanstack/react-router'
import { queries } from '../api.ts'
import { Asked } from '../shell/asked.tsx'
import { instantText } from '../time.ts'

/** Changes of what is published that somebody drafted: who waits for whom, and what has been done. */
export const RegistryDrafts = () => {
  const { show } = useSearch({ from: '/registry-drafts' })
  const done = show === 'done'
  return (
    <div className="page narrow">
      <header className="page-head">
        <h1>
          <Link to="/registry">基础信息</Link> / 公示信息变更
        </h1>
        <span className="words">
          <Link to="/registry-drafts" search={{}} aria-current={done ? undefined : 'page'}>
            办理中
          </Link>
          <Link to="/registry-drafts" search={{ show: 'done' }} aria-current={done ? 'page' : undefined}>
            已办结
          </Link>
          <Link to="/registry-drafts/table" search={{}} className="button">
            用表格起草
          </Link>
        </span>
      </header>
      <p className="muted">
        向社会公示的清单，由责任机构起草、法规处审核、公示人员发布，三个人各办一步。改一条的，在“基础信息”中打开它，点“起草变更”；改许多条的，用表格起草。
      </p>
      <Asked query={queries.registryDrafts(done ? 'done' : 'open')}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="empty">{done ? '还没有办结的变更。' : '没有正在办理的变更。'}</p>
          ) : (
            <table className="cards">
              <thead>
                <tr>
                  <th>变更</th>
                  <th>起草</th>
                  <th>生效</th>
                  <th>状态</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td data-title="变更">
                      <Link to="/registry-drafts/$id" params={{ id: row.id }} data-row="">
                        {row.title}
                      </Link>
                      <small>{row.kindTitle}</small>
                    </td>
                    <td data-title="起草">
                      {row.by}
                      <small>
                        {row.unit}，{instantText(row.at)}
                      </small>
                    </td>
                    <td data-title="生效" className="figures">
                      {row.from}
                    </td>
                    <td data-title="状态">{row.statusTitle}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Asked>
    </div>
  )
}
