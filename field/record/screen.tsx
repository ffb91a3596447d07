import { useEffect, useRef, useState } from 'react'
import { addNote } from '../acts/draft.ts'
import { written } from '../acts/written.ts'
import { address } from '../place.ts'
import { me } from '../session.ts'
import { type KeptCase, keptCase, tasks } from '../tasks/kept.ts'
import { clockText, lengthText, sizeText } from '../time.ts'
import { told, useTold } from '../told.ts'
import { guide } from './guide.ts'
import { type Kept, recordings } from './kept.ts'
import { camera, goOn, type Live, live, mark, pause, photograph, type Subject, trouble } from './recorder.ts'
import { Wording } from './wording.tsx'

/** What the record button will do: chosen here, pressed in the bar at the bottom. */
export interface Wanted {
  readonly kind: 'video' | 'audio' | 'photo'
  readonly subject: Subject
  readonly photograph?: () => Promise<void>
}
export const wanted = told<Wanted | undefined>(undefined)

const kinds = [
  ['video', '录像'],
  ['audio', '录音'],
  ['photo', '拍照'],
] as const

/** 录像、取证: what is recorded, of which act, and what must be seen and said. */
export const RecordScreen = ({ caseId }: { readonly caseId?: string }) => {
  const now = useTold(live)
  const wrong = useTold(trouble)
  return (
    <main className="record">
      {wrong !== undefined && (
        <p className="refused" role="alert">
          {wrong}
        </p>
      )}
      {now === undefined ? <Choice {...(caseId === undefined ? {} : { caseId })} /> : <Running now={now} />}
    </main>
  )
}

