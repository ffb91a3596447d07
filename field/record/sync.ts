import { Upload } from 'tus-js-client'
import { entriesAtOnce, type Head, signHead } from '../../src/recording/chain.ts'
import type { SealedView } from '../../src/recording/view.ts'
import { get, reach, send, Unanswered } from '../api.ts'
import { me } from '../session.ts'
import { told } from '../told.ts'
import { type Device, enrol } from './device.ts'
import { change, forget, type Kept, loadRecordings, piecesAfter, recordings } from './kept.ts'
import { live, lockOf } from './recorder.ts'

/** How often heads go ahead of the data while recording, in ms. */
const often = 5000
/** Bytes of one request; small enough that a bad network gets something through. */
const portion = 2 * 1024 * 1024

/** When the bureau last accepted a head of what is being recorded, ms since 1970. */
export const sealedAt = told(0)

const mine = (): readonly Kept[] =>
  recordings
    .now()
    .filter(({ done, refused, person }) => !done && refused === undefined && person === me.now()?.person.id)

/** What was found unfinished and that no window records any more, ended without a word: the battery, or the browser. */
const closeInterrupted = async (): Promise<void> => {
  const { held = [] } = await navigator.locks.query()
  const names = new Set(held.map(({ name }) => name))
  for (const { id, ended } of recordings.now())
    if (ended === undefined && !names.has(lockOf(id)) && live.now()?.id !== id)
      await change(id, { ended: 'interrupted' })
}

/** One after the other for each recording: two heads at once would each think that the other's entries are missing. */
const underway = new Map<string, Promise<unknown>>()
const seal = (id: string, device: Device): Promise<SealedView | undefined> => {
  const before = underway.get(id) ?? Promise.resolve()
  const next = before.then(
    () => sealNow(id, device),
    () => sealNow(id, device),
  )
  underway.set(id, next)
  return next
}

/** Sends entries and heads until the bureau has accepted as many as there are. */
const sealNow = async (id: string, device: Device): Promise<SealedView | undefined> => {
  let view: SealedView | undefined
  for (let first = true; ; first = false) {
    const now = recordings.now().find((each) => each.id === id)
    if (now === undefined || now.finalAccepted) return view
    const pieces = await piecesAfter(id, Math.max(0, now.accepted), entriesAtOnce)
    const last = pieces.at(-1)
    const whole = last === undefined ? now.accepted >= now.tip.n || now.tip.n === 0 : last.n === now.tip.n
    const final = whole && now.ended !== undefined ? { final: { reason: now.ended } } : {}
    if (last === undefined && now.accepted >= 0 && now.ended === undefined) return view
    const head: Head = {
      recording: id,
      ...(last?.tip ?? now.tip),
      at: new Date().toISOString(),
      ...final,
    }
    try {
      view = await send<SealedView>('POST', `/api/recordings/${id}/heads`, {
        ...(now.accepted < 0 ? { manifest: now.manifest } : {}),
        head,
        signature: await signHead(head, device.privateKey),
        entries: pieces.map(({ entry }) => entry),
        sentAt: new Date().toISOString(),
      })
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      // Somebody restored the phone, or an answer was lost: the bureau says where it stands.
      if (error.status === 409 && first) {
        const stands = await get<SealedView>(`/api/recordings/${id}/heads`)
        await change(id, { accepted: stands.accepted?.n ?? -1, finalAccepted: stands.final })
        continue
      }
      if (error.status === 422 || error.status === 403) await change(id, { refused: error.message })
      throw error
    }
    sealedAt.set(Date.now())
    await change(id, { accepted: view.accepted?.n ?? 0, finalAccepted: view.final })
    if (pieces.length < entriesAtOnce) return view
  }
}

