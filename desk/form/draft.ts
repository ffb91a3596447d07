import { useCallback, useState } from 'react'
import type { Values } from './property.ts'

/** What somebody has written and not yet handed in. `key` is kept until the server has answered, so that nothing is done twice. */
export interface Draft {
  readonly data: Values
  readonly strand?: string
  readonly happenedAt?: string
  readonly key?: string
}

const read = (name: string): Draft | undefined => {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** A draft on this machine, one for each account, case and act; written at every change. */
export const useDraft = (account: string, subject: string, act: string, initial: Draft) => {
  const name = `zhaoming.draft.${account}.${subject}.${act}`
  const [found] = useState(() => read(name))
  const [draft, setDraft] = useState<Draft>(found ?? initial)
  const write = useCallback(
    (next: Draft) => {
      setDraft(next)
      try {
        localStorage.setItem(name, JSON.stringify(next))
      } catch {
        // No room left on this machine: what was written stays on the page.
      }
    },
    [name],
  )
  const drop = useCallback(() => localStorage.removeItem(name), [name])
  const startAgain = useCallback(() => {
    localStorage.removeItem(name)
    setDraft(initial)
  }, [name, initial])
  return { draft, write, drop, startAgain, restored: found !== undefined }
}
