import { dayOf } from '../calendar/index.ts'
import type { Mark, WholePaper } from '../documents/index.ts'
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
import type { IssuedPaper, SignedLine } from '../procedure/index.ts'
import { sealImage, standingOf } from '../registry/index.ts'
import { agencyEntry } from './facts.ts'
import { finishedPapers } from './finished-paper.ts'
import { issuedPapers } from './issued-papers.ts'
import { marksOf } from './marks.ts'

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

/** The bureau as its papers show it. */
export interface Letterhead {
  readonly agency: string
  /** The image of its seal. */
  readonly seal?: Uint8Array
}

/**
 * The bureau's name and seal on a day; the image is read once for each seal. One that is missing or can't be printed is left out:
 * papers go out as if none were registered, and none waits for it.
 */
export const letterheads = async (db: Db, blobs: Blobs): Promise<(day: string) => Promise<Letterhead>> => {
  const standing = await standingOf(db, [{ kind: 'agency', id: agencyEntry }])
  const images = new Map<string, Promise<Uint8Array | undefined>>()
  return async (day) => {
    const data = standing('agency', agencyEntry, day)?.data
    const [file] = data?.seal ?? []
    if (file === undefined) return { agency: data?.name ?? '' }
    const reading = images.get(file.blob) ?? sealImage(blobs, data?.seal)
    images.set(file.blob, reading)
    const seal = await reading
    return { agency: data?.name ?? '', ...(seal === undefined ? {} : { seal }) }
  }
}

/** A paper as it is laid out, with what stands on its lines. `origin` is where its code leads. */
export const wholePaper = (
  { id, form, content, digest, number }: IssuedPaper,
  {
    day,
    agency,
    seal,
    origin,
    marks,
  }: Letterhead & { readonly day: string; readonly origin: string; readonly marks: ReadonlyMap<string, Mark> },
): WholePaper => ({
  form,
  content,
  agency,
  day,
  check: `${origin}/papers/${id}?d=${digest}`,
  ...(number === undefined ? {} : { number: number.text }),
  ...(seal === undefined ? {} : { seal }),
  ...(marks.size === 0 ? {} : { marks }),
})

interface Finished {
  readonly papers?: readonly IssuedPaper[]
  readonly moved?: readonly {
    readonly id: string
    readonly state: string
    readonly keep?: { readonly paper?: string; readonly lines?: readonly SignedLine[] }
  }[]
}

/** Papers whose last signature an event brought, with all their lines. */
const signedIn = ({ moved = [] }: Finished) =>
  moved.flatMap(({ state, keep }) =>
    state === 'signed' && keep?.paper !== undefined && keep.lines !== undefined
      ? [{ paper: keep.paper, lines: keep.lines }]
      : [],
  )

/** Whether an event leaves a PDF to be made: of papers that it issued, or of one that is now signed by all. */
export const toFinish = (data: unknown): boolean => {
  const event = data as Finished
  return (event.papers?.length ?? 0) > 0 || signedIn(event).length > 0
}

/**
 * Makes the PDF of every issued paper that has none, and of every paper whose last signature has come; keeps it, and records its
 * hash; gives how many. Can be killed at any moment and begun again: the same paper gives the same bytes, the same bytes one file,
 * and the same record is made once. Where one can't be made, the others are; then it throws.
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
    const letterhead = await letterheads(db, blobs)
    const finish = async (
      paper: IssuedPaper,
      { streamId, happenedAt }: StoredEvent,
      lines: readonly SignedLine[],
      signed?: true,
    ): Promise<void> => {
      const day = dayOf(happenedAt)
      const marks = await marksOf(blobs, lines)
      const { sha256, size } = await blobs.put(
        await render(wholePaper(paper, { day, ...(await letterhead(day)), origin, marks })),
      )
      const outcome = await journal.execute(finishedPapers, {
        streamId: paper.id,
        command: {
          case: streamId,
          digest: paper.digest,
          pdf: sha256,
          size,
          ...(signed === undefined ? {} : { signed }),
        },
        meta: { actor, key: `finish/${paper.id}${signed === undefined ? '' : '/signed'}` },
      })
      if (!outcome.ok && !outcome.refusals.every(({ code }) => settled.has(code)))
        throw new Error(`${paper.id}: ${JSON.stringify(outcome.refusals)}`)
      finished++
    }
    const events = rows.map(eventOf)
    const broken = new Set<string>()
    const each = async (event: StoredEvent, work: readonly Promise<void>[]) => {
      for (const outcome of await Promise.allSettled(work))
        if (outcome.status === 'rejected') {
          failed.push(outcome.reason)
          broken.add(event.id)
        }
    }
    await Promise.all(
      events.map((event) =>
        each(
          event,
          ((event.data as Finished).papers ?? []).map((paper) => finish(paper, event, paper.signers ?? [])),
        ),
      ),
    )
    // After the papers themselves: what is signed was issued before.
    const signed = events.flatMap((event) => signedIn(event.data as Finished).map((each) => ({ event, ...each })))
    const issued = new Map(
      (
        await issuedPapers(
          journal,
          signed.map(({ paper }) => paper),
        )
      ).map((one) => [one.paper.id, one]),
    )
    await Promise.all(
      events.map((event) =>
        each(
          event,
          signed
            .filter((one) => one.event === event)
            .flatMap(({ paper, lines }) => {
              const found = issued.get(paper)
              return found === undefined ? [] : [finish(found.paper, found.event, lines, true)]
            }),
        ),
      ),
    )
    await errandsDone(
      db,
      finishPapersErrand,
      events.map(({ id }) => id).filter((id) => !broken.has(id)),
    )
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} papers could not be finished`)
  return finished
}
