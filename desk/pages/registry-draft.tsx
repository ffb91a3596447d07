import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { queries, type RegistryDraftView } from '../api.ts'
import { RegistryEditor } from '../registry/editor.tsx'
import { RewriteDraft } from '../registry/rewrite-draft.tsx'
import { Asked } from '../shell/asked.tsx'
import { Field, NotDone, SendForm } from '../shell/send-form.tsx'
import { useSending } from '../shell/sending.ts'
import { instantText } from '../time.ts'

/** One draft: what it changes, old and new, how far it is, and what this person may do with it. */
export const RegistryDraftPage = () => {
  const { id } = useParams({ from: '/registry-drafts/$id' })
  return (
    <div className="page narrow">
      <Asked query={queries.registryDraft(id)}>{(draft) => <Shown key={id} draft={draft} />}</Asked>
    </div>
  )
}

const verbs = { approve: '审核通过', publish: '发布', withdraw: '撤回草稿' } as const

const Shown = ({ draft }: { readonly draft: RegistryDraftView }) => {
  const client = useQueryClient()
  const [returning, setReturning] = useState(false)
  const [again, setAgain] = useState(false)
  const [reason, setReason] = useState('')
  const changed = async () => {
    setReturning(false)
    setAgain(false)
    await Promise.all([
      client.invalidateQueries({ queryKey: ['registry-drafts'] }),
      client.invalidateQueries({ queryKey: ['registry', draft.kind] }),
    ])
  }
  const sending = useSending<RegistryDraftView>(changed)
  const path = `/api/registry-drafts/${draft.id}/steps`
  const may = (step: RegistryDraftView['steps'][number]) => draft.steps.includes(step)
  return (
    <>
      <h1>
        <Link to="/registry-drafts">公示信息变更</Link> / {draft.title}
      </h1>
      <dl className="rows">
        {(
          [
            ['状态', draft.statusTitle],
            ['清单', draft.kindTitle],
            ['生效日期', draft.from],
            ['理由', draft.reason],
            ['起草', `${draft.unit}${draft.drafted.name}，${instantText(draft.drafted.at)}`],
            ['审核', draft.approved && `${draft.approved.name}，${instantText(draft.approved.at)}`],
            ['发布', draft.published && `${draft.published.name}，${instantText(draft.published.at)}`],
            [
              '退回',
              draft.returned && `${draft.returned.name}，${instantText(draft.returned.at)}：${draft.returned.reason}`,
            ],
          ] as const
        ).map(([title, value]) =>
          value === undefined ? null : (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {again ? (
        <Again draft={draft} done={() => void changed()} close={() => setAgain(false)} />
      ) : (
        draft.changes.map((change) => <Change key={change.id} change={change} />)
      )}
      {!again && draft.changes.length === 0 && <p className="empty">逐条核对过，没有变化。</p>}
      {again ? null : returning ? (
        <SendForm
          title="退回"
          heading="h2"
          sending={sending}
          submit={() => void sending.post(path, { do: 'return', reason })}
          verb="退回起草的人"
          close={() => setReturning(false)}
        >
          <Field id="return-reason" title="退回的理由" hint="哪里不对、怎么改，起草的人会看到">
            <Input.TextArea
              id="return-reason"
              rows={3}
              maxLength={1000}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </Field>
        </SendForm>
      ) : (
        <>
          <NotDone text={sending.failure} />
          <p className="buttons">
            {(['approve', 'publish'] as const).map(
              (step) =>
                may(step) && (
                  <Button
                    key={step}
                    type="primary"
                    loading={sending.busy}
                    onClick={() => void sending.post(path, { do: step })}
                  >
                    {verbs[step]}
                  </Button>
                ),
            )}
            {may('return') && <Button onClick={() => setReturning(true)}>退回</Button>}
            {may('draft') && !again && (
              <Button type="primary" onClick={() => setAgain(true)}>
                修改后再送审
              </Button>
            )}
            {may('withdraw') && (
              <Button loading={sending.busy} onClick={() => void sending.post(path, { do: 'withdraw' })}>
                {verbs.withdraw}
              </Button>
            )}
          </p>
        </>
      )}
    </>
  )
}

/** A returned draft is written again: the one entry in its form, several one by one or by a table. */
const Again = ({
  draft,
  done,
  close,
}: {
  readonly draft: RegistryDraftView
  readonly done: () => void
  readonly close: () => void
}) => (
  <Asked query={queries.registry}>
    {(kinds) => {
      const kind = kinds.find((each) => each.kind === draft.kind)
      const [entry] = draft.changes
      return kind === undefined ? null : draft.changes.length !== 1 || entry?.data === undefined ? (
        <RewriteDraft draft={draft} kind={kind} done={done} close={close} />
      ) : (
        <RegistryEditor
          kind={kind}
          id={entry.id}
          initial={entry.data ?? {}}
          base={entry.base}
          again={draft.id}
          done={done}
          close={close}
        />
      )
    }}
  </Asked>
)

const Change = ({ change: { title, what, fields } }: { readonly change: RegistryDraftView['changes'][number] }) => (
  <section aria-label={title}>
    <h2>
      {what}：{title}
    </h2>
    {fields.length > 0 && (
      <table className="cards">
        <thead>
          <tr>
            <th>栏目</th>
            <th>现在</th>
            <th>改为</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.title}>
              <td data-title="栏目">{field.title}</td>
              <td data-title="现在">
                <Lines lines={field.before} />
              </td>
              <td data-title="改为">
                <Lines lines={field.after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
)

const Lines = ({ lines }: { readonly lines: readonly string[] }) =>
  lines.length === 0 ? <span className="muted">（没有）</span> : lines.map((line) => <div key={line}>{line}</div>)
