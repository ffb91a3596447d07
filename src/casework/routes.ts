import type { Journal } from '../journal/index.ts'
import type { Blobs, Http, MapBase } from '../platform/index.ts'
import { actRoutes } from './act-routes.ts'
import { caseRoutes } from './case-routes.ts'
import type { Casework } from './casework.ts'
import { coverageRoutes } from './coverage.ts'
import { draftRoutes } from './drafts.ts'
import { fileRoutes } from './file-routes.ts'
import { ledgerRoutes } from './ledger.ts'
import { mapRoutes } from './map-routes.ts'
import { noticeRoutes } from './notice-routes.ts'
import { paperRoutes } from './paper-routes.ts'
import { responsibilityRoutes } from './responsibilities.ts'
import { savedSearchRoutes } from './saved-searches.ts'
import { tableRoutes } from './table-routes.ts'

export interface CaseworkHttp {
  readonly journal: Journal
  readonly casework: Casework
  readonly blobs: Blobs
  /** https://…, without a slash at the end. */
  readonly origin: string
  /** The map's tiles, where the bureau has some. */
  readonly map?: MapBase
}

/** What the desk asks of cases: reading them, acting on them, their papers and files. */
export const caseworkRoutes = (app: Http, { journal, casework, blobs, origin, map }: CaseworkHttp): void => {
  caseRoutes(app, journal, casework)
  coverageRoutes(app, casework)
  tableRoutes(app, casework)
  ledgerRoutes(app, journal)
  responsibilityRoutes(app, journal, casework.procedures)
  mapRoutes(app, journal, map)
  savedSearchRoutes(app, journal.database.db)
  actRoutes(app, journal, casework, blobs)
  noticeRoutes(app, casework)
  draftRoutes(app, journal.database.db)
  paperRoutes(app, { journal, casework, blobs, origin })
  fileRoutes(app, journal.database.db, casework, blobs)
}