/** The chunks as one file that may still grow, read from the disk as it is asked for. */
const source = (id: string) => {
  let at = { n: 0, offset: 0 }
  return {
    // Not known until the recording has ended.
    size: null as unknown as number,
    close: () => {},
    async slice(start: number, end: number): Promise<{ readonly value: Blob; readonly done: boolean }> {
      if (start < at.offset) at = { n: 0, offset: 0 }
      const parts: ArrayBuffer[] = []
      let taken = 0
      for (;;) {
        const recording = recordings.now().find((each) => each.id === id)
        const pieces = await piecesAfter(id, at.n, 16)
        for (const { n, data, entry } of pieces) {
          const [from, to] = [at.offset, at.offset + entry.size]
          if (to > start && from < end) {
            const part = data.slice(Math.max(0, start - from), Math.min(entry.size, end - from))
            parts.push(part)
            taken += part.byteLength
          }
          if (to > end) return { value: new Blob(parts), done: false }
          at = { n, offset: to }
        }
        // The whole length is told only when the last head is accepted: what the bureau holds against the chain is then all of it.
        const over = recording?.finalAccepted === true && at.n >= recording.tip.n
        if (over || (pieces.length === 0 && taken > 0)) return { value: new Blob(parts), done: over }
        if (pieces.length === 0) await grown(id)
      }
    },
  }
}

/** Until there is more of a recording, or no more will come. */
const grown = (id: string): Promise<void> =>
  new Promise((resolve) => {
    const before = recordings.now().find((each) => each.id === id)
    const stop = recordings.listen(() => {
      const now = recordings.now().find((each) => each.id === id)
      if (now?.tip.n === before?.tip.n && now?.finalAccepted === before?.finalAccepted) return
      stop()
      resolve()
    })
  })

const upload = (id: string, { upload: begun }: SealedView): Promise<void> =>
  new Promise((resolve, reject) => {
    const sending = new Upload(new Blob([]), {
      endpoint: '/api/recordings/data',
      ...(begun === undefined ? {} : { uploadUrl: begun.href }),
      metadata: { recording: id },
      uploadLengthDeferred: true,
      chunkSize: portion,
      retryDelays: null,
      storeFingerprintForResuming: false,
      removeFingerprintOnSuccess: true,
      fileReader: { openFile: async () => source(id) },
      onProgress: (bytes) => void change(id, { sent: bytes }),
      onSuccess: () => resolve(),
      onError: (error) => reject(error),
    })
    sending.start()
  })

const deliverOne = async (id: string, device: Device): Promise<void> => {
  await seal(id, device)
  const view = await get<SealedView>(`/api/recordings/${id}/heads`)
  if (view.mayForget) return forget(id)
  if (view.upload !== undefined || view.mayUpload) {
    const from = view.upload?.offset ?? 0
    await change(id, { sent: from })
    await upload(id, view)
    const total = recordings.now().find((each) => each.id === id)?.tip.bytes
    if (total !== undefined) await change(id, { sent: total })
  }
}

let sealing = false
/** Heads of everything go ahead: from that moment nothing before them can be exchanged. */
const sealAll = async (): Promise<void> => {
  const person = me.now()?.person.id
  if (sealing || person === undefined || mine().every(({ finalAccepted }) => finalAccepted)) return
  sealing = true
  try {
    const device = await enrol(person)
    for (const { id } of mine()) await seal(id, device)
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error
  } finally {
    sealing = false
  }
}

let uploading = false
/** Then the data, the oldest first. */
const uploadAll = async (): Promise<void> => {
  const person = me.now()?.person.id
  if (uploading || person === undefined || mine().length === 0) return
  uploading = true
  try {
    const device = await enrol(person)
    for (const { id } of mine()) await deliverOne(id, device)
  } catch {
    // No network, or the server went away in the middle: the next round goes on from what has arrived.
  } finally {
    uploading = false
  }
}

export const startSync = async (): Promise<void> => {
  await loadRecordings()
  // One window sends; when it is closed, the next takes over.
  void navigator.locks.request('recording-sync', async () => {
    await closeInterrupted()
    const round = async () => {
      // Another window may have recorded something.
      await loadRecordings()
      if (reach.now() === 'offline' && !navigator.onLine) return
      void sealAll()
      void uploadAll()
    }
    setInterval(round, often)
    reach.listen(() => {
      if (reach.now() === 'reached') void round()
    })
    me.listen(() => void round())
    void round()
    await new Promise(() => {})
  })
}
