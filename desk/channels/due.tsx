import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../api.ts'

/** At most so many stand in the work list; the rest is one click away. */
const SHOWN = 8

/** Complaints, reports and questions of this person's unit with a running limit, what is due first above. */
export const DueMatters = () => {
  const { data } = useQuery(queries.matters({ show: 'open' }))
  const due = data?.rows.filter((row) => row.due !== undefined) ?? []
  if (due.length === 0) return null
  return (
    <section className="due-group">
      <h2>
        投诉举报 <small>{due.length} 项</small>
      </h2>
      <ol className="work">
        {due.slice(0, SHOWN).map((row) => (
          <li key={row.id} data-urgency={row.urgency}>
            <Link to="/complaints/$id" params={{ id: row.id }} data-row="">
              <span className="sentence">
                {row.dueTitle}：{row.kindTitle}
                {row.about !== undefined && `，${row.about}`}
              </span>
              <span className="muted">
                {row.number}　{row.unitName ?? '待分送'}
              </span>
              {row.dueText !== undefined && <b className="due">{row.dueText}</b>}
            </Link>
          </li>
        ))}
      </ol>
      {due.length > SHOWN && (
        <p>
          <Link to="/complaints" search={{ show: 'open' }}>
            全部 {due.length} 项
          </Link>
        </p>
      )}
    </section>
  )
}
