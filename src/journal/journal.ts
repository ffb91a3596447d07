import { randomBytes } from 'node:crypto'
import { setImmediate as immediate } from 'node:timers/promises'
import { accept, digestOf, newId, type Refusal, type Result, refusal, refuse } from '../kernel/index.ts'
import { type Clock, type Database, type Db, sql } from '../platform/index.ts'
import { type Append, appendAll, type TableChanges } from './append.ts'
import { type AnyKind, digestOfEvent, type EventRow, eventColumns, eventOf, lift } from './event-row.ts'
import type { LoadedRequest, NewEvent, Outcome, Projection, Request, Row, StoredEvent, StreamKind } from './model.ts'
import { compareRows, noChanges, type RowChanges, rowsOf } from './projections.ts'
import { prepareProjections } from './rebuild.ts'

export interface Journal {
  readonly database: Database
  readonly clock: Clock
  readonly kinds: ReadonlyMap<string, AnyKind>
  /** Announces a kind of stream; `prepare` then makes its projections' tables, again where their declaration has changed. */
  register<S, C, F>(kind: StreamKind<S, C, F>): void
  prepare(): Promise<void>
  /** Decides a command and writes all that it brings about in one transaction, together with others that came meanwhile. */
  execute<S, C, F>(kind: StreamKind<S, C, F>, request: Request<C>): Promise<Outcome<S>>
  /** The state of a stream, or undefined where there is none. Inside a transaction, give it as `db`, here and below. */
  state<S, C, F>(kind: StreamKind<S, C, F>, streamId: string, db?: Db): Promise<StreamState<S> | undefined>
  /** The states of many streams with one query, in the order of their ids. */
  states<S, C, F>(
    kind: StreamKind<S, C, F>,
    streamIds: readonly string[],
    db?: Db,
  ): Promise<readonly (StreamState<S> | undefined)[]>
  /** Events of a stream after a version, in order. */
  read(kind: string, streamId: string, after?: number, db?: Db): Promise<readonly StoredEvent[]>
  /** The time line of a subject over all its streams, in the order of entry. `next` is the `after` of the page that follows. */
  readSubject(
    subject: string,
    page?: { readonly after?: number; readonly limit?: number },
    db?: Db,
  ): Promise<{ readonly events: readonly StoredEvent[]; readonly next?: number }>
  /** Called after every commit. Gives back how to stop listening. */
  onCommitted(listener: (events: readonly StoredEvent[]) => void): () => void
}

export interface StreamState<State> {
  readonly state: State
  readonly version: number
}

/** Commands that wait for one another at most in one group; enough to spread a commit's cost, little enough to stay quick. */
const GROUP = 64
/** A race is only lost to somebody who got something done, so even many nodes on one stream seldom need more than a few. */
const ATTEMPTS = 50
/** More than this many waiting commands are turned away, so that a flood can't fill the memory. */
const WAITING = 10_000
/** Characters of a command, and of the events that it makes; what is larger is a file. */
const LARGEST = 200_000

/**
 * Another node took the same number or key meanwhile (23505), or wrote to the same rows (40001, 40P01): nothing was done, and on
 * what is there now the command may still be right.
 */
const outrun = new Set(['23505', '40001', '40P01'])

interface Waiting {
  readonly kind: AnyKind
  readonly request: Request<unknown>
  /** Of two commands with one of these in common, only one can be in a group. */
  readonly excludes: readonly string[]
  attempts: number
  // biome-ignore lint/suspicious/noExplicitAny: see AnyKind.
  readonly resolve: (outcome: Outcome<any>) => void
  readonly reject: (error: unknown) => void
}

