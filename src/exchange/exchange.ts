import type { WorkCalendar } from '../calendar/index.ts'
import type { Casework } from '../casework/index.ts'
import { publishedForms } from '../disclosure/index.ts'
import type { Journal } from '../journal/index.ts'
import { alone, type Blobs, type Http } from '../platform/index.ts'
import { fileRoutes } from './file-routes.ts'
import { hmacSigner, keySigner, type Platform, readPlatforms, type Signer } from './platforms.ts'
import { pushTo } from './push.ts'
import { exchangeRoutes } from './routes.ts'

export interface ExchangeOptions {
  readonly journal: Journal
  readonly casework: Casework
  readonly calendar: WorkCalendar
  readonly blobs: Blobs
  /** The data directory, where the key for signing is kept. */
  readonly data: string
  /** The file that names the platforms; absent: nothing is ever sent. */
  readonly platforms?: string
}

export interface Exchange {
  routes(app: Http): void
  /** Tells every platform what it hasn't been told; absent where none is configured. */
  readonly push?: (signal: AbortSignal) => Promise<void>
}

/** The name of the job that pushes. */
export const pushJob = 'push'

/** What goes to other platforms. Throws where the file that names them is wrong. */
export const createExchange = (options: ExchangeOptions): Exchange => {
  const { journal, casework, calendar, data, platforms: file } = options
  const platforms = file === undefined ? [] : readPlatforms(file)
  let own: Signer | undefined
  const signer = ({ secret }: Platform): Signer => {
    if (secret !== undefined) return hmacSigner(secret)
    own ??= keySigner(data)
    return own
  }
  const pushing = {
    journal,
    calendar,
    signer,
    forms: (numbers: readonly string[]) => publishedForms(journal, casework, numbers),
  }
  return {
    routes: (app) => {
      fileRoutes(app, journal, casework)
      exchangeRoutes(app, options, platforms, signer)
    },
    ...(platforms.length === 0
      ? {}
      : {
          push: (signal) =>
            alone(journal.database, pushJob, async () => {
              for (const platform of platforms) if (!signal.aborted) await pushTo(pushing, platform, signal)
            }),
        }),
  }
}
