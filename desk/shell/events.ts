import { useEffect } from 'react'
import { caseChanged } from '../api.ts'

/** What others do shows by itself: each message names a case that has changed. The browser reconnects on its own. */
export const useEvents = (): void => {
  useEffect(() => {
    const source = new EventSource('/api/events')
    source.addEventListener('message', ({ data }) => {
      const { caseId } = JSON.parse(data) as { readonly caseId?: string }
      if (caseId !== undefined) void caseChanged(caseId)
    })
    return () => source.close()
  }, [])
}
