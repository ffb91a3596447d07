/** One measure, taken in one run beside the same work done by somebody else. */
export interface Row {
  readonly name: string
  readonly ours: number
  /** Null where nothing is run beside it. */
  readonly peer: number | null
  /** More than 1 where we are faster. */
  readonly ratio: number | null
  readonly unit: string
}

/** Rates: the more, the faster. */
export const row = (name: string, unit: string, ours: readonly number[], peer: readonly number[]): Row => ({
  name,
  ours: Math.round(median(ours)),
  peer: Math.round(median(peer)),
  ratio: hundredths(median(ours) / median(peer)),
  unit,
})

/** Times: the fewer milliseconds, the faster. Without a peer where none is there to be run. */
export const timeRow = (name: string, unit: string, ours: readonly number[], peer: readonly number[] = []): Row => ({
  name,
  ours: tenths(median(ours)),
  peer: peer.length === 0 ? null : tenths(median(peer)),
  ratio: peer.length === 0 ? null : hundredths(median(peer) / median(ours)),
  unit,
})

/** Rates that nothing is run beside. */
export const loneRow = (name: string, unit: string, ours: number): Row => ({
  name,
  ours: Math.round(ours),
  peer: null,
  ratio: null,
  unit,
})

const tenths = (value: number): number => Math.round(value * 10) / 10
const hundredths = (value: number): number => Math.round(value * 100) / 100

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
