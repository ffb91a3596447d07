import { dayOf, type WorkCalendar } from '../calendar/index.ts'
import { type ComparedPaper, compareWithCase, type Finding, ofDrafts } from '../documents/index.ts'
import type { Pens } from '../identity/index.ts'
import {
  type EventRow,
  eventColumns,
  eventOf,
  type Journal,
  lift,
  type Outcome,
  type Projection,
} from '../journal/index.ts'
import {
  type Actor,
  accept,
  newId,
  plainOf,
  type Refusal,
  type Result,
  refusal,
  systemActor,
  termsOf,
} from '../kernel/index.ts'
import { hasTerms, rowsOfPage, sql } from '../platform/index.ts'
import {
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  decideCase,
  emptyCase,
  evolveCase,
  type Facts,
  type FillPaper,
  type IssuedPaper,
  indexOf,
  linesOf,
  type Measured,
  outlineOf,
  type Procedure,
  type QuestionedRole,
  questionedRoles,
  questionTopics,
  type SignatureTaken,
  type SignedLine,
} from '../procedure/index.ts'
import { subjectByCode } from '../registry/index.ts'
import { type CoverageView, coverageView } from './coverage.ts'
import { dueText, lastSoonInstant, urgencyOf } from './dates.ts'
import { type Deadlines, deadlinesOf } from './deadlines.ts'
import { loadFacts, type ReadingsOf } from './facts.ts'
import { finishedPapers } from './finished-paper.ts'
import { type Issued, issuedPaper } from './issued-papers.ts'
import type { BesideNews, Teller } from './news.ts'
import { createNotices, type Notices } from './notices.ts'
import { casesOfParty, historyOf } from './party-history.ts'
import { actViews, batchOf, caseView, discretionView, timelineEntry, type WarnedOf } from './present.ts'
import { type FoundKind, search } from './search.ts'
import { mayRead, mayReadRow, maySee, type Sighted, waitsFor } from './sight.ts'
import { type CaseStream, caseStream } from './stream.ts'
import type {
  CasePage,
  CaseRow,
  CaseView,
  DiscretionView,
  OpeningView,
  OutlineView,
  PartyHistory,
  PartyRow,
  ReviewView,
  SearchView,
  TimelineView,
  WorkList,
} from './view.ts'
import { warnings } from './warned.ts'

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
  /** Texts of its papers worded anew, by form and name. */
  readonly texts?: CaseCommand['texts']
  readonly signatures?: readonly SignatureTaken[]
  /** 动态口令, where the act signs for a share of the case. */
  readonly code?: string
  readonly expectedVersion?: number
  readonly key: string
  readonly happenedAt?: string
}

export interface CaseChange {
  readonly caseId: string
  readonly version: number
}

