import type { WorkCalendar } from '../calendar/index.ts'
import {
  type EventRow,
  eventColumns,
  eventOf,
  type Journal,
  type Projection,
  type StoredEvent,
} from '../journal/index.ts'
import { type Actor, accept, newId, type Refusal, type Result, refusal, systemActor } from '../kernel/index.ts'
import { sql } from '../platform/index.ts'
import {
  type CaseCommand,
  type CaseState,
  decideCase,
  emptyCase,
  type Facts,
  type FillPaper,
  type IssuedPaper,
  indexOf,
  type Procedure,
} from '../procedure/index.ts'
import { dueText, urgencyOf } from './dates.ts'
import { loadFacts } from './facts.ts'
import { actViews, caseView, timelineEntry } from './present.ts'
import { type CaseStream, caseStream } from './stream.ts'
import type { ActView, CaseRow, CaseView, Page, ReviewView, TimelineView, WorkList } from './view.ts'

export interface CaseQuery {
  readonly q?: string
  readonly stage?: string
  readonly procedure?: string
  readonly unit?: string
  readonly mine?: boolean
  readonly page?: number
}

export interface ActRequest {
  readonly act: string
  readonly data: Readonly<Record<string, unknown>>
  readonly strand?: string
  readonly expectedVersion?: number
  readonly key: string
  readonly happenedAt?: string
}

export interface Casework {
  readonly stream: CaseStream
  readonly procedures: ReadonlyMap<string, Procedure>
  /** Begins a case; its id is made from nothing that a person gives. */
  open(actor: Actor, procedure: string, request: ActRequest): ReturnType<Journal['execute']>
  act(actor: Actor, caseId: string, request: ActRequest): ReturnType<Journal['execute']>
  workList(actor: Actor): Promise<WorkList>
  cases(actor: Actor, query: CaseQuery): Promise<Page<CaseRow>>
  case(actor: Actor, caseId: string): Promise<CaseView | Refusal | undefined>
  timeline(actor: Actor, caseId: string, before?: number): Promise<TimelineView | Refusal | undefined>
  /** The papers that an act would make, without doing it. */
  preview(actor: Actor, caseId: string, command: CaseCommand): Promise<Result<readonly IssuedPaper[]> | undefined>
  /** The acts that begin a case, by procedure. */
  openings(
    actor: Actor,
  ): Promise<readonly { readonly name: string; readonly title: string; readonly opening: ActView }[]>
  paper(
    actor: Actor,
    paperId: string,
  ): Promise<{ readonly paper: IssuedPaper; readonly event: StoredEvent } | Refusal | undefined>
  /** What acts have run out are done by the system; gives how many. */
  runTimers(): Promise<number>
}

const PAGE = 50

/** Who sees every case of the bureau; others see those of their unit and their own. */
const seeAll = new Set([
  'leader',
  'head',
  'reviewer',
  'legal-affairs',
  'publisher',
  'archivist',
  'supervisor',
  'audit-admin',
])
const mayRead = (actor: Actor, { dossier }: CaseState): boolean =>
  actor.roles.some((role) => seeAll.has(role)) ||
  actor.unit === dossier.unit ||
  dossier.handlers.some(({ id }) => id === actor.id)

const notYours = refusal('not-your-case', '您不是本案的办案人员，也不在承办机构，不能查看本案')

/** What rooms below bring in: tables made of the cases' states, and their part of the case's page. */
export interface CaseworkParts {
  readonly projections?: readonly Projection<CaseState>[]
  readonly reviewView?: (state: CaseState) => ReviewView | undefined
}

