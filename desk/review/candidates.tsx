import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Radio } from 'antd'
import type { CandidatesView } from '../../src/review/candidate-routes.ts'
import { queries } from '../api.ts'
import { useForm, type WidgetProps } from '../form/context.ts'
import { Cited } from '../law/cited.tsx'

type Candidate = CandidatesView['candidates'][number]

const Who = ({ candidate: { name, unit, assigned } }: { readonly candidate: Candidate }) => (
  <>
    <b>{name}</b> <small>{unit}</small>
    {assigned && <small>（现在由其审核）</small>}
  </>
)

/** Who has the review now and can't do it: another is to be named. */
const Barred = ({ candidates }: { readonly candidates: readonly Candidate[] }) => {
  const now = candidates.find(({ assigned, against }) => assigned && against.length > 0)
  return now === undefined ? null : (
    <p className="notice">
      现在由{now.name}审核：{now.against.map(({ message }) => message).join('；')}。请改派并说明原因。
    </p>
  )
}

/** Why nobody of these can review the case, folded away. */
const Unfit = ({ candidates }: { readonly candidates: readonly Candidate[] }) =>
  candidates.length === 0 ? null : (
    <details>
      <summary>不能审核本案的 {candidates.length} 人</summary>
      <ul className="reasons">
        {candidates.map((candidate) => (
          <li key={candidate.id}>
            {candidate.against.map(({ message, basis }) => (
              <p key={message}>
                {message} <Cited basis={basis} />
              </p>
            ))}
          </li>
        ))}
      </ul>
    </details>
  )

/** 建议由谁审核: a choice of one, each with why it stands at its place. */
export const ReviewerChoice = ({ value, set, id, title }: WidgetProps) => {
  const { case: view } = useForm()
  const { data } = useQuery({ ...queries.candidates(view?.id ?? ''), enabled: view !== undefined })
  if (data === undefined) return <p className="muted">正在比较审核人员…</p>
  const fit = data.candidates.filter(({ against }) => against.length === 0)
  return (
    <div className="candidates">
      {fit.length === 0 && <p className="notice">没有人能审核本案，请先看原因。</p>}
      <Barred candidates={data.candidates} />
      <Radio.Group
        id={id}
        aria-label={title}
        value={typeof value === 'string' ? value : undefined}
        onChange={({ target }) => set(target.value)}
      >
        {fit.map((candidate) => (
          <Radio key={candidate.id} value={candidate.id} disabled={candidate.assigned}>
            <Who candidate={candidate} />
            <span className="muted">{candidate.because.join('；')}</span>
          </Radio>
        ))}
      </Radio.Group>
      <p className="hint">{data.rule}。</p>
      <Unfit candidates={data.candidates.filter(({ against }) => against.length > 0)} />
    </div>
  )
}

/** The same beside the review, for who gives the work out. */
export const Proposed = ({ id }: { readonly id: string }) => {
  const { data } = useQuery(queries.candidates(id))
  if (data === undefined) return null
  const fit = data.candidates.filter(({ against }) => against.length === 0)
  return (
    <section className="candidates" aria-label="建议由谁审核">
      <h3>
        建议由谁审核{' '}
        <Link
          from="/cases/$id"
          search={(before) => ({ ...before, act: 'assign-review' })}
          resetScroll={false}
          className="no-print"
        >
          分派审核
        </Link>
      </h3>
      <Barred candidates={data.candidates} />
      <ol>
        {fit.map((candidate) => (
          <li key={candidate.id}>
            <Who candidate={candidate} />
            <p className="muted">{candidate.because.join('；')}</p>
          </li>
        ))}
      </ol>
      <p className="muted">{data.rule}。</p>
      <Unfit candidates={data.candidates.filter(({ against }) => against.length > 0)} />
    </section>
  )
}
