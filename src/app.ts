import { Registry } from 'prom-client'
import ours from '../package.json' with { type: 'json' }
import { notFoundOf } from '../portal/pages/error.ts'
import { pictureOf } from '../portal/picture.ts'
import { portalRoutes } from '../portal/routes.ts'
import { type Demo, demoRoutes, documentRoute } from './api.ts'
import { archiveRoutes } from './archive/index.ts'
import { startBackground } from './background.ts'
import { dayOf } from './calendar/index.ts'
import { caseworkRoutes } from './casework/index.ts'
import { channelRoutes, createChannels } from './channels/index.ts'
import { deskRoutes } from './desk.ts'
import {
  createPortalSource,
  disclosureRoutes,
  dropEnded,
  masksWithin,
  type Proofs,
  publicCopies,
} from './disclosure/index.ts'
import { createExchange } from './exchange/index.ts'
import { fieldRoutes } from './field.ts'
import { calendar, checks, type House, matters, procedures } from './house.ts'
import { createAuth, factorRoutes, identityRoutes } from './identity/index.ts'
import { createLog, keptLogKey, type Log, logRoutes, makeReceipt } from './journal/index.ts'
import { toHex } from './kernel/index.ts'
import {
  type Config,
  createHttp,
  createPublished,
  fileBlobs,
  type Http,
  type Log as Lines,
  type Published,
  sql,
} from './platform/index.ts'
import { clamd, createRecordings, type SeesCase } from './recording/index.ts'
import {
  createPublicLists,
  directoryRoutes,
  draftRoutes,
  draftTableRoutes,
  recordingGuideRoutes,
  registryActor,
  registryRoutes,
  subjectRoutes,
} from './registry/index.ts'
import { reviewRoutes, submissionRoutes, trialRoutes } from './review/index.ts'
import { createCertificateCheck, showingRoutes } from './showing/index.ts'
import { writeSite } from './site.ts'
import { createBoard, evaluationRoutes, rosterRoutes, supervisionRoutes, usesRoutes } from './supervision/index.ts'

export interface App {
  readonly http: Http
  readonly log: Log
  /** Public answers kept as bytes, for the server in front. */
  readonly published: Published
  /** Brings a tree of files up to what is public (`writeSite` in site.ts). */
  writeSite(directory: string, signal?: AbortSignal): Promise<number | undefined>
  /** Ends what runs by itself. */
  stop(): Promise<void>
}

