import { go, type Place } from '../place.ts'
import { useTold } from '../told.ts'
import { live, start, stop } from './recorder.ts'
import { wanted } from './screen.tsx'

/** The record button: always in the middle of the bar, whatever is on the screen. */
export const RecordButton = ({ place }: { readonly place: Place }) => {
  const now = useTold(live)
  const want = useTold(wanted)
  const here = place.at === 'record'
  const words =
    now !== undefined
      ? here
        ? '停止'
        : '正在录'
      : !here || want === undefined
        ? '录像'
        : { video: '录像', audio: '录音', photo: '拍照' }[want.kind]
  const press = () => {
    if (!here) {
      const caseId = now?.subject.caseId ?? (place.at === 'case' ? place.id : undefined)
      return go({ at: 'record', ...(caseId === undefined ? {} : { caseId }) })
    }
    if (now !== undefined) return stop()
    if (want === undefined) return
    if (want.kind === 'photo') void want.photograph?.()
    else void start(want.kind, want.subject)
  }
  return (
    <button type="button" className="shutter" data-on={now !== undefined} onClick={press}>
      <i aria-hidden="true" />
      <span>{words}</span>
    </button>
  )
}