export const createJournal = (database: Database, clock: Clock): Journal => {
  const kinds = new Map<string, AnyKind>()
  const listeners = new Set<(events: readonly StoredEvent[]) => void>()
  const recent: Recent = new Map()
  let queue: Waiting[] = []
  let running = false

  const run = async (): Promise<void> => {
    if (running) return
    running = true
    try {
      while (queue.length > 0) {
        const { group, rest } = nextGroup(queue)
        queue = rest
        await settle(group)
        // Whoever has just got an answer and asks again comes into the next group with those who wait.
        await immediate()
      }
    } finally {
      running = false
    }
  }

  /** A group that fails is tried again one by one, so that what is wrong with one command harms no other. */
  const settle = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const { settled, failed, lost } = await decideGroup(database.db, group, clock, recent)
      const events = settled.flatMap(({ outcome }) => (outcome.ok && !outcome.repeated ? outcome.events : []))
      for (const { waiting, outcome } of settled) waiting.resolve(outcome)
      for (const { waiting, error } of failed) waiting.reject(error)
      for (const waiting of lost) again(waiting, () => waiting.resolve(refuse(outraced)))
      if (events.length > 0) tell(events)
    } catch (error) {
      if (group.length > 1) for (const waiting of group) await settle([waiting])
      else if (group[0] !== undefined) {
        const [waiting] = group
        if (outrun.has((error as { code?: string }).code ?? '')) again(waiting, () => waiting.reject(error))
        else waiting.reject(error)
      }
    }
  }

  const again = (waiting: Waiting, giveUp: () => void): void => {
    waiting.attempts++
    if (waiting.attempts >= ATTEMPTS) giveUp()
    else queue.push(waiting)
  }

  /** What is committed stays so, whatever a listener does. */
  const tell = (events: readonly StoredEvent[]): void => {
    for (const listener of listeners)
      try {
        listener(events)
      } catch (error) {
        process.emitWarning(error as Error)
      }
  }

  const statesOf = async <S, C, F>(
    kind: StreamKind<S, C, F>,
    streamIds: readonly string[],
    db: Db,
  ): Promise<readonly (StreamState<S> | undefined)[]> => {
    const { loaded } = await load(
      db,
      streamIds.map((streamId) => ({ kind, streamId })),
    )
    return loaded.map(({ state, version }) => (version === 0 ? undefined : { state, version }))
  }

  return {
    database,
    clock,
    kinds,
    register: (kind) => {
      kinds.set(kind.kind, kind)
    },
    prepare: () => prepareProjections(database.db, kinds),
    execute: (kind, request) =>
      new Promise((resolve, reject) => {
        if (queue.length >= WAITING) {
          resolve(refuse(refusal('busy', '系统正忙，您的内容没有保存，请稍后再试')))
          return
        }
        const refused = unfit(request.command)
        if (refused !== undefined) {
          resolve(refuse(refused))
          return
        }
        const excludes = [
          `stream ${kind.kind}/${request.streamId}`,
          `key ${request.meta.key}`,
          ...(kind.exclusive?.(request.command) ?? []).map((key) => `exclusive ${key}`),
        ]
        queue.push({ kind, request, excludes, attempts: 0, resolve, reject })
        void run()
      }),
    state: async (kind, streamId, db = database.db) => (await statesOf(kind, [streamId], db))[0],
    states: (kind, streamIds, db = database.db) => statesOf(kind, streamIds, db),
    read: async (kind, streamId, after = 0, db = database.db) => {
      const { rows } =
        await sql<EventRow>`select ${sql.raw(eventColumns)} from event where kind = ${kind} and stream_id = ${streamId} and version > ${after} order by version`.execute(
          db,
        )
      return rows.map((row) => lift(kinds.get(kind), eventOf(row)))
    },
    readSubject: async (subject, { after = 0, limit = 100 } = {}, db = database.db) => {
      const { rows } = await sql<EventRow & { seq: number }>`select seq, ${sql.raw(eventColumns)} from event
        where subject = ${subject} and seq > ${after} order by seq limit ${limit + 1}`.execute(db)
      const page = rows.slice(0, limit)
      const events = page.map((row) => lift(kinds.get(row.kind), eventOf(row)))
      const next = rows.length > limit ? page.at(-1)?.seq : undefined
      return { events, ...(next === undefined ? {} : { next }) }
    },
    onCommitted: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** One command for each stream, and none that excludes another; the rest stays in order. */
const nextGroup = (queue: readonly Waiting[]): { readonly group: Waiting[]; readonly rest: Waiting[] } => {
  const taken = new Set<string>()
  const group: Waiting[] = []
  const rest: Waiting[] = []
  for (const [n, waiting] of queue.entries()) {
    if (group.length === GROUP) {
      rest.push(...queue.slice(n))
      break
    }
    // What excludes a command also excludes those behind it, so that none on the same stream overtakes another.
    if (waiting.excludes.some((key) => taken.has(key))) rest.push(waiting)
    else group.push(waiting)
    for (const key of waiting.excludes) taken.add(key)
  }
  return { group, rest }
}

interface Settled {
  readonly waiting: Waiting
  readonly outcome: Outcome<unknown>
}

/** Its rules threw: a programmer's error, which harms no other command. */
interface Failed {
  readonly waiting: Waiting
  readonly error: unknown
}

interface Loaded {
  readonly state: never
  readonly version: number
  readonly changedBy: string
  readonly changedAt: string
}

/**
 * What is read may be old when it is written, whatever transaction it is read in: a stream moves only from the version that was
 * read, and numbers and keys are unique. So reading needs no transaction, and writing is one statement.
 */
const decideGroup = async (
  db: Db,
  group: readonly Waiting[],
  clock: Clock,
  recent: Recent,
): Promise<{ settled: readonly Settled[]; failed: readonly Failed[]; lost: readonly Waiting[] }> => {
  const settled: Settled[] = []
  const failed: Failed[] = []
  const { loaded, used } = await load(
    db,
    group.map(({ kind, request }) => ({ kind, streamId: request.streamId, key: request.meta.key })),
  )
  const done = await repeated(
    db,
    group.filter((_, n) => used.has(n)),
  )
  const now = clock.now()
  const open = group.flatMap((waiting, n) => {
    const outcome = done.get(waiting)
    if (outcome !== undefined) {
      settled.push({ waiting, outcome })
      return []
    }
    const stream = loaded[n] as Loaded
    const refused = atTheDoor(waiting.request, stream, now)
    if (refused === undefined) return [{ waiting, stream }]
    settled.push({ waiting, outcome: refuse(refused) })
    return []
  })
  const facts = await loadFacts(db, open, now)
  const decided = open.flatMap(({ waiting, stream }, n) => {
    try {
      const decision = decideOne(waiting, stream, facts[n], now)
      if (decision.ok) return [decision.value]
      settled.push({ waiting, outcome: decision })
    } catch (error) {
      failed.push({ waiting, error })
    }
    return []
  })
  const rows = decided.map(({ waiting, append, state }) => allRowsOf(waiting.kind, append.streamId, state))
  const moved =
    decided.length === 0
      ? new Set<string>()
      : await appendAll(
          db,
          decided.map(({ append }) => append),
          changesOf(decided, rows, recent),
        )
  for (const [n, { append }] of decided.entries())
    if (moved.has(`${append.kind}/${append.streamId}`)) remember(recent, append, rows[n] as AllRows)
  // What another node did under the same key between the two readings above is there now, and is the answer.
  const refused = settled.filter(({ outcome }) => !outcome.ok).map(({ waiting }) => waiting)
  const meanwhile = refused.length === 0 ? done : new Map([...done, ...(await repeated(db, refused))])
  const lost: Waiting[] = []
  for (const { waiting, append, state } of decided)
    if (moved.has(`${append.kind}/${append.streamId}`))
      settled.push({
        waiting,
        outcome: {
          ok: true,
          version: append.fromVersion + append.events.length,
          events: append.events,
          state,
          repeated: false,
        },
      })
    else lost.push(waiting)
  return {
    settled: settled.map(({ waiting, outcome }) => ({ waiting, outcome: meanwhile.get(waiting) ?? outcome })),
    failed,
    lost,
  }
}

/** Commands whose key was used before: the same request gets the same answer, another one is refused. */
const repeated = async (db: Db, group: readonly Waiting[]): Promise<ReadonlyMap<Waiting, Outcome<unknown>>> => {
  if (group.length === 0) return new Map()
  const keys = group.map(({ request }) => request.meta.key)
  const { rows } = await sql<{
    key: string
    kind: string
    stream_id: string
    request: string
    from_version: number
    to_version: number
  }>`
    select key, kind, stream_id, request, from_version, to_version from command where key = any(${keys}::text[])`.execute(
    db,
  )
  const found = new Map(rows.map((row) => [row.key, row]))
  const outcomes = new Map<Waiting, Outcome<unknown>>()
  for (const waiting of group) {
    const before = found.get(waiting.request.meta.key)
    if (before === undefined) continue
    if (before.request !== requestDigest(waiting) || before.kind !== waiting.kind.kind) {
      outcomes.set(waiting, refuse(refusal('key-reused', '这次提交的内容与上一次不同，请刷新页面后重新提交')))
      continue
    }
    const { rows: events } = await sql<EventRow>`select ${sql.raw(eventColumns)} from event
      where kind = ${before.kind} and stream_id = ${before.stream_id} and version > ${before.from_version} and version <= ${before.to_version} order by version`.execute(
      db,
    )
    const [stream] = (await load(db, [{ kind: waiting.kind, streamId: before.stream_id }])).loaded
    outcomes.set(waiting, {
      ok: true,
      version: before.to_version,
      events: events.map((row) => lift(waiting.kind, eventOf(row))),
      state:
        stream?.version === before.to_version
          ? stream.state
          : await refold(db, waiting.kind, before.stream_id, before.to_version),
      repeated: true,
    })
  }
  return outcomes
}

/** What was asked, without when: a second click asks the same. */
const requestDigest = ({ request }: Waiting): string =>
  digestOf({ stream: request.streamId, command: request.command, actor: request.meta.actor.id })

/**
 * States of many streams with one query, in the order asked; a snapshot of an older meaning is made again from the events. `used`
 * are the places of those whose key a command has used before.
 */
const load = async (
  db: Db,
  wanted: readonly { readonly kind: AnyKind; readonly streamId: string; readonly key?: string }[],
): Promise<{ readonly loaded: readonly Loaded[]; readonly used: ReadonlySet<number> }> => {
  if (wanted.length === 0) return { loaded: [], used: new Set() }
  const { rows } = await sql<{
    version: number | null
    state: unknown
    state_version: number
    changed_by: string
    changed_at: string
    used: boolean
  }>`
    select s.version, s.state, s.state_version, s.changed_by, s.changed_at, c.key is not null as used
    from unnest(
      ${wanted.map(({ kind }) => kind.kind)}::text[], ${wanted.map(({ streamId }) => streamId)}::text[], ${wanted.map(({ key }) => key ?? null)}::text[]
    ) with ordinality as w (kind, id, key, n)
    left join stream s on s.kind = w.kind and s.id = w.id left join command c on c.key = w.key
    order by w.n`.execute(db)
  const loaded: Loaded[] = []
  for (const [n, { kind, streamId }] of wanted.entries()) {
    const row = rows[n]
    if (row === undefined || row.version === null)
      loaded.push({ state: kind.initial as never, version: 0, changedBy: '', changedAt: '' })
    else
      loaded.push({
        state: (row.state_version === kind.stateVersion ? row.state : await refold(db, kind, streamId)) as never,
        version: row.version,
        changedBy: row.changed_by,
        changedAt: row.changed_at,
      })
  }
  return { loaded, used: new Set(rows.flatMap(({ used }, n) => (used ? [n] : []))) }
}

const refold = async (db: Db, kind: AnyKind, streamId: string, upTo = 2 ** 31 - 1): Promise<unknown> => {
  const { rows } = await sql<EventRow>`select ${sql.raw(eventColumns)} from event
    where kind = ${kind.kind} and stream_id = ${streamId} and version <= ${upTo} order by version`.execute(db)
  return rows.reduce((state, row) => kind.evolve(state, lift(kind, eventOf(row))), kind.initial)
}

const atTheDoor = (
  { meta }: Request<unknown>,
  { version, changedBy, changedAt }: Loaded,
  now: string,
): Refusal | undefined => {
  if (meta.expectedVersion !== undefined && meta.expectedVersion !== version)
    return refusal(
      'stale',
      version === 0
        ? '没有保存：这份记录不存在，请返回列表重新打开'
        : `没有保存：已被${changedBy}在 ${timeText(changedAt, now)} 更新。请看更新后再保存，您写的内容还在。`,
    )
  return untimely(meta.happenedAt, now)
}

const untimely = (happenedAt: string | undefined, now: string): Refusal | undefined => {
  if (happenedAt === undefined) return undefined
  if (Number.isNaN(Date.parse(happenedAt)) || new Date(happenedAt).toISOString() !== happenedAt)
    return refusal('bad-instant', '发生时间的格式不对，请重新填写', { field: 'happenedAt' })
  if (happenedAt > now) return refusal('in-the-future', '发生时间不能晚于现在，请核对', { field: 'happenedAt' })
  return undefined
}

const outraced = refusal('stale', '没有保存：有多人正在同时更新。请看更新后再保存，您写的内容还在。')

/** 10:32, as a clock in China shows it; 3月1日 10:32 where that was another day. */
const timeText = (instant: string, now: string): string => {
  const [day = '', time = ''] = inChina(instant)
  const [, month, date] = day.split('-').map(Number)
  return day === inChina(now)[0] ? time : `${month}月${date}日 ${time}`
}

const inChina = (instant: string): readonly string[] =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).split('T')

