import { dayOf } from '../calendar/index.ts'
import { type EventRow, eventColumns, eventOf, type Journal, lift, type StoredEvent } from '../journal/index.ts'
import { type Actor, earlierId, newId } from '../kernel/index.ts'
import { type Db, type Migration, sql } from '../platform/index.ts'
import type { CaseState, Procedure } from '../procedure/index.ts'
import { retrievalTeller } from '../recording/index.ts'
import { draftTeller } from '../registry/index.ts'
import {
  type About,
  type AboutKind,
  type BesideNews,
  type News,
  type NewsKind,
  newsKinds,
  newsOf,
  newsOfWarning,
  type Teller,
} from './news.ts'
import type { CaseStream } from './stream.ts'
import type { NoticePage } from './view.ts'
import { warnOfLimits } from './warn.ts'
import type { Warn } from './warned.ts'

/**
 * 消息: what each person was told, made from events, and whether they have read it. `source` names the event (of a warning: the
 * clock, its due instant and the step; `clock` is without the step), so that the same news reaches a person once. `notice_seen` is how far events were read.
 */
export const noticeMigrations: readonly Migration[] = [
  {
    name: 'notice',
    up: async (tx) => {
      await sql`create table notice (
        id uuid primary key, person text not null, source text not null, clock text, kind text not null, case_id text not null, text text not null,
        at timestamptz not null, read_at timestamptz, withdrawn_at timestamptz, sent_at timestamptz, unique (person, source))`.execute(
        tx,
      )
      await sql`create index notice_of_person on notice (person, at desc, id)`.execute(tx)
      await sql`create index notice_unread on notice (person) where read_at is null and withdrawn_at is null`.execute(
        tx,
      )
      await sql`create index notice_clock on notice (clock)`.execute(tx)
      await sql`create index notice_unsent on notice (id) where sent_at is null and withdrawn_at is null`.execute(tx)
      await sql`create table notice_seen (only_one boolean primary key default true check (only_one), event uuid not null)`.execute(
        tx,
      )
    },
  },
  {
    // The request for recordings that a notice is about, where it is about one.
    name: 'notice-retrieval',
    up: async (tx) => {
      await sql`alter table notice add column retrieval text`.execute(tx)
    },
  },
]

/** Steps that came when a database could have taken those of other rooms already: they stand after all of these. */
export const laterNoticeMigrations: readonly Migration[] = [
  {
    // The draft of public lists that a notice is about: it is about no case.
    name: 'notice-draft',
    up: async (tx) => {
      await sql`alter table notice add column draft text`.execute(tx)
      await sql`alter table notice alter column case_id drop not null`.execute(tx)
    },
  },
  {
    // What a notice is about, by its kind and id, instead of a column for each kind.
    name: 'notice-about',
    up: async (tx) => {
      await sql`alter table notice add column about_kind text, add column about text`.execute(tx)
      await sql`update notice set clock = clock || '/answer' where retrieval is not null and clock is not null`.execute(
        tx,
      )
      await sql`update notice set about = coalesce(draft, retrieval, case_id),
        about_kind = case when draft is not null then 'draft' when retrieval is not null then 'retrieval' else 'case' end`.execute(
        tx,
      )
      await sql`alter table notice alter column about_kind set not null, alter column about set not null,
        drop column case_id, drop column retrieval, drop column draft`.execute(tx)
    },
  },
]

export interface Notices {
  /** Streams whose events people are told of. */
  readonly kinds: ReadonlySet<string>
  /** Warns of limits, then tells everybody what the journal has that they must be told of; gives how many notices were made. */
  run(): Promise<number>
  /** What the journal has that people must be told of. */
  tell(): Promise<number>
  page(actor: Actor, query: { readonly unread?: boolean; readonly page: number }): Promise<NoticePage>
  /** Those of these that are this person's, or all, are read now. */
  read(actor: Actor, ids: readonly string[] | 'all'): Promise<void>
  /** Says when this person has new notices, or fewer. Gives back how to stop listening. */
  onTold(person: string, told: () => void): () => void
}

