import { useCallback, useRef, useState } from 'react'
import type { Taken } from '../sign/taken.tsx'
import type { Values } from './property.ts'

/** What somebody has written and not yet handed in. `key` is kept until the server has answered, so that nothing is done twice. */
export interface Draft {
  readonly data: Values
  readonly strand?: string
  /** Texts of the papers that were worded anew, by form and name. */
  readonly texts?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined
  readonly happenedAt?: string
  readonly key?: string | undefined
  /** Taken on the preview, which was of this time. */
  readonly signatures?: readonly Taken[]
  readonly signedAt?: string
  /** What it is, in words, and when it was written last: so that it can be found again. */
  readonly about?: string
  readonly at?: string
}

const read = (name: string): Draft | undefined => {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

const prefix = 'zhaoming.draft.'

/**
 * A draft on this machine, one for each account, case and act; written at every change. `write` changes the draft as it is by then:
 * what is typed while an answer is awaited stays.
 */
export const useDraft = (account: string, subject: string, act: string, initial: Draft, about: string) => {
  const name = `${prefix}${account}.${subject}.${act}`
  const [found] = useState(() => read(name))
  const [draft, setDraft] = useState<Draft>(found ?? initial)
  const latest = useRef(draft)
  const write = useCallback(
    (part: Partial<Draft>) => {
      const next = { ...latest.current, ...part }
      latest.current = next
      setDraft(next)
      try {
        localStorage.setItem(name, JSON.stringify({ ...next, about, at: new Date().toISOString() }))
      } catch {
        // No room left on this machine: what was written stays on the page.
      }
    },
    [name, about],
  )
  const drop = useCallback(() => localStorage.removeItem(name), [name])
  const startAgain = useCallback(() => {
    localStorage.removeItem(name)
    latest.current = initial
    setDraft(initial)
  }, [name, initial])
  return { draft, write, drop, startAgain, restored: found !== undefined }
}

export interface KeptDraft {
  readonly name: string
  /** A case's id, or `new`. */
  readonly subject: string
  readonly act: string
  readonly about: string
  readonly at: string
}

/** What this account has begun on cases on this machine and not handed in, newest first. */
export const keptDrafts = (account: string): readonly KeptDraft[] =>
  Object.keys(localStorage)
    .filter((name) => name.startsWith(`${prefix}${account}.`))
    .flatMap((name): KeptDraft[] => {
      const [subject = '', act = ''] = name.slice(prefix.length + account.length + 1).split('.')
      const { about, at } = read(name) ?? {}
      return about === undefined || at === undefined || subject.startsWith('registry-')
        ? []
        : [{ name, subject, act, about, at }]
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1))

export const dropDraft = (name: string): void => localStorage.removeItem(name)
