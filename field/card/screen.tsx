import { type FormEvent, useEffect, useState } from 'react'
import { reach, Unanswered } from '../api.ts'
import { go } from '../place.ts'
import { keep } from '../store.ts'
import { type KeptCase, keptCase, tasks as myTasks } from '../tasks/kept.ts'
import { useTold } from '../told.ts'
import { card, elsewhere, face, takeOver } from './kept.ts'
import { LiveCard } from './live.tsx'
import { beginShowing, type ShowingNow, tasks } from './showing.ts'

/** 亮证: what for and where, then the card itself. */
export const CardScreen = ({ caseId }: { readonly caseId?: string }) => {
  const own = useTold(card)
  const shown = useTold(face)
  const other = useTold(elsewhere)
  const [showing, setShowing] = useState<ShowingNow>()
  if (own === undefined || shown === undefined) return <NoCard other={other} certificate={shown?.view.certificate} />
  if (showing !== undefined)
    return (
      <LiveCard
        card={own}
        showing={showing}
        done={() => {
          setShowing(undefined)
          go(showing.caseId === undefined ? { at: 'tasks' } : { at: 'case', id: showing.caseId })
        }}
      />
    )
  if (shown.view.notValid !== undefined)
    return (
      <main>
        <h1>亮证</h1>
        <p className="refused">{shown.view.notValid}。不能出示，不能执法。</p>
      </main>
    )
  return (
    <Purpose
      {...(caseId === undefined ? {} : { caseId })}
      begin={async (purpose) => {
        const begun = await beginShowing(own, purpose)
        // The act on the case follows; until it is entered the case says so.
        if (begun.caseId !== undefined) await keep(`shown/${begun.caseId}`, begun)
        setShowing(begun)
      }}
    />
  )
}

const Purpose = ({
  caseId: first = '',
  begin,
}: {
  readonly caseId?: string
  readonly begin: (purpose: {
    readonly task: string
    readonly place: string
    readonly caseId?: string
  }) => Promise<void>
}) => {
  const mine = useTold(myTasks)
  const [caseId, setCase] = useState(first)
  const [task, setTask] = useState<string>(tasks[0])
  const [own, setOwn] = useState('')
  const [place, setPlace] = useState<string>()
  const [found, setFound] = useState<KeptCase>()
  useEffect(() => {
    setFound(undefined)
    if (caseId !== '') void keptCase(caseId).then(setFound)
  }, [caseId])
  const known = addressOf(found)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void begin({
      task: task === '' ? own.trim() : task,
      place: (place ?? known).trim(),
      ...(caseId === '' ? {} : { caseId }),
    })
  }
  return (
    <main>
      <h1>亮证</h1>
      <form onSubmit={submit} className="stack">
        <fieldset>
          <legend>来意（对方会看到）</legend>
          <div className="chips">
            {[...tasks, ''].map((each) => (
              <label key={each}>
                <input type="radio" name="task" checked={task === each} onChange={() => setTask(each)} />
                <span>{each === '' ? '其他' : each}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {task === '' && (
          <label className="field">
            <span>用自己的话写</span>
            <input value={own} onChange={({ target }) => setOwn(target.value)} maxLength={40} required />
            <small>不要写案情，不要写别人的名字</small>
          </label>
        )}
        <label className="field">
          <span>哪个案件</span>
          <select value={caseId} onChange={({ target }) => setCase(target.value)}>
            <option value="">不属于案件</option>
            {mine?.cases.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>地点（可以不填）</span>
          <input value={place ?? known} onChange={({ target }) => setPlace(target.value)} maxLength={200} />
        </label>
        <button type="submit" className="big">
          出示证件
        </button>
      </form>
    </main>
  )
}

const addressOf = (found: KeptCase | undefined): string =>
  found?.parties[0]?.fields.find(({ title }) => title.includes('住所') || title.includes('地址'))?.value ?? ''

const NoCard = ({ other, certificate }: { readonly other: boolean; readonly certificate: string | undefined }) => {
  const reached = useTold(reach)
  const [failure, setFailure] = useState<string>()
  const enable = () => {
    setFailure(undefined)
    void takeOver().catch((error) => {
      if (!(error instanceof Unanswered)) throw error
      setFailure(error.message)
    })
  }
  return (
    <main>
      <h1>亮证</h1>
      {certificate === '' ? (
        <p className="empty">您没有登记执法证件，不能亮证。请由执法人员出示。</p>
      ) : other ? (
        <>
          <p>您的亮证卡正在另一台手机上使用。在这台手机上启用以后，那一台上的立即停用。</p>
          <button type="button" className="big" onClick={enable}>
            在这台手机上启用
          </button>
        </>
      ) : (
        <p className="empty">
          {reached === 'reached'
            ? '正在启用亮证卡……'
            : '这台手机还没有亮证卡：请先联网登录一次，以后没有网络也能亮证。'}
        </p>
      )}
      {failure !== undefined && (
        <p className="refused" role="alert">
          {failure}
        </p>
      )}
    </main>
  )
}
