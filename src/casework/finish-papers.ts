import { dayOf } from '../calendar/index.ts'
import type { WholePaper } from '../documents/index.ts'
import {
  type EventRow,
  errands,
  errandsDone,
  eventColumns,
  eventOf,
  type Journal,
  type StoredEvent,
} from '../journal/index.ts'
import { systemActor } from '../kernel/index.ts'
import { type Blobs, type Db, sql } from '../platform/index.ts'
import type { IssuedPaper } from '../procedure/index.ts'
import { type Standing, standingOf } from '../registry/index.ts'
import { agencyEntry } from './facts.ts'
import { finishedPapers } from './finished-paper.ts'

/** What asks for it in the journal: an event that issued papers. */
export const finishPapersErrand = 'finish-papers'

const BATCH = 20
/** A paper that is there already was finished with a code that led elsewhere, or by another version of the renderer: it stays. */
const settled = new Set(['finished', 'key-reused'])
const actor = systemActor('documents', '系统（制作文书）')

export interface Finishing {
  readonly journal: Journal
  readonly blobs: Blobs
  /** Where the code on a paper leads. */
  readonly origin: string
  render(paper: WholePaper): Promise<Uint8Array>
}

/** The bureau's name on a day. */
export const agencyName = async (db: Db, day: string): Promise<string> => nameOn(await agency(db), day)
const agency = (db: Db) => standingOf(db, [{ kind: 'agency', id: agencyEntry }])
const nameOn = (standing: Standing, day: string): string => standing('agency', agencyEntry, day)?.data.name ?? ''

/** A paper as it is laid out. `origin` is where its code leads. */
export const wholePaper = (
  { id, form, content, digest, number }: IssuedPaper,
  { day, agency, origin }: { readonly day: string; readonly agency: string; readonly origin: string },
): WholePaper => ({
  form,
  content,
  agency,
  day,
  check: `${origin}/papers/${id}?d=${digest}`,
  ...(number === undefined ? {} : { number: number.text }),
})

/**
 * Makes the PDF of every issued paper that has none, keeps it, and records its hash; gives how many. Can be killed at any moment and
 * begun again: the same paper gives the same bytes, the same bytes one file, and the same record is made once. Where one can't be
 * made, the others are; then it throws.
 */
export const finishPapers = async (
  { journal, blobs, origin, render }: Finishing,
  signal: AbortSignal = new AbortController().signal,
): Promise<number> => {
  const { db } = journal.database
  let finished = 0
  let after: string | undefined
  const failed: unknown[] = []
  while (!signal.aborted) {
    const waiting = await errands(db, finishPapersErrand, BATCH, after)
    after = waiting.at(-1)
    if (after === undefined) break
    const { rows } =
      await sql<EventRow>`select ${sql.raw(eventColumns)} from event where id = any(${[...waiting]}::uuid[])`.execute(
        db,
      )
    const standing = await agency(db)
    const finish = async (paper: IssuedPaper, { streamId, happenedAt }: StoredEvent): Promise<void> => {
      const day = dayOf(happenedAt)
      const whole = wholePaper(paper, { day, agency: nameOn(standing, day), origin })
      const { sha256, size } = await blobs.put(await render(whole))
      const outcome = await journal.execute(finishedPapers, {
        streamId: paper.id,
        command: { case: streamId, digest: paper.digest, pdf: sha256, size },
        meta: { actor, key: `finish/${paper.id}` },
      })
      if (!outcome.ok && !outcome.refusals.every(({ code }) => settled.has(code)))
        throw new Error(`${paper.id}: ${JSON.stringify(outcome.refusals)}`)
      finished++
    }
    const done = await Promise.all(
      rows.map(eventOf).map(async (event) => {
        const papers = event.data.papers as unknown as readonly IssuedPaper[]
        const outcomes = await Promise.allSettled(papers.map((paper) => finish(paper, event)))
        const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
        failed.push(...errors)
        return errors.length === 0 ? [event.id] : []
      }),
    )
    await errandsDone(db, finishPapersErrand, done.flat())
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} papers could not be finished`)
  return finished
}
