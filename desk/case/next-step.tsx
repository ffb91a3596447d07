import { Button } from 'antd'
import type { CaseView } from '../../src/casework/view.ts'
import { ActReasons } from './acts.tsx'

/** What comes next, who does it, by when, and what is missing. */
export const NextStep = ({ view, open }: { readonly view: CaseView; readonly open: (act: string) => void }) => {
  const { next } = view
  if (next === undefined)
    return (
      <section className="next">
        <h2>已办结</h2>
        <p className="muted">案件已办结，只能查看。</p>
      </section>
    )
  const act = view.acts.find(({ name }) => name === next.act)
  return (
    <section className="next" aria-label="下一步">
      <p className="muted">下一步</p>
      <h2>{next.sentence}</h2>
      <p>
        由{next.who}办理
        {next.dueText !== undefined && <b className="due">{next.dueText}</b>}
      </p>
      {act?.available === true ? (
        <Button type="primary" size="large" block data-next="" onClick={() => open(act.name)}>
          {act.title}
        </Button>
      ) : (
        act !== undefined && <ActReasons act={act} />
      )}
      {act?.available === true && next.missing.length > 0 && (
        <>
          <p className="muted">还缺</p>
          <ul className="missing">
            {next.missing.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </>
      )}
      {view.publication?.href !== undefined && (
        <p>
          <a href={view.publication.href} target="_blank" rel="noreferrer">
            公示：{view.publication.stateTitle}
          </a>
        </p>
      )}
    </section>
  )
}