/** The whole application on an open house: web pages, interfaces, the log, and what runs by itself. */
export const createApp = async (config: Config, house: House, lines: Lines, demo?: Demo): Promise<App> => {
  const { database, journal, casework } = house
  const log = createLog(database, keptLogKey(config.data, `${new URL(config.origin).host}/log`), journal.clock)
  const auth = await createAuth({ database, origin: config.origin, secret: config.secret })
  const ready = async () => {
    try {
      await sql`select 1`.execute(database.db)
      return undefined
    } catch {
      return '数据库没有回答'
    }
  }
  const published = createPublished()
  journal.onCommitted(published.forget)
  const blobs = fileBlobs(config.data)
  const copies = publicCopies(config.data)
  journal.onCommitted((events) => {
    dropEnded(database.db, copies, dayOf(journal.clock.now()), events).catch((error) =>
      lines.error({ err: error, what: 'public copies' }),
    )
  })
  const source = createPortalSource(
    journal,
    casework,
    calendar,
    proofsOf(journal, log),
    blobs,
    copies,
    config.origin,
    config.demo,
  )
  const notFound = notFoundOf(source.agency, config.demo)
  const map = config.map === undefined ? {} : { map: config.map }
  const metrics = new Registry()
  const http = createHttp({ origin: config.origin, log: lines, published, ready, notFound, metrics, ...map })

  identityRoutes(http, auth, registryActor(journal), ['/api/demo/accounts'])
  factorRoutes(http, auth, journal, config.secret)
  demoRoutes(http, config.demo ? demo : undefined)
  directoryRoutes(http, journal, config.demo)
  registryRoutes(http, journal, blobs)
  draftRoutes(http, journal)
  draftTableRoutes(http, journal)
  recordingGuideRoutes(http, journal)
  subjectRoutes(http, journal, blobs)
  showingRoutes(http, journal, blobs, config.secret)
  const cases = { journal, casework, blobs, origin: config.origin, ...map }
  const recordings = createRecordings({
    journal,
    data: config.data,
    blobs,
    sees: seesCases(casework),
    ...(config.recordingImports === undefined ? {} : { imports: config.recordingImports }),
    ...(config.recordingBucket === undefined ? {} : { bucket: config.recordingBucket }),
    ...(config.mediaServer === undefined ? {} : { mediaServer: config.mediaServer }),
    ...(config.clamd === undefined ? {} : { scan: clamd(config.clamd) }),
  })
  recordings.routes(http)
  caseworkRoutes(http, cases)
  channelRoutes(http, journal, casework, matters, calendar, blobs, config.origin)
  reviewRoutes(http, journal, casework, calendar)
  submissionRoutes(http, casework)
  disclosureRoutes(http, journal, casework)
  trialRoutes(http, journal)
  archiveRoutes(http, cases)
  logRoutes(http, log)
  const board = createBoard(database.db, journal.clock, checks)
  supervisionRoutes(http, board)
  evaluationRoutes(http, journal)
  rosterRoutes(http, journal, config.origin)
  usesRoutes(http, journal)
  const exchange = createExchange({
    journal,
    casework,
    calendar,
    blobs,
    data: config.data,
    ...(config.exchange === undefined ? {} : { platforms: config.exchange }),
  })
  exchange.routes(http)

  deskRoutes(http)
  fieldRoutes(http)

  portalRoutes(http, source, {
    origin: config.origin,
    demo: config.demo,
    procedures: procedures.map(pictureOf),
    board,
    lists: createPublicLists(database.db, () => dayOf(journal.clock.now())),
    certificates: createCertificateCheck(journal, blobs, config.secret),
    channels: createChannels(journal, casework, matters, calendar, blobs, config.origin),
    failed: (error, path) => {
      const id = crypto.randomUUID()
      lines.error({ id, err: error, path })
      return id
    },
    log: { origin: log.key.name, keys: [log.key.vkey] },
  })
  documentRoute(http, config.origin)

  const site = (directory: string, signal?: AbortSignal) =>
    writeSite(
      {
        directory,
        db: database.db,
        clock: journal.clock,
        log,
        version: ours.version,
        request: async (path) => http.request(path),
      },
      signal,
    )
  const stop = await startBackground(config, house, log, lines, recordings, metrics, site, exchange.push)
  return { http, log, published, writeSite: site, stop }
}

/** Whether a person may see a case, for the rooms above casework. */
const seesCases =
  (casework: House['casework']): SeesCase =>
  async (actor, caseId) => {
    const found = await casework.state(actor, caseId)
    return found !== undefined && !('code' in found)
  }

/** What disclosure asks of the log. A receipt shows the decision's content and its time, and masks everything else of the event. */
const proofsOf = (journal: House['journal'], log: Log): Proofs => ({
  size: async () => {
    const latest = await log.latest()
    return latest === undefined ? undefined : { size: latest.size, sealedAt: latest.at }
  },
  proof: async (eventId) => {
    const [leaf, latest] = await Promise.all([log.leaf(eventId), log.latest()])
    if (leaf === undefined || latest === undefined) return undefined
    return { index: leaf.index, treeSize: latest.size, sealedAt: latest.at, digest: toHex(leaf.digest) }
  },
  masked: (eventId, pointers) => makeReceipt(journal, log, eventId, () => pointers.map((pointer) => ({ pointer }))),
  receipt: (eventId, paper, hidden) =>
    makeReceipt(journal, log, eventId, (record) => {
      const data = record.data as Readonly<Record<string, unknown>>
      const papers = data.papers as readonly Readonly<Record<string, unknown>>[]
      const own = papers[paper] ?? {}
      const within = masksWithin(
        own.content,
        `/data/papers/${paper}/content`,
        hidden.map(({ text }) => ({ text, reason: '' })),
      )
      // The digest of a whole content has no salt: beside a masked copy of it, what is masked could be guessed and the guess tested.
      const disclosed = new Set([
        'id',
        'form',
        'title',
        'number',
        'content',
        ...(within.length === 0 ? ['digest'] : []),
      ])
      return [
        { pointer: '/actor' },
        { pointer: '/device' },
        { pointer: '/stream' },
        ...Object.keys(data)
          .filter((key) => key !== 'papers')
          .map((key) => ({ pointer: `/data/${key}` })),
        ...papers.flatMap((_, n) => (n === paper ? [] : [{ pointer: `/data/papers/${n}` }])),
        // Who signed and who worded anew is no part of what is disclosed.
        ...Object.keys(own)
          .filter((key) => !disclosed.has(key))
          .map((key) => ({ pointer: `/data/papers/${paper}/${key}` })),
        ...within,
      ]
    }),
})
