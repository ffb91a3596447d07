import { computeLimit, dayOf, type WorkCalendar, workingDays } from '../calendar/index.ts'
import type { Projection, Row } from '../journal/index.ts'
import { publicityRules } from '../kernel/index.ts'
import { type CaseState, type Share, type Strand, sharesOf } from '../procedure/index.ts'
import { ofFormerDecisions, onlyWarning, publicationFor } from './preparing.ts'

/** Working days: the bureau's promise, and the law's limit (信息公示规定 art. 9). */
export const TARGET = 7
export const LIMIT = 20

/** The last day of so many working days after a decision, YYYY-MM-DD. */
export const dueAfter = (n: number, decidedAt: string, calendar: WorkCalendar): string =>
  computeLimit(
    { amount: workingDays(n), start: decidedAt, startTitle: '作出决定', basis: [publicityRules(9)] },
    calendar,
    decidedAt,
  ).dueDay ?? ''

/**
 * The bureau's account of its own deadlines: one row for each decision, published or not. Of one that isn't shown only the ground is
 * kept beside the day: a row with a ground is counted, and never listed.
 */
export const accountProjection = (calendar: WorkCalendar): Projection<CaseState> => ({
  table: 'publication_account',
  columns: {
    number: 'text',
    case_id: 'text',
    unit: 'text',
    unit_name: 'text',
    decided_on: 'date',
    target_on: 'date',
    due_on: 'date',
    published_on: 'date',
    withdrawn_on: 'date',
    exception: 'text',
  },
  key: ['number'],
  indexes: ['(decided_on desc, number desc)', '(due_on) where published_on is null and exception is null'],
  rows: (id, state) => [
    ...sharesOf(state.dossier).flatMap((share) => rowOf(calendar, id, state, share)),
    ...ofFormerDecisions(state).map(({ data, state: now }) => ({
      ...dated(calendar, id, state, String(data.number), String(data.decidedAt)),
      published_on: String(data.on),
      withdrawn_on: now === 'withdrawn' ? String(data.withdrawnOn) : null,
      exception: null,
    })),
  ],
})

const dated = (calendar: WorkCalendar, id: string, { dossier }: CaseState, number: string, at: string) => ({
  number,
  case_id: id,
  unit: dossier.unit,
  unit_name: dossier.unitName,
  decided_on: dayOf(at),
  target_on: dueAfter(TARGET, at, calendar),
  due_on: dueAfter(LIMIT, at, calendar),
})

const rowOf = (calendar: WorkCalendar, id: string, state: CaseState, share: Share): readonly Row[] => {
  const { decision, fallen } = share
  if (decision === undefined || decision.penalty.kinds.length === 0) return []
  const publication = publicationFor(state, share)
  const data: Strand['data'] = publication?.data ?? {}
  const now = publication?.state
  const published = data.on === undefined ? null : String(data.on)
  const exception = onlyWarning(decision.penalty)
    ? 'warning'
    : now === 'excepted'
      ? String(data.ground)
      : // What fell before it was published, or is decided anew, is not to be published any more.
        fallen !== undefined && published === null
        ? 'fallen'
        : null
  return [
    {
      ...dated(calendar, id, state, decision.number, decision.at),
      published_on: exception === null ? published : null,
      withdrawn_on: now === 'withdrawn' ? String(data.withdrawnOn) : null,
      exception,
    },
  ]
}
