import type { LimitView } from '../../src/casework/view.ts'
import { Cited } from '../law/cited.tsx'
import { instantText } from '../time.ts'

/** Open clocks first, the first to run out above; each says why it is that day. */
export const Limits = ({ limits }: { readonly limits: readonly LimitView[] }) => {
  const open = limits
    .filter(({ metAt }) => metAt === undefined)
    .sort((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1))
  const met = limits.filter(({ metAt }) => metAt !== undefined)
  if (limits.length === 0) return null
  return (
    <section>
      <h2>期限</h2>
      {open.length > 0 && (
        <ul className="limits">
          {open.map((limit) => (
            <Limit key={`${limit.name} ${limit.start}`} limit={limit} />
          ))}
        </ul>
      )}
      {met.length > 0 && (
        <details className="met">
          <summary>已办结的期限（{met.length}）</summary>
          <ul className="limits">
            {met.map((limit) => (
              <Limit key={`${limit.name} ${limit.start}`} limit={limit} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** Share of the time that is gone, 0–1. */
const gone = ({ start, due, metAt }: LimitView): number => {
  if (due === undefined) return 0
  const from = Date.parse(start)
  const whole = Date.parse(due) - from
  return whole <= 0
    ? 1
    : Math.min(1, Math.max(0, ((metAt === undefined ? Date.now() : Date.parse(metAt)) - from) / whole))
}

const Limit = ({ limit }: { readonly limit: LimitView }) => (
  <li data-urgency={limit.urgency}>
    <p>
      <span>{limit.title}</span>
      <b>{limit.dueText}</b>
    </p>
    {limit.metAt === undefined && limit.due !== undefined && (
      <span className="bar" aria-hidden="true">
        <i style={{ inlineSize: `${Math.round(gone(limit) * 100)}%` }} />
      </span>
    )}
    <details>
      <summary>为什么是这一天？</summary>
      <p>{limit.explanation}</p>
      <Cited basis={limit.basis} />
    </details>
    {limit.warned.length > 0 && (
      <p className="warned">
        {limit.warned.map(({ at, persons, lifted }) => (
          <span key={at} data-lifted={lifted ? 'yes' : undefined}>
            已提醒：{persons.join('、')}（{instantText(at)}）{lifted && '，已撤回'}
          </span>
        ))}
      </p>
    )}
  </li>
)