const loadFacts = async (
  db: Db,
  open: readonly { readonly waiting: Waiting; readonly stream: Loaded }[],
  now: string,
): Promise<readonly unknown[]> => {
  const facts: unknown[] = new Array(open.length)
  const byKind = Map.groupBy(
    open.map((each, place) => ({ ...each, place })),
    ({ waiting }) => waiting.kind,
  )
  for (const [kind, members] of byKind) {
    const requests: LoadedRequest<unknown, unknown>[] = members.map(({ waiting, stream }) => ({
      ...waiting.request,
      state: stream.state,
      version: stream.version,
      now,
    }))
    const found = await kind.facts(requests, db)
    for (const [n, { place }] of members.entries()) facts[place] = found[n]
  }
  return facts
}

interface Decided {
  readonly waiting: Waiting
  readonly append: Append
  readonly stream: Loaded
  readonly state: unknown
}

const decideOne = (waiting: Waiting, stream: Loaded, facts: unknown, now: string): Result<Decided> => {
  const { kind, request } = waiting
  const { meta, streamId } = request
  const happenedAt = meta.happenedAt ?? now
  const decision = kind.decide(stream.state, request.command, facts, {
    streamId,
    version: stream.version,
    actor: meta.actor,
    now,
    happenedAt,
  })
  if (!decision.ok) return decision
  if (decision.value.length === 0) throw new Error(`${kind.kind} decided nothing`)
  const events: StoredEvent[] = []
  for (const [n, event] of decision.value.entries()) {
    const refused = unfit(event.data) ?? untimely(event.happenedAt, now)
    if (refused !== undefined) return refuse(refused)
    const shape = kind.upcasts?.[event.type]?.length ?? 0
    events.push({
      id: newId(),
      kind: kind.kind,
      streamId,
      version: stream.version + n + 1,
      type: event.type,
      ...(shape === 0 ? {} : { shape }),
      data: plainJson(event),
      actor: {
        kind: meta.actor.kind,
        id: meta.actor.id,
        name: meta.actor.name,
        ...(meta.actor.unit === undefined ? {} : { unit: meta.actor.unit }),
      },
      ...(meta.device === undefined ? {} : { device: meta.device }),
      happenedAt: event.happenedAt ?? happenedAt,
      enteredAt: now,
    })
  }
  const state = events.reduce((before, event) => kind.evolve(before, event), stream.state as unknown)
  const secrets = events.map(() => randomBytes(32))
  return accept({
    waiting,
    stream,
    state,
    append: {
      kind: kind.kind,
      streamId,
      fromVersion: stream.version,
      state,
      stateVersion: kind.stateVersion,
      subject: kind.subject?.(state, streamId) ?? streamId,
      events,
      secrets,
      errands: events.map((event) => kind.errands?.(event) ?? []),
      digests: events.map((event, n) => digestOfEvent(event, secrets[n] as Uint8Array)),
      key: meta.key,
      request: requestDigest(waiting),
    },
  })
}

