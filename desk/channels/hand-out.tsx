import { Input, Select } from 'antd'
import { useState } from 'react'
import type { PartyView } from '../../src/casework/view.ts'
import type { HandedOut } from '../api.ts'
import { Field, SendForm } from '../shell/send-form.tsx'
import { useSending } from '../shell/sending.ts'
import { Slip } from './slip.tsx'

/** 发放进度查询码: a party follows its case on the portal with the case's number and a code that is told once. */
export const HandOutCode = ({
  id,
  number,
  parties,
}: {
  readonly id: string
  readonly number: string | undefined
  readonly parties: readonly PartyView[]
}) => {
  const [party, setParty] = useState(parties[0]?.id)
  const [to, setTo] = useState(parties[0]?.contact ?? '')
  const [out, setOut] = useState<HandedOut>()
  const sending = useSending<HandedOut>(setOut)
  if (number === undefined || parties.length === 0) return null
  return (
    <section className="party">
      <h3>进度查询码</h3>
      <p className="muted">
        当事人凭案号和查询码，在公示网站“查进度”看到办到哪一步、期限和已经送达的文书。同一当事人的新码使旧码失效。
      </p>
      {out === undefined ? (
        <SendForm
          title="发放进度查询码"
          sending={sending}
          submit={() =>
            void sending.post(`/api/cases/${id}/query-codes`, { to, ...(parties.length > 1 ? { party } : {}) })
          }
          verb="发放查询码"
          ready={to.trim() !== ''}
        >
          {parties.length > 1 && (
            <Field id="code-party" title="哪一个当事人">
              <Select
                id="code-party"
                value={party ?? null}
                onChange={(value) => setParty(value ?? undefined)}
                options={parties.map((each) => ({ value: each.id, label: each.name }))}
              />
            </Field>
          )}
          <Field id="code-to" title="谁领取">
            <Input id="code-to" value={to} maxLength={50} onChange={({ target }) => setTo(target.value)} />
          </Field>
        </SendForm>
      ) : (
        <Slip title="案号" {...out} />
      )}
    </section>
  )
}
