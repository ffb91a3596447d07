import { existsSync, mkdirSync } from 'node:fs'
import { type FileHandle, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { FileStore } from '@tus/file-store'
import { type KvStore, MemoryLocker, Server, Upload } from '@tus/server'
import type { Journal } from '../journal/index.ts'
import { type Actor, type Refusal, refusal, systemActor } from '../kernel/index.ts'
import { type Db, sql } from '../platform/index.ts'
import { devicesById } from './device.ts'
import { bestVerdict } from './projections.ts'
import { type Recording, recordingStream } from './recording.ts'

/** Bytes of a recording at most: some ten days of video. */
const LARGEST = 256 * 1024 ** 3

export const uploadsPath = '/api/recordings/data'

/** An upload of a recording's bytes that isn't finished. */
export interface OpenUpload {
  readonly href: string
  readonly offset: number
  readonly length?: number
}

/** Recordings' bytes as they come in, by tus (https://tus.io/protocols/resumable-upload). */
export interface Uploads {
  /** Answers POST, HEAD and PATCH; others are none of its business. */
  handle(request: Request, actor: Actor): Promise<Response>
  /** The upload of a recording that isn't finished, if there is one. */
  openOf(recording: string): Promise<OpenUpload | undefined>
  /** Whether a new upload may begin. */
  mayBegin(state: Recording): boolean
  /** Where the bytes of a finished upload lie until they are judged. */
  fileOf(recording: string, attempt: number): string
  /** Finishes what was received whole by a server that died before it could say so; gives how many. */
  sweep(): Promise<number>
}

/** How an answer of ours goes through tus: as the body of its error. */
interface TusError {
  readonly status_code: number
  readonly body: string
}
const tusError = (status_code: number, ...refusals: readonly Refusal[]): TusError => ({
  status_code,
  body: JSON.stringify({ refusals }),
})

const full = refusal('disk-full', '服务器的存储已满，已收到的没有丢失；请告诉系统管理员，腾出空间后会自动继续')
const noUpload = refusal('no-upload', '没有这次上传，请重新开始上传')
const notYourUpload = refusal('not-your-upload', '这份录制由录制人、设备持有人和所在机构的人上传')

/** tus's own errors, by status, as a person can act on them. */
const said: Readonly<Record<number, Refusal>> = {
  400: refusal('bad-upload', '上传的长度或者说明有误，请重新开始上传'),
  403: refusal('bad-upload', '上传的位置或者类型没有写明，请重新开始上传'),
  404: noUpload,
  409: refusal('upload-offset', '上传的位置与已收到的不符；请先询问已收到多少，再从那里继续', {
    field: 'Upload-Offset',
  }),
  410: noUpload,
  412: refusal('bad-upload', '上传应当按 tus 1.0 进行'),
  413: refusal('too-large', '超过了所说的长度，或者大于可以接收的最大长度'),
  423: refusal('upload-busy', '这份录制正在由别处上传，请稍后再试'),
  500: refusal('upload-broken', '上传中断，已收到的没有丢失，请继续上传'),
}

/** Bytes that are written at a time; as many may wait meanwhile. What comes from the network comes in small pieces. */
const AT_ONCE = 256 * 1024

/**
 * Keeps what arrives, whatever then happens to the connection: the offset is the file's size. One piece is written while the next
 * comes in. A full disk is told as such.
 */
class ArrivingFiles extends FileStore {
  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const file = await open(join(this.directory, id), 'r+')
    let at = offset
    let writing = Promise.resolve()
    let pieces: Uint8Array[] = []
    let size = 0
    /** Begins to write what has come in, when what came before is on the disk. */
    const flush = async (): Promise<void> => {
      await writing
      const [piece, from] = [Buffer.concat(pieces), at]
      at += piece.byteLength
      pieces = []
      size = 0
      writing = writeWhole(file, piece, from)
      // Whoever waits for it next is told.
      writing.catch(() => {})
    }
    try {
      try {
        for await (const chunk of readable as AsyncIterable<Uint8Array>) {
          pieces.push(chunk)
          size += chunk.byteLength
          if (size >= AT_ONCE) await flush()
        }
      } finally {
        await flush()
        await writing
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw tusError(507, full)
      throw error
    } finally {
      await file.close()
    }
    return at
  }
}

const writeWhole = async (file: FileHandle, bytes: Uint8Array, at: number): Promise<void> => {
  for (let done = 0; done < bytes.byteLength; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, at + done)
    done += bytesWritten
  }
}

/** What tus knows of uploads, in the database: a server that is killed leaves no half-written file of it. */
const configstore = (db: Db): KvStore => ({
  get: async (id) => {
    const { rows } = await sql<{ upload: ConstructorParameters<typeof Upload>[0] }>`
      select upload from recording_upload where id = ${id}`.execute(db)
    return rows[0] === undefined || rows[0].upload.id === undefined ? undefined : new Upload(rows[0].upload)
  },
  set: async (id, upload) => {
    await sql`update recording_upload set upload = ${JSON.stringify(upload)}::jsonb where id = ${id}`.execute(db)
  },
  // Nothing that was sent is taken back.
  delete: async () => {},
})

