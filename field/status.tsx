import { useEffect, useState } from 'react'
import { reach } from './api.ts'
import { useAwake } from './awake.ts'
import { outbox } from './outbox.ts'
import { address } from './place.ts'
import { bytesWaiting, recordings } from './record/kept.ts'
import { type Live, live } from './record/recorder.ts'
import { sealedAt } from './record/sync.ts'
import { me } from './session.ts'
import { lengthText, sizeText } from './time.ts'
import { useTold } from './told.ts'

const words = { unknown: '正在连接', reached: '已联网', offline: '没有网络', 'signed-out': '登录已失效' } as const

/** The line at the top: what is going on, and what the bureau hasn't got yet. Never more than is true. */
export const Status = () => {
  const reached = useTold(reach)
  const waiting = useTold(outbox)
  const all = useTold(recordings)
  const now = useTold(live)
  const self = useTold(me)
  const refused = [...waiting, ...all].filter((each) => each.refused !== undefined).length
  const bytes = bytesWaiting(all)
  const unfinished = all.filter(({ done }) => !done).length
  const left =
    refused > 0
      ? `${refused} 项没有被接受，请看`
      : bytes > 0
        ? `待上传 ${sizeText(bytes)}${waiting.length > 0 ? `、${waiting.length} 项` : ''}`
        : waiting.length > 0
          ? `待上传 ${waiting.length} 项`
          : now !== undefined
            ? '边录边传，没有积压'
            : unfinished > 0
              ? '正在核对'
              : '全部已上传'
  useAwake(now !== undefined)
  return (
    <header className="status" data-reach={reached} data-live={now !== undefined}>
      <a href={address({ at: 'outbox' })}>
        {now === undefined ? <b>{words[reached]}</b> : <Running now={now} />}
        <span>{left}</span>
      </a>
      <a className="self" href={address({ at: 'me' })}>
        {self?.person.name}
      </a>
    </header>
  )
}

/** 正在录像 03:12 · 已封存: sealed by the bureau within the last seconds, or so far only on this phone. */
const Running = ({ now }: { readonly now: Live }) => {
  const accepted = useTold(sealedAt)
  const [tick, setTick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTick((n) => n + 1), 500)
    return () => clearInterval(timer)
  }, [])
  const length = now.length + (now.paused ? 0 : performance.now() - now.at)
  return (
    <>
      <b data-tick={tick}>
        {now.paused ? '已暂停' : now.kind === 'video' ? '正在录像' : '正在录音'} {lengthText(length)}
      </b>
      <span>{Date.now() - accepted < 20_000 ? '已封存' : '已在本机封存'}</span>
    </>
  )
}
