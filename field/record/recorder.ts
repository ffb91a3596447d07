import {
  type FinalReason,
  type Manifest,
  type Mark,
  newRecordingId,
  recordingFormat,
  sealChunk,
  startChain,
  type Tip,
} from '../../src/recording/chain.ts'
import { instant } from '../clock.ts'
import { filesOf, keepFile } from '../files.ts'
import { told } from '../told.ts'
import { where } from '../where.ts'
import { deviceOf } from './device.ts'
import { add, begin, change, type Kept } from './kept.ts'

/** A chunk is this long, in ms: under the two seconds that a flat battery may take. */
const slice = 1500

export interface Subject {
  readonly person: string
  readonly title: string
  readonly caseId?: string
  /** Name of the act that is recorded. */
  readonly act?: string
}

/** What is being recorded now. */
export interface Live {
  readonly id: string
  readonly kind: 'video' | 'audio'
  readonly subject: Subject
  readonly stream: MediaStream
  readonly paused: boolean
  /** Recorded so far, in ms, without pauses; as of `at` by performance.now(). */
  readonly length: number
  readonly at: number
  readonly marks: readonly Mark[]
}

export const live = told<Live | undefined>(undefined)
/** Why the last recording ended by itself, or could not begin. */
export const trouble = told<string | undefined>(undefined)

interface Running {
  readonly recorder: MediaRecorder
  readonly started: number
  tip: Tip
  /** End of the last chunk, in ms from the start. */
  last: number
  length: number
  pending: Mark[]
  /** Chunks are taken one after the other, each on the disk before the next. */
  work: Promise<void>
  ended?: FinalReason
  /** Another window may record now. */
  release(): void
  /** Whoever looks for recordings that were cut off may take this one for what it says. */
  letGo(): void
}
let running: Running | undefined

const mimes = {
  video: ['video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4'],
  audio: ['audio/webm;codecs=opus', 'audio/webm', 'audio/mp4'],
} as const

/** One window records at a time: the second is told. */
const takeLock = (name: string): Promise<(() => void) | undefined> =>
  new Promise((resolve) => {
    void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock === null) return resolve(undefined)
      return new Promise<void>((release) => resolve(() => release()))
    })
  })

export const lockOf = (id: string): string => `recording/${id}`

/** Words for what a browser says when there is no camera for us. */
const words = (error: unknown): string => {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError') return '没有获得摄像头和麦克风的许可。请在浏览器的网站设置中允许，再按一次。'
  if (name === 'NotFoundError') return '没有找到摄像头或者麦克风。'
  if (name === 'NotReadableError') return '摄像头正被别的应用占用，请关闭那个应用，再按一次。'
  return '摄像头没有打开，请再按一次；仍然不行的，请重新启动手机。'
}

export const camera = async (kind: 'video' | 'audio' | 'photo'): Promise<MediaStream | undefined> => {
  try {
    const video = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } }
    return await navigator.mediaDevices.getUserMedia({
      ...(kind === 'photo' ? {} : { audio: true }),
      ...(kind === 'audio' ? {} : { video }),
    })
  } catch (error) {
    trouble.set(words(error))
    return undefined
  }
}

const manifestOf = async (
  { person, caseId, act }: Subject,
  kind: Manifest['kind'],
  mime: string,
): Promise<Manifest> => ({
  format: recordingFormat,
  id: newRecordingId(),
  ...(caseId === undefined ? {} : { caseId }),
  ...(act === undefined ? {} : { act }),
  device: (await deviceOf(person)).id,
  officer: person,
  startedAt: new Date().toISOString(),
  mime,
  kind,
})

const keptOf = (manifest: Manifest, tip: Tip, { person, title }: Subject): Kept => ({
  id: manifest.id,
  person,
  title,
  manifest,
  tip,
  length: 0,
  accepted: -1,
  finalAccepted: false,
  sent: 0,
  done: false,
})

