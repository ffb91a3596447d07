import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Input, Select } from 'antd'
import { useRef, useState } from 'react'
import type { CaseView } from '../../src/casework/view.ts'
import { shownAt } from '../../src/recording/seconds.ts'
import { queries, type RecordingView, type ViewingView } from '../api.ts'
import { minutes } from '../case/recordings.tsx'
import { secondIn, sentencesOf } from '../case/sentences.ts'
import { Copies, CopyLabel } from '../recording/copies.tsx'
import { useMarkWords } from '../recording/marks.ts'
import { Player } from '../recording/player.tsx'
import { Asked } from '../shell/asked.tsx'
import { Field, SendForm } from '../shell/send-form.tsx'
import { useSending } from '../shell/sending.ts'
import { instantText } from '../time.ts'

/** One recording of a case: nothing plays before it was said why; then beside it what was written of the same act. */
export const RecordingPage = () => {
  const { id, recording } = useParams({ from: '/cases/$id/recordings/$recording' })
  return (
    <div className="page">
      <Asked query={queries.case(id)}>
        {(view) => (
          <Asked query={queries.recording(recording)}>
            {(found) => <Watched key={found.id} view={view} recording={found} />}
          </Asked>
        )}
      </Asked>
    </div>
  )
}

const Watched = ({ view, recording }: { readonly view: CaseView; readonly recording: RecordingView }) => {
  const { at } = useSearch({ from: '/cases/$id/recordings/$recording' })
  const [viewing, setViewing] = useState<ViewingView>()
  const [wanted, setWanted] = useState<number | undefined>(at)
  const player = useRef<HTMLVideoElement>(null)
  const spans = recording.spans.map(([from, until]) => [from * 1000, until * 1000] as const)
  /** Seconds of the clock as those that play: pauses are left out. */
  const shown = (second: number) => shownAt(spans, Math.max(0, Math.min(second, recording.seconds)) * 1000) / 1000
  /** Goes to a second; before a purpose was recorded it is remembered, and the purpose is asked for. */
  const seek = (second: number) => {
    if (player.current === null) {
      setWanted(second)
      document.getElementById('purpose')?.focus()
      return
    }
    player.current.currentTime = shown(second)
    void player.current.play()
  }
  return (
    <>
      <header className="page-head">
        <h1>
          <Link to="/cases/$id" params={{ id: view.id }} search={{ tab: 'recordings' }}>
            {view.title}
          </Link>{' '}
          / {recording.origin === 'copy' && '复制件 '}
          {recording.kindTitle} {instantText(recording.startedAt)}
        </h1>
      </header>
      <div className="watching">
        <div>
          {viewing === undefined ? (
            <Purpose
              recording={recording.id}
              opened={setViewing}
              then={wanted === undefined || recording.kind === 'photo' ? undefined : minutes(wanted)}
            />
          ) : (
            <Player
              viewing={viewing}
              recording={recording}
              player={player}
              {...(wanted === undefined ? {} : { from: shown(wanted) })}
              seconds={shown(recording.seconds)}
            />
          )}
          <CopyLabel recording={recording} caseId={view.id} />
          <Facts recording={recording} />
          <Copies key={recording.id} recording={recording} caseId={view.id} />
        </div>
        <div>
          <Marks recording={recording} seek={seek} />
          <Written view={view} recording={recording} seek={seek} />
          <Viewings recording={recording.id} />
        </div>
      </div>
    </>
  )
}

const purposes = {
  handling: '办理案件',
  review: '法制审核',
  decision: '审批决定',
  hearing: '听证',
  dispute: '复议、诉讼',
  supervision: '执法监督、案卷评查',
  party: '当事人、代理人查阅',
  training: '培训',
  other: '其他',
} as const

const Purpose = ({
  recording,
  opened,
  then,
}: {
  readonly recording: string
  readonly opened: (viewing: ViewingView) => void
  /** From where it will play, in words. */
  readonly then: string | undefined
}) => {
  const [purpose, setPurpose] = useState<string>()
  const [note, setNote] = useState('')
  const client = useQueryClient()
  const sending = useSending<ViewingView>((viewing) => {
    opened(viewing)
    void client.invalidateQueries({ queryKey: ['viewings', recording] })
  })
  return (
    <SendForm
      title="为什么调阅"
      heading="h2"
      sending={sending}
      submit={() =>
        void sending.post(`/api/recordings/${recording}/viewings`, {
          purpose,
          ...(note.trim() === '' ? {} : { note: note.trim() }),
        })
      }
      verb="调阅"
      ready={purpose !== undefined}
    >
      <p className="muted">
        说明目的以后才能播放。谁在什么时候为什么调阅、看了哪些秒，都会记入日志，案件的办理人员看得到。
        {then !== undefined && `之后从 ${then} 开始播放。`}
      </p>
      <Field id="purpose" title="目的">
        <Select
          id="purpose"
          value={purpose ?? null}
          onChange={setPurpose}
          options={Object.entries(purposes).map(([value, label]) => ({ value, label }))}
        />
      </Field>
      <Field id="purpose-note" title="说明" optional="选填，选“其他”的必填">
        <Input id="purpose-note" value={note} maxLength={500} onChange={({ target }) => setNote(target.value)} />
      </Field>
    </SendForm>
  )
}