const Choice = ({ caseId: first = '' }: { readonly caseId?: string }) => {
  const self = useTold(me)?.person.id ?? ''
  const acts = useTold(guide)
  const mine = useTold(tasks)
  const all = useTold(recordings)
  const [caseId, setCase] = useState(first)
  const [found, setFound] = useState<KeptCase>()
  const [chosen, setAct] = useState<string>()
  const [kind, setKind] = useState<Wanted['kind']>('video')
  useEffect(() => {
    setFound(undefined)
    if (caseId !== '') void keptCase(caseId).then(setFound)
  }, [caseId])
  // What the case waits for comes first, where it is recorded at all.
  const waiting = found?.acts.find(({ name, place }) => place === 'next' && acts.some(({ act }) => act === name))?.name
  const act = chosen ?? waiting ?? acts[0]?.act ?? ''
  const asked = acts.find((each) => each.act === act)
  const rule = asked?.rules.find(({ situation }) => situation === 'always')
  const subject: Subject = {
    person: self,
    title: `${asked?.title ?? '现场记录'}${found === undefined ? '' : `：${found.title}`}`,
    ...(caseId === '' ? {} : { caseId }),
    ...(act === '' ? {} : { act }),
  }
  const said = JSON.stringify(subject)
  useEffect(() => {
    if (kind !== 'photo') wanted.set({ kind, subject: JSON.parse(said) as Subject })
    return () => wanted.set(undefined)
  }, [kind, said])
  const own = all.filter(({ manifest }) => caseId !== '' && manifest.caseId === caseId)
  return (
    <>
      <h1>
        录像、取证
        <small>
          {rule === undefined
            ? '清单对这一行为没有要求，仍然可以记录'
            : `清单要求：${rule.requiredTitle}，${rule.mediaTitle}；${rule.begins}，${rule.ends}`}
        </small>
      </h1>
      <fieldset>
        <legend className="unseen">记录方式</legend>
        <div className="chips">
          {kinds.map(([value, title]) => (
            <label key={value}>
              <input type="radio" name="kind" checked={kind === value} onChange={() => setKind(value)} />
              <span>{title}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {kind === 'photo' && <Viewfinder subject={subject} />}
      <label className="field">
        <span>执法行为</span>
        <select value={act} onChange={({ target }) => setAct(target.value)}>
          {acts.length === 0 && <option value="">联网一次后可选</option>}
          {acts.map((each) => (
            <option key={each.act} value={each.act}>
              {each.title}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>哪个案件</span>
        <select value={caseId} onChange={({ target }) => setCase(target.value)}>
          <option value="">还没有案件</option>
          {mine?.cases.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {own.length > 0 && (
        <section>
          <h2>本案在这台手机上的</h2>
          <RecordingRows all={own} />
        </section>
      )}
      {asked !== undefined && <Wording guide={asked} />}
      <ToRecord caseId={caseId} act={act} />
    </>
  )
}

const Viewfinder = ({ subject }: { readonly subject: Subject }) => {
  const video = useRef<HTMLVideoElement>(null)
  const [taken, setTaken] = useState(0)
  const said = JSON.stringify(subject)
  useEffect(() => {
    let stream: MediaStream | undefined
    let over = false
    void camera('photo').then((found) => {
      stream = found
      if (over) for (const track of found?.getTracks() ?? []) track.stop()
      else if (video.current !== null && found !== undefined) video.current.srcObject = found
    })
    return () => {
      over = true
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [])
  useEffect(() => {
    const about = JSON.parse(said) as Subject
    wanted.set({
      kind: 'photo',
      subject: about,
      photograph: async () => {
        if (video.current === null || video.current.videoWidth === 0) return
        if (await photograph(video.current, { ...about, title: `照片，${about.title}` })) setTaken((n) => n + 1)
      },
    })
  }, [said])
  return (
    <figure className="finder">
      <video ref={video} autoPlay playsInline muted />
      {taken > 0 && <figcaption role="status">已拍 {taken} 张，已在本机封存</figcaption>}
    </figure>
  )
}

const Running = ({ now }: { readonly now: Live }) => {
  const video = useRef<HTMLVideoElement>(null)
  const acts = useTold(guide)
  const [reason, setReason] = useState<string>()
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = now.stream
  }, [now.stream])
  const asked = acts.find(({ act }) => act === now.subject.act)
  return (
    <>
      <h1>
        {now.subject.title}
        <small>{now.kind === 'video' ? '录像' : '录音'}中，每两秒以内封存一次</small>
      </h1>
      {now.kind === 'video' && (
        <figure className="finder">
          <video ref={video} autoPlay playsInline muted />
        </figure>
      )}
      {now.paused ? (
        <button type="button" className="big" onClick={goOn}>
          继续录
        </button>
      ) : reason === undefined ? (
        <button type="button" className="quiet" onClick={() => setReason('')}>
          暂停（要说明原因）
        </button>
      ) : (
        <form
          className="pending stack"
          onSubmit={(event) => {
            event.preventDefault()
            pause(reason.trim())
            setReason(undefined)
          }}
        >
          <label className="field">
            <span>先说出来，再写下为什么暂停</span>
            <input value={reason} onChange={({ target }) => setReason(target.value)} maxLength={100} required />
          </label>
          <div className="actions">
            <button type="button" className="quiet" onClick={() => setReason(undefined)}>
              不暂停
            </button>
            <button type="submit">暂停</button>
          </div>
        </form>
      )}
      {asked !== undefined && <Wording guide={asked} now={now} />}
      <Notes now={now} />
      <ToRecord {...now.subject} />
    </>
  )
}

/** To the record of what is recorded, where it is written on the phone; recording goes on meanwhile. */
const ToRecord = ({ caseId = '', act = '' }: { readonly caseId?: string; readonly act?: string }) =>
  caseId === '' || !written.some((each) => each === act) ? null : (
    <p className="actions">
      <a className="button" href={address({ at: 'act', caseId, act })}>
        写笔录、签名
      </a>
    </p>
  )

/** 现场记录: what was seen, in words, sealed with the second in which it was written. */
const Notes = ({ now }: { readonly now: Live }) => {
  const [text, setText] = useState('')
  const notes = now.marks.filter((each) => each.kind === 'note')
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        mark({ kind: 'note', text: text.trim() })
        const { caseId, act } = now.subject
        if (caseId !== undefined && act !== undefined) void addNote({ caseId, act }, text.trim())
        setText('')
      }}
    >
      <label className="field">
        <span>现场记录</span>
        <textarea value={text} onChange={({ target }) => setText(target.value)} maxLength={500} required />
      </label>
      <button type="submit" className="quiet" disabled={text.trim() === '' || now.paused}>
        记下
      </button>
      {notes.length > 0 && (
        <ul className="rows">
          {notes.map((each) => (
            <li key={each.at}>
              <div>
                <b>{each.kind === 'note' && each.text}</b>
                <span className="good">✓ {lengthText(each.at)}，随录制封存</span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}

export const RecordingRows = ({ all }: { readonly all: readonly Kept[] }) => (
  <ul className="rows">
    {all.toReversed().map((each) => (
      <li key={each.id}>
        <div>
          <b>{each.title}</b>
          <span>
            <em>{clockText(each.manifest.startedAt)}</em>
            {each.manifest.kind !== 'photo' && <em>{lengthText(each.length)}</em>}
            <em>{sizeText(each.tip.bytes)}</em>
            <em className={each.done ? 'good' : ''}>{stateOf(each)}</em>
          </span>
          {each.refused !== undefined && (
            <p className="refused" role="alert">
              没有被接受：{each.refused}。内容还在手机上，请联系系统管理员。
            </p>
          )}
        </div>
      </li>
    ))}
  </ul>
)

const stateOf = ({ done, ended, finalAccepted, accepted, sent, tip }: Kept): string =>
  done
    ? '✓ 已上传，核对无误'
    : ended === undefined
      ? '正在录'
      : `${ended === 'interrupted' ? '意外中断，' : ended === 'storage-full' ? '存储满，' : ''}${
          finalAccepted
            ? sent >= tip.bytes
              ? '已上传，正在核对'
              : `已封存，待上传 ${sizeText(tip.bytes - sent)}`
            : accepted >= 0
              ? '部分已封存，待上传'
              : '已在本机封存，待上传'
        }`
