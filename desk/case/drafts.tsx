import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { dropDraft, keptDrafts } from '../form/draft.ts'
import { useMe } from '../shell/me.ts'
import { instantText } from '../time.ts'

/** What was begun on this machine and not handed in. */
export const Drafts = () => {
  const { account } = useMe()
  const [drafts, setDrafts] = useState(() => keptDrafts(account))
  if (drafts.length === 0) return null
  return (
    <section className="due-group" aria-label="没有交出的草稿">
      <h2>
        没有交出的草稿 <small>{drafts.length} 份，存在本机</small>
      </h2>
      <ul className="drafts">
        {drafts.map(({ name, subject, act, about, at }) => (
          <li key={name}>
            {subject === 'new' ? (
              <Link to="/cases/new">{about}</Link>
            ) : (
              <Link to="/cases/$id" params={{ id: subject }} search={{ act }}>
                {about}
              </Link>
            )}
            <small>{instantText(at)}</small>
            <button
              type="button"
              className="link"
              aria-label={`放弃草稿：${about}`}
              onClick={() => {
                dropDraft(name)
                setDrafts(keptDrafts(account))
              }}
            >
              放弃
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
