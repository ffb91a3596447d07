import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { type RecordingView, sendMasked } from '../api.ts'
import { minutes } from '../case/recordings.tsx'
import { Cited } from '../law/cited.tsx'
import { Field, SendForm } from '../shell/send-form.tsx'
import { useSending } from '../shell/sending.ts'
import { clockText, instantText } from '../time.ts'
import { secondsOf } from './times.ts'

const basis = [
  {
    law: '市场监督管理行政处罚程序规定',
    article: 25,
    text: '《市场监督管理行政处罚程序规定》第二十五条',
    href: `/api/laws/${encodeURIComponent('市场监督管理行政处罚程序规定')}/25`,
  },
]

type Copy = RecordingView['copies'][number]

const spanText = ({ from, until }: Pick<Copy, 'from' | 'until'>, startedAt: string): string | undefined => {
  if (from === undefined || until === undefined) return undefined
  const at = (second: number) => clockText(new Date(Date.parse(startedAt) + second * 1000).toISOString())
  return `${at(from)}—${at(until)}（${minutes(from)}—${minutes(until)}）`
}

/** What stands on a copy: of which original it was made, how, when and by whom. */
export const CopyLabel = ({ recording, caseId }: { readonly recording: RecordingView; readonly caseId: string }) => {
  const { original } = recording
  if (original === undefined) return null
  return (
    <section className="notice" aria-label="复制件">
      <h2>复制件：{original.howTitle}</h2>
      <p>
        由{' '}
        <Link to="/cases/$id/recordings/$recording" params={{ id: caseId, recording: original.id }}>
          原始载体
        </Link>{' '}
        制作，{original.by}，{instantText(original.at)}。{original.method}。
        {original.what && `遮蔽：${original.what}。`}
        目的：{original.note}。
      </p>
      {original.transcript !== undefined && <p>文字记录：{original.transcript}</p>}
      {original.sha256 !== undefined && <p className="muted hash">原始载体的哈希 {original.sha256}</p>}
    </section>
  )
}

/** The copies that were made of an original, and how to make another. The original stays as it is. */
export const Copies = ({ recording, caseId }: { readonly recording: RecordingView; readonly caseId: string }) => {
  const [making, setMaking] = useState<'clip' | 'masked'>()
  const [made, setMade] = useState<RecordingView>()
  if (recording.origin === 'copy') return null
  const done = (copy: RecordingView) => {
    setMade(copy)
    setMaking(undefined)
  }
  return (
    <section>
      <h2>复制件</h2>
      {recording.copies.length === 0 ? (
        <p className="empty">还没有制作过复制件。原始载体不会改动，需要截取、遮蔽的制作复制件。</p>
      ) : (
        <ul className="plain">
          {recording.copies.map((copy) => (
            <li key={copy.id}>
              <Link to="/cases/$id/recordings/$recording" params={{ id: caseId, recording: copy.id }}>
                {copy.howTitle} {spanText(copy, recording.startedAt)}
              </Link>
              <small className="muted">
                {copy.what && `遮蔽${copy.what}，`}
                {copy.note}；{copy.by}，{instantText(copy.at)}
              </small>
            </li>
          ))}
        </ul>
      )}
      {made !== undefined && (
        <p className="said" role="status">
          复制件已制作，原始载体没有改动。
        </p>
      )}
      {recording.mayCopy && making === undefined && (
        <p className="buttons">
          {recording.kind !== 'photo' && <Button onClick={() => setMaking('clip')}>截取一段</Button>}
          <Button onClick={() => setMaking('masked')}>上传遮蔽后的文件</Button>
        </p>
      )}
      {making === 'clip' && <Clip recording={recording} done={done} close={() => setMaking(undefined)} />}
      {making === 'masked' && <Masked recording={recording} done={done} close={() => setMaking(undefined)} />}
      {(recording.mayCopy || recording.copies.length > 0) && (
        <p className="muted">
          依据 <Cited basis={basis} />
        </p>
      )}
    </section>
  )
}

interface Making {
  readonly recording: RecordingView
  readonly done: (copy: RecordingView) => void
  readonly close: () => void
}

