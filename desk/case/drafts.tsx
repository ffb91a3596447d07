import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { queries } from '../api.ts'
import { draftName, dropDraft, type KeptDraft, keptDrafts, restoreDraft } from '../form/draft.ts'
import { useMe } from '../shell/me.ts'
import { instantText } from '../time.ts'

/** What was begun and not handed in: on the server, and what only this machine has; what was given up can be taken back. */
export const Drafts = () => {
  const { account } = useMe()
  const { data: kept = [], refetch } = useQuery(queries.drafts)
  const [here, setHere] = useState(() => keptDrafts(account))
  const again = async () => {
    await refetch()
    setHere(keptDrafts(account))
  }
  const named = kept
    .filter(({ subject }) => !subject.startsWith('registry-'))
    .map((each) => ({ ...each, name: draftName(account, each.subject, each.act) }))
  const drafts: readonly KeptDraft[] = [
    ...named.filter(({ dropped }) => !dropped),
    ...here.filter(({ name }) => !named.some((each) => each.name === name && !each.dropped)),
  ].toSorted((a, b) => (a.at < b.at ? 1 : -1))
  const dropped = named.filter((each) => each.dropped && !drafts.some(({ name }) => name === each.name))
  if (drafts.length === 0 && dropped.length === 0) return null
  return (
    <section className="due-group" aria-label="没有交出的草稿">
      <h2>
        没有交出的草稿 <small>{drafts.length} 份</small>
      </h2>
      <ul className="drafts">
        {drafts.map((draft) => (
          <li key={draft.name}>
            <DraftLink {...draft} />
            <small>
              {instantText(draft.at)}
              {named.some(({ name }) => name === draft.name) ? '' : '，只存在本机'}
            </small>
            <button
              type="button"
              className="link"
              aria-label={`放弃草稿：${draft.about}`}
              onClick={() => void dropDraft(draft).then(again)}
            >
              放弃
            </button>
          </li>
        ))}
      </ul>
      {dropped.length > 0 && (
        <details>
          <summary>最近放弃的（{dropped.length}），三十天内可以恢复</summary>
          <ul className="drafts">
            {dropped.map(({ name, subject, act, about, at }) => (
              <li key={name}>
                <span>{about}</span>
                <small>{instantText(at)}</small>
                <button
                  type="button"
                  className="link"
                  aria-label={`恢复草稿：${about}`}
                  onClick={() => void restoreDraft(subject, act).then(again)}
                >
                  恢复
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const DraftLink = ({ subject, act, about }: Pick<KeptDraft, 'subject' | 'act' | 'about'>) =>
  subject === 'new' ? (
    <Link to="/cases/new">{about}</Link>
  ) : (
    <Link to="/cases/$id" params={{ id: subject }} search={{ act }}>
      {about}
    </Link>
  )
