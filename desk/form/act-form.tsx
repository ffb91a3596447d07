import { Button, Checkbox, Segmented, Select } from 'antd'
import { type FormEvent, useCallback, useMemo, useRef, useState } from 'react'
import type { ActView, CaseView } from '../../src/casework/view.ts'
import type { Refusal } from '../../src/kernel/index.ts'
import { caseChanged, client, queries, send, Unanswered } from '../api.ts'
import { Cited } from '../law/cited.tsx'
import { Remarks } from '../review/remarks.tsx'
import { useMe } from '../shell/me.ts'
import { FormContext } from './context.ts'
import { type Draft, useDraft } from './draft.ts'
import { Fields } from './fields.tsx'
import { Instant } from './instant.tsx'
import { Preview } from './preview.tsx'
import { asProperty, filled } from './property.ts'
import { RefusalList } from './refusal-list.tsx'
import { SigningCode } from './signing-code.tsx'

/**
 * The form of an act, whichever it is. What was written is never lost: it is kept on this machine until the server has accepted it.
 * Sending twice does the act once: the key is made with the first try and kept until there is an answer.
 */
/** What the form knows of the strand that is chosen now stands where that of the one before wasn't touched. */
const knownOf = (act: ActView, next: string, before: string | undefined, data: Draft['data']): Draft['data'] => {
  const known = (id: string | undefined) => act.strands?.find((strand) => strand.id === id)?.known ?? act.known
  const [old, now] = [known(before), known(next)]
  return {
    ...data,
    ...Object.fromEntries(
      Object.entries(now).filter(
        ([field]) => data[field] === undefined || JSON.stringify(data[field]) === JSON.stringify(old[field]),
      ),
    ),
  }
}

