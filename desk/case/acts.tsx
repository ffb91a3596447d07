import type { ActView, CaseView } from '../../src/casework/view.ts'
import { Cited } from '../law/cited.tsx'

/** Acts that may be done besides the next one, and those that can't be done now, each with why. */
export const Acts = ({ view, open }: { readonly view: CaseView; readonly open: (act: string) => void }) => {
  const beside = view.acts.filter(({ name, available }) => available && name !== view.next?.act)
  const not = view.acts.filter(({ available, name }) => !available && name !== view.next?.act)
  // Of another stage, done already, or about something that this case doesn't have.
  const elsewhere = ({ reasons }: ActView) =>
    reasons.some(({ code }) => code === 'wrong-stage' || code === 'no-strand' || code === 'done-before')
  const near = not.filter((act) => !elsewhere(act))
  const far = not.filter(elsewhere)
  return (
    <>
      {beside.length > 0 && (
        <section className="no-print">
          <h2>也可以办</h2>
          <ul className="acts">
            {beside.map((act) => (
              <li key={act.name}>
                <button type="button" className="link" title={act.purpose} onClick={() => open(act.name)}>
                  {act.title}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {near.length > 0 && (
        <section className="no-print">
          <h2>现在不能办</h2>
          <Unavailable acts={near} />
        </section>
      )}
      {far.length > 0 && (
        <section className="no-print">
          <details>
            <summary>本案现在没有的事项（{far.length}）</summary>
            <Unavailable acts={far} />
          </details>
        </section>
      )}
    </>
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
