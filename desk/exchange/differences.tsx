import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { ReconciliationView } from '../../src/exchange/index.ts'
import { reconciliation, Unanswered } from '../api.ts'
import { NotDone } from '../shell/send-form.tsx'

/** 对账: what is public held against what the platform has. */
export const Differences = ({ platform, list }: { readonly platform: string; readonly list: boolean }) => {
  const [found, setFound] = useState<{ readonly of: string; readonly report: ReconciliationView }>()
  const [failure, setFailure] = useState<string>()
  const [busy, setBusy] = useState(false)
  const ask = async (of: string, from: 'acknowledgements' | 'list' | File) => {
    setBusy(true)
    setFailure(undefined)
    try {
      setFound({ of, report: await reconciliation(platform, from) })
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      setFailure(error.message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="reconciliation">
      <p className="buttons">
        <Button loading={busy} onClick={() => void ask('回执', 'acknowledgements')}>
          与回执对账
        </Button>
        {list && (
          <Button loading={busy} onClick={() => void ask('平台的清单', 'list')}>
            与平台的清单对账
          </Button>
        )}
        <label className="upload">
          <span>与上传的清单对账（CSV、Excel，要有文号一列）</span>
          <input
            type="file"
            accept=".csv,.xlsx"
            disabled={busy}
            onChange={({ target }) => {
              const [file] = target.files ?? []
              target.value = ''
              if (file !== undefined) void ask(file.name, file)
            }}
          />
        </label>
      </p>
      <NotDone text={failure} />
      {found !== undefined && <Report {...found} />}
    </div>
  )
}

const Report = ({
  of,
  report: { same, missing, extra, different, more },
}: {
  readonly of: string
  readonly report: ReconciliationView
}) => (
  <div role="status">
    <p>
      与{of}对账：一致 {same} 件，平台缺少 {missing.length} 件，平台多出 {extra.length} 件，内容不同 {different.length}{' '}
      件{more ? '；每种只列出前 500 件' : ''}。
    </p>
    <Rows title="平台缺少（已经公示）" rows={missing} />
    <Rows title="平台多出（没有公示，或者已经撤回）" rows={extra} />
    <Rows title="内容不同" rows={different} />
  </div>
)

const Rows = ({ title, rows }: { readonly title: string; readonly rows: ReconciliationView['missing'] }) =>
  rows.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul className="problems">
        {rows.map(({ number, caseId, columns }) => (
          <li key={number}>
            {caseId === undefined ? (
              number
            ) : (
              <Link to="/cases/$id" params={{ id: caseId }}>
                {number}
              </Link>
            )}
            {columns.map(({ name, ours, theirs }) => (
              <small key={name}>
                {name}：本局“{ours}”，平台“{theirs}”
              </small>
            ))}
          </li>
        ))}
      </ul>
    </>
  )
