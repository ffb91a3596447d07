import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input } from 'antd'
import { queries } from '../api.ts'
import { minutes } from '../case/recordings.tsx'
import { instantText } from '../time.ts'
import { type ChosenItem, itemOf } from './times.ts'

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
            {one !== undefined && itemOf(one) === undefined && (
              <p className="refused" role="alert">
                时间请写成 分:秒，从和到都要写，到在从之后；要全部的，两个都不写。
              </p>
            )}
          </li>
        )
      })}
    </ul>
  )
}