export interface Casework {
  readonly stream: CaseStream
  readonly procedures: ReadonlyMap<string, Procedure>
  /** Begins a case; its id is made from nothing that a person gives. */
  open(actor: Actor, procedure: string, request: ActRequest): Promise<Outcome<CaseState>>
  act(actor: Actor, caseId: string, request: ActRequest): Promise<Outcome<CaseState>>
  /** What waits for a person, the most urgent first; pages count from 1. */
  workList(actor: Actor, page: number, show?: 'late' | 'soon'): Promise<WorkList>
  cases(actor: Actor, query: CaseQuery): Promise<CasePage>
  /** The same cases, all of them, read bit by bit. */
  eachCase(actor: Actor, query: CaseQuery): AsyncGenerator<CaseRow>
  readonly deadlines: Deadlines
  readonly notices: Notices
  /** Parties by name or code, with those of their cases that this person may see; at most fifty cases in all. */
  parties(actor: Actor, words: string): Promise<readonly PartyRow[]>
  /** What became of one party, or undefined where this person may see no case of it. */
  party(actor: Actor, key: string): Promise<PartyHistory | undefined>
  /** What has all these words; a few of each kind, or a page of one. */
  search(actor: Actor, words: string, more?: { readonly kind?: FoundKind; readonly page?: number }): Promise<SearchView>
  /** Those of these files that this person may read: of cases that may be read, and what the person uploaded. */
  readableFiles(actor: Actor, blobs: readonly string[]): Promise<ReadonlySet<string>>
  /** The case as it stands, or why this person may not see it; undefined where there is no such case. */
  state(actor: Actor, caseId: string): Promise<CaseState | Refusal | undefined>
  case(actor: Actor, caseId: string): Promise<CaseView | Refusal | undefined>
  /** What had to be recorded in sound and picture, and what was. */
  coverage(actor: Actor, caseId: string): Promise<CoverageView | Refusal | undefined>
  timeline(actor: Actor, caseId: string, before?: number): Promise<TimelineView | Refusal | undefined>
  /** The papers that an act would make, without doing it; as if it were done at this time, or now. */
  preview(actor: Actor, caseId: string, command: CaseCommand, at?: string): Promise<Result<Previewed> | undefined>
  /** A case with all that is known of it, for rooms that examine it; `findings` are those of `comparison`. */
  laidOut(actor: Actor, caseId: string): Promise<LaidOut | Refusal | undefined>
  /** What the papers of a case say otherwise than the case, or than one another. */
  comparison(actor: Actor, caseId: string): Promise<readonly Finding[] | Refusal | undefined>
  /** What to ask somebody in this role; undefined where there is no case that this person may see. */
  outline(actor: Actor, caseId: string, role: QuestionedRole): Promise<OutlineView | undefined>
  /** What the standard makes of a violation of the case that is measured so; undefined where the case or the item isn't there. */
  discretion(
    actor: Actor,
    caseId: string,
    about: { readonly item?: string; readonly party?: string },
    measured: Measured,
  ): Promise<DiscretionView | undefined>
  /** The acts that begin a case, by procedure. */
  openings(actor: Actor): Promise<readonly OpeningView[]>
  /** Tells of every change of a case that this person may see. Gives back how to stop listening. */
  onChanged(actor: Actor, told: (change: CaseChange) => void): () => void
  /** A paper, with its lines as they stand signed now. */
  paper(
    actor: Actor,
    paperId: string,
  ): Promise<(Issued & { readonly lines: readonly SignedLine[] }) | Refusal | undefined>
  /** What acts have run out are done by the system; gives how many. */
  runTimers(): Promise<number>
}

const PAGE = 50

/** No list counts further than this; whoever looks for one case among more asks more exactly. */
const COUNTED = 10_000

interface CaseFileRow {
  readonly id: string
  readonly number: string | null
  readonly title: string
  readonly procedure: string
  readonly stage: string
  readonly party: string | null
  readonly party_code: string | null
  readonly party_kind: PartyRow['kind'] | null
  readonly unit: string
  readonly unit_name: string
  readonly handler_names: readonly string[]
  readonly opened_at: string
  readonly changed_at: string
  readonly due: string | null
  readonly why: string | null
}

const caseColumns = sql.raw(
  [
    ...['id', 'number', 'title', 'procedure', 'stage', 'party', 'party_code', 'party_kind', 'unit', 'unit_name'],
    ...['handler_names', 'opened_at', 'changed_at', 'due', 'why'],
  ]
    .map((column) => `case_file.${column}`)
    .join(', '),
)

const notYours = refusal('not-your-case', '您不是本案的办案人员，也不在承办机构，不能查看本案')

export interface LaidOut {
  readonly state: CaseState
  readonly procedure: Procedure
  readonly facts: Facts
  readonly findings: readonly Finding[]
}

/** What rooms below bring in: tables made of the cases' states, and their part of the case's page. */
export interface CaseworkParts {
  readonly projections?: readonly Projection<CaseState>[]
  readonly reviewView?: (state: CaseState, facts: Facts) => ReviewView | undefined
  readonly readings?: ReadingsOf
  readonly news?: readonly BesideNews[]
  readonly tellers?: readonly Teller[]
}

