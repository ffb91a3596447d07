import { canonicalJson, disclose, type Mask, toBase64 } from '../../kernel/index.ts'
import { sql } from '../../platform/index.ts'
import { committedRecord, type EventRow, eventColumns, eventOf } from '../event-row.ts'
import type { Journal } from '../journal.ts'
import type { Log } from './log.ts'

/**
 * A receipt (c2sp.org/tlog-proof) for an event: the proof that its digest is in the log, and in `extra` the masked copy of its record
 * that proves the digest. Docs: docs/formats.md, "Receipts". Undefined until the event is sealed, or when its secret was erased.
 * `masks` is asked with the record itself, so that a mask can be chosen by what stands in it.
 */
export const makeReceipt = async (
  journal: Journal,
  log: Log,
  eventId: string,
  masks: (record: ReturnType<typeof committedRecord>) => readonly Mask[],
): Promise<string | undefined> => {
  const { db } = journal.database
  const { rows } = await sql<
    EventRow & { secret: Buffer | null }
  >`select ${sql.raw(eventColumns)}, secret from event where id = ${eventId}::uuid`.execute(db)
  const [row] = rows
  const [leaf, checkpoint] = [await log.leaf(eventId), await log.latest()]
  if (row === undefined || row.secret === null || leaf === undefined || checkpoint === undefined) return undefined
  const record = committedRecord(eventOf(row))
  const copy = disclose(record, row.secret, masks(record))
  const proof = await log.prove(leaf.index, checkpoint.size)
  const extra = toBase64(Buffer.from(canonicalJson({ format: 'zhaoming-receipt@v1', copy })))
  return [
    'c2sp.org/tlog-proof@v1',
    `extra ${extra}`,
    `index ${leaf.index}`,
    ...proof.map(toBase64),
    '',
    checkpoint.note,
  ].join('\n')
}
