import { useEffect } from 'react'
import { caseChanged, client } from '../api.ts'

/**
 * What others do shows by itself: each message names a case that has changed. The browser reconnects on its own; what happened
 * meanwhile is asked for then.
 */
export const useEvents = (): void => {
  useEffect(() => {
    const source = new EventSource('/api/events')
    let opened = false
    source.addEventListener('open', () => {
      if (opened) void client.invalidateQueries({ predicate: ({ queryKey: [kind] }) => living.has(kind) })
      opened = true
    })
    source.addEventListener('message', ({ data }) => {
      const { caseId, notices } = JSON.parse(data) as { readonly caseId?: string; readonly notices?: boolean }
      if (notices) void client.invalidateQueries({ queryKey: ['notices'] })
      if (caseId !== undefined) void caseChanged(caseId)
    })
    return () => source.close()
  }, [])
}

/** Questions whose answers change with cases. */
const living = new Set<unknown>([
  'case',
  'timeline',
  'work',
  'cases',
  'deadlines',
  'calendar',
  'parties',
  'board',
  'notices',
])
