import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { CaseView } from '../../src/casework/view.ts'
import { Cited } from '../law/cited.tsx'
import { Why } from '../shell/why.tsx'
import { ActReasons } from './acts.tsx'

/** Steps that are taken beside the dossier. */
const reviewing = new Set([
  'accept-review',
  'give-opinion',
  'reread-changes',
  'give-second-opinion',
  'give-head-opinion',
  'settle-disagreement',
])

type Next = NonNullable<CaseView['next']>

/** What comes next, who does it, until when, under which articles, what is missing, and what else the case waits for. */
export const NextStep = ({ view, open }: { readonly view: CaseView; readonly open: (act: string) => void }) => {
  const { next } = view
  if (next === undefined)
    return (
      <section className="next">
        <h2>已办结</h2>
        <p className="muted">案件已办结，只能查看。</p>
        <Published view={view} />
      </section>
    )
  const act = view.acts.find(({ name }) => name === next.act)
  return (
    <section className="next" aria-label="下一步">
      <p className="muted">{next.mine ? '下一步，等您办' : '下一步'}</p>
      <h2>{next.sentence}</h2>
      <dl className="answers">
        <div>
          <dt>由谁办</dt>
          <dd>{next.who}</dd>
        </div>
        <Until step={next} />
        <div>
          <dt>依据</dt>
          <dd>
            <Cited basis={next.basis} />
          </dd>
        </div>
        {act?.available === false && (
          <div>
            <dt>{next.missing.length > 0 ? '还缺' : '您不能办'}</dt>
            <dd>
              <ActReasons act={act} />
            </dd>
          </div>
        )}
        {view.unsigned.length > 0 && (
          <div>
            <dt>还缺签名</dt>
            <dd>
              <ul className="unsigned">
                {view.unsigned.slice(0, 6).map((each) => (
                  <li key={each}>{each}</li>
                ))}
                {view.unsigned.length > 6 && <li>另有 {view.unsigned.length - 6} 处，见“文书”</li>}
              </ul>
            </dd>
          </div>
        )}
        {next.ahead.length > 0 && (
          <div>
            <dt>接着办</dt>
            <dd>{next.ahead.map(({ title }) => title).join('　')}</dd>
          </div>
        )}
      </dl>
      {act?.available === true && (
        <Button type="primary" size="large" block data-next="" onClick={() => open(act.name)}>
          {act.title}
        </Button>
      )}
      {act?.available === true && view.review !== undefined && reviewing.has(act.name) && (
        <Link to="/cases/$id/review" params={{ id: view.id }} className="paper-link">
          在审核页面办理，要点和案卷并排
        </Link>
      )}
      <Published view={view} />
      {view.waiting.length > 0 && (
        <>
          <h3>同时还等着</h3>
          <ul className="waiting">
            {view.waiting.map((step) => (
              <li key={`${step.act} ${step.sentence}`} data-urgency={step.urgency}>
                {view.acts.some(({ name, available }) => name === step.act && available) ? (
                  <button type="button" className="link" onClick={() => open(step.act)}>
                    {step.sentence}
                  </button>
                ) : (
                  step.sentence
                )}
                <small>{step.mine ? '等您办' : `由${step.who}办理`}</small>
                {step.dueText !== undefined && (
                  <>
                    <b className="due">{step.dueText}</b> <small>{step.limitTitle}</small>
                    <Why because={step.because} />
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

const Until = ({ step }: { readonly step: Next }) => (
  <div data-urgency={step.urgency}>
    <dt>到哪天</dt>
    {step.dueText === undefined ? (
      <dd className="muted">没有正在计算的期限</dd>
    ) : (
      <dd>
        <b className="due">{step.dueText}</b> <small>{step.limitTitle}</small>
        <Why because={step.because} />
      </dd>
    )}
  </div>
)

const Published = ({ view: { publication } }: { readonly view: CaseView }) =>
  publication?.href === undefined ? null : (
    <p>
      <a href={publication.href} target="_blank" rel="noreferrer">
        公示：{publication.stateTitle}
      </a>
    </p>
  )
