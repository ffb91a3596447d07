import { Button } from 'antd'
import { type FormEvent, useMemo, useRef, useState } from 'react'
import type { Refusal } from '../../src/kernel/index.ts'
import { client, type RegistryKindView, send, Unanswered } from '../api.ts'
import { FormContext } from '../form/context.ts'
import { useDraft } from '../form/draft.ts'
import { Field } from '../form/field.tsx'
import { Fields } from '../form/fields.tsx'
import { asProperty, filled, type Property, type Values } from '../form/property.ts'
import { RefusalList } from '../form/refusal-list.tsx'
import { useMe } from '../shell/me.ts'
import { dayText } from '../time.ts'
import { ListTrial } from './list-trial.tsx'

const when: Readonly<Record<'from' | 'until' | 'reason', Property>> = {
  from: { title: '生效日期', 'x-widget': 'day', 'x-hint': '从这一天起办理的事项按新的内容' },
  until: { title: '失效日期', 'x-widget': 'day', 'x-hint': '不填则一直有效' },
  reason: { title: '变更理由', 'x-widget': 'long-text', 'x-hint': '写明依据的文件或者事实，版本记录里可以查到' },
}

/** A change of standing data: a new version from a day on, with its reason. */
export const RegistryEditor = ({
  kind,
  id,
  initial,
  base,
  again,
  done,
  close,
}: {
  readonly kind: RegistryKindView
  readonly id: string
  readonly initial: Values
  /** The newest version as it is seen here; absent where the entry is new. Only for kinds that are changed by drafts. */
  readonly base?: { readonly version: number; readonly until?: string | undefined } | undefined
  /** A draft that was returned and is written again. */
  readonly again?: string
  /** With the draft's id, where it is one. */
  readonly done: (draft?: string) => void
  readonly close?: () => void
}) => {
  const me = useMe()
  const [begin] = useState(() => ({ data: { data: initial, from: dayText(new Date().toISOString()) } }))
  const { draft, write, drop, startAgain, restored } = useDraft(
    me.account,
    `registry-${Object.keys(initial).length === 0 ? 'new' : id}`,
    kind.kind,
    begin,
    `变更${kind.title}`,
  )
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const [failure, setFailure] = useState<string>()
  const [sending, setSending] = useState(false)
  const underway = useRef(false)
  const property = useMemo(() => asProperty(kind.schema), [kind])
  const values = draft.data
  const set = (name: string, value: unknown) => write({ data: { ...values, [name]: value } })
  // Refusals of the entry may name its fields with or without the leading `data`.
  const placed = refusals.map((each) =>
    each.field?.startsWith('data.') === true ? { ...each, field: each.field.slice(5) } : each,
  )

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (underway.current) return
    underway.current = true
    setSending(true)
    setFailure(undefined)
    const key = draft.key ?? crypto.randomUUID()
    write({ key })
    try {
      const data = filled(property, values.data)
      if (kind.reviewed === true) {
        const { id: draft } = await send<{ readonly id: string }>('POST', '/api/registry-drafts', {
          ...(again === undefined ? {} : { id: again }),
          kind: kind.kind,
          changes: [{ id, ...(base === undefined ? {} : { base }), data }],
          from: values.from ?? '',
          reason: values.reason ?? '',
          key,
        })
        drop()
        void client.invalidateQueries({ queryKey: ['registry-drafts'] })
        return done(draft)
      }
      await send('PUT', `/api/registry/${encodeURIComponent(kind.kind)}/${encodeURIComponent(id)}`, {
        data,
        from: values.from,
        ...(values.until === undefined || values.until === '' ? {} : { until: values.until }),
        reason: values.reason ?? '',
        key,
      })
      drop()
      void client.invalidateQueries({ queryKey: ['registry', kind.kind] })
      done()
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      if (error.refusals.length > 0) {
        write({ key: undefined })
        setRefusals(error.refusals)
      } else setFailure(error.message)
    } finally {
      underway.current = false
      setSending(false)
    }
  }

  return (
    <FormContext value={{ form: `registry-${kind.kind}`, refusals: placed, known: {} }}>
      <form className="act" onSubmit={(event) => void submit(event)} noValidate aria-label={`变更${kind.title}`}>
        <RefusalList refusals={placed} title="没有保存，请按下面的提示处理" />
        {failure !== undefined && (
          <p className="notice" role="alert">
            {failure}
          </p>
        )}
        {restored && (
          <p className="restored">
            已恢复您上次没有交出的内容。
            <button type="button" className="link" onClick={startAgain}>
              放弃并重新填写
            </button>
          </p>
        )}
        <Fields property={property} value={values.data} set={(data) => set('data', data)} path="" />
        {kind.kind === 'review-list' && <ListTrial data={filled(property, values.data)} refuse={setRefusals} />}
        <hr />
        <Field property={when.from} required path="from" value={values.from} set={(from) => set('from', from)} />
        {kind.reviewed !== true && (
          <Field
            property={when.until}
            required={false}
            path="until"
            value={values.until}
            set={(until) => set('until', until)}
          />
        )}
        <Field
          property={when.reason}
          required
          path="reason"
          value={values.reason}
          set={(reason) => set('reason', reason)}
        />
        <footer>
          <Button type="primary" htmlType="submit" size="large" aria-busy={sending}>
            {kind.reviewed === true ? '送法规处审核' : '保存为新的版本'}
          </Button>
          {close !== undefined && <Button onClick={close}>收起</Button>}
        </footer>
      </form>
    </FormContext>
  )
}
