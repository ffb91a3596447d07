import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { WorkItem } from '../../src/casework/view.ts'
import { caseChanged, send, Unanswered } from '../api.ts'

type Batch = NonNullable<WorkItem['batch']>
type Item = WorkItem & { readonly batch: Batch }
/** What became of one case of the batch: done, or why not. */
type Answer = 'done' | readonly string[]

/**
 * The acts that may be done for several cases with one text, each with the cases that waited for it when the page was opened: what
 * is done goes from the work list and stays here with its answer.
 */
export const Batches = ({ items }: { readonly items: readonly WorkItem[] }) => {
  const [able] = useState(() => items.filter((item): item is Item => item.batch !== undefined))
  return [...Map.groupBy(able, ({ act }) => act)].flatMap(([act, all]) =>
    all.length < 2 ? [] : [<Together key={act} items={all} />],
  )
}

/** Several cases, one after the other: each is an act of its own, is checked by itself, and is refused by itself. */
const Together = ({ items }: { readonly items: readonly Item[] }) => {
  const [first] = items
  const [chosen, choose] = useState<readonly string[]>([])
  const [text, write] = useState(first?.batch.templates[0] ?? '')
  const [answers, answer] = useState<ReadonlyMap<string, Answer>>(new Map())
  const [sending, setSending] = useState(false)
  const id = useId()
  if (first === undefined) return null
  const { actTitle, batch } = first
  const open = items.filter(({ caseId }) => answers.get(caseId) !== 'done')

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setSending(true)
    for (const { caseId, act, batch: own } of open.filter((item) => chosen.includes(item.caseId))) {
      const result = await send('POST', `/api/cases/${encodeURIComponent(caseId)}/acts/${act}`, {
        data: { [own.field]: text },
        expectedVersion: own.version,
        key: `${caseId}/${act}/${own.version}`,
      }).then(
        (): Answer => 'done',
        (error: unknown): Answer =>
          error instanceof Unanswered
            ? error.refusals.length > 0
              ? error.refusals.map(({ message }) => message)
              : [error.message]
            : [String(error)],
      )
      answer((before) => new Map([...before, [caseId, result]]))
      if (result === 'done') await caseChanged(caseId)
    }
    choose([])
    setSending(false)
  }

  return (
    <details className="batch">
      <summary>
        可以一并办理：{actTitle}（{items.length} 件）
      </summary>
      <form onSubmit={(event) => void submit(event)}>
        <p className="muted">每件各自记录、各自核对条件；不符合条件的不办，并说明原因。请先看过案件再选。</p>
        <ul>
          {items.map(({ caseId, caseTitle, caseNumber }) => {
            const became = answers.get(caseId)
            return (
              <li key={caseId}>
                <Checkbox
                  checked={chosen.includes(caseId)}
                  disabled={became === 'done' || sending}
                  onChange={({ target }) =>
                    choose(target.checked ? [...chosen, caseId] : chosen.filter((each) => each !== caseId))
                  }
                >
                  {caseTitle}
                </Checkbox>{' '}
                <Link to="/cases/$id" params={{ id: caseId }}>
                  {caseNumber ?? '看案件'}
                </Link>
                {became === 'done' && <output>已办</output>}
                {became !== undefined && became !== 'done' && (
                  <ul className="refused">
                    {became.map((message) => (
                      <li key={message}>{message}</li>
                    ))}
                  </ul>
                )}
              </li>
            )
          })}
        </ul>
        <label htmlFor={id}>{batch.title}</label>
        <Input.TextArea id={id} value={text} onChange={({ target }) => write(target.value)} autoSize maxLength={500} />
        <Button htmlType="submit" disabled={chosen.length === 0 || text.trim() === '' || sending} aria-busy={sending}>
          {actTitle} {chosen.length} 件
        </Button>
      </form>
    </details>
  )
}
