import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { CaseView, PaperView, SignedLineView } from '../../src/casework/view.ts'
import type { Refusal } from '../../src/kernel/index.ts'
import { caseChanged, send, Unanswered } from '../api.ts'
import { FileLinks } from '../case/file-links.tsx'
import { asProperty } from '../form/property.ts'
import { RefusalList } from '../form/refusal-list.tsx'
import { type Drawn, Pad } from './pad.tsx'

/** Who signs a paper, who has, and what can be done about what is missing; the paper itself stands below. */
export const SignPanel = ({
  view,
  paper,
  open,
}: {
  readonly view: CaseView
  readonly paper: PaperView
  readonly open: (act: string) => void
}) => {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const [failure, setFailure] = useState<string>()
  const [drawing, setDrawing] = useState<string>()
  const act = (name: string) => view.acts.find((each) => each.name === name && each.available)
  const missing = paper.lines.filter(({ way }) => way === undefined)

  const post = async (name: string, data: object) => {
    const href = act(name)?.href
    if (href === undefined) return
    setRefusals([])
    setFailure(undefined)
    try {
      await send('POST', href, { data, expectedVersion: view.version, key: crypto.randomUUID() })
      setDrawing(undefined)
      await caseChanged(view.id)
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      if (error.refusals.length > 0) setRefusals(error.refusals)
      else setFailure(error.message)
    }
  }
  const confirm = () => post('sign-paper', { papers: [{ paper: paper.id, digest: paper.digest }] })

  return (
    <section className="signing" aria-label="签名">
      <h3>{missing.length === 0 ? '已签齐' : `还缺 ${missing.length} 处签名`}</h3>
      {paper.anew && missing.length > 0 && (
        <p className="notice">这份文书是重新制作的，以前那份上的签名只对以前的内容有效，请重新签名。</p>
      )}
      <RefusalList refusals={refusals} title="没有签成，请按下面的提示处理" />
      {failure !== undefined && (
        <p className="notice" role="alert">
          {failure}
        </p>
      )}
      <ul>
        {paper.lines.map((line) => (
          <li key={line.line} data-signed={line.way ?? 'missing'}>
            <span className="whose">
              {line.who}　<b>{line.name}</b>
            </span>
            <span className="said-so">{line.text}</span>
            {line.scans.length > 0 && <FileLinks files={line.scans} />}
            {line.mine && act('sign-paper') !== undefined && (
              <Button type="primary" onClick={() => void confirm()}>
                已看过，以账号确认
              </Button>
            )}
            {line.way === undefined && act('take-signature') !== undefined && drawing !== line.line && (
              <Button onClick={() => setDrawing(line.line)}>手写签名</Button>
            )}
            {drawing === line.line && (
              <Take
                line={line}
                capacities={asProperty(act('take-signature')?.schema ?? {}).properties?.capacity?.['x-options'] ?? []}
                cancel={() => setDrawing(undefined)}
                take={(more, image) =>
                  void post('take-signature', {
                    paper: paper.id,
                    digest: paper.digest,
                    line: line.line,
                    way: 'drawn',
                    ...more,
                    files: [image],
                  })
                }
              />
            )}
          </li>
        ))}
      </ul>
      {missing.length > 0 && act('take-signature') !== undefined && (
        <p className="buttons">
          <Button type="link" onClick={() => open('take-signature')}>
            上传签名页
          </Button>
          <Button type="link" onClick={() => open('note-signature')}>
            注明未签名
          </Button>
        </p>
      )}
    </section>
  )
}

/** Who signs, in what capacity, and the signature. */
const Take = ({
  line,
  capacities,
  take,
  cancel,
}: {
  readonly line: SignedLineView
  readonly capacities: readonly { readonly value: string; readonly title: string }[]
  readonly take: (more: { readonly capacity: string; readonly signedBy?: string }, image: Drawn) => void
  readonly cancel: () => void
}) => {
  const [capacity, setCapacity] = useState('self')
  const [signedBy, setSignedBy] = useState('')
  const id = `signing-${line.line}`
  return (
    <div className="take">
      <label htmlFor={`${id}-capacity`}>签名人身份</label>
      <Select
        id={`${id}-capacity`}
        value={capacity}
        onChange={setCapacity}
        options={capacities.map(({ value, title }) => ({ value, label: title }))}
      />
      {capacity !== 'self' && (
        <>
          <label htmlFor={`${id}-name`}>签名人姓名</label>
          <Input
            id={`${id}-name`}
            value={signedBy}
            onChange={({ target }) => setSignedBy(target.value)}
            maxLength={50}
          />
        </>
      )}
      <Pad
        whose={capacity === 'self' || signedBy === '' ? line.name || line.who : signedBy}
        cancel={cancel}
        done={(image) => take({ capacity, ...(signedBy === '' ? {} : { signedBy }) }, image)}
      />
    </div>
  )
}