/** Why something can't be kept: it is too large, or has text that PostgreSQL and canonical JSON don't know. */
const unfit = (value: unknown): Refusal | undefined => {
  const texts = textsOf(value)
  if (texts.reduce((sum, { length }) => sum + length, 0) > LARGEST)
    return refusal('too-large', '没有保存：一次提交的内容太多，请精简，或者作为附件上传')
  if (texts.some((text) => !text.isWellFormed() || text.includes('\u0000')))
    return refusal('bad-text', '内容中含有不能保存的字符，请删去后重试')
  return undefined
}

const textsOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => [key, ...textsOf(each)])
}

/** The data as the database will give it back. */
const plainJson = ({ data }: NewEvent): StoredEvent['data'] => JSON.parse(JSON.stringify(data))

/** The rows of one stream in all tables. */
type AllRows = ReadonlyMap<Projection<never>, readonly Row[]>

/** Rows of the streams that were written last, since whoever works on a case does several things with it. */
type Recent = Map<string, { readonly version: number; readonly changedAt: string; readonly rows: AllRows }>

const RECENT = 256

const remember = (recent: Recent, { kind, streamId, events }: Append, rows: AllRows): void => {
  const key = `${kind}/${streamId}`
  const { version, enteredAt } = events.at(-1) as StoredEvent
  recent.delete(key)
  recent.set(key, { version, changedAt: enteredAt, rows })
  for (const oldest of recent.keys()) {
    if (recent.size <= RECENT) break
    recent.delete(oldest)
  }
}

