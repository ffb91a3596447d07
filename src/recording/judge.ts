import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { errands, errandsDone, type Journal } from '../journal/index.ts'
import { systemActor } from '../kernel/index.ts'
import { type FileBlobs, sql } from '../platform/index.ts'
import type { Entry } from './chain.ts'
import { chainTo } from './chunks.ts'
import type { Held, Sealed } from './hold.ts'
import { probeMedia } from './probe.ts'
import { destroyErrand, joined, judgeErrand, type Recording, recordingStream } from './recording.ts'
import type { Scan } from './scan.ts'
import { forgetUpload, type Uploads } from './uploads.ts'

export interface Judging {
  readonly journal: Journal
  readonly blobs: FileBlobs
  readonly uploads: Uploads
  readonly scan?: Scan
}

const BATCH = 20
const actor = systemActor('recording', '系统（核对录制）')
/** Somebody else did the same: a node beside, or this one before it was killed. */
const settled = new Set(['key-reused', 'recording-destroyed'])

/**
 * Judges every recording whose bytes have arrived: holds them against the chain, keeps them as a blob, looks what they are, and records
 * the verdict; gives how many. Can be killed at any moment and begun again: the bytes stay under their name until the verdict stands.
 */
export const judgeRecordings = (
  judging: Judging,
  signal: AbortSignal = new AbortController().signal,
): Promise<number> => errand(judging, judgeErrand, signal, (id, event) => judgeOne(judging, id, event))

/** Takes the bytes of destroyed recordings away, unless another recording has the same. */
export const destroyFiles = (judging: Judging, signal: AbortSignal = new AbortController().signal): Promise<number> =>
  errand(judging, destroyErrand, signal, async (id) => {
    const { journal, blobs } = judging
    const state = (await journal.state(recordingStream, id))?.state
    const hashes = [...new Set(state?.verdicts.map(({ sha256 }) => sha256))]
    const { rows } = await sql<{ sha256: string }>`
      select distinct sha256 from recording where sha256 = any(${hashes}::text[]) and state <> 'destroyed'`.execute(
      journal.database.db,
    )
    const needed = new Set(rows.map(({ sha256 }) => sha256))
    for (const sha256 of hashes) if (!needed.has(sha256)) await blobs.destroy(sha256)
  })

const errand = async (
  { journal }: Judging,
  name: string,
  signal: AbortSignal,
  work: (id: string, event: string) => Promise<void>,
): Promise<number> => {
  const { db } = journal.database
  const failed: unknown[] = []
  let n = 0
  let after: string | undefined
  while (!signal.aborted) {
    const waiting = await errands(db, name, BATCH, after)
    after = waiting.at(-1)
    if (after === undefined) break
    const { rows } = await sql<{ id: string; stream_id: string }>`
      select id, stream_id from event where id = any(${[...waiting]}::uuid[]) order by id`.execute(db)
    for (const { id, stream_id } of rows) {
      if (signal.aborted) break
      try {
        await work(stream_id, id)
        await errandsDone(db, name, [id])
        n++
      } catch (error) {
        failed.push(error)
      }
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} recordings could not be dealt with`)
  return n
}

const judgeOne = async ({ journal, blobs, uploads, scan }: Judging, id: string, event: string): Promise<void> => {
  const state = (await journal.state(recordingStream, id))?.state
  if (state === undefined || state.received === 0) return
  const upload = uploads.fileOf(id, state.received)
  const path = existsSync(upload) ? upload : keptFile(blobs, state)
  if (path === undefined || !existsSync(path)) throw new Error(`${id}: its bytes are not where they were received`)
  const chain = await chainTo(journal.database.db, id, state.tip)
  const held = await hold(
    path,
    chain.map(({ size, sha256 }) => ({ size, sha256 })),
  )
  await blobs.adopt(path, held.sha256)
  const [probed, infected] = await Promise.all([probeMedia(path), scan?.(path)])
  const { damaged, missing, beyond, sha256, size } = held
  const outcome = await journal.execute(recordingStream, {
    streamId: id,
    command: {
      do: 'judge',
      attempt: state.received,
      ok: damaged.length === 0 && missing.length === 0 && beyond === 0 && infected === undefined,
      chunks: chain.length,
      damaged: damaged.slice(0, NAMED),
      missing: missing.slice(0, NAMED),
      lost: lostOf(chain, [...damaged, ...missing]),
      beyond,
      sha256,
      size,
      ...(probed === undefined ? {} : { media: probed.media, type: probed.type }),
      ...(infected === undefined ? {} : { infected }),
    },
    meta: { actor, key: `judge/${event}` },
  })
  if (!outcome.ok && !outcome.refusals.every(({ code }) => settled.has(code)))
    throw new Error(`${id}: ${JSON.stringify(outcome.refusals)}`)
  if (path === upload) await forgetUpload(upload)
}

/** When these chunks of the chain were recorded. */
const lostOf = (chain: readonly Entry[], chunks: readonly number[]) =>
  joined(
    chunks.flatMap((n) => {
      const entry = chain[n - 1]
      return entry === undefined ? [] : [[entry.at, entry.at + entry.ms] as const]
    }),
    0,
  )

/** Chunks that are named in one verdict at most: an event has its bounds, and of so many the rest is no news. */
const NAMED = 10_000

const keptFile = (blobs: FileBlobs, { verdicts }: Recording): string | undefined => {
  const last = verdicts.at(-1)
  return last === undefined ? undefined : blobs.pathOf(last.sha256)
}

/** Holds a file against its chain, and hashes the whole of it: two threads, since each is the work of one. */
const hold = async (path: string, chain: readonly Sealed[]): Promise<Held & { readonly sha256: string }> => {
  const [held, sha256] = await Promise.all([inThread<Held>({ path, chain }), inThread<string>({ path })])
  return { ...held, sha256 }
}

const inThread = <T>(workerData: { readonly path: string; readonly chain?: readonly Sealed[] }): Promise<T> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./hold-thread.ts', import.meta.url), { workerData })
    worker.unref()
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread that checks a recording ended with ${code}`)))
  })
