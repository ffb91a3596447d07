import type { Entry, FinalReason, Manifest, Tip } from '../../src/recording/chain.ts'
import { readAll, type Store, write } from '../store.ts'
import { told } from '../told.ts'

/** A recording as the phone keeps it, until the bureau has all of it and says so. */
export interface Kept {
  readonly id: string
  /** Who recorded it: nobody else sends it. */
  readonly person: string
  readonly title: string
  readonly manifest: Manifest
  /** Where the chain stands, with what is on the disk. */
  readonly tip: Tip
  /** How long is recorded, in ms. */
  readonly length: number
  /** Why it ended; absent while it goes on. */
  readonly ended?: FinalReason
  /** What the bureau has accepted: chunks, and the last head. -1: not even that there is a recording. */
  readonly accepted: number
  readonly finalAccepted: boolean
  /** Bytes that the bureau has received. */
  readonly sent: number
  /** The bureau has all of it, has judged it and kept it: the content here is gone. */
  readonly done: boolean
  /** Why the bureau doesn't take it. */
  readonly refused?: string
}

/** One chunk: its place in the chain, and its bytes. */
export interface Piece {
  readonly recording: string
  readonly n: number
  readonly entry: Entry
  readonly tip: Tip
  readonly data: ArrayBuffer
}

export const recordings = told<readonly Kept[]>([])

/** How many recordings that are done are still listed. */
const listed = 10

export const loadRecordings = async (): Promise<void> =>
  recordings.set((await readAll<Kept>('recordings')).toSorted((a, b) => (a.id < b.id ? -1 : 1)))

const replace = (next: Kept): void =>
  recordings.change((all) =>
    [...all.filter(({ id }) => id !== next.id), next].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  )

export const begin = async (recording: Kept): Promise<void> => {
  await write(['recordings'], (in_) => {
    in_('recordings').put(recording)
  })
  replace(recording)
}

/**
 * Changes a recording by what stands on the disk, in one transaction with whatever else: another window, or a chunk that comes
 * meanwhile, changes the same.
 */
const changed = async (
  id: string,
  by: Partial<Kept>,
  stores: readonly ['recordings'] | readonly ['recordings', 'chunks'],
  beside: (in_: (store: Store) => IDBObjectStore) => void = () => {},
): Promise<void> => {
  let next: Kept | undefined
  await write(stores, (in_) => {
    beside(in_)
    const store = in_('recordings')
    const asked: IDBRequest<Kept | undefined> = store.get(id)
    asked.onsuccess = () => {
      if (asked.result === undefined) return
      next = { ...asked.result, ...by }
      store.put(next)
    }
  })
  if (next !== undefined) replace(next)
}

/** Changes what is known of a recording, on the disk first. */
export const change = (id: string, by: Partial<Kept>): Promise<void> => changed(id, by, ['recordings'])

/** A chunk and where the chain then stands: both are on the disk, or neither. */
export const add = (piece: Piece, length: number): Promise<void> =>
  changed(piece.recording, { tip: piece.tip, length }, ['recordings', 'chunks'], (in_) => {
    in_('chunks').put(piece)
  })

/** Chunks after the nth, so many at most. */
export const piecesAfter = (recording: string, n: number, count: number): Promise<readonly Piece[]> =>
  readAll<Piece>('chunks', IDBKeyRange.bound([recording, n + 1], [recording, Number.MAX_SAFE_INTEGER]), count)

/** The bureau has it: the content leaves the phone, its name stays on the list for a while. */
export const forget = async (id: string): Promise<void> => {
  const over = recordings
    .now()
    .filter(({ done }) => done)
    .slice(0, -listed)
  await change(id, { done: true })
  await write(['chunks', 'recordings'], (in_) => {
    in_('chunks').delete(IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]))
    for (const each of over) in_('recordings').delete(each.id)
  })
  recordings.change((all) => all.filter((each) => !over.includes(each)))
}

/** Bytes that the bureau hasn't got yet. */
export const bytesWaiting = (all: readonly Kept[]): number =>
  all.reduce((sum, { done, tip, sent }) => sum + (done ? 0 : Math.max(0, tip.bytes - sent)), 0)
