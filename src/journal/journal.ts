import { randomBytes } from 'node:crypto'
import { accept, digestOf, newId, type Refusal, type Result, refusal, refuse } from '../kernel/index.ts'
import { type Clock, type Database, type Db, sql, transaction } from '../platform/index.ts'
import { type Append, appendAll } from './append.ts'
import { digestOfEvent, type EventRow, eventColumns, eventOf } from './event-row.ts'
import type { LoadedRequest, NewEvent, Outcome, Projection, Request, StoredEvent, StreamKind } from './model.ts'
import { compareRows, createTable, noChanges, type RowChanges, rowsOf, writeRows } from './projections.ts'

// biome-ignore lint/suspicious/noExplicitAny: the journal carries streams of every kind and looks into none.
type AnyKind = StreamKind<any, any, any>

export interface Journal {
  readonly database: Database
  readonly clock: Clock
  readonly kinds: ReadonlyMap<string, AnyKind>
  /** Announces a kind of stream; `prepare` then makes its projections' tables. */
  register<S, C, F>(kind: StreamKind<S, C, F>): void
  prepare(): Promise<void>
  /** Decides a command and writes all that it brings about in one transaction, together with others that came meanwhile. */
  execute<S, C, F>(kind: StreamKind<S, C, F>, request: Request<C>): Promise<Outcome<S>>
  /** The state of a stream, or undefined where there is none. */
  state<S, C, F>(
    kind: StreamKind<S, C, F>,
    streamId: string,
  ): Promise<{ readonly state: S; readonly version: number } | undefined>
  /** Events of a stream after a version, in order. */
  read(kind: string, streamId: string, after?: number): Promise<readonly StoredEvent[]>
  /** Called after every commit. Gives back how to stop listening. */
  onCommitted(listener: (events: readonly StoredEvent[]) => void): () => void
}

/** Commands that wait for one another at most in one group; enough to spread a commit's cost, little enough to stay quick. */
const GROUP = 64
const ATTEMPTS = 6
/** More than this many waiting commands are turned away, so that a flood can't fill the memory. */
const WAITING = 10_000

interface Waiting {
  readonly kind: AnyKind
  readonly request: Request<unknown>
  attempts: number
  // biome-ignore lint/suspicious/noExplicitAny: see AnyKind.
  readonly resolve: (outcome: Outcome<any>) => void
  readonly reject: (error: unknown) => void
}

