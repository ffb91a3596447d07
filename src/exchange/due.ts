import { addDays, type WorkCalendar } from '../calendar/index.ts'
import { decisionProjection } from '../disclosure/index.ts'
import type { Json, Projection } from '../journal/index.ts'
import { digestOf } from '../kernel/index.ts'
import type { CaseState } from '../procedure/index.ts'

/**
 * What is to be pushed: a row for every decision that was ever public, with a digest of what is public of it. It is written in the
 * transaction that publishes, corrects or withdraws, whatever the act is called, and differs from what a platform was told until it
 * was told: so nothing is forgotten, and nothing waits for anybody's memory.
 */
export const pushDueProjection = (calendar: WorkCalendar): Projection<CaseState> => {
  const decisions = decisionProjection(calendar)
  return {
    table: 'push_due',
    columns: {
      number: 'text',
      case_id: 'text',
      source: 'text',
      published_on: 'date',
      until_day: 'date',
      withdrawn: 'boolean',
    },
    key: ['number'],
    indexes: ['(published_on)'],
    rows: (id, state) =>
      decisions.rows(id, state).map((row) => ({
        number: row.number,
        case_id: id,
        source: digestOf(row as Json),
        published_on: row.published_on,
        // What ended early was shown until the day before: it isn't told any more, as what is over.
        until_day: typeof row.ended_on === 'string' ? addDays(row.ended_on, -1) : row.until_day,
        withdrawn: row.withdrawn_on !== null && row.withdrawn_on !== undefined,
      })),
  }
}