const allRowsOf = ({ projections }: AnyKind, streamId: string, state: unknown): AllRows =>
  new Map(projections.map((projection) => [projection, rowsOf(projection, streamId, state as never)]))

/** The rows that a stream has before a command, where they aren't known from the command before it, of its state. */
const rowsBefore = ({ waiting, append, stream }: Decided, recent: Recent): AllRows => {
  const known = recent.get(`${append.kind}/${append.streamId}`)
  if (stream.version === 0) return new Map()
  return known?.version === stream.version && known.changedAt === stream.changedAt
    ? known.rows
    : allRowsOf(waiting.kind, append.streamId, stream.state)
}

const changesOf = (decided: readonly Decided[], after: readonly AllRows[], recent: Recent): TableChanges => {
  const changes = new Map<string, Map<Projection<never>, RowChanges>>()
  for (const [n, each] of decided.entries()) {
    const { kind } = each.append
    const tables = changes.get(kind) ?? new Map<Projection<never>, RowChanges>()
    changes.set(kind, tables)
    const before = rowsBefore(each, recent)
    for (const [projection, rows] of after[n] ?? []) {
      const into = tables.get(projection) ?? noChanges()
      tables.set(projection, into)
      compareRows(projection.key, before.get(projection) ?? [], rows, into)
    }
  }
  return changes
}