export const createCasework = (
  journal: Journal,
  procedures: readonly Procedure[],
  calendar: WorkCalendar,
  fill: FillPaper,
  pens: Pens,
  { projections = [], reviewView, readings, news = [], tellers = [] }: CaseworkParts = {},
): Casework => {
  const known = new Map(procedures.map((procedure) => [procedure.name, procedure]))
  const sources = { procedures: known, calendar, fill, pens, ...(readings === undefined ? {} : { readings }) }
  const base = caseStream(sources)
  const stream: CaseStream = { ...base, projections: [...base.projections, ...projections] }
  journal.register(stream)
  journal.register(finishedPapers)
  journal.register(warnings)
  const { db } = journal.database

  const watchers = new Set<{ readonly actor: Actor; readonly told: (change: CaseChange) => void }>()
  /** Who may see a case is asked once for each change, however many watch. */
  const tell = async (changed: ReadonlyMap<string, number>): Promise<void> => {
    const { rows } = await sql<Sighted & { readonly id: string }>`
      select id, unit, handlers from case_file where id = any(${[...changed.keys()]}::text[])`.execute(db)
    for (const { id, ...sighted } of rows)
      for (const { actor, told } of watchers)
        if (maySee(actor, sighted)) told({ caseId: id, version: changed.get(id) ?? 0 })
  }
  journal.onCommitted((events) => {
    const changed = new Map(
      events.flatMap(({ kind, streamId, version }) => (kind === 'case' ? [[streamId, version] as const] : [])),
    )
    if (watchers.size > 0 && changed.size > 0) tell(changed).catch((error) => process.emitWarning(error as Error))
  })

  const send = (
    actor: Actor,
    streamId: string,
    { act, data, strand, texts, signatures, code, key, expectedVersion, happenedAt }: ActRequest,
    procedure?: string,
  ) =>
    journal.execute(stream, {
      streamId,
      command: {
        act,
        data,
        ...(strand === undefined ? {} : { strand }),
        ...(texts === undefined ? {} : { texts }),
        ...(signatures === undefined ? {} : { signatures }),
        ...(procedure === undefined ? {} : { procedure }),
      },
      meta: {
        actor,
        key,
        ...(code === undefined ? {} : { code }),
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

  /** Cases that others took in and that are still open. What a crash left undone is done with the next timers. */
  const closeMerged = async (): Promise<void> => {
    const { rows } = await sql<{ case_id: string; other: string; number: string }>`
      select m.case_id, m.other, m.number from case_merge m join case_file f on f.id = m.other where not f.final`.execute(
      db,
    )
    for (const { case_id, other, number } of rows)
      await send(systemActor('merging', '系统（并案）'), other, {
        act: 'merged-away',
        data: { into: number },
        key: `merge/${case_id}/${other}`,
      })
  }

  /** Who was warned of which clock of a case, and when. */
  const warnedOf = async (caseId: string): Promise<WarnedOf> => {
    const { rows } = await sql<{
      name: string
      strand: string
      at: string
      persons: readonly { readonly name: string }[]
      lifted_at: string | null
    }>`select name, strand, at, persons, lifted_at from limit_warning where case_id = ${caseId} order by at, step`.execute(
      db,
    )
    return (limit, strand) =>
      rows
        .filter((row) => row.name === limit && row.strand === strand)
        .map(({ at, persons, lifted_at }) => ({
          at,
          persons: persons.map(({ name }) => name),
          lifted: lifted_at !== null,
        }))
  }

  const caseRow = (row: CaseFileRow): CaseRow => {
    const rule = known.get(row.procedure)
    const now = journal.clock.now()
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
      ...(row.why === null ? {} : { because: row.why }),
      urgency: urgencyOf(row.due ?? undefined, now, calendar),
    }
  }

  const asked = (actor: Actor, { q, stage, procedure, unit, mine }: CaseQuery) =>
    sql.join(
      [
        mayReadRow(actor),
        ...(mine ? [sql`${actor.id} = any(handlers)`] : []),
        ...(stage === undefined ? [] : [sql`stage = ${stage}`]),
        ...(procedure === undefined ? [] : [sql`procedure = ${procedure}`]),
        ...(unit === undefined ? [] : [sql`unit = ${unit}`]),
        ...(q === undefined ? [] : [hasTerms(sql`case_file`, termsOf(q))]),
      ],
      sql` and `,
    )

  return {
    stream,
    procedures: known,
    open: (actor, procedure, request) => send(actor, newId(), request, procedure),
    async act(actor, caseId, request) {
      const outcome = await send(actor, caseId, request)
      if (outcome.ok && request.act === 'answer-merge') await closeMerged()
      return outcome
    },

    async workList(actor, page, show) {
      const now = journal.clock.now()
      const soon = lastSoonInstant(now, calendar)
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
        why: string | null
        procedure: string
        version: number
        all: number
        late: number
        by_soon: number
      }>`
        with waits as (
          select distinct on (w.due, w.case_id, w.act, w.strand_title) w.case_id, f.title, f.number, f.party, w.act, w.act_title, w.strand_title, w.limit_title, w.due, w.why, f.procedure, s.version
          from case_wait w join case_file f on f.id = w.case_id join stream s on s.kind = 'case' and s.id = w.case_id
          where ${waitsFor(actor)}
          order by w.due, w.case_id, w.act, w.strand_title
        )
        , counts as (
          select count(*)::int as "all", (count(*) filter (where due < ${now}))::int as late,
            (count(*) filter (where due <= ${soon}))::int as by_soon from waits
        )
        select waits.*, counts.* from counts left join (
          select * from waits ${show === undefined ? sql`` : show === 'late' ? sql`where due < ${now}` : sql`where due >= ${now} and due <= ${soon}`}
          order by due nulls last, case_id, act, strand_title limit ${rowsOfPage} offset ${(page - 1) * rowsOfPage}
        ) waits on true order by due nulls last, case_id, act, strand_title`.execute(db)
      const items = rows.filter(({ case_id }) => case_id !== null)
      const { all, late, by_soon: bySoon } = rows[0] ?? { all: 0, late: 0, by_soon: 0 }
      return {
        items: items.map((row) => {
          const due = row.due === null ? undefined : dueText(row.due, now, calendar)
          const rule = known.get(row.procedure)
          const batch = rule === undefined ? undefined : batchOf(indexOf(rule).act.get(row.act))
          return {
            caseId: row.case_id,
            caseTitle: row.title,
            ...(row.number === null ? {} : { caseNumber: row.number }),
            sentence: `等您${row.act_title}${row.strand_title === null ? '' : `：${row.strand_title}`}——${row.title}${due === undefined ? '' : `，${due}`}`,
            act: row.act,
            actTitle: row.act_title,
            ...(row.limit_title === null ? {} : { limitTitle: row.limit_title }),
            ...(row.due === null ? {} : { due: row.due }),
            ...(row.why === null ? {} : { because: row.why }),
            ...(due === undefined ? {} : { dueText: due }),
            urgency: urgencyOf(row.due ?? undefined, now, calendar),
            ...(batch === undefined ? {} : { batch: { ...batch, version: row.version } }),
          }
        }),
        counts: { late, soon: bySoon - late, all },
        ...(page * rowsOfPage < (show === undefined ? all : show === 'late' ? late : bySoon - late)
          ? { next: page + 1 }
          : {}),
      }
    },

    async cases(actor, query) {
      const { page = 1 } = query
      const { rows: counted } = await sql<{ readonly n: number }>`
        select count(*)::int as n from (select from case_file where ${asked(actor, query)} limit ${COUNTED + 1}) counted`.execute(
        db,
      )
      const n = counted[0]?.n ?? 0
      const { rows } = await sql<CaseFileRow>`
        select ${caseColumns} from case_file where ${asked(actor, query)}
        order by changed_at desc, id limit ${PAGE} offset ${(page - 1) * PAGE}`.execute(db)
      return { total: Math.min(n, COUNTED), more: n > COUNTED, page, pageSize: PAGE, rows: rows.map(caseRow) }
    },

    async *eachCase(actor, query) {
      for (let last: CaseFileRow | undefined; ; ) {
        const after: ReturnType<typeof sql> =
          last === undefined
            ? sql``
            : sql`and (changed_at < ${last.changed_at}::timestamptz or (changed_at = ${last.changed_at}::timestamptz and id > ${last.id}))`
        const { rows } =
          await sql<CaseFileRow>`select ${caseColumns} from case_file where ${asked(actor, query)} ${after}
          order by changed_at desc, id limit ${rowsOfPage}`.execute(db)
        yield* rows.map(caseRow)
        if (rows.length < rowsOfPage) return
        last = rows.at(-1)
      }
    },

    notices: createNotices(journal, stream, known, news, tellers),

    deadlines: deadlinesOf(db, () => journal.clock.now(), calendar),

    async parties(actor, words) {
      const { rows } = await sql<
        CaseFileRow & { party_key: string; name: string; kind: PartyRow['kind']; code: string | null }
      >`select ${caseColumns}, p.party_key, p.name, p.kind, p.code from case_party p join case_file on case_file.id = p.case_id
        where ${mayReadRow(actor)} and ${hasTerms(sql`p`, [plainOf(words)])}
        order by p.name, p.party_key, case_file.changed_at desc limit ${PAGE}`.execute(db)
      return [...Map.groupBy(rows, ({ party_key: key }) => key)].flatMap(([key, [first, ...more]]) =>
        first === undefined
          ? []
          : [
              {
                key,
                name: first.name,
                kind: first.kind,
                ...(first.code === null ? {} : { code: first.code }),
                cases: [first, ...more].map(caseRow),
              },
            ],
      )
    },

    async party(actor, key) {
      const ids = await casesOfParty(db, actor, key)
      const [states, { rows }] = [
        await journal.states(stream, ids),
        await sql<CaseFileRow>`select ${caseColumns} from case_file where id = any(${[...ids]}::text[])`.execute(db),
      ]
      const row = new Map(rows.map((each) => [each.id, caseRow(each)]))
      return historyOf(
        key,
        ids.flatMap((id, n) => {
          const [found, state] = [row.get(id), states[n]?.state]
          return found === undefined || state === undefined ? [] : [{ row: found, state }]
        }),
        await subjectByCode(db, key),
      )
    },

    search: (actor, words, more) => search(db, actor, words, more),

    async readableFiles(actor, blobs) {
      const { rows } = await sql<{ blob: string }>`
        select blob from upload where person = ${actor.id} and blob = any(${[...blobs]}::text[])
        union select b.blob from case_blob b join case_file on case_file.id = b.case_id
        where b.blob = any(${[...blobs]}::text[]) and ${mayReadRow(actor)}`.execute(db)
      return new Set(rows.map(({ blob }) => blob))
    },

    state: readable,

    async case(actor, caseId) {
      const state = await readable(actor, caseId)
      if (state === undefined || 'code' in state) return state
      const facts = await factsFor(actor, state, { act: '', data: {} })
      const review = reviewView?.(state, facts)
      return {
        ...caseView(known, state, { actor, facts, at: facts.now }, caseId, await warnedOf(caseId)),
        ...(review === undefined ? {} : { review }),
      }
    },

    async coverage(actor, caseId) {
      const state = await readable(actor, caseId)
      if (state === undefined || 'code' in state) return state
      return coverageView(state, await factsFor(actor, state, { act: '', data: {} }))
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
        entries: rows.map((row) => timelineEntry(known, lift(stream, eventOf(row)), state, !row.unsealed)),
        ...(last > 1 ? { before: last } : {}),
      }
    },

    async preview(actor, caseId, command, at) {
      const state = await readable(actor, caseId)
      if (state === undefined || 'code' in state) return undefined
      const facts = await factsFor(actor, state, command)
      const happenedAt = at ?? facts.now
      const decided = decideCase(known, state, command, { streamId: caseId, actor, happenedAt, facts })
      if (!decided.ok) return decided
      const papers = decided.value.data.papers ?? []
      // Compared with the case as the act would leave it: what the form itself brings in is no difference.
      const after = evolveCase(known, state, {
        id: '',
        streamId: caseId,
        version: state.version + 1,
        type: decided.value.type,
        data: decided.value.data as unknown as CaseEvent['data'],
        happenedAt,
        enteredAt: facts.now,
        actor,
      })
      const issued = await papersOfCase(journal, state)
      const findings = compareWithCase(after, [
        ...standing(state, issued),
        ...papers.map(({ id: _id, ...paper }) => comparedPaper(paper)),
      ])
      return accept({ papers, findings: ofDrafts(findings) })
    },

    async laidOut(actor, caseId) {
      const state = await readable(actor, caseId)
      if (state === undefined || 'code' in state) return state
      const procedure = known.get(state.procedure)
      if (procedure === undefined) throw new Error(`nobody knows the procedure ${state.procedure}`)
      const [facts, issued] = [await factsFor(actor, state, { act: '', data: {} }), await papersOfCase(journal, state)]
      return { state, procedure, facts, findings: compareWithCase(state, standing(state, issued)) }
    },

    async comparison(actor, caseId) {
      const state = await readable(actor, caseId)
      if (state === undefined || 'code' in state) return state
      return compareWithCase(state, standing(state, await papersOfCase(journal, state)))
    },

    async discretion(actor, caseId, { item, party }, measured) {
      const state = await readable(actor, caseId)
      if (state === undefined || 'code' in state) return undefined
      const facts = await factsFor(actor, state, { act: '', data: {} })
      return discretionView(facts.items.get(item ?? state.dossier.item?.id ?? ''), state, measured, party)
    },

    async outline(actor, caseId, role) {
      const state = await readable(actor, caseId)
      if (state === undefined || 'code' in state) return undefined
      const facts = await factsFor(actor, state, { act: '', data: {} })
      const topics = Map.groupBy(outlineOf(state, facts, role), ({ topic }) => topic)
      return {
        roleTitle: questionedRoles[role],
        topics: [...topics].map(([topic, all]) => ({
          title: questionTopics[topic],
          questions: all.map(({ question }) => question),
        })),
      }
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
        return {
          name: procedure.name,
          title: procedure.title,
          stages: procedure.stages.map(({ name, title }) => ({ name, title })),
          opening,
        }
      })
    },

    async paper(actor, paperId) {
      const { rows } = await sql<{ case_id: string }>`select case_id from case_paper where id = ${paperId}`.execute(db)
      const caseId = rows[0]?.case_id
      if (caseId === undefined) return undefined
      const state = await readable(actor, caseId)
      if (state === undefined || 'code' in state) return state
      const issued = await issuedPaper(journal, paperId)
      return issued === undefined ? undefined : { ...issued, lines: linesOf(state, issued.paper) }
    },

    onChanged(actor, told) {
      const watcher = { actor, told }
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },

    async runTimers() {
      await closeMerged()
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

const comparedPaper = ({ number, ...paper }: Omit<IssuedPaper, 'id'> & { readonly id?: string }): ComparedPaper => ({
  ...paper,
  ...(number === undefined ? {} : { number: number.text }),
})

/** The papers that count: what is void says nothing any more. */
const standing = (state: CaseState, issued: readonly CasePaper[]): readonly ComparedPaper[] => {
  const voided = new Set(
    state.strands
      .filter(({ kind, state: now }) => kind === 'service' && now === 'voided')
      .map(({ data }) => data.paper),
  )
  return issued.filter(({ paper: { id } }) => !voided.has(id)).map(({ paper }) => comparedPaper(paper))
}

/** What an act would make, and what of it differs from the case. */
export interface Previewed {
  readonly papers: readonly IssuedPaper[]
  readonly findings: readonly Finding[]
}

/** A paper of a case with its content, and the day of the act that made it. */
export interface CasePaper {
  readonly paper: IssuedPaper
  readonly day: string
}

/** Every paper of a case with its content, as its event has it. */
export const papersOfCase = async ({ database: { db } }: Journal, state: CaseState): Promise<readonly CasePaper[]> => {
  const versions = [...new Set(state.papers.map(({ version }) => version))]
  if (versions.length === 0) return []
  const { rows } = await sql<{ papers: readonly IssuedPaper[] | null; happened_at: string }>`
    select data -> 'papers' as papers, happened_at from event
    where kind = 'case' and stream_id = ${state.id} and version = any(${versions}::int[]) order by version`.execute(db)
  return rows.flatMap(({ papers, happened_at: at }) => (papers ?? []).map((paper) => ({ paper, day: dayOf(at) })))
}
