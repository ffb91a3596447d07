import { useNavigate } from '@tanstack/react-router'
import { Input } from 'antd'
import { useState } from 'react'
import type { RegistryDraftView } from '../api.ts'
import { client } from '../api.ts'
import { Field, SendForm } from '../shell/send-form.tsx'
import { useSending } from '../shell/sending.ts'
import { dayText } from '../time.ts'

/** Drafts that an entry ends, or, without one, that a whole list was gone through and is right. */
export const DraftWithoutContent = ({
  kind,
  entry,
  close,
}: {
  readonly kind: string
  readonly entry?: { readonly id: string; readonly base: { readonly version: number; readonly until?: string } }
  readonly close: () => void
}) => {
  const [from, setFrom] = useState(() => dayText(new Date().toISOString()))
  const [reason, setReason] = useState('')
  const navigate = useNavigate()
  const sending = useSending<RegistryDraftView>(async ({ id }) => {
    await client.invalidateQueries({ queryKey: ['registry-drafts'] })
    await navigate({ to: '/registry-drafts/$id', params: { id } })
  })
  const ends = entry !== undefined
  return (
    <SendForm
      title={ends ? '起草终止' : '核对无变化'}
      heading="h2"
      sending={sending}
      submit={() =>
        void sending.post('/api/registry-drafts', {
          kind,
          changes: ends ? [{ id: entry.id, base: entry.base }] : [],
          ...(ends ? {} : { checked: true }),
          from,
          reason,
        })
      }
      verb="送法规处审核"
      close={close}
    >
      {ends && (
        <Field id="end-from" title="自哪一天起不再有效">
          <Input id="end-from" type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
        </Field>
      )}
      <Field
        id="draft-reason"
        title={ends ? '终止的理由' : '核对情况'}
        hint={ends ? '写明依据的文件或者事实' : '怎样核对的、对照了哪些文件'}
      >
        <Input.TextArea
          id="draft-reason"
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </Field>
    </SendForm>
  )
}