/** A form that makes one copy: what all of them ask, and its own fields before. */
const CopyForm = ({
  title,
  recording,
  ready,
  path,
  body,
  done,
  close,
  children,
}: Making & {
  readonly title: string
  readonly ready: boolean
  readonly path: string
  readonly body: () => Promise<object>
  readonly children: ReactNode
}) => {
  const [note, setNote] = useState('')
  const [transcript, setTranscript] = useState('')
  const client = useQueryClient()
  const sending = useSending<RecordingView>(async (copy) => {
    await client.invalidateQueries({ queryKey: ['recording', recording.id] })
    if (recording.caseId !== undefined)
      void client.invalidateQueries({ queryKey: ['case', recording.caseId, 'recordings'] })
    done(copy)
  })
  const submit = () =>
    void sending.post(path, async () => ({
      ...(await body()),
      note: note.trim(),
      ...(transcript.trim() === '' ? {} : { transcript: transcript.trim() }),
    }))
  return (
    <SendForm
      title={title}
      heading="h3"
      sending={sending}
      submit={submit}
      verb="制作"
      ready={ready && note.trim() !== ''}
      close={close}
    >
      {children}
      <Field id="copy-note" title="为什么制作">
        <Input id="copy-note" value={note} maxLength={500} onChange={({ target }) => setNote(target.value)} />
      </Field>
      {recording.kind === 'audio' && (
        <Field id="copy-transcript" title="文字记录" hint="声音资料应当附有该声音内容的文字记录。">
          <Input.TextArea
            id="copy-transcript"
            value={transcript}
            autoSize={{ minRows: 3 }}
            maxLength={20_000}
            onChange={({ target }) => setTranscript(target.value)}
          />
        </Field>
      )}
    </SendForm>
  )
}

const Clip = (making: Making) => {
  const { recording } = making
  const [from, setFrom] = useState('0:00')
  const [until, setUntil] = useState(minutes(recording.seconds))
  const [start, end] = [secondsOf(from), secondsOf(until)]
  return (
    <CopyForm
      {...making}
      title="截取一段"
      ready={start !== undefined && end !== undefined && end > start}
      path={`/api/recordings/${recording.id}/clips`}
      body={async () => ({ from: start, until: Math.min(end ?? 0, Math.max(recording.seconds, 1)) })}
    >
      <div className="field pair">
        <label htmlFor="clip-from">从</label>
        <Input id="clip-from" value={from} onChange={({ target }) => setFrom(target.value)} className="figures" />
        <label htmlFor="clip-until">到</label>
        <Input id="clip-until" value={until} onChange={({ target }) => setUntil(target.value)} className="figures" />
      </div>
      <p className="hint">
        分:秒，从录制开始算起，暂停的时间也算。
        {start !== undefined &&
          end !== undefined &&
          end > start &&
          `即 ${spanText({ from: start, until: end }, recording.startedAt)}。`}
        不重新编码，所以从之前最近的完整画面开始，可能早几秒。
      </p>
    </CopyForm>
  )
}

const Masked = (making: Making) => {
  const { recording } = making
  const [file, setFile] = useState<File>()
  const [what, setWhat] = useState('')
  const [method, setMethod] = useState('')
  return (
    <CopyForm
      {...making}
      title="上传遮蔽后的文件"
      ready={file !== undefined && what.trim() !== '' && method.trim() !== ''}
      path={`/api/recordings/${recording.id}/masked`}
      body={async () => ({
        blob: (await sendMasked(recording.id, file as File)).blob,
        what: what.trim(),
        method: method.trim(),
      })}
    >
      <Field id="masked-file" title="文件" hint="在别处遮蔽、消音以后的文件，最大 200 MB。">
        <input
          id="masked-file"
          type="file"
          accept={recording.kind === 'photo' ? 'image/*' : 'video/*,audio/*'}
          onChange={({ target }) => setFile(target.files?.[0])}
        />
      </Field>
      <Field id="masked-what" title="遮蔽了什么">
        <Input
          id="masked-what"
          value={what}
          maxLength={500}
          placeholder="如：举报人的面部和声音"
          onChange={({ target }) => setWhat(target.value)}
        />
      </Field>
      <Field id="masked-method" title="制作方法">
        <Input
          id="masked-method"
          value={method}
          maxLength={200}
          placeholder="如：用剪辑软件模糊、消音"
          onChange={({ target }) => setMethod(target.value)}
        />
      </Field>
    </CopyForm>
  )
}