export const createJournal = (database: Database, clock: Clock): Journal => {
  const kinds = new Map<string, AnyKind>()
  const listeners = new Set<(events: readonly StoredEvent[]) => void>()
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
      }
    } finally {
      running = false
    }
  }

  /** A group that fails is tried again one by one, so that what is wrong with one command harms no other. */
  const settle = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const { settled, lost } = await transaction(database.db, (tx) => decideGroup(tx, group, clock))
      const events = settled.flatMap(({ outcome }) => (outcome.ok && !outcome.repeated ? outcome.events : []))
      if (events.length > 0) for (const listener of listeners) listener(events)
      for (const { waiting, outcome } of settled) waiting.resolve(outcome)
      for (const waiting of lost) again(waiting, new Error('lost every race for its stream'))
    } catch (error) {
      if (group.length > 1) for (const waiting of group) await settle([waiting])
      else if (group[0] !== undefined) {
        // 23505: another node took the same number or key meanwhile; on what is there now the command may still be right.
        if ((error as { code?: string }).code === '23505') again(group[0], error)
        else group[0].reject(error)
      }
    }
  }

  const again = (waiting: Waiting, error: unknown): void => {
    waiting.attempts++
    if (waiting.attempts >= ATTEMPTS) waiting.reject(error)
    else queue.push(waiting)
  }

  return {
    database,
    clock,
    kinds,
    register: (kind) => {
      kinds.set(kind.kind, kind)
    },
    prepare: async () => {
      for (const kind of kinds.values())
        for (const projection of kind.projections) await createTable(database.db, projection as Projection<never>)
    },
    execute: (kind, request) =>
      new Promise((resolve, reject) => {
        if (queue.length >= WAITING) {
          resolve(refuse(refusal('busy', '系统正忙，您的内容没有保存，请稍后再试')))
          return
        }
        if (!keepable(request.command)) {
          resolve(refuse(refusal('bad-text', '内容中含有不能保存的字符，请删去后重试')))
          return
        }
        queue.push({ kind, request, attempts: 0, resolve, reject })
        void run()
      }),
    state: async (kind, streamId) => {
      const loaded = await load(database.db, [{ kind, streamId }])
      const found = loaded[0]
      return found === undefined || found.version === 0 ? undefined : { state: found.state, version: found.version }
    },
    read: async (kind, streamId, after = 0) => {
      const { rows } =
        await sql<EventRow>`select ${sql.raw(eventColumns)} from event where kind = ${kind} and stream_id = ${streamId} and version > ${after} order by version`.execute(
          database.db,
        )
      return rows.map((row) => lift(kinds.get(kind), eventOf(row)))
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
  for (const waiting of queue) {
    const { kind, request } = waiting
    const keys = [
      `stream ${kind.kind}/${request.streamId}`,
      `key ${request.meta.key}`,
      ...(kind.exclusive?.(request.command) ?? []).map((key) => `exclusive ${key}`),
    ]
    if (group.length >= GROUP || keys.some((key) => taken.has(key))) {
      rest.push(waiting)
      // Whoever waits for the same stream behind it must not overtake it.
      taken.add(`stream ${kind.kind}/${request.streamId}`)
    } else {
      for (const key of keys) taken.add(key)
      group.push(waiting)
    }
  }
  return { group, rest }
}

interface Settled {
  readonly waiting: Waiting
  readonly outcome: Outcome<unknown>
}

interface Loaded {
  readonly state: never
  readonly version: number
  readonly changedBy: string
  readonly changedAt: string
}

const decideGroup = async (
  tx: Db,
  group: readonly Waiting[],
  clock: Clock,
): Promise<{ settled: readonly Settled[]; lost: readonly Waiting[] }> => {
  const settled: Settled[] = []
  const done = await repeated(tx, group)
  const fresh = group.filter((waiting) => {
    const outcome = done.get(waiting)
    if (outcome !== undefined) settled.push({ waiting, outcome })
    return outcome === undefined
  })
  const loaded = await load(
    tx,
    fresh.map(({ kind, request }) => ({ kind, streamId: request.streamId })),
  )
  const now = clock.now()
  const open = fresh.flatMap((waiting, n) => {
    const stream = loaded[n] as Loaded
    const refused = atTheDoor(waiting.request, stream, now)
    if (refused === undefined) return [{ waiting, stream }]
    settled.push({ waiting, outcome: refuse(refused) })
    return []
  })
  const facts = await loadFacts(tx, open, now)
  const decided = open.flatMap(({ waiting, stream }, n) => {
    const decision = decideOne(waiting, stream, facts[n], now)
    if (decision.ok) return [decision.value]
    settled.push({ waiting, outcome: decision })
    return []
  })
  const moved =
    decided.length === 0
      ? new Set<string>()
      : await appendAll(
          tx,
          decided.map(({ append }) => append),
        )
  const won = decided.filter(({ append }) => moved.has(`${append.kind}/${append.streamId}`))
  await project(tx, won)
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
  return { settled, lost }
}

/** Commands whose key was used before: the same request gets the same answer, another one is refused. */
const repeated = async (tx: Db, group: readonly Waiting[]): Promise<ReadonlyMap<Waiting, Outcome<unknown>>> => {
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
    tx,
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
      tx,
    )
    const [stream] = await load(tx, [{ kind: waiting.kind, streamId: before.stream_id }])
    outcomes.set(waiting, {
      ok: true,
      version: before.to_version,
      events: events.map(eventOf),
      state: stream?.state,
      repeated: true,
    })
  }
  return outcomes
}

/** What was asked, without when: a second click asks the same. */
const requestDigest = ({ request }: Waiting): string =>
  digestOf({ stream: request.streamId, command: request.command, actor: request.meta.actor.id })

