import { isDeepStrictEqual } from 'node:util'
import { advisoryLock, type Db, sql, transaction } from '../platform/index.ts'
import { type AnyKind, digestOfEvent, type EventRow, eventColumns, eventOf, lift } from './event-row.ts'
import type { Journal } from './journal.ts'
import type { Json, Projection, StoredEvent } from './model.ts'
import { createTable, declarationOf, noChanges, type RowChanges, rowsOf, writesOf } from './projections.ts'

export interface RebuildOptions {
  /** Compares and changes nothing. Left out: live tables are brought to what the events say. */
  readonly check?: boolean
  /** Called after every batch: events done, and events in all. */
  readonly onProgress?: (done: number, total: number) => void
}

export interface Rebuilt {
  readonly streams: number
  readonly events: number
  /** Events whose secret is gone: they are in the log, but what they say can't be checked any more. */
  readonly erased: number
  /** The first event that isn't what was committed, or that is missing. With it nothing is put right. */
  readonly damage?: Damage
  /** Where live tables differ from what the events say, at most 100 for each table. */
  readonly differences: readonly Difference[]
  readonly mended: boolean
}

export interface Damage {
  readonly what: 'digest' | 'missing'
  readonly kind: string
  readonly streamId: string
  readonly version: number
}

export interface Difference {
  readonly table: string
  readonly key: Readonly<Record<string, Json>>
  /** JSON pointer from the row to the value, e.g. `/fine` or `/state/parties/0`; empty where the whole row is meant. */
  readonly at: string
  /** Absent where the live table has no such row or value. */
  readonly live?: Json
  /** Absent where the events give no such row or value. */
  readonly rebuilt?: Json
}

const BATCH = 500
const TOLD = 100

/**
 * Makes every state and every projection again from the events, beside the live ones, and compares them or puts the live ones
 * right. One transaction that sees one moment: a check lets commands go on, otherwise they wait; who reads never does. Memory holds one
 * batch, whatever the size of the journal. Every event's digest is computed again on the way.
 */
export const rebuild = (journal: Journal, { check = false, onProgress }: RebuildOptions = {}): Promise<Rebuilt> =>
  transaction(journal.database.db, async (tx) => {
    await sql`set transaction isolation level repeatable read`.execute(tx)
    if (!check) await lockOut(tx)
    const { kinds } = journal
    const stranger = (
      await sql<{
        kind: string
      }>`select kind from event where kind <> all(${[...kinds.keys()]}::text[]) limit 1`.execute(tx)
    ).rows[0]
    if (stranger !== undefined)
      throw new Error(`the journal holds streams of kind ${stranger.kind}, which nobody registered`)

    const examination: Examination = { streams: 0, events: 0, erased: 0 }
    await makeShadows(tx, kinds)
    await foldIntoShadows(tx, kinds, examined(tx, eventsInOrder(tx, kinds), examination, onProgress))
    const differences = check ? await compareAll(tx, kinds) : []
    const mended = !check && examination.damage === undefined
    if (mended) {
      for (const projection of projectionsOf(kinds)) await mendRows(tx, projection)
      await mendSnapshots(tx, kinds)
    }
    await dropShadows(tx, kinds)
    return { ...examination, differences, mended }
  })

/**
 * Makes the projections' tables that aren't there or whose declaration or meaning has changed, with their rows and the snapshots
 * of their kinds. Events are taken as they are; `rebuild` examines them.
 */
export const prepareProjections = (db: Db, kinds: Kinds): Promise<void> =>
  transaction(db, async (tx) => {
    await advisoryLock('projections').execute(tx)
    const { rows } = await sql<{ name: string; declaration: string }>`select name, declaration from projection`.execute(
      tx,
    )
    const made = new Map(rows.map(({ name, declaration }) => [name, declaration]))
    const changed: Kinds = new Map(
      [...kinds].filter(([, { projections, stateVersion }]) =>
        (projections as readonly Projection<never>[]).some(
          (each) => made.get(each.table) !== declarationOf(each, stateVersion),
        ),
      ),
    )
    if (changed.size === 0) return
    await lockOut(tx)
    await makeShadows(tx, changed)
    await foldIntoShadows(tx, changed, eventsInOrder(tx, changed))
    for (const { projections, stateVersion } of changed.values())
      for (const projection of projections) await remakeTable(tx, projection as Projection<never>, stateVersion)
    await mendSnapshots(tx, changed)
    await dropShadows(tx, changed)
  })

type Kinds = ReadonlyMap<string, AnyKind>

const projectionsOf = (kinds: Kinds): readonly Projection<never>[] =>
  [...kinds.values()].flatMap((kind) => kind.projections)

/** Commands wait until the transaction ends; who reads goes on. */
const lockOut = (tx: Db) => sql`lock table stream in exclusive mode`.execute(tx)

/** Temporary tables, so that checks don't meet. They hide live tables of the same name: name the schema of both. */
const SHADOW = 'pg_temp'

const makeShadows = async (tx: Db, kinds: Kinds): Promise<void> => {
  await sql`create temporary table stream_rebuilt (like public.stream including indexes)`.execute(tx)
  for (const projection of projectionsOf(kinds)) await createTable(tx, projection, SHADOW)
}

