import { useState } from 'react'
import type { ActView, CaseView } from '../../src/casework/view.ts'
import { Cited } from '../law/cited.tsx'
import { useWide } from '../shell/wide.ts'

/** Of another stage, done already, or about something that this case doesn't have. */
const elsewhere = ({ reasons }: ActView) =>
  reasons.some(({ code }) => code === 'wrong-stage' || code === 'no-strand' || code === 'done-before')

/** Acts by what they are about, those of the main line first and without a name. */
const byTopic = (acts: readonly ActView[]) =>
  [...Map.groupBy(acts, ({ topic }) => topic)].sort(([a], [b]) => Number(a !== undefined) - Number(b !== undefined))

/** Acts that may be done besides the next one, and those that can't be done now, each with why. */
export const Acts = ({ view, open }: { readonly view: CaseView; readonly open: (act: string) => void }) => {
  const others = view.acts.filter(({ name }) => name !== view.next?.act)
  const beside = others.filter(({ available }) => available)
  const not = others.filter(({ available }) => !available)
  const near = not.filter((act) => !elsewhere(act) && act.topic === undefined)
  const aside = not.filter((act) => !elsewhere(act) && act.topic !== undefined)
  const far = not.filter(elsewhere)
  const mine = beside.filter(({ topic, place }) => topic === undefined || place === 'next')
  const byTheWay = beside.filter((act) => !mine.includes(act))
  const wide = useWide()
  return (
    <>
      {beside.length > 0 && (
        <section className="no-print">
          <h2>也可以办</h2>
          <Offered acts={mine} open={open} />
          {byTheWay.length > 0 && (
            <details open={wide}>
              <summary>其他可以办的（{byTheWay.length}）</summary>
              {byTopic(byTheWay).map(([topic, acts]) => (
                <div key={topic ?? ''} className="topic">
                  <h3>{topic}</h3>
                  <Offered acts={acts} open={open} />
                </div>
              ))}
            </details>
          )}
        </section>
      )}
      {near.length > 0 && (
        <section className="no-print">
          <h2>现在不能办</h2>
          <Unavailable acts={near} />
        </section>
      )}
      {aside.length > 0 && <Folded title="其他现在不能办的" acts={aside} />}
      {far.length > 0 && <Folded title="本案现在没有的事项" acts={far} />}
    </>
  )
}

const Offered = ({ acts, open }: { readonly acts: readonly ActView[]; readonly open: (act: string) => void }) => (
  <ul className="acts">
    {acts.map((act) => (
      <li key={act.name}>
        <button type="button" className="link" title={act.purpose} onClick={() => open(act.name)}>
          {act.title}
        </button>
      </li>
    ))}
  </ul>
)

/** Most acts of a procedure are no matter of this case today: what is folded away is drawn when somebody looks. */
const Folded = ({ title, acts }: { readonly title: string; readonly acts: readonly ActView[] }) => {
  const [open, setOpen] = useState(false)
  return (
    <section className="no-print">
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          {title}（{acts.length}）
        </summary>
        {open &&
          byTopic(acts).map(([topic, each]) => (
            <div key={topic ?? ''} className="topic">
              {topic !== undefined && <h3>{topic}</h3>}
              <Unavailable acts={each} />
            </div>
          ))}
      </details>
    </section>
  )
}

const Unavailable = ({ acts }: { readonly acts: readonly ActView[] }) => (
  <ul className="not-acts">
    {acts.map((act) => (
      <li key={act.name}>
        <details>
          <summary>{act.title}</summary>
          <ActReasons act={act} />
        </details>
      </li>
    ))}
  </ul>
)

export const ActReasons = ({ act }: { readonly act: ActView }) => (
  <ul className="reasons">
    {act.reasons.map(({ code, message, citations }) => (
      <li key={`${code} ${message}`}>
        {message} <Cited basis={citations} />
      </li>
    ))}
  </ul>
)
