import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Input, InputNumber, Select } from 'antd'
import { useRef, useState } from 'react'
import { causeTitles } from '../../src/recording/retrieval-titles.ts'
import { queries, type RetrievalView, type ViewingView } from '../api.ts'
import { minutes } from '../case/recordings.tsx'
import { Cited } from '../law/cited.tsx'
import { Items } from '../recording/items.tsx'
import { Player } from '../recording/player.tsx'
import { type ChosenItem, itemsOf } from '../recording/times.ts'
import { Asked } from '../shell/asked.tsx'
import { Field, NotDone, SendForm } from '../shell/send-form.tsx'
import { useSending } from '../shell/sending.ts'
import { instantText } from '../time.ts'

/** One request for recordings: who asked what and why, the answer, what was watched and what was handed over. */
export const RetrievalPage = () => {
  const { id } = useParams({ from: '/retrievals/$id' })
  return (
    <div className="page narrow retrieval">
      <Asked query={queries.retrieval(id)}>{(retrieval) => <Shown key={id} retrieval={retrieval} />}</Asked>
    </div>
  )
}

const Shown = ({ retrieval }: { readonly retrieval: RetrievalView }) => {
  const { asker, answer, handedOver } = retrieval
  return (
    <>
      <h1>
        <Link to="/retrievals">录音录像调取</Link> / {asker.kindTitle}
        {asker.name}
      </h1>
      <dl className="rows">
        {(
          [
            ['状态', retrieval.stateTitle],
            ['案件', retrieval.caseTitle],
            ['申请人', [asker.kindTitle, asker.organisation, asker.name].filter(Boolean).join('，')],
            ['证件、公函', asker.document],
            ['登记', `${retrieval.enteredBy}，${instantText(retrieval.at)}`],
            ['目的', retrieval.purpose],
            ['要哪些内容', retrieval.wanted],
            ['方式', retrieval.wayTitle],
            [
              '答复',
              answer === undefined
                ? undefined
                : `${answer.causeTitle === undefined ? '批准' : `不予准许：${answer.causeTitle}`}。${answer.reasons}（${answer.by}，${instantText(answer.at)}）`,
            ],
            ['有效期', answer?.until === undefined ? undefined : `至 ${instantText(answer.until)}`],
            [
              '交付',
              handedOver === undefined
                ? undefined
                : `${handedOver.recipient}收取${handedOver.medium}，${handedOver.receipt}（${handedOver.by}，${instantText(handedOver.at)}）`,
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
      <p className="muted">
        依据 <Cited basis={[...retrieval.basis, ...(answer?.basis ?? [])]} />
      </p>
      {retrieval.closed !== undefined && <p className="notice">{retrieval.closed}。</p>}
      {retrieval.mayAnswer && <Answer retrieval={retrieval} />}
      {retrieval.state !== 'refused' && retrieval.items.length > 0 && <Granted retrieval={retrieval} />}
      {retrieval.mayUse && retrieval.way === 'copy' && <HandOver retrieval={retrieval} />}
      <Log retrieval={retrieval} />
    </>
  )
}

const useChanged = () => {
  const client = useQueryClient()
  return async (retrieval: RetrievalView) => {
    client.setQueryData(['retrieval', retrieval.id], retrieval)
    await client.invalidateQueries({ queryKey: ['retrievals'] })
  }
}

/** A leader's answer: what is granted, to the second, and for how long; or why not. */
const Answer = ({ retrieval }: { readonly retrieval: RetrievalView }) => {
  const [items, setItems] = useState<readonly ChosenItem[]>(
    retrieval.items.map(({ recording, from, until }) => ({
      recording,
      from: from === undefined ? '' : minutes(from),
      until: until === undefined ? '' : minutes(until),
    })),
  )
  const [days, setDays] = useState(10)
  const [reasons, setReasons] = useState('')
  const [cause, setCause] = useState<string>()
  const sending = useSending<RetrievalView>(useChanged())
  const path = `/api/retrievals/${retrieval.id}/answer`
  const granted = itemsOf(items)
  return (
    <SendForm
      title="答复"
      heading="h2"
      sending={sending}
      submit={() => void sending.post(path, { granted: true, items: granted, days, reasons })}
      verb="批准"
      ready={cause === undefined && granted !== undefined}
      more={
        <Button
          disabled={cause === undefined || sending.busy}
          onClick={() => void sending.post(path, { granted: false, cause, reasons })}
        >
          不准许
        </Button>
      }
    >
      <div className="field">
        <span>准许的范围（不写起止的是全部；只准许一段的，看到、取得的是截取的那一段）</span>
        {retrieval.caseId === undefined ? (
          <p className="empty">您不能查看这个案件，不能选择录制。</p>
        ) : (
          <Items caseId={retrieval.caseId} chosen={items} set={setItems} />
        )}
      </div>
      <Field id="answer-days" title="有效天数">
        <InputNumber id="answer-days" min={1} max={90} value={days} onChange={(value) => setDays(value ?? 10)} />
      </Field>
      <Field id="answer-reasons" title="理由和要求">
        <Input.TextArea
          id="answer-reasons"
          value={reasons}
          maxLength={500}
          autoSize={{ minRows: 2 }}
          onChange={({ target }) => setReasons(target.value)}
        />
      </Field>
      <Field id="answer-cause" title="不予准许的原因（只在不准许时填）">
        <Select
          id="answer-cause"
          allowClear
          value={cause ?? null}
          onChange={(value) => setCause(value ?? undefined)}
          options={Object.entries(causeTitles).map(([value, label]) => ({ value, label }))}
        />
      </Field>
    </SendForm>
  )
}

/** What was granted: to watch, or to make a copy of. */
const Granted = ({ retrieval }: { readonly retrieval: RetrievalView }) => {
  const { id, items, mayUse, way, state } = retrieval
  const [watching, setWatching] = useState<{ readonly item: number; readonly viewing: ViewingView }>()
  const [transcript, setTranscript] = useState('')
  const player = useRef<HTMLVideoElement>(null)
  const asked = useRef(0)
  const changed = useChanged()
  const client = useQueryClient()
  const watch = useSending<ViewingView>(async (viewing) => {
    setWatching({ item: asked.current, viewing })
    await client.invalidateQueries({ queryKey: ['viewings'] })
  })
  const prepare = useSending<RetrievalView>(changed)
  const shown = watching === undefined ? undefined : items[watching.item]
  return (
    <section>
      <h2>{state === 'asked' ? '申请的范围' : '准许的范围'}</h2>
      <ol className="coverage">
        {items.map((item, n) => (
          <li key={`${item.recording} ${item.from ?? ''}`}>
            <h3>
              {item.title} {item.startedAt !== '' && instantText(item.startedAt)}{' '}
              <small>
                {item.from === undefined || item.until === undefined
                  ? '全部'
                  : `${minutes(item.from)}—${minutes(item.until)}`}
              </small>
            </h3>
            {mayUse && (
              <p className="buttons">
                <Button
                  loading={watch.busy}
                  onClick={() => {
                    asked.current = n
                    setWatching(undefined)
                    void watch.post(`/api/retrievals/${id}/viewings`, { item: n })
                  }}
                >
                  查看
                </Button>
                {way === 'copy' && item.copy === undefined && (
                  <Button
                    loading={prepare.busy}
                    onClick={() =>
                      void prepare.post(`/api/retrievals/${id}/copies`, {
                        item: n,
                        ...(transcript === '' ? {} : { transcript }),
                      })
                    }
                  >
                    备好复制件
                  </Button>
                )}
                {item.copy !== undefined && (
                  <a className="button" href={item.copy.href} download>
                    取得复制件
                  </a>
                )}
              </p>
            )}
            {mayUse && way === 'copy' && item.title === '录音' && item.copy === undefined && (
              <Field id={`transcript-${n}`} title="声音内容的文字记录">
                <Input.TextArea
                  id={`transcript-${n}`}
                  value={transcript}
                  onChange={({ target }) => setTranscript(target.value)}
                />
              </Field>
            )}
            {item.copy !== undefined && (
              <p className="muted hash">
                复制件由{item.copy.by}于 {instantText(item.copy.at)} 备好，哈希 {item.copy.sha256}
              </p>
            )}
          </li>
        ))}
      </ol>
      <NotDone text={watch.failure ?? prepare.failure} />
      {watching !== undefined && shown !== undefined && (
        <div className="watching">
          <div>
            <Player
              key={watching.viewing.id}
              viewing={watching.viewing}
              recording={{
                kind: shown.title === '照片' ? 'photo' : shown.title === '录音' ? 'audio' : 'video',
                kindTitle: shown.title,
                startedAt: shown.startedAt,
              }}
              player={player}
            />
          </div>
        </div>
      )}
    </section>
  )
}

const HandOver = ({ retrieval }: { readonly retrieval: RetrievalView }) => {
  const [recipient, setRecipient] = useState(retrieval.asker.name)
  const [medium, setMedium] = useState('')
  const [receipt, setReceipt] = useState('')
  const sending = useSending<RetrievalView>(useChanged())
  if (retrieval.items.some(({ copy }) => copy === undefined)) return null
  const fields = [
    ['handover-recipient', '接收人', recipient, setRecipient, ''],
    ['handover-medium', '载体和编号', medium, setMedium, '如：光盘 1 张，2026-017 号'],
    ['handover-receipt', '回执编号', receipt, setReceipt, '接收人签名的回执'],
  ] as const
  return (
    <SendForm
      title="交付复制件"
      heading="h2"
      sending={sending}
      submit={() => void sending.post(`/api/retrievals/${retrieval.id}/handing-over`, { recipient, medium, receipt })}
      verb="登记交付"
    >
      {fields.map(([id, title, value, set, placeholder]) => (
        <Field id={id} title={title} key={id}>
          <Input id={id} value={value} placeholder={placeholder} onChange={({ target }) => set(target.value)} />
        </Field>
      ))}
    </SendForm>
  )
}

/** Who watched what and who took which copy. */
const Log = ({ retrieval: { viewings, taken } }: { readonly retrieval: RetrievalView }) =>
  viewings.length + taken.length === 0 ? null : (
    <section>
      <h2>查看和取得的记录</h2>
      <ul className="plain">
        {viewings.map((each) => (
          <li key={each.id}>
            {each.person.name} {instantText(each.at)} 查看，看了 {Math.round(each.seconds)} 秒
            {each.note !== undefined && <small className="muted">{each.note}</small>}
          </li>
        ))}
        {taken.map((each) => (
          <li key={`${each.copy} ${each.at}`}>
            {each.by} {instantText(each.at)} 取得复制件
          </li>
        ))}
      </ul>
    </section>
  )
