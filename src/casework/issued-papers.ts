import { type EventRow, eventColumns, eventOf, type Journal, type StoredEvent } from '../journal/index.ts'
import { sql } from '../platform/index.ts'
import type { IssuedPaper } from '../procedure/index.ts'
import { lastFile } from './finished-paper.ts'

/** A paper with the event that made it, and the PDF that it was finished as, if it has been. */
export interface Issued {
  readonly paper: IssuedPaper
  readonly event: StoredEvent
  /** SHA-256 of the last PDF that was made of it, its name among the files. */
  readonly pdf?: string
}

/** Papers with their content, from the events that made them; those that aren't there are left out. */
export const issuedPapers = async (journal: Journal, papers: readonly string[]): Promise<readonly Issued[]> => {
  const { rows } = await sql<EventRow & { paper: string; pdf: string | null }>`select p.id as paper, f.pdf, ${sql.raw(
    eventColumns
      .split(', ')
      .map((column) => `e.${column}`)
      .join(', '),
  )} from case_paper p join event e on e.id = p.event::uuid left join ${sql.raw(lastFile)} f on true where p.id = any(${[...papers]}::text[])`.execute(
    journal.database.db,
  )
  return rows.flatMap(({ paper: id, pdf, ...row }) => {
    const event = eventOf(row)
    const paper = (event.data.papers as unknown as readonly IssuedPaper[] | undefined)?.find((each) => each.id === id)
    return paper === undefined ? [] : [{ paper, event, ...(pdf === null ? {} : { pdf }) }]
  })
}

export const issuedPaper = async (journal: Journal, paperId: string): Promise<Issued | undefined> =>
  (await issuedPapers(journal, [paperId]))[0]
