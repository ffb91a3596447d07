import type { Registry } from 'prom-client'
import { finishPapers, finishPapersErrand, keepPaperTexts, sendNotices, toFinish } from './casework/index.ts'
import { noteFilings } from './channels/index.ts'
import { endDisplays } from './disclosure/index.ts'
import { createRenderer } from './documents/index.ts'
import { type Exchange, pushJob } from './exchange/index.ts'
import { type House, matters } from './house.ts'
import type { Log } from './journal/index.ts'
import { alone, type Config, createJobs, fileBlobs, type Log as Lines } from './platform/index.ts'
import type { Recordings } from './recording/index.ts'
import { applyDrafts, doImports, importJob, importStream } from './registry/index.ts'

/** Papers that are issued within this time are asked for together, in milliseconds. */
const SOON = 500
/** What happens within this time is told together, in milliseconds. */
const TELLING = 1000

/** Starts what runs by itself: sealing, what happens when time runs out, finishing papers, finding them by their words. Gives how to end it. */
export const startBackground = async (
  config: Config,
  { database, journal, casework }: House,
  log: Log,
  lines: Lines,
  recordings: Recordings,
  metrics: Registry,
  writeSite: (directory: string, signal: AbortSignal) => Promise<number | undefined>,
  push?: Exchange['push'],
): Promise<() => Promise<void>> => {
  const stopSealing = log.start(
    (wake) => journal.onCommitted(wake),
    (error) => lines.error({ err: error, what: 'sealing' }),
  )
  const stopTexts = keepPaperTexts(journal, (error) => lines.error({ err: error, what: 'texts of papers' }))
  const jobs = createJobs(database, lines)
  jobs.measure(metrics)
  // Time acts too: one node at a time looks what has run out, once a minute.
  const look = (startAfter?: string) =>
    jobs.enqueue(database.db, [
      { name: 'timers', data: {}, singletonKey: 'timers', ...(startAfter === undefined ? {} : { startAfter }) },
    ])
  const lookAgain = () => look(new Date(Date.now() + 60_000).toISOString())
  jobs.define('timers', async () => {
    await casework.runTimers()
    await noteFilings(journal, matters)
    // A draft whose publisher's server was killed before the registry had it.
    await applyDrafts(journal)
    await endDisplays(journal, casework)
    await casework.notices.run()
    await send()
    await writeTree()
    await tellPlatforms()
    await lookAgain()
  })

  // People are told soon; whoever listens at this node is told at once.
  jobs.define('tell', async () => {
    await casework.notices.tell()
    await send()
  })
  const { notices: gateway } = config
  if (gateway !== undefined)
    jobs.define('send-notices', async (_, { signal }) => {
      await sendNotices(journal, { ...gateway, origin: config.origin }, signal)
    })
  const send = async () => {
    if (gateway !== undefined)
      await jobs.enqueue(database.db, [{ name: 'send-notices', data: {}, singletonKey: 'send-notices' }])
  }

  // The tree of files of the public site, where the bureau has one: soon after each change, one node at a time.
  const writeTree = async (startAfter?: string) => {
    if (config.site !== undefined)
      await jobs.enqueue(database.db, [
        {
          name: 'write-site',
          data: {},
          singletonKey: 'write-site',
          ...(startAfter === undefined ? {} : { startAfter }),
        },
      ])
  }
  const { site } = config
  if (site !== undefined)
    jobs.define(
      'write-site',
      async (_, { signal }) => {
        const after = await alone(database, 'site', () => writeSite(site, signal))
        if (after !== undefined) await writeTree(new Date(Date.now() + after).toISOString())
      },
      { seconds: 3600 },
    )

  // Other platforms, where some are configured: soon after each change of a case, and what wasn't answered once a minute.
  const tellPlatforms = async () => {
    if (push !== undefined) await jobs.enqueue(database.db, [{ name: pushJob, data: {}, singletonKey: pushJob }])
  }
  if (push !== undefined) jobs.define(pushJob, (_, { signal }) => push(signal), { seconds: 3600 })

  const { render, stop: stopRendering } = createRenderer()
  const blobs = fileBlobs(config.data)
  jobs.define(finishPapersErrand, async (_, { signal }) => {
    await finishPapers({ journal, blobs, origin: config.origin, render }, signal)
    // The rest is for another node, or for the next start.
    signal.throwIfAborted()
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
  let telling: NodeJS.Timeout | undefined
  const stopTelling = journal.onCommitted((events) => {
    if (!events.some(({ kind }) => casework.notices.kinds.has(kind))) return
    telling ??= setTimeout(() => {
      telling = undefined
      jobs
        .enqueue(database.db, [{ name: 'tell', data: {}, singletonKey: 'tell' }])
        .then(tellPlatforms)
        .catch((error) => lines.error({ err: error, what: 'tell' }))
    }, TELLING).unref()
  })
  let writing: NodeJS.Timeout | undefined
  const stopWriting =
    site === undefined
      ? () => {}
      : journal.onCommitted(() => {
          writing ??= setTimeout(() => {
            writing = undefined
            writeTree().catch((error) => lines.error({ err: error, what: 'write-site' }))
          }, SOON).unref()
        })
  const stopListening = journal.onCommitted((events) => {
    if (!events.some(({ data }) => toFinish(data))) return
    soon ??= setTimeout(() => {
      soon = undefined
      void finish()
    }, SOON).unref()
  })

  const beginRecordings = recordings.work(jobs, lines)

  await jobs.start()
  // At once too: nobody looked while the system stood still, and a new demo's inboxes are filled with what was to be told.
  await Promise.all([look(), finish(), takeIn(), beginRecordings(), writeTree()])
  return async () => {
    stopListening()
    stopWatching()
    stopTelling()
    stopWriting()
    clearTimeout(writing)
    clearTimeout(telling)
    clearTimeout(soon)
    await jobs.stop()
    await stopRendering()
    await stopTexts()
    await stopSealing()
  }
}
