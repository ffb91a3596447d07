import { useCallback, useEffect, useRef, useState } from 'react'
import type { DraftView } from '../../src/casework/view.ts'
import { get, send } from '../api.ts'
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

/** Of the registry only this machine keeps drafts: they belong to no case that could be gone on with elsewhere. */
const shared = (subject: string): boolean => !subject.startsWith('registry-')
const addressOf = (subject: string, act: string): string =>
  `/api/drafts/${encodeURIComponent(subject)}/${encodeURIComponent(act)}`
/** Without an answer the draft is on this machine still, and goes up with what is typed next. */
const quietly = (asking: Promise<unknown>): Promise<boolean> =>
  asking.then(
    () => true,
    () => false,
  )
const put = (name: string, draft: Draft): void => {
  try {
    localStorage.setItem(name, JSON.stringify(draft))
  } catch {
    // No room left on this machine: what was written stays on the page.
  }
}
/** Typing goes up to the server when it pauses. */
const pause = 1500

/**
 * A draft, one for each account, case and act: on this machine at every change, and on the server when typing pauses, so that it
 * can be gone on with elsewhere. Of two the one that was written later counts. `write` changes the draft as it is by then: what is
 * typed while an answer is awaited stays.
 */
export const useDraft = (account: string, subject: string, act: string, initial: Draft, about: string) => {
  const name = `${prefix}${account}.${subject}.${act}`
  const [found] = useState(() => read(name))
  const [draft, setDraft] = useState<Draft>(found ?? initial)
  const [restored, setRestored] = useState(found !== undefined)
  const [saved, setSaved] = useState<'machine' | 'server'>('machine')
  const [dropped, setDropped] = useState<Draft>()
  const latest = useRef(draft)
  const typed = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sending = useRef<Promise<unknown>>(Promise.resolve())

  const flush = useCallback(() => {
    if (timer.current === undefined) return
    clearTimeout(timer.current)
    timer.current = undefined
    const { about: _about, at = new Date().toISOString(), ...body } = latest.current
    sending.current = quietly(send('PUT', addressOf(subject, act), { about: about.slice(0, 300), at, body })).then(
      (done) => setSaved(done ? 'server' : 'machine'),
    )
  }, [subject, act, about])

  useEffect(() => {
    if (!shared(subject)) return
    let gone = false
    get<DraftView>(addressOf(subject, act)).then(
      ({ at, body }) => {
        if (gone || typed.current || Date.parse(latest.current.at ?? '1970-01-01T00:00:00Z') >= Date.parse(at)) return
        latest.current = { ...(body as unknown as Draft), at }
        setDraft(latest.current)
        setRestored(true)
        setSaved('server')
        put(name, { ...latest.current, about })
      },
      () => {},
    )
    return () => {
      gone = true
      flush()
    }
  }, [name, subject, act, about, flush])

  const write = useCallback(
    (part: Partial<Draft>) => {
      const next = { ...latest.current, ...part, at: new Date().toISOString() }
      latest.current = next
      typed.current = true
      setDraft(next)
      setDropped(undefined)
      setSaved('machine')
      put(name, { ...next, about })
      if (!shared(subject)) return
      clearTimeout(timer.current)
      timer.current = setTimeout(flush, pause)
    },
    [name, about, subject, flush],
  )
  const forget = useCallback(
    (done: boolean) => {
      clearTimeout(timer.current)
      timer.current = undefined
      localStorage.removeItem(name)
      if (shared(subject))
        void sending.current.then(() => quietly(send('DELETE', `${addressOf(subject, act)}${done ? '?done=1' : ''}`)))
    },
    [name, subject, act],
  )
  const drop = useCallback(() => forget(true), [forget])
  const startAgain = useCallback(() => {
    setDropped(latest.current)
    forget(false)
    latest.current = initial
    typed.current = true
    setRestored(false)
    setDraft(initial)
  }, [forget, initial])
  const takeBack = useCallback(() => {
    if (dropped !== undefined) write(dropped)
  }, [dropped, write])
  const written = draft !== initial
  return {
    draft,
    write,
    drop,
    startAgain,
    restored,
    saved,
    /** Whether there is something to give up. */
    written,
    /** Puts back what was given up; undefined where nothing was. */
    takeBack: dropped === undefined ? undefined : takeBack,
  }
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

/** Gives a draft up; it can be taken back for thirty days where the server had it. */
export const dropDraft = async ({ name, subject, act }: Pick<KeptDraft, 'name' | 'subject' | 'act'>): Promise<void> => {
  localStorage.removeItem(name)
  await quietly(send('DELETE', addressOf(subject, act)))
}

/** Takes a draft back that was given up: whether there was one. */
export const restoreDraft = (subject: string, act: string): Promise<boolean> =>
  quietly(send('POST', `${addressOf(subject, act)}/restore`))

export const draftName = (account: string, subject: string, act: string): string =>
  `${prefix}${account}.${subject}.${act}`