/** Begins to record. Whatever comes, each chunk that the recorder gives is sealed and on the disk before the next. */
export const start = async (kind: 'video' | 'audio', subject: Subject): Promise<void> => {
  if (running !== undefined) return
  trouble.set(undefined)
  const release = await takeLock('recording')
  if (release === undefined) {
    trouble.set('这台手机上的另一个窗口正在录制。请到那个窗口停止，或者就在那里继续录。')
    return
  }
  const stream = await camera(kind)
  if (stream === undefined) return release()
  const mime = mimes[kind].find((each) => MediaRecorder.isTypeSupported(each)) ?? ''
  const recorder = new MediaRecorder(stream, {
    ...(mime === '' ? {} : { mimeType: mime }),
    videoBitsPerSecond: 1_500_000,
    audioBitsPerSecond: 48_000,
  })
  const manifest = await manifestOf(subject, kind, mime === '' ? recorder.mimeType : mime)
  const tip = await startChain(manifest)
  const own = await takeLock(lockOf(manifest.id))
  try {
    await begin(keptOf(manifest, tip, subject))
  } catch (error) {
    stopTracks(stream)
    own?.()
    release()
    trouble.set(isFull(error) ? full : '手机没有能够保存，录制没有开始。请重新打开应用再试。')
    return
  }
  const state: Running = {
    recorder,
    started: performance.now(),
    tip,
    last: 0,
    length: 0,
    pending: [],
    work: Promise.resolve(),
    release,
    letGo: () => own?.(),
  }
  running = state
  live.set({ id: manifest.id, kind, subject, stream, paused: false, length: 0, at: state.started, marks: [] })

  recorder.addEventListener('dataavailable', ({ data }) => {
    const until = performance.now() - state.started
    const [from, marks] = [state.last, state.pending.splice(0, 50)]
    state.last = until
    if (data.size === 0 && marks.length === 0) return
    const ms = Math.round(until - from)
    state.length += ms
    const { length } = state
    state.work = state.work.then(async () => {
      if (state.ended === 'storage-full') return
      const bytes = await data.arrayBuffer()
      const sealed = await sealChunk(state.tip, { at: Math.round(from), ms, data: bytes, marks })
      try {
        await add(
          { recording: manifest.id, n: sealed.entry.n, entry: sealed.entry, tip: sealed.tip, data: bytes },
          length,
        )
      } catch (error) {
        // What is on the disk stays; this chunk and what follows are not: so it ends here, and says so.
        trouble.set(isFull(error) ? full : `手机没有能够保存，录制已停止；停止以前的都在。`)
        end('storage-full')
        return
      }
      state.tip = sealed.tip
      live.change((now) => (now === undefined ? now : { ...now, length, at: performance.now() }))
    })
  })
  recorder.addEventListener('stop', () => {
    void state.work.then(() => finish(manifest.id, state, stream))
  })
  recorder.addEventListener('error', () => end('camera-lost'))
  for (const track of stream.getTracks())
    track.addEventListener('ended', () => {
      trouble.set('摄像头或者麦克风断开了，录制已停止；停止以前的都在。')
      end('camera-lost')
    })
  recorder.start(slice)
  void where(20_000).then((position) => {
    if (position !== undefined && running === state) mark({ kind: 'place', ...position })
  })
}

const full = '手机存储满了，录制已停止；停止以前的都在，联网后会上传。请删去别的文件再录。'
const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError'

const stopTracks = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop()
}

const finish = async (id: string, state: Running, stream: MediaStream): Promise<void> => {
  stopTracks(stream)
  running = undefined
  live.set(undefined)
  state.release()
  // A disk too full even for this word is asked again until there is room: the recording is held meanwhile, so nobody takes it for cut off.
  for (;;) {
    try {
      await change(id, { ended: state.ended ?? 'stopped' })
      break
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 3000))
    }
  }
  state.letGo()
}

const end = (reason: FinalReason): void => {
  if (running === undefined || running.ended !== undefined) return
  running.ended = reason
  if (running.recorder.state === 'inactive') return
  running.recorder.stop()
}

export const stop = (): void => end('stopped')

type Said = Mark extends infer M ? (M extends Mark ? Omit<M, 'at'> : never) : never

/** Something is said of this moment: it is sealed with the chunk that is being recorded. */
export const mark = (said: Said): void => {
  if (running === undefined) return
  const made = { ...said, at: Math.round(performance.now() - running.started) } as Mark
  running.pending.push(made)
  live.change((now) => (now === undefined ? now : { ...now, marks: [...now.marks, made] }))
}

/** An interruption has its reason, which is in the chain before it begins. */
export const pause = (reason: string): void => {
  if (running === undefined || running.recorder.state !== 'recording') return
  mark({ kind: 'pause', reason })
  running.recorder.requestData()
  running.recorder.pause()
  live.change((now) => (now === undefined ? now : { ...now, paused: true }))
}

export const goOn = (): void => {
  if (running === undefined || running.recorder.state !== 'paused') return
  running.recorder.resume()
  running.last = performance.now() - running.started
  mark({ kind: 'resume' })
  live.change((now) => (now === undefined ? now : { ...now, paused: false, at: performance.now() }))
}

/** A photo is a recording of one chunk. */
export const photograph = async (video: HTMLVideoElement, subject: Subject): Promise<boolean> => {
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92))
  if (blob === null || blob.size === 0) return false
  const data = await blob.arrayBuffer()
  if (!(await keepWhole('photo', 'image/jpeg', data, subject))) return false
  await copyForAct(data, subject)
  return true
}

/** The same content once more, for the record of the act: the sealed original is deleted here as soon as the bureau has it. */
const copyForAct = async (data: ArrayBuffer, { caseId, act }: Subject): Promise<void> => {
  if (caseId === undefined || act === undefined) return
  const n = (await filesOf(caseId, act)).length + 1
  try {
    await keepFile({ caseId, act, name: `现场照片${n}.jpg`, type: 'image/jpeg', data, at: instant() })
  } catch (error) {
    trouble.set(
      isFull(error)
        ? '手机存储快满了：照片已封存，但是没有能附入笔录。请删去别的文件。'
        : '照片已封存，但是没有能附入笔录。',
    )
  }
}

const keepWhole = async (
  kind: Manifest['kind'],
  mime: string,
  data: ArrayBuffer,
  subject: Subject,
): Promise<boolean> => {
  const manifest = await manifestOf(subject, kind, mime)
  const first = await startChain(manifest)
  const position = await where(1500)
  const marks: Mark[] = position === undefined ? [] : [{ kind: 'place', at: 0, ...position }]
  const { entry, tip } = await sealChunk(first, { at: 0, ms: 0, data, marks })
  try {
    await begin(keptOf(manifest, first, subject))
    await add({ recording: manifest.id, n: 1, entry, tip, data }, 0)
    await change(manifest.id, { ended: 'stopped' })
    return true
  } catch (error) {
    trouble.set(isFull(error) ? '手机存储满了，照片没有存下。请删去别的文件再拍。' : '照片没有存下，请再拍一次。')
    return false
  }
}
