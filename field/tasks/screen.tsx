import { useState } from 'react'
import { reach, Unanswered } from '../api.ts'
import { address } from '../place.ts'
import { clockText } from '../time.ts'
import { useTold } from '../told.ts'
import { ready, refreshTasks, tasks } from './kept.ts'

/** 今日: what waits for me, first what is due; then my cases. From the phone's own copy, which says how old it is. */
export const TasksScreen = () => {
  const mine = useTold(tasks)
  const reached = useTold(reach)
  const readyAt = useTold(ready)
  const [refreshing, setRefreshing] = useState(false)
  const refresh = () => {
    setRefreshing(true)
    void refreshTasks()
      .catch((error) => {
        if (!(error instanceof Unanswered)) throw error
      })
      .finally(() => setRefreshing(false))
  }
  if (mine === undefined)
    return (
      <main>
        <h1>今日任务</h1>
        <p className="empty">{reached === 'offline' ? '手机上还没有任务：请先联网一次。' : '正在取得任务……'}</p>
      </main>
    )
  const waiting = new Set(mine.items.map(({ caseId }) => caseId))
  const others = mine.cases.filter(({ id }) => !waiting.has(id))
  return (
    <main>
      <h1>
        今日任务
        <small>
          {clockText(mine.at)} 的情况
          {readyAt !== undefined && '，已备好，没有网络也能办案'}{' '}
          <button type="button" className="link" onClick={refresh} disabled={refreshing}>
            {refreshing ? '正在更新' : '更新'}
          </button>
        </small>
      </h1>
      {mine.items.length === 0 ? (
        <p className="empty">现在没有等您办的事。</p>
      ) : (
        <ul className="rows">
          {mine.items.map(({ caseId, act, caseTitle, actTitle, dueText, urgency }) => (
            <li key={`${caseId}/${act}`}>
              <a href={address({ at: 'case', id: caseId })}>
                <b>{caseTitle}</b>
                <span>
                  {actTitle}
                  {dueText !== undefined && <em className={urgency}>{dueText}</em>}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <>
          <h2>我承办的其他案件</h2>
          <ul className="rows">
            {others.map(({ id, title, stageTitle, dueText }) => (
              <li key={id}>
                <a href={address({ at: 'case', id })}>
                  <b>{title}</b>
                  <span>
                    {stageTitle}
                    {dueText !== undefined && <em>{dueText}</em>}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </main>
  )
}
