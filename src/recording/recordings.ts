import type { Journal } from '../journal/index.ts'
import type { FileBlobs, Http, Jobs, Log } from '../platform/index.ts'
import { type Bucket, openBucket } from './bucket.ts'
import { copyRoutes } from './copy-routes.ts'
import { deviceStream } from './device.ts'
import { deviceRoutes } from './device-routes.ts'
import { importRecordings } from './import.ts'
import { importRoutes, type MediaServer } from './import-routes.ts'
import { destroyFiles, judgeRecordings } from './judge.ts'
import { keepRoutes } from './keep-routes.ts'
import { createReader, type RecordingReader, type SeesCase } from './read.ts'
import { destroyErrand, judgeErrand, recordingStream } from './recording.ts'
import { recordingRoutes } from './recording-routes.ts'
import { retrievalStream } from './retrieval.ts'
import { retrievalRoutes } from './retrieval-routes.ts'
import type { Scan } from './scan.ts'
import { uploadRoutes } from './upload-routes.ts'
import { createUploads, type Uploads } from './uploads.ts'
import { viewingStream } from './viewing.ts'
import { viewingRoutes } from './viewing-routes.ts'

/** The kinds of stream that this room has. */
export const registerRecordings = (journal: Journal): void => {
  journal.register(deviceStream)
  journal.register(recordingStream)
  journal.register(viewingStream)
  journal.register(retrievalStream)
}

export interface Recordings {
  readonly reader: RecordingReader
  readonly uploads: Uploads
  routes(app: Http): void
  /** Judges what arrives, and takes away what was destroyed. Before the jobs start; gives what to call when they have. */
  work(jobs: Jobs, lines: Log): () => Promise<void>
}

export interface RecordingParts {
  readonly journal: Journal
  /** Folder of the installation's data. */
  readonly data: string
  readonly blobs: FileBlobs
  readonly sees: SeesCase
  readonly scan?: Scan
  /** Where docking stations put their files. */
  readonly imports?: string
  readonly bucket?: Bucket
  readonly mediaServer?: MediaServer
}

/** How long until it is looked again for what a server received and died before it could say so, in milliseconds. */
const SWEEP = 60_000
/** How long until the folder is looked through again, in milliseconds. */
const LOOK = 30_000
const importJob = 'import-recordings'

export const createRecordings = ({
  journal,
  data,
  blobs,
  sees,
  scan,
  imports,
  bucket,
  mediaServer,
}: RecordingParts): Recordings => {
  let arrived = (): void => {}
  let noted = (): void => {}
  const uploads = createUploads(journal, data, () => arrived())
  const reader = createReader(journal, uploads, sees)
  const importing = {
    journal,
    blobs,
    ...(scan === undefined ? {} : { scan }),
    ...(imports === undefined ? {} : { folder: imports }),
    ...(bucket === undefined ? {} : { bucket: openBucket(bucket) }),
  }
  const looking = imports !== undefined || bucket !== undefined
  const copying = { journal, blobs, data, ...(scan === undefined ? {} : { scan }) }
  const judging = { journal, blobs, uploads, ...(scan === undefined ? {} : { scan }) }
  return {
    reader,
    uploads,
    routes: (app) => {
      deviceRoutes(app, journal)
      uploadRoutes(app, uploads)
      recordingRoutes(app, { journal, reader, uploads, sees })
      viewingRoutes(app, { journal, reader, blobs })
      keepRoutes(app, journal, reader)
      copyRoutes(app, copying, reader)
      retrievalRoutes(app, copying, sees)
      importRoutes(app, journal, {
        ...(mediaServer === undefined ? {} : { mediaServer }),
        noted: () => noted(),
      })
    },
    work: (jobs, lines) => {
      const { db } = journal.database
      const failed = (what: string) => (error: unknown) => lines.error({ err: error, what })
      const ask = (name: string, startAfter?: string) =>
        jobs
          .enqueue(db, [{ name, data: {}, singletonKey: name, ...(startAfter === undefined ? {} : { startAfter }) }])
          .catch(failed(name))
      jobs.define(
        judgeErrand,
        async (_, { signal }) => {
          await judgeRecordings(judging, signal)
        },
        { seconds: 4 * 3600 },
      )
      jobs.define(destroyErrand, async (_, { signal }) => {
        await destroyFiles(judging, signal)
      })
      jobs.define('sweep-uploads', async () => {
        await uploads.sweep()
        await ask('sweep-uploads', new Date(Date.now() + SWEEP).toISOString())
      })
      jobs.define(
        importJob,
        async (_, { signal }) => {
          // A bucket that can't be reached now is looked through again with the next round.
          await importRecordings(importing, signal).catch(failed(importJob))
          if (looking) await ask(importJob, new Date(Date.now() + LOOK).toISOString())
        },
        { seconds: 4 * 3600 },
      )
      return async () => {
        noted = () => void ask(importJob)
        arrived = () => void ask(judgeErrand)
        journal.onCommitted((events) => {
          if (events.some(({ type }) => type === 'destroy-recording')) void ask(destroyErrand)
          if (events.some(({ type, data: { again } }) => type === 'seal-recording' && again === true)) arrived()
        })
        await Promise.all([uploads.sweep(), ask(judgeErrand), ask(destroyErrand), ask('sweep-uploads'), ask(importJob)])
      }
    },
  }
}