const dropShadows = async (tx: Db, kinds: Kinds): Promise<void> => {
  for (const table of ['stream_rebuilt', ...projectionsOf(kinds).map(({ table }) => table)])
    await sql`drop table ${sql.ref(`${SHADOW}.${table}`)}`.execute(tx)
}

interface CommittedRow extends EventRow {
  readonly digest: Uint8Array
  readonly secret: Uint8Array | null
}

/** A stream on its way through its events. */
interface Fold {
  readonly kind: AnyKind
  readonly streamId: string
  state: unknown
  last?: StoredEvent
}

const foldIntoShadows = async (
  tx: Db,
  kinds: Kinds,
  batches: AsyncIterable<readonly CommittedRow[]>,
): Promise<void> => {
  const shadows = shadowWriter(tx)
  let fold: Fold | undefined
  for await (const rows of batches) {
    for (const row of rows) {
      if (fold?.kind.kind !== row.kind || fold.streamId !== row.stream_id) {
        if (fold !== undefined) shadows.add(fold)
        const kind = kinds.get(row.kind) as AnyKind
        fold = { kind, streamId: row.stream_id, state: kind.initial }
      }
      const event = eventOf(row)
      try {
        fold.state = fold.kind.evolve(fold.state, lift(fold.kind, event))
      } catch (cause) {
        throw new Error(`event ${event.version} of ${event.kind} ${event.streamId} can't be applied`, { cause })
      }
      fold.last = event
    }
    await shadows.flush()
  }
  if (fold !== undefined) shadows.add(fold)
  await shadows.flush()
}

async function* eventsInOrder(tx: Db, kinds: Kinds): AsyncGenerator<readonly CommittedRow[]> {
  let after = { kind: '', stream_id: '', version: 0 }
  for (;;) {
    const { rows } = await sql<CommittedRow>`
      select ${sql.raw(eventColumns)}, digest, secret from event
      where (kind, stream_id, version) > (${after.kind}, ${after.stream_id}, ${after.version}::int) and kind = any(${[...kinds.keys()]}::text[])
      order by kind, stream_id, version limit ${BATCH}`.execute(tx)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = last
  }
}

/** What is learned of the events while they pass. */
interface Examination {
  streams: number
  events: number
  erased: number
  damage?: Damage
}

async function* examined(
  tx: Db,
  batches: AsyncIterable<readonly CommittedRow[]>,
  found: Examination,
  onProgress: RebuildOptions['onProgress'],
): AsyncGenerator<readonly CommittedRow[]> {
  const total = (await sql<{ n: number }>`select count(*) as n from event`.execute(tx)).rows[0]?.n ?? 0
  let before: CommittedRow | undefined
  for await (const rows of batches) {
    for (const row of rows) {
      const goesOn = before?.kind === row.kind && before.stream_id === row.stream_id
      if (!goesOn) found.streams++
      if (row.secret === null) found.erased++
      found.events++
      const damage = damageOf(row, goesOn ? (before?.version ?? 0) + 1 : 1)
      if (damage !== undefined) found.damage ??= damage
      before = row
    }
    yield rows
    onProgress?.(found.events, total)
  }
}

const damageOf = (row: CommittedRow, expected: number): Damage | undefined => {
  const place = { kind: row.kind, streamId: row.stream_id }
  if (row.version !== expected) return { what: 'missing', ...place, version: expected }
  if (row.secret === null || Buffer.compare(digestOfEvent(eventOf(row), row.secret), row.digest) === 0) return undefined
  return { what: 'digest', ...place, version: row.version }
}

/** Gathers what finished streams come to, and writes it to the shadow tables. */
const shadowWriter = (tx: Db) => {
  let snapshots: object[] = []
  let changes = new Map<Projection<never>, RowChanges>()
  return {
    add({ kind, streamId, state, last }: Fold): void {
      if (last === undefined) return
      snapshots.push({
        kind: kind.kind,
        id: streamId,
        version: last.version,
        state,
        state_version: kind.stateVersion,
        subject: kind.subject?.(state, streamId) ?? streamId,
        changed_by: last.actor.name,
        changed_at: last.enteredAt,
      })
      for (const projection of kind.projections as readonly Projection<never>[]) {
        const rows = changes.get(projection) ?? noChanges()
        changes.set(projection, rows)
        for (const row of rowsOf(projection, streamId, state as never)) rows.inserts.push(row)
      }
    },
    async flush(): Promise<void> {
      if (snapshots.length > 0)
        await sql`insert into pg_temp.stream_rebuilt
          select * from jsonb_populate_recordset(null::public.stream, ${JSON.stringify(snapshots)}::jsonb)`.execute(tx)
      for (const [projection, rows] of changes)
        for (const write of writesOf(projection, rows, { schema: SHADOW })) await write.execute(tx)
      snapshots = []
      changes = new Map()
    },
  }
}

interface Pair {
  readonly live: Record<string, Json> | null
  readonly rebuilt: Record<string, Json> | null
}

