/** One measure, taken in one run beside the same work done by somebody else. */
export interface Row {
  readonly name: string
  readonly ours: number
  /** Null where nothing is run beside it. */
  readonly peer: number | null
  /** ours / peer: more than 1 where we are faster. */
  readonly ratio: number | null
  readonly unit: string
}

export const row = (name: string, unit: string, ours: readonly number[], peer: readonly number[]): Row => ({
  name,
  ours: Math.round(median(ours)),
  peer: Math.round(median(peer)),
  ratio: Math.round((median(ours) / median(peer)) * 100) / 100,
  unit,
})

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
