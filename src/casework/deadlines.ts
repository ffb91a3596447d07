import { addDays, type Day, dayOf, endOfDay, type WorkCalendar } from '../calendar/index.ts'
import type { Actor } from '../kernel/index.ts'
import { type Db, sql } from '../platform/index.ts'
import { dueText, lastSoonInstant, urgencyOf } from './dates.ts'
import { concerns, mayReadRow } from './sight.ts'
import type { CalendarMonth, Deadline, DeadlinePage } from './view.ts'

export interface DeadlineQuery {
  /** Only what is late, only what is due within three working days, or both. */
  readonly show?: 'late' | 'soon' | 'urgent'
  /** Of cases that the person handles, or that wait for the person. */
  readonly mine?: boolean
  readonly unit?: string
  /** Only what ends on this day. */
  readonly day?: Day
}

export interface Deadlines {
  /** Running clocks of the cases that this person may see, those that end first before; pages count from 1. */
  page(actor: Actor, query: DeadlineQuery, page: number): Promise<DeadlinePage>
  /** All of them, read bit by bit. */
  each(actor: Actor, query: DeadlineQuery): AsyncGenerator<Deadline>
  /** A month, YYYY-MM, day by day; of each day at most `shownOfDay`. */
  month(actor: Actor, query: DeadlineQuery, month: string): Promise<CalendarMonth>
}

const PAGE = 50
const READ = 500
const shownOfDay = 6

interface Row {
  readonly case_id: string
  readonly name: string
  readonly strand: string
  readonly title: string
  readonly due: string
  readonly why: string
  readonly party_right: boolean
  readonly target: boolean
  readonly case_title: string
  readonly number: string | null
  readonly party: string | null
  readonly unit_name: string
  readonly handler_names: readonly string[]
}

const columns = sql`l.case_id, l.name, l.strand, l.title, l.due, l.why, l.party_right, l.target,
  case_file.title as case_title, case_file.number, case_file.party, case_file.unit_name, case_file.handler_names`

/** The clocks that run, over the projections of the cases. */
export const deadlinesOf = (db: Db, now: () => string, calendar: WorkCalendar): Deadlines => {
  const running = (actor: Actor, { mine, unit, day }: DeadlineQuery) =>
    sql`case_limit l join case_file on case_file.id = l.case_id
      where l.met_at is null and l.due is not null and not case_file.final and ${mayReadRow(actor)}
      ${mine ? sql`and ${concerns(actor)}` : sql``} ${unit === undefined ? sql`` : sql`and case_file.unit = ${unit}`}
      ${day === undefined ? sql`` : sql`and l.due >= ${startOf(day)} and l.due <= ${endOfDay(day)}`}`
  // A right of the party runs out; nobody is late with it.
  const urgent = ({ show }: DeadlineQuery) => {
    if (show === undefined) return sql``
    const at = now()
    return sql`and not l.party_right
      ${show === 'soon' ? sql`and l.due >= ${at}` : sql``} and l.due ${show === 'late' ? sql`< ${at}` : sql`<= ${lastSoonInstant(at, calendar)}`}`
  }
  const deadline = (row: Row): Deadline => {
    const at = now()
    return {
      caseId: row.case_id,
      caseTitle: row.case_title,
      ...(row.number === null ? {} : { caseNumber: row.number }),
      ...(row.party === null ? {} : { party: row.party }),
      unitName: row.unit_name,
      handlers: row.handler_names,
      limit: row.name,
      title: row.title,
      of: row.party_right ? 'party' : row.target ? 'target' : 'bureau',
      due: row.due,
      dueText: row.party_right && row.due < at ? '期限已过' : dueText(row.due, at, calendar),
      urgency: row.party_right ? 'none' : urgencyOf(row.due, at, calendar),
      because: row.why,
    }
  }

  return {
    async page(actor, query, page) {
      const at = now()
      const { rows: counted } = await sql<{ late: number; soon: number; all: number }>`
        select (count(*) filter (where not l.party_right and l.due < ${at}))::int as late,
          (count(*) filter (where not l.party_right and l.due >= ${at} and l.due <= ${lastSoonInstant(at, calendar)}))::int as soon,
          count(*)::int as "all" from ${running(actor, query)}`.execute(db)
      const counts = counted[0] ?? { late: 0, soon: 0, all: 0 }
      const { rows } = await sql<Row>`select ${columns} from ${running(actor, query)} ${urgent(query)}
        order by l.due, l.case_id, l.name, l.strand limit ${PAGE} offset ${(page - 1) * PAGE}`.execute(db)
      const { show } = query
      const total =
        show === undefined ? counts.all : (show === 'soon' ? 0 : counts.late) + (show === 'late' ? 0 : counts.soon)
      return { rows: rows.map(deadline), counts, total, page, pageSize: PAGE }
    },

    async *each(actor, query) {
      for (let after: Row | undefined; ; ) {
        const beyond: ReturnType<typeof sql> =
          after === undefined
            ? sql``
            : sql`and (l.due, l.case_id, l.name, l.strand) > (${after.due}::timestamptz, ${after.case_id}, ${after.name}, ${after.strand})`
        const { rows } = await sql<Row>`select ${columns} from ${running(actor, query)} ${urgent(query)} ${beyond}
          order by l.due, l.case_id, l.name, l.strand limit ${READ}`.execute(db)
        for (const row of rows) yield deadline(row)
        if (rows.length < READ) return
        after = rows.at(-1)
      }
    },

    async month(actor, query, month) {
      const first = `${month}-01`
      const days = daysOf(first)
      const { rows } = await sql<Row & { readonly day: Day; readonly n: number; readonly all: number }>`
        with due_here as (
          select ${columns}, (l.due at time zone 'Asia/Shanghai')::date as day from ${running(actor, query)}
            and l.due >= ${startOf(first)} and l.due <= ${endOfDay(days.at(-1) ?? first)}
        ), numbered as (
          select *, row_number() over (partition by day order by party_right, due, case_id, name, strand)::int as n,
            (count(*) over (partition by day))::int as "all" from due_here
        )
        select * from numbered where n <= ${shownOfDay} order by day, n`.execute(db)
      const byDay = Map.groupBy(rows, ({ day }) => day)
      return {
        month,
        today: dayOf(now()),
        days: days.map((day) => {
          const name = calendar.nameOf(day)
          const here = byDay.get(day) ?? []
          return {
            day,
            working: calendar.isWorkingDay(day),
            ...(name === undefined ? {} : { name }),
            count: here[0]?.all ?? 0,
            rows: here.map(deadline),
          }
        }),
      }
    },
  }
}

const startOf = (day: Day): string => new Date(Date.parse(`${day}T00:00:00+08:00`)).toISOString()

/** The days of the month that begins on this day. */
const daysOf = (first: Day): readonly Day[] => {
  const days: Day[] = []
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) days.push(day)
  return days
}
