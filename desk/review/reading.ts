import { useEffect, useMemo, useRef, useState } from 'react'
import type { ReadingView } from '../../src/review/reading-routes.ts'
import { client } from '../api.ts'

/** Milliseconds between two looks at what is shown, and between two reports. */
const LOOK = 1000
const REPORT = 10_000
/** What was on the screen for less was passed by, not opened. */
const OPENED = 1000
/** How soon something that was opened is told, so that the list shows it. */
const SOON = 1500

interface Part {
  /** Not told yet, and in all. */
  ms: number
  total: number
  seen: number
  readonly pages: Set<number>
  /** Something that isn't told yet. */
  fresh: boolean
}

/** What is on the screen, for how long and how far: told to the bureau a batch at a time, and when the page is left. */
export interface Tracker {
  /** A document is shown; gives what to call when it no longer is. */
  show(item: string): () => void
  seen(item: string, percent: number): void
  page(item: string, page: number): void
  /** Tells what wasn't told yet. */
  tell(): void
}

const trackerOf = (caseId: string) => {
  const parts = new Map<string, Part>()
  const shown = new Map<string, number>()
  let last = performance.now()
  const partOf = (item: string): Part => {
    const part = parts.get(item) ?? { ms: 0, total: 0, seen: 0, pages: new Set<number>(), fresh: true }
    parts.set(item, part)
    return part
  }
  const look = () => {
    const now = performance.now()
    // A machine that slept showed nothing meanwhile.
    const passed = Math.min(now - last, 2 * LOOK)
    last = now
    if (document.visibilityState !== 'visible') return
    for (const item of shown.keys()) {
      const part = partOf(item)
      part.ms += passed
      part.total += passed
    }
  }
  const report = async (leaving: boolean) => {
    look()
    const told = [...parts].filter(([, { ms, total, fresh }]) => total >= OPENED && (fresh || ms >= 1000)).slice(0, 50)
    if (told.length === 0) return
    const body = {
      key: crypto.randomUUID(),
      parts: told.map(([item, { ms, seen, pages }]) => ({
        item,
        seconds: Math.min(600, Math.floor(ms / 1000)),
        seen,
        pages: [...pages],
      })),
    }
    const before = told.map(([, part]) => ({ part, ms: part.ms }))
    for (const { part } of before) {
      part.ms %= 1000
      part.fresh = false
    }
    try {
      const response = await fetch(`/api/cases/${encodeURIComponent(caseId)}/reading`, {
        method: 'POST',
        credentials: 'same-origin',
        keepalive: leaving,
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify(body),
      })
      if (response.ok) client.setQueryData(['case', caseId, 'reading'], (await response.json()) as ReadingView)
      else if (response.status >= 500 || response.status === 401 || response.status === 429) throw new Error('not now')
    } catch {
      // Told with the next report.
      for (const { part, ms } of before) {
        part.ms += ms - (ms % 1000)
        part.fresh = true
      }
    }
  }
  const tracker: Omit<Tracker, 'tell'> = {
    show(item) {
      look()
      partOf(item)
      shown.set(item, (shown.get(item) ?? 0) + 1)
      return () => {
        look()
        const left = (shown.get(item) ?? 1) - 1
        if (left > 0) shown.set(item, left)
        else shown.delete(item)
      }
    },
    seen(item, percent) {
      const part = partOf(item)
      if (percent <= part.seen) return
      part.seen = percent
      part.fresh = true
    },
    page(item, page) {
      const part = partOf(item)
      if (part.pages.has(page)) return
      part.pages.add(page)
      part.fresh = true
    },
  }
  return { tracker, look, report }
}

/** A tracker for the page of one case. It tells soon after something is opened, and every ten seconds. */
export const useTracker = (caseId: string): Tracker => {
  const [{ tracker, look, report }] = useState(() => trackerOf(caseId))
  useEffect(() => {
    const looking = setInterval(look, LOOK)
    const reporting = setInterval(() => void report(false), REPORT)
    const hidden = () => {
      if (document.visibilityState === 'hidden') void report(true)
    }
    const left = () => void report(true)
    document.addEventListener('visibilitychange', hidden)
    addEventListener('pagehide', left)
    return () => {
      clearInterval(looking)
      clearInterval(reporting)
      document.removeEventListener('visibilitychange', hidden)
      removeEventListener('pagehide', left)
      void report(true)
    }
  }, [look, report])
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(soon.current), [])
  return useMemo(
    () => ({
      ...tracker,
      show(item) {
        clearTimeout(soon.current)
        soon.current = setTimeout(() => void report(false), SOON)
        return tracker.show(item)
      },
      tell: () => void report(false),
    }),
    [tracker, report],
  )
}
