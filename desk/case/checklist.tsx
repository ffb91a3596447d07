import { Link } from '@tanstack/react-router'
import type { CaseView, ProofView } from '../../src/casework/view.ts'

/** 证据清单: each fact that the case has to prove, what proves it so far, and what is missing, with where it usually comes from. */
export const Checklist = ({ view, match }: { readonly view: CaseView; readonly match?: () => void }) => {
  const { checklist, findings } = view
  if (checklist.length === 0) return null
  const must = checklist.filter(({ need }) => need === 'must')
  const open = must.filter(({ evidence }) => evidence.length === 0)
  return (
    <section className="checklist" aria-label="证据清单">
      <header>
        <h3>证据清单</h3>
        <p data-open={open.length > 0 ? 'yes' : undefined}>
          {open.length === 0
            ? `必须证明的 ${must.length} 项都有证据`
            : `必须证明的 ${must.length} 项，还有 ${open.length} 项没有证据：${open.map(({ point }) => point).join('、')}`}
        </p>
        {match !== undefined && (
          <button type="button" className="link no-print" onClick={match}>
            对照证据
          </button>
        )}
      </header>
      {findings?.gaps !== undefined && <p className="opinion">证据缺项说明：{findings.gaps}</p>}
      <ol>
        {checklist.map((proof) => (
          <Point key={proof.key} proof={proof} view={view} />
        ))}
      </ol>
    </section>
  )
}

const Point = ({ proof, view }: { readonly proof: ProofView; readonly view: CaseView }) => {
  const { point, item, fact, need, needTitle, kinds, what, source } = proof
  const evidence = view.evidence.filter(({ id }) => proof.evidence.includes(id))
  const proved = evidence.length > 0
  return (
    <li data-proved={proved ? 'yes' : 'no'} data-need={need}>
      <h4>
        <span className="sign" aria-hidden="true">
          {proved ? '✓' : need === 'must' ? '!' : '○'}
        </span>
        {point}
        {item !== undefined && <small>（{item}）</small>}
        <small>{proved ? '已有证据' : `还没有证据，${needTitle}`}</small>
      </h4>
      <p>{fact}</p>
      {proved ? (
        <p className="words">
          {evidence.map(({ id, title }) => (
            <Link
              key={id}
              from="/cases/$id"
              search={(before) => ({ ...before, tab: 'evidence', evidence: id })}
              resetScroll={false}
              className="paper-link"
            >
              {title}
            </Link>
          ))}
        </p>
      ) : (
        <p className="muted">
          一般是{what}（{kinds.join('、')}）；{source}
        </p>
      )}
    </li>
  )
}
