import { useRef, useState } from 'react'
import { send, Unanswered } from '../api.ts'

export interface Sending {
  /** What went wrong, to be shown in the form. */
  readonly failure: string | undefined
  readonly busy: boolean
  /** Sends a command; a body that has to be made first (a file that goes ahead) is made as part of it. */
  readonly post: (path: string, body: object | (() => Promise<object>)) => Promise<void>
}

/**
 * Sends commands from a form: what went wrong is shown in it, a second click while one is on its way does nothing, and the same
 * command said again after no answer came keeps its key, so that it is done once.
 */
export const useSending = <T>(done: (answer: T) => void | Promise<void>): Sending => {
  const [failure, setFailure] = useState<string>()
  const [busy, setBusy] = useState(false)
  const unanswered = useRef<{ readonly said: string; readonly key: string }>(undefined)
  const once = async (path: string, body: object) => {
    const said = JSON.stringify([path, body])
    if (unanswered.current?.said !== said) unanswered.current = { said, key: crypto.randomUUID() }
    const answer = await send<T>('POST', path, { ...body, key: unanswered.current.key })
    unanswered.current = undefined
    return answer
  }
  return {
    failure,
    busy,
    post: async (path, body) => {
      if (busy) return
      setFailure(undefined)
      setBusy(true)
      try {
        await done(await once(path, typeof body === 'function' ? await body() : body))
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error
        setFailure(error.message)
      } finally {
        setBusy(false)
      }
    },
  }
}
