import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { PushView } from '../../src/exchange/index.ts'
import { queries } from '../api.ts'
import { Asked } from '../shell/asked.tsx'
import { NotDone } from '../shell/send-form.tsx'
import { useSending } from '../shell/sending.ts'
import { instantText } from '../time.ts'

const shows = { refused: '退回、不合要求', waiting: '等待推送', acknowledged: '已有回执' } as const
type Show = keyof typeof shows
const operations = { publish: '公示', correct: '更正', withdraw: '撤回' } as const

/** What became of a push, in one sentence. */
const standing = ({ state, reason, acknowledgement, acknowledgedAt, error, nextAt }: PushView): string => {
  if (state === 'acknowledged')
    return `回执 ${acknowledgement ?? ''}${acknowledgedAt === undefined ? '' : `，${instantText(acknowledgedAt)}`}`
  if (state === 'refused') return `平台退回：${reason ?? ''}`
  if (state === 'unfit') return `不合要求，没有推送：${reason ?? ''}`
  return error === undefined
    ? '等待推送'
    : `没有送到：${error}${nextAt === undefined ? '' : `，${instantText(nextAt)} 以后再送`}`
}

/** A platform's decisions by where they stand; what was refused can be sent again. */
export const Pushes = ({ platform, maySend }: { readonly platform: string; readonly maySend: boolean }) => {
  const [show, setShow] = useState<Show>('refused')
  const client = useQueryClient()
  const sending = useSending<unknown>(async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['exchange'] }),
      client.invalidateQueries({ queryKey: ['pushes', platform] }),
    ])
  })
  return (
    <>
      <nav className="words" aria-label="推送">
        {(Object.entries(shows) as [Show, string][]).map(([each, title]) => (
          <button
            key={each}
            type="button"
            aria-current={show === each ? 'true' : undefined}
            onClick={() => setShow(each)}
          >
            {title}
          </button>
        ))}
      </nav>
      <NotDone text={sending.failure} />
      <Asked query={queries.pushes(platform, show)}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="empty">没有。</p>
          ) : (
            <table className="cards">
              <thead>
                <tr>
                  <th>文号</th>
                  <th>内容</th>
                  <th>时限</th>
                  <th>情况</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((push) => (
                  <tr key={push.number}>
                    <td data-title="文号">
                      <Link to="/cases/$id" params={{ id: push.caseId }} data-row="">
                        {push.number}
                      </Link>
                    </td>
                    <td data-title="内容">
                      {operations[push.operation]}
                      {push.version > 0 && <small>第 {push.version} 版</small>}
                    </td>
                    <td data-title="时限" className="figures">
                      {push.dueOn}
                      <small>公示 {push.publishedOn}</small>
                    </td>
                    <td data-title="情况">
                      {standing(push)}
                      {maySend && push.state !== 'waiting' && (
                        <>
                          {' '}
                          <Button
                            size="small"
                            loading={sending.busy}
                            onClick={() =>
                              void sending.post(`/api/exchange/${encodeURIComponent(platform)}/again`, {
                                number: push.number,
                              })
                            }
                          >
                            重新推送
                          </Button>
                        </>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Asked>
    </>
  )
}