export const createUploads = (journal: Journal, data: string, finished: () => void): Uploads => {
  const { db } = journal.database
  const directory = join(data, 'recordings')
  mkdirSync(directory, { recursive: true })
  const fileOf = (recording: string, attempt: number): string => join(directory, `${recording}.${attempt}`)
  const store = new ArrivingFiles({ directory, configstore: configstore(db) })
  const actors = new WeakMap<Request, Actor>()

  const mayBegin = (state: Recording): boolean => {
    const last = state.verdicts.at(-1)
    if (state.origin !== 'device' || state.destruction?.at !== undefined) return false
    if (state.received === 0) return true
    return (
      last !== undefined && last.attempt >= state.received && bestVerdict(state)?.ok !== true && last.damaged.length > 0
    )
  }

  /** Takes the place of the next upload of a recording; two who begin at once can't both. */
  const reserve = async (recording: string, actor: Actor): Promise<string> => {
    const state = (await journal.state(recordingStream, recording))?.state
    if (state === undefined)
      throw tusError(404, refusal('no-recording', '先提交链头，再上传内容', { field: 'Upload-Metadata' }))
    if (!(await mayUpload(db, state, actor))) throw tusError(403, notYourUpload)
    if (!mayBegin(state)) throw tusError(409, refusal('uploaded-before', '这份录制已经上传，正在核对或者已经核对无误'))
    const attempt = state.received + 1
    const id = `${recording}.${attempt}`
    const { rows } = await sql`
      insert into recording_upload (id, recording, attempt, upload, by) values (${id}, ${recording}, ${attempt}, '{}', ${actor.id})
      on conflict do nothing returning id`.execute(db)
    if (rows.length === 0 && existsSync(fileOf(recording, attempt)))
      throw tusError(409, refusal('upload-open', '这份录制的上传已经开始，请继续那一次上传'))
    return id
  }

  const guard = async (request: Request, id: string): Promise<void> => {
    const actor = actors.get(request) as Actor
    const { rows } = await sql<{ recording: string; by: string; received: boolean }>`
      select recording, by, received from recording_upload where id = ${id}`.execute(db)
    const [row] = rows
    if (row === undefined) throw tusError(404, noUpload)
    if (row.by !== actor.id) {
      const state = (await journal.state(recordingStream, row.recording))?.state
      if (state === undefined || !(await mayUpload(db, state, actor))) throw tusError(403, notYourUpload)
    }
    if (row.received) throw tusError(410, refusal('uploaded-before', '这份录制已经全部收到，不需要再上传'))
  }

  /** Every byte is here: an event, and with it the errand to judge them. Done twice, it is done once. */
  const receive = async (id: string, bytes: number): Promise<void> => {
    const [recording = '', attempt = ''] = id.split('.')
    const outcome = await journal.execute(recordingStream, {
      streamId: recording,
      command: { do: 'receive', attempt: Number(attempt), bytes },
      meta: { actor: systemActor('recording', '系统（接收录制）'), key: `receive/${id}` },
    })
    if (!outcome.ok && outcome.refusals.some(({ code }) => code !== 'received-before'))
      throw new Error(`${id}: ${JSON.stringify(outcome.refusals)}`)
    await sql`update recording_upload set received = true where id = ${id}`.execute(db)
    finished()
  }

  const server = new Server({
    path: uploadsPath,
    datastore: store,
    locker: new MemoryLocker(),
    maxSize: LARGEST,
    relativeLocation: true,
    namingFunction: (request, metadata) =>
      reserve(metadata?.recording ?? '', actors.get(request as unknown as Request) as Actor),
    onIncomingRequest: (request, id) => guard(request as unknown as Request, id),
    onUploadFinish: async (_request, { id, size = 0 }) => {
      await receive(id, size)
      return {}
    },
  })

  return {
    mayBegin,
    fileOf,
    async handle(request, actor) {
      actors.set(request, actor)
      const answer = await server.handleWeb(request as never)
      if (answer.status < 400) return answer
      const body = await answer.text()
      const headers = new Headers(answer.headers)
      headers.set('Content-Type', 'application/json')
      headers.delete('Content-Length')
      const refusals = body.startsWith('{') ? body : JSON.stringify({ refusals: [said[answer.status] ?? said[500]] })
      return new Response(request.method === 'HEAD' ? null : refusals, { status: answer.status, headers })
    },
    async openOf(recording) {
      const { rows } = await sql<{ id: string; attempt: number; upload: { readonly size?: number } }>`
        select id, attempt, upload from recording_upload where recording = ${recording} and not received order by attempt desc limit 1`.execute(
        db,
      )
      const [row] = rows
      const size = row === undefined ? undefined : await sizeOf(fileOf(recording, row.attempt))
      return row === undefined || size === undefined
        ? undefined
        : {
            href: `${uploadsPath}/${row.id}`,
            offset: size,
            ...(row.upload.size === undefined ? {} : { length: row.upload.size }),
          }
    },
    async sweep() {
      const { rows } = await sql<{ id: string; recording: string; attempt: number; size: number }>`
        select id, recording, attempt, (upload ->> 'size')::bigint as size from recording_upload
        where not received and upload ->> 'size' is not null order by at limit 1000`.execute(db)
      let n = 0
      for (const { id, recording, attempt, size } of rows)
        if ((await sizeOf(fileOf(recording, attempt))) === size) {
          await receive(id, size)
          n++
        }
      return n
    },
  }
}

/** Who brings a recording in: who made it, who holds the device, and the people of their unit, who share its phones. */
const mayUpload = async (db: Db, { officer, manifest }: Recording, actor: Actor): Promise<boolean> => {
  if (officer?.id === actor.id || (officer?.unit !== undefined && officer.unit === actor.unit)) return true
  const device = (await devicesById(db, [manifest?.device ?? ''])).get(manifest?.device ?? '')
  return device !== undefined && (device.holder.id === actor.id || device.holder.unit === actor.unit)
}

const sizeOf = async (path: string): Promise<number | undefined> => {
  try {
    return (await stat(path)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Takes away an upload's name for bytes that are kept as a blob. */
export const forgetUpload = (path: string): Promise<void> => rm(path, { force: true })
