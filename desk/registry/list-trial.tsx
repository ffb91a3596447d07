import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Refusal } from '../../src/kernel/index.ts'
import { send, type TrialView, Unanswered } from '../api.ts'
import { NotDone } from '../shell/send-form.tsx'
import { dayText } from '../time.ts'

/** What a changed review list would have made of last year's decisions, before anybody puts it in force. */
export const ListTrial = ({
  data,
  refuse,
}: {
  readonly data: unknown
  readonly refuse: (refusals: readonly Refusal[]) => void
}) => {
  const [trial, setTrial] = useState<{ readonly of: string; readonly found: TrialView }>()
  const [failure, setFailure] = useState<string>()
  const [busy, setBusy] = useState(false)
  const said = JSON.stringify(data)
  const run = async () => {
    setBusy(true)
    setFailure(undefined)
    refuse([])
    try {
      setTrial({ of: said, found: await send<TrialView>('POST', '/api/review-list/trial', { data }) })
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      if (error.refusals.some(({ field }) => field !== undefined)) refuse(error.refusals)
      else setFailure(error.message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="trial" aria-label="试算">
      <p className="buttons">
        <Button onClick={() => void run()} loading={busy}>
          用过去一年的处罚决定试算
        </Button>
        <span className="hint">看这样改以后，哪些案件会多审、少审；什么也不改动。</span>
      </p>
      <NotDone text={failure} />
      {trial !== undefined && (
        <div role="status">
          {trial.of !== said && <p className="muted">试算以后内容又有改动，以下是改动之前的结果。</p>}
          <Found trial={trial.found} />
        </div>
      )}
    </section>
  )
}

const Found = ({
  trial: { from, until, decisions, before, after, otherwise, shown },
}: {
  readonly trial: TrialView
}) => (
  <>
    <p>
      {from} 至 {until} 普通程序处罚决定 {decisions} 件：
    </p>
    <table className="cards">
      <thead>
        <tr>
          <th>结论</th>
          <th>现行清单</th>
          <th>修改以后</th>
        </tr>
      </thead>
      <tbody className="figures">
        <tr>
          <td data-title="结论">应当法制审核</td>
          <td data-title="现行清单">{before.legal} 件</td>
          <td data-title="修改以后">{after.legal} 件</td>
        </tr>
        <tr>
          <td data-title="结论">应当集体讨论</td>
          <td data-title="现行清单">{before.major} 件</td>
          <td data-title="修改以后">{after.major} 件</td>
        </tr>
      </tbody>
    </table>
    <p>
      {otherwise === 0
        ? '各件的结论都不变。'
        : `结论不同的 ${otherwise} 件${otherwise > shown.length ? `，以下是最近的 ${shown.length} 件` : ''}。`}
    </p>
    {[...Map.groupBy(shown, ({ before: was, after: is }) => `${was} → ${is}`)].map(([change, all]) => (
      <details key={change}>
        <summary>
          {change}：{all.length} 件
        </summary>
        <ul className="plain">
          {all.map(({ caseId, title, decidedAt, because }) => (
            <li key={`${caseId} ${decidedAt}`}>
              <Link to="/cases/$id" params={{ id: caseId }}>
                {title}
              </Link>
              <small className="muted">
                {dayText(decidedAt)} 决定；{because.join('；')}
              </small>
            </li>
          ))}
        </ul>
      </details>
    ))}
  </>
)
