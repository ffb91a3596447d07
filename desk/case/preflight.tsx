import { useQuery } from '@tanstack/react-query'
import type { PreflightView } from '../../src/review/routes.ts'
import { queries } from '../api.ts'
import { useForm } from '../form/context.ts'
import { Cited } from '../law/cited.tsx'
import { PaperLink } from './paper-link.tsx'
import { RecordingLink } from './recording-link.tsx'
import { EvidenceLink } from './review.tsx'

type Answers = PreflightView['points'][number]['answers']

/** 预检: what the machine found, the seven points in their order; what holds is folded away. */
export const Preflight = ({ id }: { readonly id: string }) => {
  const { data } = useQuery(queries.preflight(id))
  if (data === undefined) return null
  const { right, wrong, unknown } = data.counts
  const told = [
    wrong > 0 ? `${wrong} 项不符合` : '',
    unknown > 0 ? `${unknown} 项无法判断` : '',
    `${right} 项符合`,
  ].filter((each) => each !== '')
  return (
    <section className="preflight" aria-label="系统预检" data-found={wrong > 0 ? 'yes' : 'no'}>
      <h3>
        系统预检 <small>{told.join('，')}</small>
      </h3>
      <p className="muted">机器逐项核对卷内能查的事实，只供审核人员参考；结论由审核人员作出。</p>
      {data.points.map(({ point, title, answers }) => {
        const open = answers.filter(({ verdict }) => verdict !== 'right')
        const good = answers.filter(({ verdict }) => verdict === 'right')
        return answers.length === 0 ? null : (
          <div key={point}>
            <h4>{title}</h4>
            {open.length > 0 && <Rows answers={open} />}
            {good.length > 0 && (
              <details>
                <summary>{good.length} 项符合</summary>
                <Rows answers={good} />
              </details>
            )}
          </div>
        )
      })}
    </section>
  )
}

/** What the machine found on one point, beside the question that a reviewer answers: what doesn't hold, and what it can't tell. */
export const PreflightOf = ({ point }: { readonly point: string }) => {
  const { id = '' } = useForm().case ?? {}
  const { data } = useQuery({ ...queries.preflight(id), enabled: id !== '' })
  const answers = data?.points.find((each) => each.point === point)?.answers ?? []
  if (answers.length === 0) return null
  const open = answers.filter(({ verdict }) => verdict !== 'right')
  return (
    <div className="preflight" data-found={open.some(({ verdict }) => verdict === 'wrong') ? 'yes' : 'no'}>
      <p className="muted">系统预检：{answers.length - open.length} 项符合</p>
      {open.length > 0 && <Rows answers={open} />}
    </div>
  )
}

const Rows = ({ answers }: { readonly answers: Answers }) => (
  <ul>
    {answers.map(({ name, title, verdict, verdictTitle, found, traces, basis }) => (
      <li key={name} data-verdict={verdict}>
        <p>
          <b>{verdictTitle}</b> {title}
        </p>
        <p>
          {found}
          {traces.slice(0, 6).map((trace) => (
            <span
              key={`${trace.paper ?? ''}${trace.evidence ?? ''}${trace.recording ?? ''}${trace.at ?? ''}${trace.title}${trace.quote ?? ''}`}
            >
              {' '}
              {trace.paper !== undefined ? (
                <PaperLink id={trace.paper} quote={trace.quote}>
                  {trace.title}
                </PaperLink>
              ) : trace.evidence !== undefined ? (
                <EvidenceLink id={trace.evidence}>{trace.title}</EvidenceLink>
              ) : trace.recording !== undefined ? (
                <RecordingLink id={trace.recording} at={trace.at}>
                  {trace.title}
                </RecordingLink>
              ) : (
                trace.title
              )}
            </span>
          ))}
        </p>
        <small>
          <Cited basis={basis} />
        </small>
      </li>
    ))}
  </ul>
)
