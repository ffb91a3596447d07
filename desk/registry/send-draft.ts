import { useRef, useState } from 'react'
import type { Refusal } from '../../src/kernel/index.ts'
import { client, type RegistryDraftView, send, Unanswered } from '../api.ts'

/** One entry that a draft changes: its new content, or none where it ends. */
export interface Drafted {
  readonly id: string
  readonly base?: { readonly version: number; readonly until?: string | undefined } | undefined
  readonly data?: Readonly<Record<string, unknown>> | undefined
}

interface ToDraft {
  /** The draft that was returned and is written again. */
  readonly id?: string
  readonly kind: string
  readonly changes: readonly Drafted[]
  readonly from: string
  readonly reason: string
}

/** Sends a draft of several entries for review; everything that stands against it is told, and what no answer came to keeps its key. */
export const useSendDraft = (done: (draft: RegistryDraftView) => void) => {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const [busy, setBusy] = useState(false)
  const unanswered = useRef<{ readonly said: string; readonly key: string }>(undefined)
  const sendDraft = async ({ changes, ...draft }: ToDraft) => {
    if (busy) return
    setBusy(true)
    setRefusals([])
    const body = {
      ...draft,
      changes: changes.map(({ id, base, data }) => ({ id, base, data })),
      ...(changes.length === 0 ? { checked: true } : {}),
    }
    const said = JSON.stringify(body)
    if (unanswered.current?.said !== said) unanswered.current = { said, key: crypto.randomUUID() }
    try {
      const answer = await send<RegistryDraftView>('POST', '/api/registry-drafts', {
        ...body,
        key: unanswered.current.key,
      })
      unanswered.current = undefined
      await client.invalidateQueries({ queryKey: ['registry-drafts'] })
      done(answer)
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      setRefusals(error.told)
    } finally {
      setBusy(false)
    }
  }
  return { refusals, busy, sendDraft }
}