/** Older than this nothing is news any more, in days. */
const NEWS = 30
const BATCH = 500
const PAGE = 50
/** An event may come into the journal after one whose id is younger: transactions are shorter than this, in milliseconds. */
const OVERLAP = 60_000
/** No inbox counts further. */
const COUNTED = 1000

export const createNotices = (
  journal: Journal,
  stream: CaseStream,
  procedures: ReadonlyMap<string, Procedure>,
  beside: readonly BesideNews[] = [],
  others: readonly Teller[] = [],
): Notices => {
  const { db } = journal.database
  const tellers: readonly Teller[] = [retrievalTeller, draftTeller, ...others]
  const kinds = new Set(['case', 'warning', ...[...tellers, ...beside].map((each) => each.stream.kind)])
  const watchers = new Map<string, Set<() => void>>()
  const announce = (persons: Iterable<string>) => {
    for (const person of new Set(persons)) for (const told of watchers.get(person) ?? []) told()
  }

  const newsIn = async (events: readonly StoredEvent[]): Promise<readonly (News & Told)[]> => {
    const [told, others] = [await tidingsIn(events), await besideIn(events)]
    const ids = [
      ...new Set([
        ...events.flatMap(({ kind, streamId }) => (kind === 'case' ? [streamId] : [])),
        ...[...others.values()].map(({ caseId }) => caseId),
      ]),
    ]
    const states = await journal.states(stream, ids)
    const state = new Map(ids.map((id, n) => [id, states[n]?.state]))
    return events.flatMap((event): readonly (News & Told)[] => {
      const tidings = told.get(event.id)
      if (tidings !== undefined) return tidings
      const other = others.get(event.streamId)
      if (other !== undefined) {
        const of = state.get(other.caseId)
        return of === undefined
          ? []
          : other.newsOf(event, of).map((news) => ({
              ...news,
              about: { kind: 'case', id: other.caseId },
              at: event.enteredAt,
              source: event.id,
            }))
      }
      const common = { about: { kind: 'case', id: event.streamId }, at: event.enteredAt } as const
      if (event.kind === 'warning') {
        if (event.type !== 'warn') return []
        const warn = event.data as unknown as Omit<Warn, 'kind'>
        return newsOfWarning(warn, event.enteredAt).map((news) => ({
          ...news,
          ...common,
          source: `${clockOf(event.streamId, warn)}/${warn.step}`,
          clock: clockOf(event.streamId, warn),
        }))
      }
      const found = state.get(event.streamId)
      return found === undefined
        ? []
        : newsOf(procedures, event, found).map((news) => ({ ...news, ...common, source: event.id }))
    })
  }

  /** What other rooms' streams beside cases have news of, by stream. */
  const besideIn = async (events: readonly StoredEvent[]) => {
    const found = new Map<
      string,
      { readonly caseId: string; readonly newsOf: (event: StoredEvent, of: CaseState) => readonly News[] }
    >()
    for (const { stream: other, caseOf, newsOf: told } of beside) {
      const ids = [...new Set(events.flatMap(({ kind, streamId }) => (kind === other.kind ? [streamId] : [])))]
      if (ids.length === 0) continue
      const states = await journal.states(other, ids)
      for (const [n, id] of ids.entries()) {
        const now = states[n]?.state
        const caseId = caseOf(now)
        if (caseId !== undefined) found.set(id, { caseId, newsOf: (event, of) => told(event, now, of) })
      }
    }
    return found
  }

  /** What other rooms' streams of their own have news of, by event: to nobody who did it. */
  const tidingsIn = async (events: readonly StoredEvent[]): Promise<ReadonlyMap<string, readonly (News & Told)[]>> => {
    const told = new Map<string, readonly (News & Told)[]>()
    let officers: readonly Officer[] | undefined
    for (const { stream: other, kind, about, newsOf: tell } of tellers) {
      const own = events.filter((event) => event.kind === other.kind)
      if (own.length === 0) continue
      officers ??= await officersOn(db, dayOf(journal.clock.now()))
      const ids = [...new Set(own.map(({ streamId }) => streamId))]
      const states = await journal.states(other, ids)
      for (const event of own) {
        const state = states[ids.indexOf(event.streamId)]?.state
        const tidings = state === undefined ? undefined : tell(event, state)
        if (tidings === undefined) {
          told.set(event.id, [])
          continue
        }
        const { persons = [], roles = [], unit, without = [], text, waits } = tidings
        const called = officers.filter(
          (officer) =>
            (unit === undefined || officer.unit === unit) && roles.some((role) => officer.roles.includes(role)),
        )
        const reached = new Set([...persons, ...called.map(({ id }) => id)])
        told.set(
          event.id,
          [...reached.difference(new Set([...without, event.actor.id]))].map((person) => ({
            person,
            kind,
            text,
            about: about(event.streamId, state),
            ...(waits === undefined ? {} : { clock: waitingClock(event, waits) }),
            at: event.enteredAt,
            source: event.id,
          })),
        )
      }
    }
    return told
  }

  /** The next events after this one, and those that may have come in late before it. */
  const after = async (seen: string | undefined): Promise<readonly StoredEvent[]> => {
    const { rows } = await sql<EventRow>`
      select ${sql.raw(eventColumns)} from event where kind = any(${[...kinds]}::text[])
        and entered_at > ${new Date(Date.parse(journal.clock.now()) - NEWS * 86_400_000).toISOString()}
        ${seen === undefined ? sql`` : sql`and id > ${seen}::uuid`} order by id limit ${BATCH}`.execute(db)
    return rows.map(eventOf).map((event) => (event.kind === 'case' ? lift(stream, event) : event))
  }

  const keep = async (news: readonly (News & Told)[]): Promise<readonly string[]> => {
    if (news.length === 0) return []
    const given = news.map(({ about, ...each }) => ({ id: newId(), about_kind: about.kind, about: about.id, ...each }))
    const { rows } = await sql<{ person: string }>`
      insert into notice (id, person, source, clock, kind, about_kind, about, text, at)
      select id, person, source, clock, kind, about_kind, about, text, at from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as n(id uuid, person text, source text, clock text, kind text, about_kind text, about text, text text, at timestamptz)
      order by id on conflict (person, source) do nothing returning person`.execute(db)
    return rows.map(({ person }) => person)
  }

  /** A warning that was lifted, or what waited for what is done now, leaves the inbox of whoever hadn't read it, and is crossed out for the others. */
  const withdraw = async (events: readonly StoredEvent[]): Promise<readonly string[]> => {
    const lifted = events.flatMap((event) => {
      const { kind, type, streamId, data, enteredAt: at } = event
      if (kind === 'warning')
        return type === 'lift-warning' ? [{ clock: clockOf(streamId, data as unknown as Clocked), at }] : []
      const teller = tellers.find(({ stream: { kind: its } }) => its === kind)
      return (teller?.over(event) ?? []).map((step) => ({ clock: waitingClock(event, step), at }))
    })
    if (lifted.length === 0) return []
    const { rows } = await sql<{ person: string }>`
      update notice n set withdrawn_at = l.at
      from unnest(${lifted.map(({ clock }) => clock)}::text[], ${lifted.map(({ at }) => at)}::timestamptz[]) as l (clock, at)
      where n.clock = l.clock and n.withdrawn_at is null and n.at <= l.at returning n.person`.execute(db)
    return rows.map(({ person }) => person)
  }

  const tell = async (): Promise<number> => {
    const { rows } = await sql<{ event: string }>`select event from notice_seen`.execute(db)
    const last = rows[0]?.event
    let seen = last === undefined ? undefined : earlierId(last, OVERLAP)
    let made = 0
    for (;;) {
      const events = await after(seen)
      const newest = events.at(-1)
      if (newest === undefined) return made
      const told = await keep(await newsIn(events))
      const fewer = await withdraw(events)
      made += told.length
      announce([...told, ...fewer])
      await sql`insert into notice_seen (event) values (${newest.id}::uuid)
        on conflict (only_one) do update set event = greatest(notice_seen.event, excluded.event)`.execute(db)
      if (events.length < BATCH) return made
      seen = newest.id
    }
  }

  return {
    kinds,
    tell,
    async run() {
      await warnOfLimits(journal)
      return tell()
    },

    async page({ id }, { unread = false, page }) {
      const { rows: counted } = await sql<{ n: number }>`
        select count(*)::int as n from (
          select from notice where person = ${id} and read_at is null and withdrawn_at is null limit ${COUNTED}) counted`.execute(
        db,
      )
      const { rows } = await sql<{
        id: string
        kind: NewsKind
        about_kind: AboutKind
        about: string
        title: string | null
        number: string | null
        text: string
        at: string
        read_at: string | null
        withdrawn_at: string | null
      }>`
        select n.id, n.kind, n.about_kind, n.about, f.title, f.number, n.text, n.at, n.read_at, n.withdrawn_at
        from notice n left join case_file f on n.about_kind = 'case' and f.id = n.about where n.person = ${id}
        ${unread ? sql`and n.read_at is null and n.withdrawn_at is null` : sql`and (n.withdrawn_at is null or n.read_at is not null)`}
        order by n.at desc, n.id limit ${PAGE + 1} offset ${(page - 1) * PAGE}`.execute(db)
      return {
        unread: counted[0]?.n ?? 0,
        items: rows.slice(0, PAGE).map((row) => ({
          id: row.id,
          kind: row.kind,
          kindTitle: newsKinds[row.kind] ?? row.kind,
          about: { kind: row.about_kind, id: row.about },
          ...(row.title === null ? {} : { caseTitle: row.title }),
          ...(row.number === null ? {} : { caseNumber: row.number }),
          text: row.text,
          at: row.at,
          read: row.read_at !== null,
          withdrawn: row.withdrawn_at !== null,
        })),
        ...(rows.length > PAGE ? { next: page + 1 } : {}),
      }
    },

    async read({ id }, ids) {
      await sql`update notice set read_at = ${journal.clock.now()} where person = ${id} and read_at is null
        ${ids === 'all' ? sql`` : sql`and id = any(${[...ids]}::uuid[])`}`.execute(db)
      announce([id])
    },

    onTold(person, told) {
      const mine = watchers.get(person) ?? new Set()
      watchers.set(person, mine)
      mine.add(told)
      return () => {
        mine.delete(told)
        if (mine.size === 0) watchers.delete(person)
      }
    },
  }
}

interface Told {
  readonly about: About
  readonly at: string
  readonly source: string
  readonly clock?: string
}
type Clocked = Pick<Warn, 'limit' | 'strand' | 'due'>

/** What waits for a step in a stream of another room. */
const waitingClock = ({ kind, streamId }: Pick<StoredEvent, 'kind' | 'streamId'>, step: string): string =>
  `${kind}/${streamId}/${step}`

/** The clock with its due instant. A later step of the same clock is news of its own. */
const clockOf = (caseId: string, { limit, strand, due }: Clocked): string =>
  `${caseId}/${limit}/${strand}/${new Date(due).toISOString()}`

interface Officer {
  readonly id: string
  readonly unit: string
  readonly roles: readonly string[]
}

/** Who serves on a day, where and in which roles. */
const officersOn = async (db: Db, day: string): Promise<readonly Officer[]> => {
  const { rows } = await sql<Officer>`
    select entry as id, data ->> 'unit' as unit, array(select jsonb_array_elements_text(data -> 'roles')) as roles
    from registry_entry where kind = 'officer' and from_day <= ${day}::date and (until_day is null or until_day >= ${day}::date)
    order by entry`.execute(db)
  return rows
}
