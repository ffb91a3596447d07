import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { type EvaluationView, queries } from '../api.ts'
import { Asked } from '../shell/asked.tsx'
import { Field, SendForm } from '../shell/send-form.tsx'
import { useSending } from '../shell/sending.ts'
import { instantText } from '../time.ts'

/** Evaluations of dossiers, and the way to draw another sample. */
export const Evaluations = () => {
  const [drawing, setDrawing] = useState(false)
  return (
    <div className="page narrow retrieval">
      <header className="page-head">
        <h1>案卷评查</h1>
        {!drawing && <Button onClick={() => setDrawing(true)}>抽取案卷</Button>}
      </header>
      <p className="muted">
        从已经结案的案件中抽签，按“基础信息”中的案卷评查标准评分。种子随机产生并记入日志，谁都可以重新算出抽中的是哪些。
      </p>
      {drawing && <Drawing close={() => setDrawing(false)} />}
      <Asked query={queries.evaluations}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="empty">还没有评查过案卷。</p>
          ) : (
            <table className="cards">
              <thead>
                <tr>
                  <th>名称</th>
                  <th>抽取</th>
                  <th>已评</th>
                  <th>合格</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td data-title="名称">
                      <Link to="/evaluations/$id" params={{ id: row.id }} data-row="">
                        {row.title}
                      </Link>
                      <small>
                        {row.by}，{instantText(row.at)}
                      </small>
                    </td>
                    <td data-title="抽取" className="figures">
                      {row.drawn} 卷
                    </td>
                    <td data-title="已评" className="figures">
                      {row.scored} 卷
                    </td>
                    <td data-title="合格" className="figures">
                      {row.passed} 卷
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Asked>
    </div>
  )
}

const Drawing = ({ close }: { readonly close: () => void }) => {
  const [title, setTitle] = useState('')
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  const [size, setSize] = useState(10)
  const navigate = useNavigate()
  const client = useQueryClient()
  const sending = useSending<EvaluationView>(async ({ id }) => {
    await client.invalidateQueries({ queryKey: ['evaluations'] })
    await navigate({ to: '/evaluations/$id', params: { id } })
  })
  return (
    <SendForm
      title="抽取案卷"
      heading="h2"
      sending={sending}
      submit={() => void sending.post('/api/evaluations', { title, from, until, size })}
      verb="抽取"
      close={close}
    >
      <Field id="draw-title" title="名称">
        <Input
          id="draw-title"
          value={title}
          maxLength={100}
          placeholder="如：2026 年第三季度案卷评查"
          onChange={({ target }) => setTitle(target.value)}
        />
      </Field>
      <Field id="draw-from" title="结案日期从">
        <Input id="draw-from" type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
      </Field>
      <Field id="draw-until" title="到">
        <Input id="draw-until" type="date" value={until} onChange={({ target }) => setUntil(target.value)} />
      </Field>
      <Field id="draw-size" title="抽几卷">
        <InputNumber id="draw-size" min={1} max={200} value={size} onChange={(value) => setSize(value ?? 10)} />
      </Field>
    </SendForm>
  )
}