/** States of many streams with one query; a snapshot of an older meaning is made again from the events. */
const load = async (
  db: Db,
  wanted: readonly { readonly kind: AnyKind; readonly streamId: string }[],
): Promise<readonly Loaded[]> => {
  if (wanted.length === 0) return []
  const { rows } = await sql<{
    kind: string
    id: string
    version: number
    state: unknown
    state_version: number
    changed_by: string
    changed_at: string
  }>`
    select s.kind, s.id, s.version, s.state, s.state_version, s.changed_by, s.changed_at
    from unnest(${wanted.map(({ kind }) => kind.kind)}::text[], ${wanted.map(({ streamId }) => streamId)}::text[]) as w (kind, id)
    join stream s on s.kind = w.kind and s.id = w.id`.execute(db)
  const found = new Map(rows.map((row) => [`${row.kind}/${row.id}`, row]))
  const loaded: Loaded[] = []
  for (const { kind, streamId } of wanted) {
    const row = found.get(`${kind.kind}/${streamId}`)
    if (row === undefined) loaded.push({ state: kind.initial as never, version: 0, changedBy: '', changedAt: '' })
    else
      loaded.push({
        state: (row.state_version === kind.stateVersion ? row.state : await refold(db, kind, streamId)) as never,
        version: row.version,
        changedBy: row.changed_by,
        changedAt: row.changed_at,
      })
  }
  return loaded
}

const refold = async (db: Db, kind: AnyKind, streamId: string): Promise<unknown> => {
  const { rows } =
    await sql<EventRow>`select ${sql.raw(eventColumns)} from event where kind = ${kind.kind} and stream_id = ${streamId} order by version`.execute(
      db,
    )
  return rows.reduce((state, row) => kind.evolve(state, lift(kind, eventOf(row))), kind.initial)
}

/** An event with its data lifted to today's shape. */
export const lift = (kind: AnyKind | undefined, event: StoredEvent): StoredEvent => {
  const lifts = kind?.upcasts?.[event.type]
  return lifts === undefined ? event : { ...event, data: lifts.reduce((data, up) => up(data), event.data) }
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
        : `没有保存：已被${changedBy}在 ${timeText(changedAt)} 更新。请看更新后再保存，您写的内容还在。`,
    )
  if (
    meta.happenedAt !== undefined &&
    (Number.isNaN(Date.parse(meta.happenedAt)) || new Date(meta.happenedAt).toISOString() !== meta.happenedAt)
  )
    return refusal('bad-instant', '发生时间的格式不对，请重新填写', { field: 'happenedAt' })
  if (meta.happenedAt !== undefined && meta.happenedAt > now)
    return refusal('in-the-future', '发生时间不能晚于现在，请核对', { field: 'happenedAt' })
  return undefined
}

/** 10:32, as a clock in China shows it. */
const timeText = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16)

const loadFacts = async (
  tx: Db,
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
    const found = await kind.facts(requests, tx)
    for (const [n, { place }] of members.entries()) facts[place] = found[n]
  }
  return facts
}

interface Decided {
  readonly waiting: Waiting
  readonly append: Append
  readonly before: unknown
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
    events.push({
      id: newId(),
      kind: kind.kind,
      streamId,
      version: stream.version + n + 1,
      type: event.type,
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
    before: stream.state,
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
      digests: events.map((event, n) => digestOfEvent(event, secrets[n] as Uint8Array)),
      key: meta.key,
      request: requestDigest(waiting),
    },
  })
}

/** Whether every text in it can be kept: PostgreSQL and canonical JSON know neither NUL nor half a surrogate pair. */
const keepable = (value: unknown): boolean => {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000')
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, each]) => keepable(key) && keepable(each))
}

/** The data as the database will give it back. */
const plainJson = ({ data }: NewEvent): StoredEvent['data'] => JSON.parse(JSON.stringify(data))

const project = async (tx: Db, won: readonly Decided[]): Promise<void> => {
  const changes = new Map<Projection<never>, RowChanges>()
  for (const { waiting, append, before, state } of won)
    for (const projection of waiting.kind.projections) {
      const rows = changes.get(projection) ?? noChanges()
      changes.set(projection, rows)
      const old = append.fromVersion === 0 ? [] : rowsOf(projection, append.streamId, before)
      compareRows(projection.key, old, rowsOf(projection, append.streamId, state), rows)
    }
  for (const [projection, rows] of changes) await writeRows(tx, projection, rows)
}
