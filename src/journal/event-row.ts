import { commit } from '../kernel/index.ts'
import type { StoredEvent, StreamKind } from './model.ts'

// biome-ignore lint/suspicious/noExplicitAny: the journal carries streams of every kind and looks into none.
export type AnyKind = StreamKind<any, any, any>

/** An event as its row has it. */
export interface EventRow {
  readonly id: string
  readonly kind: string
  readonly stream_id: string
  readonly version: number
  readonly subject: string
  readonly type: string
  readonly shape: number
  readonly data: StoredEvent['data']
  readonly actor: StoredEvent['actor']
  readonly device: string | null
  readonly happened_at: string
  readonly entered_at: string
}

export const eventColumns =
  'id, kind, stream_id, version, subject, type, shape, data, actor, device, happened_at, entered_at'

/** The event as it was written: what its digest commits to. */
export const eventOf = (row: EventRow): StoredEvent => ({
  id: row.id,
  kind: row.kind,
  streamId: row.stream_id,
  version: row.version,
  type: row.type,
  ...(row.shape === 0 ? {} : { shape: row.shape }),
  data: row.data,
  actor: row.actor,
  ...(row.device === null ? {} : { device: row.device }),
  happenedAt: row.happened_at,
  enteredAt: row.entered_at,
})

/** An event with its data lifted to today's shape. */
export const lift = (kind: AnyKind | undefined, event: StoredEvent): StoredEvent => {
  const due = kind?.upcasts?.[event.type]?.slice(event.shape ?? 0) ?? []
  if (due.length === 0) return event
  return { ...event, shape: (event.shape ?? 0) + due.length, data: due.reduce((data, up) => up(data), event.data) }
}

/**
 * The record that is committed: docs/formats.md, "The event as it is committed". `shape` belongs to it where there is one, so that
 * nobody can turn an upcast on or off unseen.
 */
export const committedRecord = (event: StoredEvent) => ({
  id: event.id,
  kind: event.kind,
  stream: event.streamId,
  version: event.version,
  type: event.type,
  ...(event.shape === undefined ? {} : { shape: event.shape }),
  data: event.data,
  actor: event.actor,
  device: event.device ?? null,
  happenedAt: event.happenedAt,
  enteredAt: event.enteredAt,
})

export const digestOfEvent = (event: StoredEvent, secret: Uint8Array): Uint8Array =>
  commit(committedRecord(event), secret)
