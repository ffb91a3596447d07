import { dayOf, type WorkCalendar } from '../calendar/index.ts'
import type { Pens } from '../identity/index.ts'
import type { LoadedRequest } from '../journal/index.ts'
import type { Actor } from '../kernel/index.ts'
import { type Db, sql } from '../platform/index.ts'
import {
  type Act,
  type CaseCommand,
  type CaseState,
  type Facts,
  type FillPaper,
  type IssuedPaper,
  type ItemFact,
  indexOf,
  isJoint,
  itemsOf,
  numbered,
  type OfficerFact,
  type PaperNumber,
  type Party,
  type Pen,
  type Procedure,
  penaltyFor,
  type ReviewScope,
  referencesOf,
} from '../procedure/index.ts'
import { recordedOfCases } from '../recording/index.ts'
import {
  evaluateReviewList,
  guidesOf,
  type InForce,
  type RegistryKind,
  type Standing,
  standingOf,
  usualDisagreementDays,
} from '../registry/index.ts'
import { showingsOf } from '../showing/index.ts'

/** Ids of the entries of which a bureau has one each. */
export const agencyEntry = 'bureau'
export const reviewListEntry = 'main'
export const recordListEntry = 'main'
const reviewRulesEntry = 'main'

/** What is only tried is signed by nobody: such a signature is never kept. */
const blankPen: Pen = { key: '', sign: () => new Uint8Array(64) }

export interface FactSources {
  readonly procedures: ReadonlyMap<string, Procedure>
  readonly calendar: WorkCalendar
  readonly fill: FillPaper
  /** What was read of these cases in their reviews; a room above casework hands it in. */
  readonly readings?: ReadingsOf
  /** With what those sign who answer for a share of a case. */
  readonly pens: Pens
}

/** Of cases by their ids, in a query or two however many they are. */
export type ReadingsOf = (
  db: Db,
  cases: readonly string[],
) => Promise<(caseId: string) => Pick<Facts, 'opened' | 'comments'>>

const noReadings: ReadingsOf = async () => () => ({ opened: [], comments: [] })

export type CaseRequest = Pick<LoadedRequest<CaseState, CaseCommand>, 'state' | 'command' | 'now'> & {
  readonly meta: { readonly actor: Actor; readonly happenedAt?: string }
}

