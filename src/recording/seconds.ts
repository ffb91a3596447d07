import type { Span } from './recording.ts'

/**
 * A recording tells its seconds by the clock, from its start; what a player shows leaves the pauses out. These two lead from one to
 * the other, in milliseconds. What lies in a pause is shown at the pause's end.
 */
export const shownAt = (spans: readonly Span[], at: number): number => {
  let before = 0
  for (const [from, until] of spans) {
    if (at < until) return before + Math.max(0, at - from)
    before += until - from
  }
  return spans.length === 0 ? at : before
}

/** The moment, in milliseconds from the recording's start, that a player shows at `shown`. */
export const momentOf = (spans: readonly Span[], shown: number): number => {
  let before = 0
  for (const [from, until] of spans) {
    if (shown < before + until - from) return from + Math.max(0, shown - before)
    before += until - from
  }
  return spans.at(-1)?.[1] ?? shown
}
