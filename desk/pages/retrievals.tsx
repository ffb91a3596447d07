import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { type AskerKind, askerTitles } from '../../src/recording/retrieval-titles.ts'
import { queries, type RetrievalView } from '../api.ts'
import { Items } from '../recording/items.tsx'
import { type ChosenItem, itemsOf } from '../recording/times.ts'
import { Asked } from '../shell/asked.tsx'
import { Field, SendForm } from '../shell/send-form.tsx'
import { useSending } from '../shell/sending.ts'
import { instantText } from '../time.ts'

/** Requests for recordings by people who may not simply look at them, and the way to make one. */
export const Retrievals = () => {
  const { case: caseId } = useSearch({ from: '/retrievals' })
  const [asking, setAsking] = useState(false)
  return (
    <div className="page narrow retrieval">
      <header className="page-head">
        <h1>录音录像调取</h1>
        {!asking && <Button onClick={() => setAsking(true)}>申请调取</Button>}
      </header>
      <p className="muted">
        自己能查看的案件，在案件的“音像”中说明目的即可调阅。其他案件的，在这里申请；当事人、律师、法院等要求调取的，由办理的人登记。由局负责人批准，查看和交付都记入日志。
      </p>
      {asking && <Asking caseId={caseId} close={() => setAsking(false)} />}
      <Asked query={queries.retrievals(caseId === undefined ? {} : { case: caseId })}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="empty">{caseId === undefined ? '还没有调取申请。' : '这个案件还没有调取申请。'}</p>
          ) : (
            <table className="cards">
              <thead>
                <tr>
                  <th>申请人</th>
                  <th>案件</th>
                  <th>方式</th>
                  <th>申请时间</th>
                  <th>状态</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td data-title="申请人">
                      <Link to="/retrievals/$id" params={{ id: row.id }} data-row="">
                        {row.asker}
                      </Link>
                      <small>{row.kindTitle}</small>
                    </td>
                    <td data-title="案件">{row.caseTitle}</td>
                    <td data-title="方式">{row.wayTitle}</td>
                    <td data-title="申请时间" className="figures">
                      {instantText(row.at)}
                    </td>
                    <td data-title="状态">
                      {row.stateTitle}
                      {row.state === 'granted' && row.until !== undefined && <small>至 {instantText(row.until)}</small>}
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

const Asking = ({ caseId, close }: { readonly caseId: string | undefined; readonly close: () => void }) => {
  const [asker, setAsker] = useState<AskerKind>(caseId === undefined ? 'colleague' : 'party')
  const [words, setWords] = useState({
    case: caseId ?? '',
    name: '',
    organisation: '',
    document: '',
    purpose: '',
    wanted: '',
  })
  const [way, setWay] = useState<'watch' | 'copy'>('watch')
  const [items, setItems] = useState<readonly ChosenItem[]>([])
  const navigate = useNavigate()
  const client = useQueryClient()
  const sending = useSending<RetrievalView>(async ({ id }) => {
    await client.invalidateQueries({ queryKey: ['retrievals'] })
    await navigate({ to: '/retrievals/$id', params: { id } })
  })
  const text = (
    name: keyof typeof words,
    more: { readonly placeholder?: string; readonly maxLength?: number } = {},
  ) => (
    <Input
      id={`retrieval-${name}`}
      value={words[name]}
      maxLength={more.maxLength ?? 500}
      placeholder={more.placeholder ?? ''}
      onChange={({ target }) => setWords((before) => ({ ...before, [name]: target.value }))}
    />
  )
  const outside = asker !== 'colleague'
  const wanted = itemsOf(items)
  const submit = () => {
    const { name, organisation, document, ...rest } = words
    void sending.post('/api/retrievals', {
      ...rest,
      asker,
      way,
      ...(outside ? { name, organisation, document } : {}),
      items: wanted,
    })
  }
  return (
    <SendForm
      title="申请调取"
      heading="h2"
      sending={sending}
      submit={submit}
      verb="提交"
      ready={wanted !== undefined}
      close={close}
    >
      {caseId === undefined && (
        <Field id="retrieval-case" title="案件" hint="案件的文号或者完整名称">
          {text('case', { maxLength: 200 })}
        </Field>
      )}
      <Field id="retrieval-asker" title="申请人">
        <Select
          id="retrieval-asker"
          value={asker}
          onChange={setAsker}
          options={Object.entries(askerTitles).map(([value, title]) => ({
            value,
            label: value === 'colleague' ? `${title}（我自己）` : title,
          }))}
        />
      </Field>
      {outside && (
        <>
          <Field id="retrieval-name" title="来人姓名">
            {text('name', { maxLength: 100 })}
          </Field>
          <Field id="retrieval-organisation" title="所在单位（选填）">
            {text('organisation', { maxLength: 100 })}
          </Field>
          <Field id="retrieval-document" title="证件、公函或者授权委托书">
            {text('document', { maxLength: 200, placeholder: '如：律师执业证和授权委托书；（2026）调查令 12 号' })}
          </Field>
        </>
      )}
      <Field id="retrieval-purpose" title="目的">
        {text('purpose')}
      </Field>
      <Field id="retrieval-wanted" title="要哪些内容">
        {text('wanted', { placeholder: '如：10 月 21 日现场检查的录像，清点货物的一段' })}
      </Field>
      {caseId !== undefined && (
        <div className="field">
          <span>选定录制（选填；不写起止的是全部）</span>
          <Items caseId={caseId} chosen={items} set={setItems} />
        </div>
      )}
      <Field id="retrieval-way" title="方式">
        <Select
          id="retrieval-way"
          value={way}
          onChange={setWay}
          options={[
            { value: 'watch', label: '查看' },
            { value: 'copy', label: '取得复制件' },
          ]}
        />
      </Field>
    </SendForm>
  )
}