/** What the acts of these requests need to know, in a few queries however many they are. */
export const loadFacts = async (
  { procedures, calendar, fill, readings = noReadings }: FactSources,
  requests: readonly CaseRequest[],
  db: Db,
): Promise<readonly Facts[]> => {
  const named = requests.map((request) => entriesNamed(procedures, request))
  const yearOf = ({ meta, now }: CaseRequest): number => Number(dayOf(meta.happenedAt ?? now).slice(0, 4))
  const [standing, fined, otherCase, guides, nextNumber, showings, papersIn, recordedIn, readIn] = await Promise.all([
    standingOf(db, named.flat()),
    finesOf(
      db,
      requests.flatMap((request) => finedToday(procedures, request) ?? []),
    ),
    casesNumbered(
      db,
      requests.flatMap((request) => caseNumbered(procedures, request) ?? []),
    ),
    guidesOf(
      db,
      requests
        .filter((request) => asksGuides(procedures, request))
        .flatMap(({ state }) => itemsOf(state.dossier).map(({ id }) => id)),
    ),
    numbersOf(
      db,
      requests.flatMap((request) => seriesOf(procedures, request).map((series) => ({ series, year: yearOf(request) }))),
    ),
    showingsOf(
      db,
      requests.flatMap((request) => showingsNamed(procedures, request)),
    ),
    papersAsked(
      db,
      requests.flatMap((request) => papersNamed(procedures, request)),
    ),
    recordedOfCases(
      db,
      requests.flatMap((request) => (asksRecordings(procedures, request) ? [request.state.id] : [])),
    ),
    readings(
      db,
      requests.flatMap((request) => (ruleOf(procedures, request)?.asksReadings === true ? [request.state.id] : [])),
    ),
  ])
  return requests.map((request, n): Facts => {
    const day = dayOf(request.meta.happenedAt ?? request.now)
    const other = otherCase.get(caseNumbered(procedures, request) ?? '')
    const of = <K extends RegistryKind, T>(kind: K, make: (entry: InForce<K>) => T): ReadonlyMap<string, T> =>
      new Map(
        (named[n] ?? []).flatMap((each) => {
          const entry = each.kind === kind ? standing(kind, each.id, day) : undefined
          return entry === undefined ? [] : [[each.id, make(entry)] as const]
        }),
      )
    const agency = agencyOn(standing, day)
    const items = of('item', itemFact)
    return {
      now: request.now,
      calendar,
      agency,
      officers: of('officer', officerFact),
      units: of('unit', ({ id, data }) => ({ id, name: data.name })),
      items,
      ...(other === undefined ? {} : { otherCase: other }),
      counsels: of('counsel', ({ id, data }) => ({ id, ...data })),
      guides: asksGuides(procedures, request) ? guides(day) : [],
      finedToday: fined(finedToday(procedures, request)),
      showings,
      papers: papersIn(papersNamed(procedures, request)),
      numbers: new Map(
        seriesOf(procedures, request).map((series) => [series, nextNumber(agency.shortName, series, yearOf(request))]),
      ),
      reviewScope: (state, penalty) => {
        const list = standing('review-list', reviewListEntry, day)
        const scope = scopeOfAll(
          (isJoint(state.dossier) ? state.dossier.parties : [state.dossier.parties[0]]).map((party) => ({
            party,
            scope: evaluateReviewList(list?.data, {
              penalty: party === undefined ? penalty : penaltyFor(penalty, party.id),
              party,
              item: items.get(state.dossier.item?.id ?? ''),
            }),
          })),
        )
        return list === undefined ? scope : { ...scope, list: { version: list.version, from: list.from } }
      },
      disagreementDays: standing('review-rules', reviewRulesEntry, day)?.data.disagreementDays ?? usualDisagreementDays,
      ...recordedIn(request.state.id),
      ...readIn(request.state.id),
      recordList: (at) => standing('record-list', recordListEntry, dayOf(at))?.data,
      pen: () => blankPen,
      fill,
    }
  })
}

/** What one party's penalty asks for is asked for the case; the reasons say whose they are. */
const scopeOfAll = (
  each: readonly { readonly party: Party | undefined; readonly scope: ReviewScope }[],
): ReviewScope => {
  const [first] = each
  if (first === undefined) throw new Error('a review is of some party')
  if (each.length === 1) return first.scope
  const legal = each.filter(({ scope }) => scope.kind === 'legal')
  const counted = legal.length === 0 ? [first] : legal
  return {
    kind: first.scope.kind === 'case' && legal.length === 0 ? 'case' : 'legal',
    major: each.some(({ scope }) => scope.major),
    ...(each.some(({ scope }) => scope.listed === true) ? { listed: true as const } : {}),
    because: [
      ...new Set(
        counted.flatMap(({ party, scope }) =>
          scope.because.map((why) =>
            legal.length === each.length && each.every((one) => one.scope.because.includes(why))
              ? why
              : `${party?.name ?? ''}：${why}`,
          ),
        ),
      ),
    ],
  }
}

const agencyOn = (standing: Standing, day: string): Facts['agency'] => {
  const entry = standing('agency', agencyEntry, day)
  if (entry === undefined) throw new Error(`no agency is in force on ${day}`)
  return entry.data
}

export const officerFact = ({ id, data }: InForce<'officer'>): OfficerFact => ({ id, ...data })
export const itemFact = ({ id, version, data }: InForce<'item'>): ItemFact => ({ id, version, ...data }) as ItemFact

const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value])
    .filter((each): each is string => typeof each === 'string' && each.length <= 100)
    .slice(0, 50)