const Facts = ({ recording }: { readonly recording: RecordingView }) => (
  <dl className="rows">
    {(
      [
        ['开始', instantText(recording.startedAt)],
        ['时长', minutes(recording.seconds)],
        ['状态', recording.stateTitle],
        ['核对', recording.verdicts.at(-1)?.explanation],
        ['录制人', recording.officer?.name],
        ['设备', recording.device?.name],
        ['来源', recording.source],
        ['时钟', recording.clockWarning],
        ['封存', recording.firstSealedAt === undefined ? undefined : instantText(recording.firstSealedAt)],
        ['哈希', recording.sha256],
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
)

type Seek = (second: number) => void

const Jump = ({
  second,
  seek,
  about = false,
}: {
  readonly second: number
  readonly seek: Seek
  readonly about?: boolean
}) => (
  <button type="button" className="link figures" onClick={() => seek(second)}>
    {about ? '约 ' : ''}
    {minutes(second)}
  </button>
)

const Marks = ({ recording, seek }: { readonly recording: RecordingView; readonly seek: Seek }) => {
  const said = useMarkWords(recording.marks.length > 0)
  if (recording.marks.length === 0) return null
  return (
    <section>
      <h2>标记</h2>
      <ol className="jumps">
        {[...recording.marks.entries()].map(([n, mark]) => (
          <li key={n}>
            <Jump second={mark.at / 1000} seek={seek} /> {said(mark)}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The records that were made of what this recording shows; each sentence leads to where it stands in the recording. */
const Written = ({
  view,
  recording,
  seek,
}: {
  readonly view: CaseView
  readonly recording: RecordingView
  readonly seek: Seek
}) => {
  const { data: coverage } = useQuery(queries.coverage(view.id))
  const rows = (coverage?.rows ?? []).filter(({ stretches }) =>
    stretches.some((each) => each.recording === recording.id),
  )
  return rows.map((row) => {
    const papers = view.papers.filter(({ id }) => id.split('.').at(-2) === String(row.version))
    return (
      <section key={row.version}>
        <h2>{row.title}</h2>
        <p className="muted">
          <Jump second={(Date.parse(row.from) - Date.parse(recording.startedAt)) / 1000} seek={seek} /> 开始，
          <Jump second={(Date.parse(row.until) - Date.parse(recording.startedAt)) / 1000} seek={seek} /> 结束。
          {row.sentence}
        </p>
        {papers.map((paper) => (
          <Record
            key={paper.id}
            id={paper.id}
            title={paper.title}
            row={row}
            startedAt={recording.startedAt}
            seek={seek}
          />
        ))}
      </section>
    )
  })
}

const Record = ({
  id,
  title,
  row,
  startedAt,
  seek,
}: {
  readonly id: string
  readonly title: string
  readonly row: { readonly from: string; readonly until: string }
  readonly startedAt: string
  readonly seek: Seek
}) => (
  <Asked query={queries.paper(id)}>
    {(paper) => {
      const sentences = sentencesOf(paper)
      return (
        <>
          <h3>{title}</h3>
          <ol className="jumps record">
            {[...sentences.entries()].map(([n, text]) => {
              const { second, exact } = secondIn(text, (n + 0.5) / sentences.length, row, startedAt)
              return (
                <li key={n}>
                  <Jump second={second} seek={seek} about={!exact} /> {text}
                </li>
              )
            })}
          </ol>
          <p className="hint">笔录没有写明时刻的句子，按先后估计位置，前面有“约”字。</p>
        </>
      )
    }}
  </Asked>
)

const Viewings = ({ recording }: { readonly recording: string }) => (
  <section>
    <h2>调阅记录</h2>
    <Asked query={queries.viewings(recording)}>
      {(viewings) =>
        viewings.length === 0 ? (
          <p className="empty">还没有人调阅过。</p>
        ) : (
          <table className="cards">
            <thead>
              <tr>
                <th>谁</th>
                <th>何时</th>
                <th>目的</th>
                <th>看了</th>
              </tr>
            </thead>
            <tbody>
              {viewings.map((viewing) => (
                <tr key={viewing.id}>
                  <td data-title="谁">{viewing.person.name}</td>
                  <td data-title="何时">{instantText(viewing.at)}</td>
                  <td data-title="目的">
                    {viewing.purposeTitle}
                    {viewing.note !== undefined && <small>{viewing.note}</small>}
                  </td>
                  <td data-title="看了" className="figures">
                    {Math.round(viewing.seconds)} 秒
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      }
    </Asked>
  </section>
)
