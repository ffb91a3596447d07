import { type FormEvent, useState } from 'react'
import type { ShowingNow } from '../card/showing.ts'
import { put } from '../outbox.ts'
import { me } from '../session.ts'
import { clockText } from '../time.ts'
import { useTold } from '../told.ts'
import type { KeptCase } from './kept.ts'

/** Occasions of the act, by what the card was shown for. */
const occasionOf = (task: string, stage: string): string =>
  stage === 'on-the-spot'
    ? 'on-the-spot'
    : task.startsWith('询问')
      ? 'questioning'
      : task.startsWith('送达')
        ? 'service'
        : /证据|取证|保存|查封|扣押/.test(task)
          ? 'evidence'
          : 'inspection'

/** The showing as the act of the case: who stood beside, to whom, and that the rights were told. Time and place are known already. */
export const ShownForm = ({
  found,
  showing,
  done,
}: {
  readonly found: KeptCase
  readonly showing: ShowingNow
  readonly done: () => void
}) => {
  const self = useTold(me)?.person.id ?? ''
  const act = found.acts.find(({ name }) => name === 'show-certificates')
  const others = found.handlers.filter(({ id }) => id !== self)
  const [beside, setBeside] = useState<readonly string[]>(others.length === 1 ? others.map(({ id }) => id) : [])
  const [shownTo, setShownTo] = useState(String(act?.known.shownTo ?? ''))
  const [place, setPlace] = useState(showing.place === '' ? String(act?.known.place ?? '') : showing.place)
  const [told, setTold] = useState(false)
  const [recusal, setRecusal] = useState('no')
  if (act === undefined || !act.available)
    return (
      <section className="pending">
        <h2>{clockText(showing.at)} 亮证，已单独记录</h2>
        <p className="muted">
          现在还不能记入案件：{act?.reasons.map(({ message }) => message).join('；') ?? '这一程序没有这一步'}
        </p>
        <div className="actions">
          <button type="button" className="quiet" onClick={done}>
            知道了
          </button>
        </div>
      </section>
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void put({
      id: `act/${showing.id}`,
      person: self,
      title: `出示执法证件、告知权利：${found.title}`,
      method: 'POST',
      path: act.href,
      body: {
        data: {
          officers: [self, ...beside],
          occasion: occasionOf(showing.task, found.stage.name),
          place: place.trim(),
          shownTo: shownTo.trim(),
          rightsTold: true,
          recusalAsked: recusal,
          showings: [showing.id],
        },
        key: `shown/${showing.id}`,
        happenedAt: showing.at,
      },
      at: Date.now(),
      caseId: found.id,
      needs: [`showing/${showing.id}`],
    }).then(done)
  }
  return (
    <section className="pending">
      <h2>{clockText(showing.at)} 亮证，记入案件</h2>
      <form className="stack" onSubmit={submit}>
        <fieldset>
          <legend>一起出示证件的</legend>
          <div className="chips">
            {others.map(({ id, name }) => (
              <label key={id}>
                <input
                  type="checkbox"
                  checked={beside.includes(id)}
                  onChange={({ target }) =>
                    setBeside(target.checked ? [...beside, id] : beside.filter((each) => each !== id))
                  }
                />
                <span>{name}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <label className="field">
          <span>向谁出示</span>
          <input value={shownTo} onChange={({ target }) => setShownTo(target.value)} maxLength={50} required />
        </label>
        <label className="field">
          <span>地点</span>
          <input value={place} onChange={({ target }) => setPlace(target.value)} maxLength={200} required />
        </label>
        <label className="tick">
          <input type="checkbox" checked={told} onChange={({ target }) => setTold(target.checked)} required />
          <span>已告知陈述权、申辩权和申请回避的权利</span>
        </label>
        <fieldset>
          <legend>当事人是否申请回避</legend>
          <div className="chips">
            {[
              ['no', '不申请'],
              ['yes', '申请回避'],
            ].map(([value = '', title]) => (
              <label key={value}>
                <input type="radio" name="recusal" checked={recusal === value} onChange={() => setRecusal(value)} />
                <span>{title}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {beside.length === 0 && <p className="muted">办案人员不得少于两人：请选一起出示证件的人。</p>}
        <div className="actions">
          <button type="button" className="quiet" onClick={done}>
            不记入案件
          </button>
          <button type="submit" disabled={beside.length === 0}>
            记入案件
          </button>
        </div>
      </form>
    </section>
  )
}
