import { useEffect, useRef } from 'react'
import { send } from '../api.ts'

/** Seconds between reports of what was watched. */
const EVERY = 10

type Span = readonly [from: number, until: number]

/** The seconds that a player showed, taken together from its ticks: a jump begins a new stretch. */
export const takeIn = (spans: readonly Span[], from: number, until: number): readonly Span[] => {
  const last = spans.at(-1)
  return last !== undefined && Math.abs(last[1] - from) < 0.01
    ? [...spans.slice(0, -1), [last[0], until]]
    : [...spans, [from, until]]
}

/** Tells the server what of a recording was shown: while it plays, when it stops, and when the page is left. */
export const useWatched = (viewing: string | undefined) => {
  const spans = useRef<readonly Span[]>([])
  const at = useRef<number>(undefined)
  const report = useRef(async () => {})
  report.current = async () => {
    const told = spans.current.filter(([from, until]) => until - from > 0.05)
    if (viewing === undefined || told.length === 0) return
    spans.current = []
    try {
      await send('POST', `/api/viewings/${viewing}/watched`, { spans: told, key: crypto.randomUUID() })
    } catch {
      // Told with the next report.
      spans.current = [...told, ...spans.current]
    }
  }
  useEffect(() => {
    const tell = () => void report.current()
    const timer = setInterval(tell, EVERY * 1000)
    addEventListener('pagehide', tell)
    return () => {
      clearInterval(timer)
      removeEventListener('pagehide', tell)
      tell()
    }
  }, [])
  return {
    onTimeUpdate: ({ currentTarget }: { readonly currentTarget: HTMLMediaElement }) => {
      const now = currentTarget.currentTime
      const before = at.current
      at.current = now
      // Ticks come some four times a second; what is further apart was jumped over.
      if (
        before !== undefined &&
        !currentTarget.seeking &&
        now > before &&
        now - before < 2 * currentTarget.playbackRate
      )
        spans.current = takeIn(spans.current, before, now)
    },
    onSeeking: () => {
      at.current = undefined
    },
    onPause: () => void report.current(),
    onEnded: () => void report.current(),
  }
}
