import { keep, kept } from './store.ts'

/** By how much the bureau's clock is ahead of the phone's, in ms: what is shown and signed goes by the bureau's. */
let offset = 0

export const startClock = async (): Promise<void> => {
  offset = (await kept<number>('clock')) ?? 0
}

/** Now by the bureau's clock, in ms since 1970. */
export const now = (): number => Date.now() + offset
export const instant = (): string => new Date(now()).toISOString()

/** Learns from an answer: what the bureau's clock said, between these two moments of the phone's. */
export const learn = async (said: string, asked: number, answered: number): Promise<void> => {
  const next = Math.round(Date.parse(said) - (asked + answered) / 2)
  // Less than the way there and back is no difference.
  if (Number.isNaN(next) || Math.abs(next - offset) < Math.max(500, answered - asked)) return
  offset = next
  await keep('clock', offset)
}
