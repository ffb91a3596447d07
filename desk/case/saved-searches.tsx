import { useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { client, queries, send, Unanswered } from '../api.ts'
import { useMe } from '../shell/me.ts'

/** Searches that this person has kept, and keeping the one that stands on the page. */
export const SavedSearches = () => {
  const { data: kept = [] } = useQuery(queries.savedSearches)
  const me = useMe()
  const { pathname, searchStr } = useRouterState({ select: ({ location }) => location })
  const [naming, setNaming] = useState(false)
  const [title, setTitle] = useState('')
  const [wrong, setWrong] = useState<string>()
  const here = `${pathname}${searchStr}`
  const again = () => client.invalidateQueries({ queryKey: queries.savedSearches.queryKey })
  const told = async (work: () => Promise<unknown>) => {
    try {
      await work()
      setWrong(undefined)
      await again()
      return true
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      setWrong(error.message)
      return false
    }
  }
  const keep = async (event: FormEvent) => {
    event.preventDefault()
    if (await told(() => send('POST', '/api/saved-searches', { title, address: here }))) {
      setNaming(false)
      setTitle('')
    }
  }
  const search = searchStr !== ''
  if (kept.length === 0 && !search) return null
  return (
    <nav className="saved no-print" aria-label={`${me.person.name}的常用查询`}>
      <span className="muted">常用查询</span>
      {kept.map(({ id, title: name, address }) => (
        <span key={id}>
          <a href={`/desk${address}`} aria-current={address === here ? 'true' : undefined}>
            {name}
          </a>
          {address === here && (
            <button
              type="button"
              className="link"
              aria-label={`删去常用查询：${name}`}
              onClick={() => void told(() => send('DELETE', `/api/saved-searches/${id}`))}
            >
              ×
            </button>
          )}
        </span>
      ))}
      {search &&
        !kept.some(({ address }) => address === here) &&
        (naming ? (
          <form onSubmit={(event) => void keep(event)}>
            <Input
              aria-label="查询的名称"
              placeholder="给这个查询起个名称"
              autoFocus
              maxLength={40}
              value={title}
              onChange={({ target }) => setTitle(target.value)}
            />
            <Button htmlType="submit">存下</Button>
            <Button type="text" onClick={() => setNaming(false)}>
              取消
            </Button>
          </form>
        ) : (
          <button type="button" className="link" onClick={() => setNaming(true)}>
            存下这个查询
          </button>
        ))}
      {wrong !== undefined && (
        <span className="refused" role="alert">
          {wrong}
        </span>
      )}
    </nav>
  )
}
