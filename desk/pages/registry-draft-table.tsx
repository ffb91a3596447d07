import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { type JudgedTableView, queries, type RegistryKindView } from '../api.ts'
import { RefusalList } from '../form/refusal-list.tsx'
import { useSendDraft } from '../registry/send-draft.ts'
import { TableUpload } from '../registry/table-upload.tsx'
import { Asked } from '../shell/asked.tsx'
import { Field } from '../shell/send-form.tsx'
import { dayText } from '../time.ts'

/** Many entries of a list are drafted at once, by a table that is filled in. */
export const RegistryDraftTable = () => {
  const { kind } = useSearch({ from: '/registry-drafts/table' })
  const navigate = useNavigate({ from: '/registry-drafts/table' })
  return (
    <div className="page narrow">
      <h1>
        <Link to="/registry-drafts">公示信息变更</Link> / 用表格起草
      </h1>
      <p className="muted">
        下载本机构负责的清单，在表格里改好、补好，再传上来：逐行检查，没有问题的合成一份草稿，送法规处审核。表格里没有写到的条目不变。
      </p>
      <Asked query={queries.registry}>
        {(kinds) => {
          const offered = kinds.filter(({ mayDraft }) => mayDraft === true)
          const chosen = offered.find((each) => each.kind === kind)
          return offered.length === 0 ? (
            <p className="empty">您的身份不起草公示信息，请由责任机构的工作人员起草。</p>
          ) : (
            <div className="drafting">
              <Field id="table-kind" title="哪一类清单">
                <Select
                  id="table-kind"
                  placeholder="请选择"
                  value={chosen?.kind}
                  onChange={(next: string) => void navigate({ search: { kind: next }, replace: true })}
                  options={offered.map(({ kind: value, title }) => ({ value, label: title }))}
                />
              </Field>
              {chosen !== undefined && <Drafting key={chosen.kind} kind={chosen} />}
            </div>
          )
        }}
      </Asked>
    </div>
  )
}

const Drafting = ({ kind }: { readonly kind: RegistryKindView }) => {
  const [from, setFrom] = useState(() => dayText(new Date().toISOString()))
  const [reason, setReason] = useState('')
  const [judged, setJudged] = useState<JudgedTableView>()
  const [onlyGood, setOnlyGood] = useState(false)
  const navigate = useNavigate()
  const { refusals, busy, sendDraft } = useSendDraft(({ id }) =>
    navigate({ to: '/registry-drafts/$id', params: { id } }),
  )
  const changes = judged?.changes ?? []
  const ready = changes.length > 0 && (judged?.wrong === 0 || onlyGood)
  return (
    <>
      <Field id="table-from" title="生效日期" hint="表格里的变更都从这一天起；先定日期，再上传">
        <Input
          id="table-from"
          type="date"
          value={from}
          onChange={({ target }) => {
            setFrom(target.value)
            setJudged(undefined)
          }}
        />
      </Field>
      <TableUpload
        key={from}
        kind={kind.kind}
        search={{ from }}
        judged={judged}
        told={(next) => {
          setJudged(next)
          setOnlyGood(false)
        }}
      />
      {judged !== undefined && changes.length === 0 && (
        <p className="empty">
          {judged.wrong === 0 ? '和现在的清单一样，没有要起草的变更。' : '没有一行可以起草，请改正后重新上传。'}
        </p>
      )}
      {changes.length > 0 && (
        <form
          className="act"
          aria-label="送审"
          onSubmit={(event) => {
            event.preventDefault()
            void sendDraft({ kind: kind.kind, changes, from, reason })
          }}
        >
          <RefusalList refusals={refusals} title="没有送审，请按下面的提示处理" />
          {(judged?.wrong ?? 0) > 0 && (
            <div className="field">
              <label className="inline">
                <input type="checkbox" checked={onlyGood} onChange={({ target }) => setOnlyGood(target.checked)} />
                有误的 {judged?.wrong} 行先不要，只起草没有问题的 {changes.length} 行
              </label>
              <p className="hint">不勾选的，什么也不会送审；改正表格后重新上传即可。</p>
            </div>
          )}
          <Field id="table-reason" title="变更理由" hint="写明依据的文件或者事实，版本记录里可以查到">
            <Input.TextArea
              id="table-reason"
              rows={3}
              maxLength={2000}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </Field>
          <p className="buttons">
            <Button type="primary" htmlType="submit" loading={busy} disabled={!ready}>
              送法规处审核（{changes.length} 条）
            </Button>
          </p>
        </form>
      )}
    </>
  )
}
