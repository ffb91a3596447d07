import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { LaidPaper } from '../documents/index.ts'
import type { StoredEvent } from '../journal/index.ts'
import { type Db, sql } from '../platform/index.ts'
import { shownOn } from './decisions.ts'

/** Public PDFs, each printed once: laying one out takes longer than everything else about a decision together. */
export interface PublicCopies {
  /** The copy of a decision as it is laid out now; one of before goes. */
  of(number: string, laid: LaidPaper): Promise<Uint8Array>
  /** Nothing is kept of a decision that is shown no more. */
  drop(number: string): Promise<void>
}

/** Kept in a folder of the data directory, under the decision's number and the digest of all that the bytes depend on. */
export const publicCopies = (directory: string): PublicCopies => {
  const root = join(directory, 'public-copies')
  const folderOf = (number: string) => join(root, encodeURIComponent(number))
  const drop = (number: string) => rm(folderOf(number), { recursive: true, force: true })
  return {
    async of(number, { digest, pdf }) {
      const place = join(folderOf(number), `${digest}.pdf`)
      const kept = await readFile(place).catch(() => undefined)
      if (kept !== undefined) return kept
      const bytes = pdf()
      await drop(number)
      await mkdir(folderOf(number), { recursive: true })
      const incoming = join(root, randomUUID())
      const file = await open(incoming, 'wx')
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      // Who withdraws meanwhile takes the folder away: then there is nothing to keep.
      await rename(incoming, place).catch(() => rm(incoming, { force: true }))
      return bytes
    },
    drop,
  }
}

/** Acts after which a decision may be shown no more. */
const endings = new Set(['withdraw-publication', 'end-publication', 'answer-early-end'])

/** Drops the copies of what these events ended. */
export const dropEnded = async (
  db: Db,
  copies: PublicCopies,
  day: string,
  events: readonly StoredEvent[],
): Promise<void> => {
  const cases = [...new Set(events.filter(({ type }) => endings.has(type)).map(({ streamId }) => streamId))]
  if (cases.length === 0) return
  const { rows } = await sql<{ number: string }>`
    select number from public_decision where stream_id = any(${cases}::text[]) and not (${shownOn(day)})`.execute(db)
  await Promise.all(rows.map(({ number }) => copies.drop(number)))
}