/** Every entry of the registry that a request names; data isn't checked yet, so anything may stand in it. */
const entriesNamed = (
  procedures: FactSources['procedures'],
  { state, command, meta }: CaseRequest,
): readonly { readonly kind: RegistryKind; readonly id: string }[] => {
  const rule = ruleOf(procedures, { state, command })
  const data = (typeof command.data === 'object' && command.data !== null ? command.data : {}) as Readonly<
    Record<string, unknown>
  >
  const fields = rule === undefined ? [] : referencesOf(rule)
  const named = (...widgets: readonly string[]) =>
    fields.filter(({ widget }) => widgets.includes(widget)).flatMap(({ field }) => texts(data[field]))
  const all = (kind: RegistryKind, ...ids: readonly (string | undefined)[]) =>
    [...new Set(ids)].flatMap((id) => (id === undefined || id === '' ? [] : [{ kind, id }]))
  const { dossier } = state
  return [
    ...all('agency', agencyEntry),
    ...all('review-list', reviewListEntry),
    ...all('review-rules', reviewRulesEntry),
    ...(asksRecordings(procedures, { state, command }) ? all('record-list', recordListEntry) : []),
    ...all(
      'officer',
      meta.actor.id,
      ...dossier.handlers.map(({ id }) => id),
      ...state.strands.flatMap(({ data: { reviewer, assigned } }) =>
        [reviewer, assigned].map((person) => (person as { readonly id?: string } | undefined)?.id),
      ),
      ...named('officer', 'officers', 'reviewer'),
    ),
    ...all('unit', meta.actor.unit, dossier.unit, ...named('unit')),
    ...all('item', ...itemsOf(dossier).map(({ id }) => id), ...named('item')),
    ...all('counsel', ...named('counsel')),
  ]
}

/** The showings of certificates that a request names. */
const showingsNamed = (
  procedures: FactSources['procedures'],
  { state, command }: Pick<CaseRequest, 'state' | 'command'>,
): readonly string[] => {
  const rule = ruleOf(procedures, { state, command })
  const data = (command.data ?? {}) as Readonly<Record<string, unknown>>
  return (rule === undefined ? [] : referencesOf(rule)).flatMap(({ field, widget }) =>
    widget === 'showings' ? texts(data[field]) : [],
  )
}

/** The series in which an act's papers are numbered. */
export const seriesOf = (
  procedures: ReadonlyMap<string, Procedure>,
  { state, command }: Pick<CaseRequest, 'state' | 'command'>,
): readonly string[] => {
  const rule = ruleOf(procedures, { state, command })
  return (rule?.papers ?? []).flatMap(({ number }) => (number === undefined ? [] : [number]))
}

/** A page that is drawn shows the checklist; no act but those that say so needs it. */
const asksGuides = (procedures: FactSources['procedures'], request: CaseRequest): boolean =>
  request.command.act === '' || ruleOf(procedures, request)?.asksGuides === true

const caseNumbered = (procedures: FactSources['procedures'], request: CaseRequest): string | undefined =>
  texts(ruleOf(procedures, request)?.asksCase?.(request.state, request.command.data))[0]?.trim()

const papersNamed = (procedures: FactSources['procedures'], request: CaseRequest): readonly string[] =>
  ruleOf(procedures, request)?.asksPapers?.(request.state) ?? []

/** Papers by their ids, `{case}.{version}.{n}`, out of the events that issued them. */
const papersAsked = async (
  db: Db,
  ids: readonly string[],
): Promise<(ids: readonly string[]) => readonly IssuedPaper[]> => {
  if (ids.length === 0) return () => []
  const { rows } = await sql<{ papers: readonly IssuedPaper[] | null }>`
    select distinct on (e.id) e.data -> 'papers' as papers from event e join unnest(${ids.map((id) => id.split('.')[0] ?? '')}::text[], ${ids.map((id) => Number(id.split('.')[1]))}::int[]) as w (stream_id, version)
      on e.kind = 'case' and e.stream_id = w.stream_id and e.version = w.version`.execute(db)
  const all = new Map(rows.flatMap(({ papers }) => papers ?? []).map((paper) => [paper.id, paper]))
  return (named) => named.flatMap((id) => all.get(id) ?? [])
}

