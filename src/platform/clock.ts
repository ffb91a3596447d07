/** The only source of the present. */
export interface Clock {
  /** ISO instant, UTC, milliseconds. */
  now(): string
}

export const systemClock: Clock = { now: () => new Date().toISOString() }

/** A clock that stands where it is put: for the demo's year, and for tests. */
export const simulatedClock = (start: string): Clock & { set(instant: string): void } => {
  let at = start
  return {
    now: () => at,
    set: (instant) => {
      at = new Date(instant).toISOString()
    },
  }
}