export const createCasework = (
  journal: Journal,
  procedures: readonly Procedure[],
  calendar: WorkCalendar,
  fill: FillPaper,
  { projections = [], reviewView }: CaseworkParts = {},
): Casework => {
  const known = new Map(procedures.map((procedure) => [procedure.name, procedure]))
  const sources = { procedures: known, calendar, fill }
  const base = caseStream(sources)
  const stream: CaseStream = { ...base, projections: [...base.projections, ...projections] }
  journal.register(stream)
  const { db } = journal.database

  const send = (
    actor: Actor,
    streamId: string,
    { act, data, strand, key, expectedVersion, happenedAt }: ActRequest,
    procedure?: string,
  ) =>
    journal.execute(stream, {
      streamId,
      command: {
        act,
        data,
        ...(strand === undefined ? {} : { strand }),
        ...(procedure === undefined ? {} : { procedure }),
      },
      meta: {
        actor,
        key,
        ...(expectedVersion === undefined ? {} : { expectedVersion }),
        ...(happenedAt === undefined ? {} : { happenedAt }),
      },
    })

  const factsFor = async (actor: Actor, state: CaseState, command: CaseCommand): Promise<Facts> => {
    const [facts] = await loadFacts(sources, [{ state, command, now: journal.clock.now(), meta: { actor } }], db)
    if (facts === undefined) throw new Error('facts were asked for one request and none came')
    return facts
  }

  const readable = async (actor: Actor, caseId: string): Promise<CaseState | Refusal | undefined> => {
    const found = await journal.state(stream, caseId)
    if (found === undefined) return undefined
    return mayRead(actor, found.state) ? found.state : notYours
  }

  return {
    stream,
    procedures: known,
    open: (actor, procedure, request) => send(actor, newId(), request, procedure),
    act: (actor, caseId, request) => send(actor, caseId, request),

    async workList(actor) {
      const { rows } = await sql<{
        case_id: string
        title: string
        number: string | null
        party: string | null
        act: string
        act_title: string
        strand_title: string | null
        limit_title: string | null
        due: string | null
      }>`
        select distinct on (w.due, w.case_id, w.act, w.strand_title) w.case_id, f.title, f.number, f.party, w.act, w.act_title, w.strand_title, w.limit_title, w.due
        from case_wait w join case_file f on f.id = w.case_id
        where w.person = ${actor.id} or (w.role = any(${[...actor.roles]}::text[]) and (w.unit is null or w.unit = ${actor.unit ?? ''}))
        order by w.due nulls last, w.case_id, w.act, w.strand_title limit 500`.execute(db)
      const now = journal.clock.now()
      const items = rows.map((row) => {
        const due = row.due === null ? undefined : dueText(row.due, now, calendar)
        return {
          caseId: row.case_id,
          caseTitle: row.title,
          ...(row.number === null ? {} : { caseNumber: row.number }),
          sentence: `等您${row.act_title}${row.strand_title === null ? '' : `：${row.strand_title}`}——${row.title}${due === undefined ? '' : `，${due}`}`,
          act: row.act,
          actTitle: row.act_title,
          ...(row.limit_title === null ? {} : { limitTitle: row.limit_title }),
          ...(row.due === null ? {} : { due: row.due }),
          ...(due === undefined ? {} : { dueText: due }),
          urgency: urgencyOf(row.due ?? undefined, now, calendar),
        }
      })
      return {
        items,
        counts: {
          late: items.filter(({ urgency }) => urgency === 'late').length,
          soon: items.filter(({ urgency }) => urgency === 'soon').length,
          all: items.length,
        },
      }
    },

    async cases(actor, { q, stage, procedure, unit, mine, page = 1 }) {
      const all = actor.roles.some((role) => seeAll.has(role))
      const conditions = [
        all ? sql`true` : sql`(unit = ${actor.unit ?? ''} or ${actor.id} = any(handlers))`,
        ...(mine ? [sql`${actor.id} = any(handlers)`] : []),
        ...(stage === undefined ? [] : [sql`stage = ${stage}`]),
        ...(procedure === undefined ? [] : [sql`procedure = ${procedure}`]),
        ...(unit === undefined ? [] : [sql`unit = ${unit}`]),
        ...(q === undefined || q.trim() === ''
          ? []
          : [
              sql`search ilike ${`%${q
                .trim()
                .slice(0, 100)
                .replace(/[\\%_]/g, '\\$&')}%`}`,
            ]),
      ]
      const where = sql.join(conditions, sql` and `)
      const { rows } = await sql<
        Record<string, never> & {
          total: number
          id: string
          number: string | null
          title: string
          procedure: string
          stage: string
          party: string | null
          unit: string
          unit_name: string
          handler_names: string[]
          opened_at: string
          changed_at: string
          due: string | null
        }
      >`
        select *, count(*) over ()::int as total from case_file where ${where} order by changed_at desc, id limit ${PAGE} offset ${(Math.max(1, page) - 1) * PAGE}`.execute(
        db,
      )
      const now = journal.clock.now()
      return {
        total: rows[0]?.total ?? 0,
        page: Math.max(1, page),
        pageSize: PAGE,
        rows: rows.map((row) => {
          const rule = known.get(row.procedure)
          return {
            id: row.id,
            ...(row.number === null ? {} : { number: row.number }),
            title: row.title,
            procedure: row.procedure,
            procedureTitle: rule?.title ?? row.procedure,
            stage: row.stage,
            stageTitle: (rule === undefined ? undefined : indexOf(rule).stage.get(row.stage)?.title) ?? row.stage,
            ...(row.party === null ? {} : { party: row.party }),
            unit: row.unit,
            unitName: row.unit_name,
            handlers: row.handler_names,
            openedAt: row.opened_at,
            changedAt: row.changed_at,
            ...(row.due === null ? {} : { due: row.due, dueText: dueText(row.due, now, calendar) }),
            urgency: urgencyOf(row.due ?? undefined, now, calendar),
          }
        }),
      }
    },

    async case(actor, caseId) {
      const state = await readable(actor, caseId)
      if (state === undefined || 'code' in state) return state
      const procedure = known.get(state.procedure)
      if (procedure === undefined) return undefined
      const facts = await factsFor(actor, state, { act: '', data: {} })
      const review = reviewView?.(state)
      return {
        ...caseView(procedure, state, { actor, facts, at: facts.now }, caseId),
        ...(review === undefined ? {} : { review }),
      }
    },

    async timeline(actor, caseId, before) {
      const state = await readable(actor, caseId)
      if (state === undefined || 'code' in state) return state
      const { rows } = await sql<EventRow & { unsealed: boolean }>`
        select ${sql.raw(eventColumns)}, exists (select from unsealed u where u.event_id = event.id) as unsealed from event
        where kind = 'case' and stream_id = ${caseId} and version < ${before ?? state.version + 1} order by version desc limit ${PAGE}`.execute(
        db,
      )
      const last = rows.at(-1)?.version ?? 1
      return {
        entries: rows.map((row) => timelineEntry(known.get(state.procedure), eventOf(row), state, !row.unsealed)),
        ...(last > 1 ? { before: last } : {}),
      }
    },

    async preview(actor, caseId, command) {
      const state = await readable(actor, caseId)
      if (state === undefined || 'code' in state) return undefined
      const facts = await factsFor(actor, state, command)
      const decided = decideCase(known, state, command, { streamId: caseId, actor, happenedAt: facts.now, facts })
      return decided.ok ? accept(decided.value.data.papers ?? []) : decided
    },

    async openings(actor) {
      const facts = await factsFor(actor, emptyCase, { act: '', data: {} })
      return procedures.map((procedure) => {
        const [opening] = actViews(
          procedure,
          { state: emptyCase, actor, facts, at: facts.now },
          `/api/procedures/${procedure.name}`,
        )
        if (opening === undefined) throw new Error(`${procedure.name} has no opening act`)
        return { name: procedure.name, title: procedure.title, opening }
      })
    },

    async paper(actor, paperId) {
      const { rows } = await sql<{ case_id: string }>`select case_id from case_paper where id = ${paperId}`.execute(db)
      const caseId = rows[0]?.case_id
      if (caseId === undefined) return undefined
      const state = await readable(actor, caseId)
      if (state === undefined || 'code' in state) return state
      return issuedPaper(journal, paperId)
    },

    async runTimers() {
      const now = journal.clock.now()
      const { rows } = await sql<{
        case_id: string
        act: string
        strand: string
        due: string
      }>`select case_id, act, strand, due from case_timer where due < ${now} order by due limit 200`.execute(db)
      const actor = systemActor('timer', '系统（期限届满）')
      const outcomes = await Promise.all(
        rows.map(({ case_id, act, strand, due }) =>
          send(actor, case_id, {
            act,
            data: {},
            ...(strand === '' ? {} : { strand }),
            key: `timer/${case_id}/${act}/${strand}/${due}`,
            happenedAt: new Date(Date.parse(due) + 1).toISOString(),
          }),
        ),
      )
      return outcomes.filter(({ ok }) => ok).length
    },
  }
}

/** A paper with its content, from the event that made it. */
export const issuedPaper = async (
  journal: Journal,
  paperId: string,
): Promise<{ readonly paper: IssuedPaper; readonly event: StoredEvent } | undefined> => {
  const { rows } = await sql<EventRow>`select ${sql.raw(
    eventColumns
      .split(', ')
      .map((column) => `e.${column}`)
      .join(', '),
  )} from case_paper p join event e on e.id = p.event::uuid where p.id = ${paperId}`.execute(journal.database.db)
  const [row] = rows
  if (row === undefined) return undefined
  const event = eventOf(row)
  const paper = (event.data.papers as unknown as readonly IssuedPaper[] | undefined)?.find(({ id }) => id === paperId)
  return paper === undefined ? undefined : { paper, event }
}
