import { useEffect, useState } from 'react'
import { Qr } from '../../desk/shell/qr.tsx'
import { codeAt, period, proofAt, stepAt, taskInAddress } from '../../src/showing/code.ts'
import type { ShowingView } from '../../src/showing/index.ts'
import { get, reach, Unanswered } from '../api.ts'
import { useAwake } from '../awake.ts'
import { now } from '../clock.ts'
import { clockText, dayText } from '../time.ts'
import { useTold } from '../told.ts'
import { face, type KeptCard, photo } from './kept.ts'
import type { ShowingNow } from './showing.ts'

const checkAddress = `${location.origin}/officers/check`

/** The card turned to the party: who this is, with a code that changes every half minute. It needs no network. */
export const LiveCard = ({
  card,
  showing,
  done,
}: {
  readonly card: KeptCard
  readonly showing: ShowingNow
  readonly done: () => void
}) => {
  const shown = useTold(face)
  const picture = useTold(photo)
  const { code, address, left } = useCode(card, showing, shown?.view.certificate ?? '')
  const seen = useSeen(showing.id)
  const [turned, setTurned] = useState(false)
  useAwake(true)
  if (shown === undefined) return null
  const { name, unit, duty, certificate, until, notValid } = shown.view
  return (
    <main className="live" data-turned={turned}>
      <div className="face">
        <h1>行政执法证</h1>
        <div className="who">
          {picture === undefined ? (
            <p className="no-photo">没有登记照片</p>
          ) : (
            <img src={picture} alt={`${name}的证件照片`} />
          )}
          <dl>
            <div>
              <dt>姓名</dt>
              <dd className="name">{name}</dd>
            </div>
            <div>
              <dt>单位</dt>
              <dd>{unit}</dd>
            </div>
            <div>
              <dt>职务</dt>
              <dd>{duty}</dd>
            </div>
            <div>
              <dt>证号</dt>
              <dd>{certificate}</dd>
            </div>
            {until !== undefined && (
              <div>
                <dt>有效期至</dt>
                <dd>{dayText(until)}</dd>
              </div>
            )}
          </dl>
        </div>
        {notValid === undefined ? (
          <>
            <p className="task">
              来意：<strong>{showing.task}</strong>
            </p>
            <Qr text={address} label="核对用的二维码" />
            <p className="code" aria-live="off">
              <span className="unseen">动态码</span>
              <span data-testid="code">{code === '' ? '··· ···' : `${code.slice(0, 3)} ${code.slice(3)}`}</span>
            </p>
            <progress max={period} value={left} aria-label={`${Math.ceil(left)} 秒后换码`} />
            <p className="how">
              扫码核对我是谁；或者打开 <b>{new URL(checkAddress).host}/officers/check</b>，输入证号和动态码
            </p>
          </>
        ) : (
          <p className="refused">{notValid}。不能出示，不能执法。</p>
        )}
      </div>
      <div className="bar">
        <p className="seen" role="status">
          {seen}
        </p>
        <button type="button" className="quiet" onClick={() => setTurned(!turned)}>
          转向对方
        </button>
        <button type="button" onClick={done}>
          出示完毕
        </button>
      </div>
    </main>
  )
}

const useCode = (card: KeptCard, { id, task }: ShowingNow, certificate: string) => {
  const [shown, setShown] = useState({ step: -1, code: '', address: checkAddress })
  const [left, setLeft] = useState<number>(period)
  useEffect(() => {
    let over = false
    let last = -1
    const look = async () => {
      const ms = now()
      setLeft(period - ((ms / 1000) % period))
      const step = stepAt(ms)
      if (step === last) return
      last = step
      const [code, proof] = await Promise.all([codeAt(card.key, step), proofAt(card.key, step, { id, task })])
      const query = new URLSearchParams({ n: certificate, c: code, s: id, t: taskInAddress(task), p: proof })
      if (!over) setShown({ step, code, address: `${checkAddress}?${query}` })
    }
    void look()
    const timer = setInterval(look, 250)
    return () => {
      over = true
      clearInterval(timer)
    }
  }, [card, id, task, certificate])
  return { ...shown, left }
}

/** What the party did about it, as far as there is a network to hear of it. */
const useSeen = (id: string): string => {
  const reached = useTold(reach)
  const [view, setView] = useState<ShowingView>()
  useEffect(() => {
    const look = () =>
      get<ShowingView>(`/api/showings/${id}`)
        .then(setView)
        .catch((error) => {
          if (!(error instanceof Unanswered)) throw error
        })
    const timer = setInterval(look, 4000)
    return () => clearInterval(timer)
  }, [id])
  if (view?.confirmedAt !== undefined) return `✓ 当事人 ${clockText(view.confirmedAt)} 确认看到了证件`
  const last = view?.checks.at(-1)
  if (last !== undefined) return `✓ 当事人 ${clockText(last)} 核对过`
  return reached === 'offline'
    ? '没有网络：码照样能核对，这次亮证联网后补报'
    : '已记录时间地点，等对方核对（核对与否由对方决定）'
}