export const ActForm = ({
  act,
  strand: asked,
  view,
  done,
  close,
}: {
  readonly act: ActView
  /** On which strand it was asked for, where that was said. */
  readonly strand?: string | undefined
  readonly view?: CaseView
  readonly done: (id: string) => void
  readonly close: () => void
}) => {
  const me = useMe()
  const property = asProperty(act.schema)
  const initial = useMemo<Draft>(
    () => ({
      data: act.known,
      ...(act.strands?.length === 1 && act.strands[0] !== undefined ? { strand: act.strands[0].id } : {}),
    }),
    [act],
  )
  const { draft, write, drop, startAgain, restored, saved, written, takeBack } = useDraft(
    me.account,
    view?.id ?? 'new',
    act.name,
    initial,
    view === undefined ? act.title : `${act.title}：${view.title}`,
  )
  const [seen, setSeen] = useState(view?.version ?? 0)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const [failure, setFailure] = useState<string>()
  const [sending, setSending] = useState(false)
  const [code, setCode] = useState('')
  const [earlier, setEarlier] = useState(draft.happenedAt !== undefined)
  const [shown, setShown] = useState<'form' | 'preview'>('form')
  const underway = useRef(false)
  // A signature that is still being drawn or still goes up would not be handed in with the act.
  const [drawn, setDrawn] = useState<readonly number[]>([])
  const signing = useCallback(
    (form: number, begun: boolean) =>
      setDrawn((all) => [...all.filter((each) => each !== form), ...(begun ? [form] : [])]),
    [],
  )
  const changed = view !== undefined && view.version !== seen
  const stale = changed || refusals.some(({ code }) => code === 'stale')
  const [initially, setInitially] = useState(asked)
  const strand = initially ?? draft.strand ?? act.strands?.at(-1)?.id
  const form = `act-${act.name}`
  const taken = draft.signatures ?? []

  const body = () => ({
    data: filled(property, draft.data),
    ...(strand === undefined ? {} : { strand }),
    ...(draft.texts === undefined || Object.keys(draft.texts).length === 0 ? {} : { texts: draft.texts }),
    ...(earlier && draft.happenedAt !== undefined && draft.happenedAt !== ''
      ? { happenedAt: draft.happenedAt }
      : taken.length > 0 && draft.signedAt !== undefined
        ? { happenedAt: draft.signedAt }
        : {}),
  })

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (underway.current) return
    underway.current = true
    setSending(true)
    setRefusals([])
    setFailure(undefined)
    const key = draft.key ?? crypto.randomUUID()
    write({ key })
    try {
      const { id } = await send<{ id: string; version: number }>('POST', act.href, {
        ...body(),
        ...(taken.length === 0 ? {} : { signatures: taken }),
        ...(act.signs === undefined ? {} : { code }),
        expectedVersion: seen,
        key,
      })
      drop()
      await caseChanged(id)
      done(id)
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      if (error.refusals.length > 0) {
        write({ key: undefined })
        setCode('')
        setRefusals(error.refusals)
        requestAnimationFrame(() => document.querySelector('.refusals')?.scrollIntoView({ block: 'nearest' }))
      } else setFailure(error.message)
    } finally {
      underway.current = false
      setSending(false)
    }
  }

  const update = async () => {
    if (view === undefined) return
    const fresh = await client.fetchQuery({ ...queries.case(view.id), staleTime: 0 })
    void caseChanged(view.id)
    setSeen(fresh.version)
    setRefusals((all) => all.filter(({ code }) => code !== 'stale'))
  }

  return (
    <FormContext
      value={{ form, called: act.title, refusals, known: act.known, ...(view === undefined ? {} : { case: view }) }}
    >
      <form className="act" onSubmit={(event) => void submit(event)} noValidate aria-labelledby={`heading-of-${form}`}>
        <header>
          <h2 id={`heading-of-${form}`}>{act.title}</h2>
          <Button type="text" onClick={close}>
            收起
          </Button>
          <p>{act.purpose}</p>
          <p className="muted">
            <Cited basis={act.basis} /> {act.duty !== '' && <span>{act.duty}</span>}
          </p>
        </header>
        {stale && (
          <div className="notice" role="alert">
            <p>
              {refusals.find(({ code }) => code === 'stale')?.message ??
                '您打开表单后，案件有了更新。请看更新后再交出，您写的内容还在。'}
            </p>
            <Button onClick={() => void update()}>载入更新</Button>
          </div>
        )}
        {!act.available && <RefusalList refusals={act.reasons} title="案件更新后，这一步现在不能办" />}
        <RefusalList refusals={refusals.filter(({ code }) => code !== 'stale')} title="没有办成，请按下面的提示处理" />
        {failure !== undefined && (
          <p className="notice" role="alert">
            {failure}
          </p>
        )}
        {restored && <p className="restored">已恢复您上次没有交出的内容。</p>}
        {takeBack !== undefined && (
          <p className="restored" role="status">
            已放弃草稿。
            <button type="button" className="link" onClick={takeBack}>
              撤销放弃
            </button>
          </p>
        )}
        {view !== undefined && act.papers.length > 0 && (
          <Segmented
            value={shown}
            onChange={setShown}
            options={[
              { value: 'form', label: '填写' },
              { value: 'preview', label: '预览文书' },
            ]}
          />
        )}
        {shown === 'preview' && view !== undefined ? (
          <Preview
            caseId={view.id}
            act={act}
            body={body()}
            texts={draft.texts ?? {}}
            setTexts={(texts) => write({ texts })}
            taken={taken}
            take={(signatures, signedAt) => write({ signatures, signedAt })}
            signing={signing}
          />
        ) : (
          <>
            {act.strands !== undefined && act.strands.length > 1 && (
              <div className="field">
                <label htmlFor={`strand-of-${form}`}>办理哪一项</label>
                <Select
                  id={`strand-of-${form}`}
                  value={strand}
                  onChange={(next: string) => {
                    setInitially(undefined)
                    write({ strand: next, data: knownOf(act, next, strand, draft.data) })
                  }}
                  options={act.strands.map(({ id, title }) => ({ value: id, label: title }))}
                />
              </div>
            )}
            <Fields
              property={property}
              value={draft.data}
              set={(data) => write({ data: data as Draft['data'] })}
              path=""
            />
            <fieldset className="field" data-path="happenedAt" tabIndex={-1}>
              <legend className="sr-only">补录</legend>
              <Checkbox checked={earlier} onChange={({ target }) => setEarlier(target.checked)}>
                事情发生在更早的时候（补录）
              </Checkbox>
              {earlier && <label htmlFor={`time-of-${form}`}>发生时间</label>}
              {earlier && (
                <Instant
                  id={`time-of-${form}`}
                  title="发生时间"
                  path="happenedAt"
                  property={{}}
                  value={draft.happenedAt}
                  set={(at) => write({ happenedAt: at as string })}
                  beside={{}}
                  put={() => {}}
                  describedBy={`time-of-${form}-hint`}
                  invalid={refusals.some(({ field }) => field === 'happenedAt')}
                />
              )}
              {earlier && (
                <p className="hint" id={`time-of-${form}-hint`}>
                  超过 24 小时补录的，时间线上会标明。
                </p>
              )}
            </fieldset>
          </>
        )}
        {act.signs !== undefined && (
          <SigningCode id={`code-of-${form}`} share={act.signs} value={code} set={setCode} refusals={refusals} />
        )}
        {view !== undefined && <Remarks act={act.name} caseId={view.id} />}
        <footer>
          <Button
            type="primary"
            htmlType="submit"
            size="large"
            aria-busy={sending}
            disabled={stale || drawn.length > 0}
          >
            {act.title}
          </Button>
          <span className="muted" role="status">
            {sending
              ? '正在交出…'
              : drawn.length > 0
                ? '有一处签名还没有签完：请按“签好了”，或者“先不签”'
                : saved === 'server'
                  ? '已自动保存，换一台电脑也能接着写；交出后不能改动'
                  : '已自动存在本机，交出后不能改动'}
          </span>
          {written && takeBack === undefined && (
            <button type="button" className="link" onClick={startAgain}>
              放弃草稿
            </button>
          )}
        </footer>
      </form>
    </FormContext>
  )
}
