import { finishPapers, finishPapersErrand, keepPaperTexts, toFinish } from './casework/index.ts'
import { createRenderer } from './documents/index.ts'
import type { House } from './house.ts'
import type { Log } from './journal/index.ts'
import { type Config, createJobs, fileBlobs, type Log as Lines } from './platform/index.ts'
import type { Recordings } from './recording/index.ts'
import { doImports, importJob, importStream } from './registry/index.ts'

/** Papers that are issued within this time are asked for together, in milliseconds. */
const SOON = 500

/** Starts what runs by itself: sealing, what happens when time runs out, finishing papers, finding them by their words. Gives how to end it. */
export const startBackground = async (
  config: Config,
  { database, journal, casework }: House,
  log: Log,
  lines: Lines,
  recordings: Recordings,
): Promise<() => Promise<void>> => {
  const stopSealing = log.start(
    (wake) => journal.onCommitted(wake),
    (error) => lines.error({ err: error, what: 'sealing' }),
  )
  const stopTexts = keepPaperTexts(journal, (error) => lines.error({ err: error, what: 'texts of papers' }))
  const jobs = createJobs(database, lines)
  // Time acts too: one node at a time looks what has run out, once a minute.
  const lookAgain = () =>
    jobs.enqueue(database.db, [
      { name: 'timers', data: {}, singletonKey: 'timers', startAfter: new Date(Date.now() + 60_000).toISOString() },
    ])
  jobs.define('timers', async () => {
    await casework.runTimers()
    await lookAgain()
  })

  const { render, stop: stopRendering } = createRenderer()
  const blobs = fileBlobs(config.data)
  jobs.define(finishPapersErrand, async (_, { signal }) => {
    await finishPapers({ journal, blobs, origin: config.origin, render }, signal)
  })
  // A long file takes hours at most; who dies meanwhile leaves the rest to the next start.
  jobs.define(importJob, (_, { signal }) => doImports(journal, blobs, signal), { seconds: 6 * 3600 })
  const takeIn = () =>
    jobs
      .enqueue(database.db, [{ name: importJob, data: {}, singletonKey: importJob }])
      .catch((error) => lines.error({ err: error, what: importJob }))
  const stopWatching = journal.onCommitted((events) => {
    if (events.some(({ kind, type }) => kind === importStream.kind && type === 'begin-import')) void takeIn()
  })
  const finish = () =>
    jobs
      .enqueue(database.db, [{ name: finishPapersErrand, data: {}, singletonKey: finishPapersErrand }])
      .catch((error) => lines.error({ err: error, what: finishPapersErrand }))
  let soon: NodeJS.Timeout | undefined
  const stopListening = journal.onCommitted((events) => {
    if (!events.some(({ data }) => toFinish(data))) return
    soon ??= setTimeout(() => {
      soon = undefined
      void finish()
    }, SOON).unref()
  })

  const beginRecordings = recordings.work(jobs, lines)

  await jobs.start()
  await Promise.all([lookAgain(), finish(), takeIn(), beginRecordings()])
  return async () => {
    stopListening()
    stopWatching()
    clearTimeout(soon)
    await jobs.stop()
    await stopRendering()
    await stopTexts()
    await stopSealing()
  }
}
