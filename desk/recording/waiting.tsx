import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../api.ts'
import { instantText } from '../time.ts'

/** Requests for recordings that wait for this person's answer. */
export const WaitingRetrievals = () => {
  const { data = [] } = useQuery(queries.retrievals({ waiting: 1 }))
  const waiting = data.filter(({ mayAnswer }) => mayAnswer)
  if (waiting.length === 0) return null
  return (
    <section className="due-group">
      <h2>
        调取录音录像 <small>{waiting.length} 项</small>
      </h2>
      <ol className="work">
        {waiting.map(({ id, caseTitle, asker, kindTitle, wayTitle, at }) => (
          <li key={id}>
            <Link to="/retrievals/$id" params={{ id }} data-row="">
              <span className="sentence">
                等您批准调取：{kindTitle}
                {asker}申请{wayTitle}，{caseTitle}
              </span>
              <span className="muted">{instantText(at)}</span>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  )
}
