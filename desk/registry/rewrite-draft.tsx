import { Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import type { JudgedTableView, RegistryDraftView, RegistryKindView } from '../api.ts'
import { FormContext } from '../form/context.ts'
import { Fields } from '../form/fields.tsx'
import { asProperty, asValues, filled, type Values } from '../form/property.ts'
import { RefusalList } from '../form/refusal-list.tsx'
import { Field } from '../shell/send-form.tsx'
import { type Drafted, useSendDraft } from './send-draft.ts'
import { TableUpload } from './table-upload.tsx'

interface Entry extends Drafted {
  readonly title: string
  readonly what: string
}

/** A draft of several entries that was returned: each is mended or taken out, or all are replaced by a table; then it is sent again. */
export const RewriteDraft = ({
  draft,
  kind,
  done,
  close,
}: {
  readonly draft: RegistryDraftView
  readonly kind: RegistryKindView
  readonly done: () => void
  readonly close: () => void
}) => {
  const [entries, setEntries] = useState<readonly Entry[]>(draft.changes)
  const [open, setOpen] = useState<string>()
  const [from, setFrom] = useState(draft.from)
  const [reason, setReason] = useState(draft.reason)
  const [byTable, setByTable] = useState(false)
  const [judged, setJudged] = useState<JudgedTableView>()
  const { refusals, busy, sendDraft } = useSendDraft(done)
  const property = useMemo(() => asProperty(kind.schema), [kind])
  const mend = (id: string, data: Values) =>
    setEntries(entries.map((each) => (each.id === id ? { ...each, data } : each)))
  const take = ({ changes }: JudgedTableView) => {
    setEntries(changes)
    setByTable(false)
    setJudged(undefined)
  }
  return (
    <form
      className="act"
      aria-label="修改草稿"
      onSubmit={(event) => {
        event.preventDefault()
        void sendDraft({
          id: draft.id,
          kind: kind.kind,
          changes: entries.map((each) =>
            each.data === undefined ? each : { ...each, data: asValues(filled(property, each.data)) },
          ),
          from,
          reason,
        })
      }}
    >
      <RefusalList refusals={refusals} title="没有送审，请按下面的提示处理" />
      <ul className="rewritten">
        {entries.map(({ id, title, what, data }) => (
          <li key={id}>
            <span>
              {what}：{typeof data?.name === 'string' && data.name !== '' ? data.name : title}
            </span>
            <span className="words">
              {data !== undefined && (
                <button
                  type="button"
                  className="link"
                  aria-expanded={open === id}
                  onClick={() => setOpen(open === id ? undefined : id)}
                >
                  {open === id ? '收起' : '修改'}
                </button>
              )}
              <button
                type="button"
                className="link"
                onClick={() => setEntries(entries.filter((each) => each.id !== id))}
              >
                移出草稿
              </button>
            </span>
            {open === id && data !== undefined && (
              <div>
                <FormContext value={{ form: `registry-${kind.kind}`, refusals: [], known: {} }}>
                  <Fields property={property} value={data} set={(next) => mend(id, asValues(next))} path="" />
                </FormContext>
              </div>
            )}
          </li>
        ))}
      </ul>
      {entries.length === 0 && <p className="empty">草稿里没有一条变更；送审后表示逐条核对过，没有变化。</p>}
      {byTable ? (
        <>
          <TableUpload
            key={from}
            kind={kind.kind}
            search={{ from, draft: draft.id }}
            judged={judged}
            told={setJudged}
          />
          {judged !== undefined && judged.changes.length > 0 && (
            <p className="buttons">
              <Button disabled={judged.wrong > 0} onClick={() => take(judged)}>
                换成表格里的 {judged.changes.length} 条
              </Button>
            </p>
          )}
        </>
      ) : (
        <p>
          <button type="button" className="link" onClick={() => setByTable(true)}>
            用表格重新起草
          </button>
        </p>
      )}
      <Field id="again-from" title="生效日期">
        <Input id="again-from" type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
      </Field>
      <Field id="again-reason" title="变更理由">
        <Input.TextArea
          id="again-reason"
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </Field>
      <p className="buttons">
        <Button type="primary" htmlType="submit" loading={busy}>
          再送法规处审核
        </Button>
        <Button onClick={close}>取消</Button>
      </p>
    </form>
  )
}