const compareAll = async (tx: Db, kinds: Kinds): Promise<readonly Difference[]> => {
  const found: Difference[] = []
  // A snapshot of an older meaning is made again when its stream is next loaded: its state is no difference.
  const { rows: snapshots } = await sql<Pair>`
    select to_jsonb(live) - aside as live, to_jsonb(rebuilt) - aside as rebuilt
    from public.stream live full join pg_temp.stream_rebuilt rebuilt using (kind, id)
    cross join lateral (
      select case when live.state_version = rebuilt.state_version then '{}' else '{state,state_version}' end::text[] as aside
    ) meaning
    where to_jsonb(live) - aside is distinct from to_jsonb(rebuilt) - aside
    order by kind, id limit ${TOLD}`.execute(tx)
  for (const pair of snapshots) found.push(...differences('stream', ['kind', 'id'], pair))
  for (const { table, key } of projectionsOf(kinds)) {
    const keys = sql.join(key.map((column) => sql.ref(column)))
    const { rows } = await sql<Pair>`
      select to_jsonb(live) as live, to_jsonb(rebuilt) as rebuilt
      from ${sql.ref(`public.${table}`)} live full join ${sql.ref(`${SHADOW}.${table}`)} rebuilt using (${keys})
      where to_jsonb(live) is distinct from to_jsonb(rebuilt)
      order by ${keys} limit ${TOLD}`.execute(tx)
    for (const pair of rows) found.push(...differences(table, key, pair))
  }
  return found
}

/** A row that only one side has is one difference; otherwise each column that differs is one. */
const differences = (table: string, keys: readonly string[], { live, rebuilt }: Pair): readonly Difference[] => {
  const row = live ?? rebuilt ?? {}
  const key = Object.fromEntries(keys.map((column) => [column, row[column] ?? null]))
  if (live === null || rebuilt === null)
    return [{ table, key, at: '', ...(live === null ? {} : { live }), ...(rebuilt === null ? {} : { rebuilt }) }]
  const columns = [...new Set([...Object.keys(live), ...Object.keys(rebuilt)])]
  return columns
    .filter((column) => !isDeepStrictEqual(live[column], rebuilt[column]))
    .map((column) => ({ table, key, ...firstDifference(live[column], rebuilt[column], `/${column}`) }))
}

/** Goes down to the first value that differs. */
const firstDifference = (
  live: Json | undefined,
  rebuilt: Json | undefined,
  at: string,
): Pick<Difference, 'at' | 'live' | 'rebuilt'> => {
  if (typeof live === 'object' && typeof rebuilt === 'object' && live !== null && rebuilt !== null) {
    const [left, right] = [live, rebuilt] as readonly Readonly<Record<string, Json>>[]
    const names = new Set([...Object.keys(live), ...Object.keys(rebuilt)])
    for (const name of names)
      if (!isDeepStrictEqual(left?.[name], right?.[name]))
        return firstDifference(left?.[name], right?.[name], `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`)
  }
  return { at, ...(live === undefined ? {} : { live }), ...(rebuilt === undefined ? {} : { rebuilt }) }
}

/** Puts live rows right; only what differs is written, so whoever reads is not held up. */
const mendRows = async (tx: Db, { table, key, columns }: Projection<never>): Promise<void> => {
  const [live, shadow] = [sql.ref(`public.${table}`), sql.ref(`${SHADOW}.${table}`)]
  const all = sql.join(['stream_id', ...Object.keys(columns)].map((column) => sql.ref(column)))
  const same = sql.join(
    key.map((column) => sql`live.${sql.ref(column)} = rebuilt.${sql.ref(column)}`),
    sql` and `,
  )
  await sql`delete from ${live} live where not exists (
    select from ${shadow} rebuilt where ${same} and to_jsonb(rebuilt) = to_jsonb(live))`.execute(tx)
  await sql`insert into ${live} (${all}) select ${all} from ${shadow} rebuilt
    where not exists (select from ${live} live where ${same})`.execute(tx)
}

const remakeTable = async (tx: Db, projection: Projection<never>, stateVersion: number): Promise<void> => {
  await sql`drop table if exists ${sql.ref(`public.${projection.table}`)}`.execute(tx)
  await createTable(tx, projection)
  await mendRows(tx, projection)
  await sql`insert into projection values (${projection.table}, ${declarationOf(projection, stateVersion)})
    on conflict (name) do update set declaration = excluded.declaration`.execute(tx)
}

const mendSnapshots = async (tx: Db, kinds: Kinds): Promise<void> => {
  await sql`delete from public.stream live where kind = any(${[...kinds.keys()]}::text[]) and not exists (
    select from pg_temp.stream_rebuilt rebuilt where rebuilt.kind = live.kind and rebuilt.id = live.id)`.execute(tx)
  await sql`insert into public.stream as live select * from pg_temp.stream_rebuilt
    on conflict (kind, id) do update set version = excluded.version, state = excluded.state, state_version = excluded.state_version,
      subject = excluded.subject, changed_by = excluded.changed_by, changed_at = excluded.changed_at
    where to_jsonb(live) is distinct from to_jsonb(excluded)`.execute(tx)
}
