import { dayOf, days, daysBetween } from '../../calendar/index.ts'
import { refusal } from '../../kernel/index.ts'
import type { Strand } from '../state.ts'

/** The length that the order itself gave: from the day on which it was made (`since`, or the strand's opening) through its last day, `by`. */
export const asOrdered = ({ openedAt, data }: Strand) => {
  const first = String(data.since ?? dayOf(openedAt))
  return days(Math.max(1, daysBetween(first, String(data.by ?? first))))
}

/** A period that somebody is given lies ahead. */
export const notPast =
  (field: string) =>
  ({ data, at }: { readonly data: Record<string, unknown>; readonly at: string }) =>
    String(data[field]) <= dayOf(at) ? [refusal('period-in-the-past', '期限应当晚于今天', { field })] : []