/** Cases by their numbers, as they stand. */
const casesNumbered = async (db: Db, numbers: readonly string[]): Promise<ReadonlyMap<string, CaseState>> => {
  if (numbers.length === 0) return new Map()
  const { rows } = await sql<{ number: string; state: CaseState }>`
    select f.number, s.state from case_file f join stream s on s.kind = 'case' and s.id = f.id
    where f.number = any(${[...numbers]}::text[])`.execute(db)
  return new Map(rows.map(({ number, state }) => [number, state]))
}

interface Fined {
  readonly party: string
  readonly item: string
  readonly day: string
  readonly except: string
}

/** About whom, what and which day an act asks that may fine on the spot. */
const finedToday = (procedures: FactSources['procedures'], request: CaseRequest): Fined | undefined => {
  const { state, command, meta, now } = request
  if (ruleOf(procedures, request)?.asksFinedToday !== true) return undefined
  const { party = state.dossier.parties[0], item = state.dossier.item?.id } = (command.data ?? {}) as {
    readonly party?: Readonly<Record<string, unknown>>
    readonly item?: unknown
  }
  const [named] = texts([party?.code, party?.idNumber, party?.name].filter((each) => each !== ''))
  const [about] = texts(item)
  return named === undefined || about === undefined
    ? undefined
    : { party: named, item: about, day: dayOf(meta.happenedAt ?? now), except: state.id }
}

const finesOf = async (
  db: Db,
  wanted: readonly Fined[],
): Promise<(about: Fined | undefined) => Facts['finedToday']> => {
  if (wanted.length === 0) return () => []
  const column = (name: 'party' | 'item' | 'day') => wanted.map((each) => each[name])
  const { rows } = await sql<{ case_id: string; party: string; item: string; day: string; number: string }>`
    select distinct f.* from unnest(${column('party')}::text[], ${column('item')}::text[], ${column('day')}::date[]) as w (party, item, day)
    join on_the_spot_fine f on f.party = w.party and f.item = w.item and f.day = w.day`.execute(db)
  return (about) =>
    rows
      .filter(
        ({ party, item, day, case_id: id }) =>
          party === about?.party && item === about.item && day === about.day && id !== about.except,
      )
      .map(({ case_id: caseId, number }) => ({ caseId, number }))
}

/** A page asks without an act, and then for every gate. */
const asksRecordings = (
  procedures: FactSources['procedures'],
  request: Pick<CaseRequest, 'state' | 'command'>,
): boolean => request.command.act === '' || asksForRecordings(ruleOf(procedures, request))

const asksForRecordings = (rule: Act | undefined): boolean =>
  rule?.asksRecordings === true || rule?.gates?.some(({ asks }) => asks === 'recordings') === true

export const ruleOf = (
  procedures: FactSources['procedures'],
  { state, command }: Pick<CaseRequest, 'state' | 'command'>,
): Act | undefined => {
  const procedure = procedures.get(state.version === 0 ? (command.procedure ?? '') : state.procedure)
  return procedure === undefined ? undefined : indexOf(procedure).act.get(command.act)
}

/**
 * The next number of each series is one more than the last that a committed paper bears. Commands that number in the same series
 * are never in one group, and the ledger's primary key turns away whoever was late on another node: so there are no gaps.
 */
const numbersOf = async (
  db: Db,
  wanted: readonly { readonly series: string; readonly year: number }[],
): Promise<(agency: string, series: string, year: number) => PaperNumber> => {
  const last = new Map<string, number>()
  if (wanted.length > 0) {
    const { rows } = await sql<{ series: string; year: number; n: number }>`
      select w.series, w.year, last.n from unnest(${wanted.map(({ series }) => series)}::text[], ${wanted.map(({ year }) => year)}::int[]) as w (series, year)
      cross join lateral (select n from paper_number p where p.series = w.series and p.year = w.year order by n desc limit 1) last`.execute(
      db,
    )
    for (const row of rows) last.set(`${row.series}/${row.year}`, row.n)
  }
  return (agency, each, year) => {
    const n = (last.get(`${each}/${year}`) ?? 0) + 1
    return numbered(agency, each, year, n)
  }
}
