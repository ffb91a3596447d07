import { type Db, sql } from '../platform/index.ts'
import type { Projection, StoredEvent } from './model.ts'
import { jsonOf, type RowChanges, writesOf } from './projections.ts'

/** What one command writes: its stream's new state, its events, its key. */
export interface Append {
  readonly kind: string
  readonly streamId: string
  readonly fromVersion: number
  readonly state: unknown
  readonly stateVersion: number
  readonly subject: string
  readonly events: readonly StoredEvent[]
  readonly secrets: readonly Uint8Array[]
  readonly digests: readonly Uint8Array[]
  /** Of each event: the work outside the database that it makes necessary. */
  readonly errands: readonly (readonly string[])[]
  readonly key: string
  readonly request: string
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')

/** The changes of rows that commands bring about, by the kind of their stream and the table. */
export type TableChanges = ReadonlyMap<string, ReadonlyMap<Projection<never>, RowChanges>>

/**
 * Writes all that many commands bring about with one statement, which is one transaction and one way to the database. A stream is
 * moved only from the version on which the command was decided; events, keys and rows are joined to the streams that moved. So a
 * command that lost its race leaves nothing, and harms no other. Gives the streams that moved.
 */
export const appendAll = async (
  db: Db,
  appends: readonly Append[],
  changes: TableChanges,
): Promise<ReadonlySet<string>> => {
  const last = (append: Append) => append.events.at(-1) as StoredEvent
  const events = appends.flatMap(({ events: own, secrets, digests, subject }) =>
    own.map((event, n) => ({ event, subject, secret: secrets[n] as Uint8Array, digest: digests[n] as Uint8Array })),
  )
  const of = <T>(pick: (append: Append) => T): T[] => appends.map(pick)
  const errands = appends.flatMap(({ events: own, errands: names }) =>
    own.flatMap(({ id }, n) => (names[n] ?? []).map((name) => ({ name, id }))),
  )
  const each = <T>(pick: (one: (typeof events)[number]) => T): T[] => events.map(pick)
  const writes = [...changes].flatMap(([kind, tables]) => {
    const only = sql`exists (select from done where done.kind = ${kind} and done.id = given.stream_id)`
    return [...tables].flatMap(([projection, rows]) => writesOf(projection, rows, { only }))
  })
  const { rows } = await sql<{ kind: string; id: string }>`
    with n as (
      select kind, id, from_version, version, state, state_version, subject, by, at::timestamptz as at, key, request
      from rows from (unnest(
        ${of(({ kind }) => kind)}::text[], ${of(({ streamId }) => streamId)}::text[], ${of(({ fromVersion }) => fromVersion)}::int[],
        ${of((append) => last(append).version)}::int[], ${of(({ stateVersion }) => stateVersion)}::int[],
        ${of(({ subject }) => subject)}::text[], ${of((append) => last(append).actor.name)}::text[], ${of((append) => last(append).enteredAt)}::text[],
        ${of(({ key }) => key)}::text[], ${of(({ request }) => request)}::text[]
      ), jsonb_array_elements(${jsonOf(of(({ state }) => state))})) as n (kind, id, from_version, version, state_version, subject, by, at, key, request, state)
    ), moved as (
      update stream s set version = n.version, state = n.state, state_version = n.state_version, subject = n.subject, changed_by = n.by, changed_at = n.at
      from n where n.from_version > 0 and s.kind = n.kind and s.id = n.id and s.version = n.from_version
      returning s.kind, s.id
    ), begun as (
      insert into stream (kind, id, version, state, state_version, subject, changed_by, changed_at)
      select kind, id, version, state, state_version, subject, by, at from n where from_version = 0
      on conflict do nothing returning kind, id
    ), done as (
      select * from moved union all select * from begun
    ), keyed as (
      insert into command (key, kind, stream_id, request, from_version, to_version)
      select n.key, n.kind, n.id, n.request, n.from_version, n.version from n join done on done.kind = n.kind and done.id = n.id
    ), added as (
      insert into event (id, kind, stream_id, version, subject, type, shape, data, actor, device, happened_at, entered_at, digest, secret)
      select e.id::uuid, e.kind, e.stream_id, e.version, e.subject, e.type, e.shape, e.data, e.actor, e.device, e.happened::timestamptz,
        e.entered::timestamptz, decode(e.digest, 'hex'), decode(e.secret, 'hex')
      from rows from (unnest(
        ${each(({ event }) => event.id)}::text[], ${each(({ event }) => event.kind)}::text[], ${each(({ event }) => event.streamId)}::text[],
        ${each(({ event }) => event.version)}::int[], ${each(({ subject }) => subject)}::text[], ${each(({ event }) => event.type)}::text[], ${each(({ event }) => event.shape ?? 0)}::int[],
        ${each(({ event }) => event.device ?? null)}::text[], ${each(({ event }) => event.happenedAt)}::text[], ${each(({ event }) => event.enteredAt)}::text[],
        ${each(({ digest }) => hex(digest))}::text[], ${each(({ secret }) => hex(secret))}::text[]
      ), jsonb_array_elements(${jsonOf(each(({ event }) => event.data))}), jsonb_array_elements(${jsonOf(each(({ event }) => event.actor))}))
        as e (id, kind, stream_id, version, subject, type, shape, device, happened, entered, digest, secret, data, actor)
      join done on done.kind = e.kind and done.id = e.stream_id
      order by e.kind, e.stream_id, e.version
      returning id
    ), waiting as (
      insert into unsealed (event_id) select id from added
    ), asked as (
      insert into errand (name, event_id) select w.name, added.id
      from unnest(${errands.map(({ name }) => name)}::text[], ${errands.map(({ id }) => id)}::uuid[]) as w (name, id) join added on added.id = w.id
    )${sql.join([sql``, ...writes.map((write, n) => sql`${sql.raw(`written_${n}`)} as (${write})`)])}
    select kind, id from done`.execute(db)
  return new Set(rows.map(({ kind, id }) => `${kind}/${id}`))
}
