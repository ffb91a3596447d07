import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { queries, type RegistryEntry, type RegistryKindView } from '../api.ts'
import { asProperty } from '../form/property.ts'
import { DraftWithoutContent } from '../registry/drafting.tsx'
import { RegistryEditor } from '../registry/editor.tsx'
import { Shown } from '../registry/shown.tsx'
import { Asked } from '../shell/asked.tsx'

/** One entry: what is in force, its versions, and a change of it. */
export const RegistryEntryPage = () => {
  const { kind, id } = useParams({ from: '/registry/$kind/$id' })
  return (
    <div className="page narrow">
      <Asked query={queries.registry}>
        {(kinds) => {
          const here = kinds.find((each) => each.kind === kind)
          if (here === undefined) return <p className="empty">没有这一类基础信息。</p>
          return id === 'new' ? (
            <New kind={here} />
          ) : (
            <Asked query={queries.history(kind, id)}>
              {(versions) => <Entry kind={here} id={id} versions={versions} />}
            </Asked>
          )
        }}
      </Asked>
    </div>
  )
}

const New = ({ kind }: { readonly kind: RegistryKindView }) => {
  const navigate = useNavigate()
  const [id] = useState(() => crypto.randomUUID())
  return (
    <>
      <h1>
        <Link to="/registry/$kind" params={{ kind: kind.kind }}>
          {kind.title}
        </Link>{' '}
        / 新增
      </h1>
      <RegistryEditor
        kind={kind}
        id={id}
        initial={{}}
        done={(draft) =>
          void (draft === undefined
            ? navigate({ to: '/registry/$kind', params: { kind: kind.kind } })
            : navigate({ to: '/registry-drafts/$id', params: { id: draft } }))
        }
      />
    </>
  )
}

const Entry = ({
  kind,
  id,
  versions,
}: {
  readonly kind: RegistryKindView
  readonly id: string
  readonly versions: readonly RegistryEntry[]
}) => {
  const sorted = versions.toSorted((a, b) => b.version - a.version)
  const [newest] = sorted
  const [chosen, setChosen] = useState<number>()
  const [editing, setEditing] = useState(false)
  const [ending, setEnding] = useState(false)
  const [said, setSaid] = useState<string>()
  const navigate = useNavigate()
  const { refetch } = useQuery(queries.history(kind.kind, id))
  const shown = sorted.find(({ version }) => version === chosen) ?? newest
  if (newest === undefined || shown === undefined) return <p className="empty">没有这一条。</p>
  const base = { version: newest.version, ...(newest.until === undefined ? {} : { until: newest.until }) }
  return (
    <>
      <header className="page-head">
        <h1>
          <Link to="/registry/$kind" params={{ kind: kind.kind }}>
            {kind.title}
          </Link>{' '}
          / {newest.title}
        </h1>
        {(kind.mayEdit || kind.mayDraft === true) && !editing && !ending && (
          <span className="words">
            {kind.mayDraft === true && <Button onClick={() => setEnding(true)}>起草终止</Button>}
            <Button onClick={() => setEditing(true)}>{kind.reviewed === true ? '起草变更' : '变更'}</Button>
          </span>
        )}
      </header>
      {said !== undefined && (
        <p className="said" role="status">
          {said}
        </p>
      )}
      {ending && <DraftWithoutContent kind={kind.kind} entry={{ id, base }} close={() => setEnding(false)} />}
      {editing ? (
        <RegistryEditor
          kind={kind}
          id={id}
          initial={newest.data}
          base={base}
          close={() => setEditing(false)}
          done={(draft) => {
            if (draft !== undefined) return void navigate({ to: '/registry-drafts/$id', params: { id: draft } })
            setEditing(false)
            setChosen(undefined)
            setSaid('已变更，旧的版本仍可查看')
            void refetch()
          }}
        />
      ) : (
        <div className="entry">
          <Shown property={asProperty(kind.schema)} value={shown.data} />
          <section aria-label="版本">
            <h2>版本</h2>
            <ol className="versions">
              {sorted.map((each) => (
                <li key={each.version}>
                  <button
                    type="button"
                    className="link"
                    aria-pressed={each.version === shown.version}
                    onClick={() => setChosen(each.version)}
                  >
                    第 {each.version} 版
                  </button>
                  <span className="figures">
                    {each.from} 起{each.until === undefined ? '' : `，至 ${each.until}`}
                  </span>
                  <p>{each.reason}</p>
                  {each.by !== undefined && <p className="muted">{each.by}</p>}
                </li>
              ))}
            </ol>
          </section>
        </div>
      )}
    </>
  )
}
