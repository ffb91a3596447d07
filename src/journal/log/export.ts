import { sql } from '../../platform/index.ts'
import { committedRecord, type EventRow, eventColumns, eventOf } from '../event-row.ts'
import type { Journal } from '../journal.ts'
import type { Log } from './log.ts'
import { makeReceipt } from './receipt.ts'

/** A case as it leaves the house whole: docs/formats.md, "Export of a case". */
export interface CaseExport {
  readonly format: 'zhaoming-case@v2'
  readonly case: string
  /** The log's verifier key, to be told apart from another bureau's; who verifies takes it from elsewhere. */
  readonly key: string
  readonly events: readonly SealedEvent[]
  /** The streams of the keys with which somebody signed in the case. */
  readonly keys: readonly SealedEvent[]
}

export interface SealedEvent {
  readonly record: ReturnType<typeof committedRecord>
  readonly receipt: string
}

/**
 * Every event about a case, in the order of entry, each with a receipt that masks nothing: for a court, not for the public. Undefined
 * where there is no such case. What waits is sealed first; an event whose content was erased has no receipt, and is left out.
 */
export const exportCase = async (journal: Journal, log: Log, caseId: string): Promise<CaseExport | undefined> => {
  while ((await log.seal()) > 0);
  const { rows } = await sql<EventRow>`
    select ${sql.raw(eventColumns)} from event where subject = ${caseId} order by seq`.execute(journal.database.db)
  if (rows.length === 0) return undefined
  const events = await sealed(journal, log, rows)
  const signers = [...new Set(rows.flatMap(({ data, actor }) => (data.signed === undefined ? [] : [actor.id])))]
  const { rows: keys } = await sql<EventRow>`
    select ${sql.raw(eventColumns)} from event where kind = 'signing-key' and stream_id = any(${signers}::text[]) order by seq`.execute(
    journal.database.db,
  )
  return { format: 'zhaoming-case@v2', case: caseId, key: log.key.vkey, events, keys: await sealed(journal, log, keys) }
}

const sealed = async (journal: Journal, log: Log, rows: readonly EventRow[]): Promise<readonly SealedEvent[]> => {
  const events: SealedEvent[] = []
  for (const row of rows) {
    const receipt = await makeReceipt(journal, log, row.id, () => [])
    if (receipt !== undefined) events.push({ record: committedRecord(eventOf(row)), receipt })
  }
  return events
}
