import { useState } from 'react'
import { send, Unanswered } from '../api.ts'

/** Sends one command from a form: what went wrong is shown in it, and a second click while it is on its way does nothing. */
export const useSending = <T>(done: (answer: T) => void | Promise<void>) => {
  const [failure, setFailure] = useState<string>()
  const [busy, setBusy] = useState(false)
  return {
    failure,
    busy,
    post: async (path: string, body: object) => {
      if (busy) return
      setFailure(undefined)
      setBusy(true)
      try {
        await done(await send<T>('POST', path, { ...body, key: crypto.randomUUID() }))
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error
        setFailure(error.message)
      } finally {
        setBusy(false)
      }
    },
  }
}
