import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { type EvaluationView, queries } from '../api.ts'
import { Asked } from '../shell/asked.tsx'
import { Field, SendForm } from '../shell/send-form.tsx'
import { useSending } from '../shell/sending.ts'
import { instantText } from '../time.ts'

/** One evaluation: how the sample was drawn, and each dossier with its score or the form to give it. */
export const EvaluationPage = () => {
  const { id } = useParams({ from: '/evaluations/$id' })
  return (
    <div className="page narrow retrieval">
      <Asked query={queries.evaluation(id)}>{(evaluation) => <Shown key={id} evaluation={evaluation} />}</Asked>
    </div>
  )
}

const Shown = ({ evaluation }: { readonly evaluation: EvaluationView }) => {
  const [scoring, setScoring] = useState<string>()
  const { standard, cases } = evaluation
  const titles = new Map(standard.points.map(({ id, title }) => [id, title]))
  const scored = cases.filter(({ score }) => score !== undefined)
  return (
    <>
      <h1>
        <Link to="/evaluations">案卷评查</Link> / {evaluation.title}
      </h1>
      <dl className="rows">
        {(
          [
            [
              '范围',
              `${evaluation.from} 至 ${evaluation.until} 结案的 ${evaluation.population} 件，抽取 ${cases.length} 卷`,
            ],
            ['抽取', `${evaluation.by}，${instantText(evaluation.at)}`],
            ['种子', evaluation.seed],
            ['标准', `${standard.title}第 ${standard.version} 版，${standard.passing} 分合格`],
            [
              '进度',
              `已评 ${scored.length} 卷，合格 ${scored.filter(({ score }) => score?.passed === true).length} 卷`,
            ],
          ] as const
        ).map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd className={title === '种子' ? 'hash' : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">抽签的方法：按 SHA-256（种子、换行、案件标识）的十六进制排序，取前若干。</p>
      <ol className="coverage">
        {cases.map(({ id, title, unit, score }) => (
          <li key={id}>
            <h3>
              <Link to="/cases/$id" params={{ id }}>
                {title}
              </Link>{' '}
              <small>{unit}</small>
            </h3>
            {score !== undefined ? (
              <>
                <p data-state={score.passed ? 'good' : 'late'}>
                  {score.passed ? '✓ 合格' : '✗ 不合格'}，{score.total} 分。{score.by}，{instantText(score.at)}
                </p>
                {score.points.some(({ note }) => note !== undefined) && (
                  <ul className="plain">
                    {score.points
                      .filter(({ note }) => note !== undefined)
                      .map(({ id: point, got, note }) => (
                        <li key={point}>
                          {titles.get(point)}：{got} 分，{note}
                        </li>
                      ))}
                  </ul>
                )}
              </>
            ) : scoring === id ? (
              <Scoring evaluation={evaluation} caseId={id} close={() => setScoring(undefined)} />
            ) : (
              <p>
                <span className="muted">还没有评查</span>{' '}
                {evaluation.mayScore && (
                  <Button size="small" onClick={() => setScoring(id)}>
                    评分
                  </Button>
                )}
              </p>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

const Scoring = ({
  evaluation: { id, standard },
  caseId,
  close,
}: {
  readonly evaluation: EvaluationView
  readonly caseId: string
  readonly close: () => void
}) => {
  const [points, setPoints] = useState(() =>
    standard.points.map(({ id: point, full }) => ({ id: point, got: full, note: '' })),
  )
  const client = useQueryClient()
  const sending = useSending<EvaluationView>(async (evaluation) => {
    client.setQueryData(['evaluation', id], evaluation)
    await client.invalidateQueries({ queryKey: ['evaluations'] })
    close()
  })
  const change = (point: string, more: { readonly got?: number; readonly note?: string }) =>
    setPoints((all) => all.map((each) => (each.id === point ? { ...each, ...more } : each)))
  return (
    <SendForm
      title="评分"
      sending={sending}
      submit={() => void sending.post(`/api/evaluations/${id}/scores`, { case: caseId, points })}
      verb="提交评分"
      close={close}
    >
      {standard.points.map(({ id: point, title, full, how }) => {
        const { got = full, note = '' } = points.find((each) => each.id === point) ?? {}
        return (
          <Field key={point} id={`score-${point}`} title={`${title}（${full} 分）`} hint={how}>
            <InputNumber
              id={`score-${point}`}
              min={0}
              max={full}
              value={got}
              onChange={(value) => change(point, { got: value ?? 0 })}
            />
            {got < full && (
              <Input
                aria-label={`${title}扣分的理由`}
                placeholder="扣分的理由"
                maxLength={500}
                value={note}
                onChange={({ target }) => change(point, { note: target.value })}
              />
            )}
          </Field>
        )
      })}
      <p>
        合计 <b className="figures">{points.reduce((sum, { got }) => sum + got, 0)}</b> 分
      </p>
    </SendForm>
  )
}
