import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input } from 'antd'
import { queries } from '../api.ts'
import { minutes } from '../case/recordings.tsx'
import { instantText } from '../time.ts'

/** What was chosen of one recording: all of it, or what stands between two times in m:ss. */
export interface ChosenItem {
  readonly recording: string
  readonly from: string
  readonly until: string
}

/** m:ss or h:mm:ss as seconds. */
export const secondsOf = (text: string): number | undefined => {
  const parts = text.trim().split(/[:：]/)
  if (parts.length > 3 || parts.some((part) => !/^\d+(\.\d+)?$/.test(part))) return undefined
  return parts.reduce((sum, part) => sum * 60 + Number(part), 0)
}

export const asItems = (chosen: readonly ChosenItem[]) =>
  chosen.map(({ recording, from, until }) => {
    const [start, end] = [secondsOf(from), secondsOf(until)]
    return { recording, ...(start === undefined || end === undefined ? {} : { from: start, until: end }) }
  })

/** The recordings of a case, to choose from: whole, or from one time to another. */
export const Items = ({
  caseId,
  chosen,
  set,
}: {
  readonly caseId: string
  readonly chosen: readonly ChosenItem[]
  readonly set: (chosen: readonly ChosenItem[]) => void
}) => {
  const { data = [] } = useQuery(queries.recordings(caseId))
  const originals = data.filter(({ origin }) => origin !== 'copy')
  if (originals.length === 0) return <p className="empty">这个案件还没有录音录像。</p>
  const change = (recording: string, more: Partial<ChosenItem>) =>
    set(chosen.map((each) => (each.recording === recording ? { ...each, ...more } : each)))
  return (
    <ul className="plain retrieval-items">
      {originals.map(({ id, kindTitle, startedAt, seconds }) => {
        const one = chosen.find(({ recording }) => recording === id)
        const title = `${kindTitle} ${instantText(startedAt)}`
        return (
          <li key={id}>
            <Checkbox
              checked={one !== undefined}
              onChange={({ target }) =>
                set(
                  target.checked
                    ? [...chosen, { recording: id, from: '', until: '' }]
                    : chosen.filter(({ recording }) => recording !== id),
                )
              }
            >
              {title}，{minutes(seconds)}
            </Checkbox>
            {one !== undefined && (
              <span className="pair">
                <Input
                  aria-label={`${title} 从`}
                  placeholder="从 0:00"
                  value={one.from}
                  onChange={({ target }) => change(id, { from: target.value })}
                />
                <Input
                  aria-label={`${title} 到`}
                  placeholder={`到 ${minutes(seconds)}`}
                  value={one.until}
                  onChange={({ target }) => change(id, { until: target.value })}
                />
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
