import { commit } from '../kernel/index.ts'
import type { StoredEvent } from './model.ts'

/** An event as its row has it. */
export interface EventRow {
  readonly id: string
  readonly kind: string
  readonly stream_id: string
  readonly version: number
  readonly subject: string
  readonly type: string
  readonly data: StoredEvent['data']
  readonly actor: StoredEvent['actor']
  readonly device: string | null
  readonly happened_at: string
  readonly entered_at: string
}

export const eventColumns = 'id, kind, stream_id, version, subject, type, data, actor, device, happened_at, entered_at'

export const eventOf = (row: EventRow): StoredEvent => ({
  id: row.id,
  kind: row.kind,
  streamId: row.stream_id,
  version: row.version,
  type: row.type,
  data: row.data,
  actor: row.actor,
  ...(row.device === null ? {} : { device: row.device }),
  happenedAt: row.happened_at,
  enteredAt: row.entered_at,
})

/** The record that is committed: docs/formats.md, "The event as it is committed". */
export const committedRecord = (event: StoredEvent) => ({
  id: event.id,
  kind: event.kind,
  stream: event.streamId,
  version: event.version,
  type: event.type,
  data: event.data,
  actor: event.actor,
  device: event.device ?? null,
  happenedAt: event.happenedAt,
  enteredAt: event.enteredAt,
})

export const digestOfEvent = (event: StoredEvent, secret: Uint8Array): Uint8Array =>
  commit(committedRecord(event), secret)
