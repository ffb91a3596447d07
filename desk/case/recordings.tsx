import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CoverageRow } from '../../src/casework/coverage.ts'
import { queries, type RecordingView } from '../api.ts'
import { Cited } from '../law/cited.tsx'
import { Asked } from '../shell/asked.tsx'
import { clockText, dayText, instantText } from '../time.ts'
import { Strip } from './strip.tsx'

/** What had to be recorded of the case in sound and picture, what was, and the recordings themselves. */
export const Recordings = ({ id }: { readonly id: string }) => {
  const { data: recordings = [] } = useQuery(queries.recordings(id))
  return (
    <Asked query={queries.coverage(id)}>
      {({ listed, rows, basis }) => (
        <>
          {!listed && (
            <p className="notice">本局还没有音像记录事项清单，现在不按清单核对；由法规处在“基础信息”中制定。</p>
          )}
          {rows.length === 0 ? (
            <p className="empty">还没有应当音像记录的执法行为。</p>
          ) : (
            <ol className="coverage">
              {rows.map((row) => (
                <Covered key={row.version} row={row} />
              ))}
            </ol>
          )}
          <h3>录制的内容</h3>
          {recordings.length === 0 ? (
            <p className="empty">还没有录音录像。现场用执法手机或者执法记录仪录制的会列在这里。</p>
          ) : (
            <ol className="coverage">
              {recordings.map((recording) => (
                <Recorded key={recording.id} caseId={id} recording={recording} />
              ))}
            </ol>
          )}
          <p>
            <Link to="/retrievals" search={{ case: id }}>
              当事人、法院等要求调取，或者查看调取的记录
            </Link>
          </p>
          <p className="muted">
            依据 <Cited basis={basis} />
          </p>
        </>
      )}
    </Asked>
  )
}

const Covered = ({ row }: { readonly row: CoverageRow }) => (
  <li data-open={row.open ? 'yes' : undefined}>
    <h4>
      {row.title} <small>{dayText(row.from)}</small>
    </h4>
    <p data-state={row.required === 'none' ? undefined : row.covered ? 'good' : row.open ? 'late' : 'soon'}>
      {row.required !== 'none' && <span aria-hidden>{row.covered ? '✓ ' : row.open ? '✗ ' : '! '}</span>}
      {row.sentence}
    </p>
    <Strip row={row} />
    {row.gaps.length > 0 && (
      <details open={row.open}>
        <summary>没有录到的时段</summary>
        <table>
          <thead>
            <tr>
              <th>从</th>
              <th>到</th>
              <th>秒</th>
            </tr>
          </thead>
          <tbody className="figures">
            {row.gaps.map((gap) => (
              <tr key={gap.from}>
                <td>{clockText(gap.from)}</td>
                <td>{clockText(gap.until)}</td>
                <td>{gap.seconds}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    )}
    {row.exception !== undefined && (
      <p className="muted">
        {row.exception.stateTitle}：{row.exception.reasons}
        {row.exception.medium !== undefined && `（${row.exception.medium}）`}
        {`，${row.exception.askedBy}申请`}
        {row.exception.answeredBy !== undefined &&
          `，${row.exception.answeredBy} ${row.exception.answeredAt === undefined ? '' : instantText(row.exception.answeredAt)} 批复`}
      </p>
    )}
  </li>
)

const Recorded = ({ caseId, recording }: { readonly caseId: string; readonly recording: RecordingView }) => (
  <li>
    <h4>
      {recording.original !== undefined && `复制件（${recording.original.howTitle}）`}
      {recording.kindTitle} <small>{instantText(recording.startedAt)}</small>
    </h4>
    <p>
      时长 {minutes(recording.seconds)}，{recording.stateTitle}
      {recording.officer !== undefined && `，${recording.officer.name}`}
      {recording.device !== undefined && `，${recording.device.name}`}
      {recording.source !== undefined && `，来自${recording.source}`}
    </p>
    {recording.copies.length > 0 && <p className="muted">有 {recording.copies.length} 份复制件。</p>}
    {recording.original !== undefined && (
      <p className="muted">
        {recording.original.by} {instantText(recording.original.at)} 制作：{recording.original.note}
      </p>
    )}
    {recording.clockWarning !== undefined && <p data-state="soon">{recording.clockWarning}</p>}
    {recording.verdicts.at(-1)?.ok === false && <p data-state="late">{recording.verdicts.at(-1)?.explanation}</p>}
    <p>
      <Link
        to="/cases/$id/recordings/$recording"
        params={{ id: caseId, recording: recording.id }}
        className="paper-link"
      >
        调阅
      </Link>
    </p>
  </li>
)

export const minutes = (seconds: number): string => {
  const whole = Math.round(seconds)
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}
