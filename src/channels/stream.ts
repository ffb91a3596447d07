import { dayOf, type WorkCalendar } from '../calendar/index.ts'
import type { Projection, StreamKind } from '../journal/index.ts'
import { sql } from '../platform/index.ts'
import { allInForce } from '../registry/index.ts'
import type { MatterFacts } from './act.ts'
import { decideMatter, evolveMatter, type MatterCommand } from './decide.ts'
import { amountsOf, limitsOf } from './limits.ts'
import type { Matter } from './matter.ts'

export type MatterStream = StreamKind<Matter | undefined, MatterCommand, MatterFacts>

/** Filed or not: the acts of a case that decide it. */
export const filingActs = { 'approve-filing': true, 'decline-filing': false } as const

const files = (calendar: WorkCalendar): Projection<Matter | undefined> => ({
  table: 'matter',
  columns: {
    number: 'text',
    kind: 'text',
    year: 'integer',
    n: 'integer',
    channel: 'text',
    stage: 'text',
    about: 'text',
    unit: 'text',
    unit_name: 'text',
    handler: 'text',
    case_id: 'text',
    received_at: 'timestamptz',
    due: 'timestamptz',
    due_title: 'text',
  },
  key: ['number'],
  indexes: ['(received_at)', '(kind, year, n)', '(due) where due is not null', '(case_id) where case_id is not null'],
  rows: (_id, matter) => {
    if (matter === undefined) return []
    const [next] = limitsOf(matter, calendar, matter.receivedAt)
      .filter(({ metAt }) => metAt === undefined)
      .toSorted((a, b) => ((a.answer.due ?? '9') < (b.answer.due ?? '9') ? -1 : 1))
    return [
      {
        number: matter.number,
        kind: matter.kind,
        year: matter.year,
        n: matter.n,
        channel: matter.channel,
        stage: matter.stage,
        about: matter.against?.name ?? null,
        unit: matter.unit ?? null,
        unit_name: matter.unitName ?? null,
        handler: matter.handler ?? null,
        case_id: matter.caseId ?? null,
        received_at: matter.receivedAt,
        due: next?.answer.due ?? null,
        due_title: next?.title ?? null,
      },
    ]
  },
})

/** Every clock that ever ran: what the board and the bureau's own record count. */
const limits = (calendar: WorkCalendar): Projection<Matter | undefined> => ({
  table: 'matter_limit',
  columns: {
    number: 'text',
    kind: 'text',
    name: 'text',
    unit_name: 'text',
    started_at: 'timestamptz',
    due: 'timestamptz',
    met_at: 'timestamptz',
  },
  key: ['number', 'name'],
  indexes: ['(due)'],
  rows: (_id, matter) =>
    matter === undefined
      ? []
      : limitsOf(matter, calendar, matter.receivedAt).map(({ name, answer, metAt }) => ({
          number: matter.number,
          kind: matter.kind,
          name,
          unit_name: matter.unitName ?? null,
          started_at: matter.receivedAt,
          due: answer.due ?? null,
          met_at: metAt ?? null,
        })),
})

/** Complaints, reports and questions, each a stream of its own. */
export const matterStream = (calendar: WorkCalendar): MatterStream => ({
  kind: 'matter',
  stateVersion: 1,
  initial: undefined,
  // Numbers of one kind are given one after the other.
  exclusive: (command) => (command.do === 'receive' ? [`matter-number ${String(command.data.kind)}`] : []),
  facts: async (requests, db) => {
    const day = dayOf(requests[0]?.now ?? new Date().toISOString())
    const receiving = requests.filter(({ command }) => command.do === 'receive')
    const assigning = requests.some(({ command }) => command.do === 'assign')
    const cases = requests.flatMap(({ command, state }) =>
      command.do === 'note-filing' && state?.caseId !== undefined ? [state.caseId] : [],
    )
    const [numbers, entries, filings] = await Promise.all([
      receiving.length === 0
        ? new Map<string, number>()
        : sql<{ kind: string; n: number }>`
            select kind, max(n)::int as n from matter where year = ${Number(day.slice(0, 4))} group by kind`
            .execute(db)
            .then(({ rows }) => new Map(rows.map(({ kind, n }) => [kind, n]))),
      allInForce(db, [...(assigning ? (['unit', 'officer'] as const) : []), 'complaint-limits', 'agency'], day),
      filingsOf(db, cases),
    ])
    const [amounts] = entries.flatMap((entry) => (entry.kind === 'complaint-limits' ? [entry.data] : []))
    const units = new Map(entries.flatMap(({ kind, id, title }) => (kind === 'unit' ? [[id, title] as const] : [])))
    const [agency] = entries.flatMap((entry) => (entry.kind === 'agency' ? [entry.data] : [])) as readonly {
      readonly name: string
      readonly phone: string
    }[]
    const people = new Map(
      entries.flatMap(({ kind, id, data }) => {
        if (kind !== 'officer') return []
        const { name, unit } = data as { readonly name: string; readonly unit: string }
        return [[id, { name, unit }] as const]
      }),
    )
    return requests.map(({ command, state }) => {
      const filing = state?.caseId === undefined ? undefined : filings.get(state.caseId)
      return {
        next: (numbers.get(String((command.data as { kind?: unknown }).kind)) ?? 0) + 1,
        amounts: amountsOf(amounts as Parameters<typeof amountsOf>[0]),
        units,
        people,
        ...(filing === undefined ? {} : { filing }),
        ...(agency === undefined ? {} : { agency: { name: agency.name, phone: agency.phone } }),
      }
    })
  },
  decide: decideMatter,
  evolve: evolveMatter,
  projections: [files(calendar), limits(calendar)],
})

/** When each of these cases was filed or not filed, as far as that was decided. */
const filingsOf = async (
  db: Parameters<MatterStream['facts']>[1],
  cases: readonly string[],
): Promise<ReadonlyMap<string, { readonly at: string; readonly filed: boolean }>> => {
  if (cases.length === 0) return new Map()
  const { rows } = await sql<{ id: string; type: keyof typeof filingActs; at: string }>`
    select distinct on (stream_id) stream_id as id, type, happened_at as at from event
    where kind = 'case' and stream_id = any(${[...cases]}::text[]) and type = any(${Object.keys(filingActs)}::text[])
    order by stream_id, version`.execute(db)
  return new Map(rows.map(({ id, type, at }) => [id, { at: new Date(at).toISOString(), filed: filingActs[type] }]))
}
