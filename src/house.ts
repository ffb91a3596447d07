import { archiveMigrations } from './archive/index.ts'
import { officialCalendar } from './calendar/index.ts'
import {
  type Casework,
  type Check,
  caseworkChecks,
  caseworkMigrations,
  createCasework,
  draftMigrations,
  laterNoticeMigrations,
  noticeMigrations,
  paperTextMigrations,
  savedSearchMigrations,
} from './casework/index.ts'
import { caseQueryStream, clearInformation, type MatterStream, matterStream, matterTeller } from './channels/index.ts'
import { accountProjection, decisionProjection, disclosureChecks, disclosureExtension } from './disclosure/index.ts'
import { fillPaper } from './documents/index.ts'
import { exchangeChecks, exchangeMigrations, pushDueProjection, pushStream, pushTeller } from './exchange/index.ts'
import { factorMigrations, type Pens, signingKeyStream } from './identity/index.ts'
import { createJournal, type Journal, journalMigrations, logMigrations } from './journal/index.ts'
import { type Clock, type Database, migrate } from './platform/index.ts'
import { extend, ordinaryPenalty, type Procedure, simplePenalty, viewingGates, withPaths } from './procedure/index.ts'
import { recordingChecks, recordingMigrations, registerRecordings } from './recording/index.ts'
import { draftStream, importStream, lawMigrations, registryStream, subjectMigrations } from './registry/index.ts'
import {
  counselExtension,
  ladderExtension,
  readings,
  registerReview,
  reviewChecks,
  reviewExtension,
  reviewNews,
  reviewView,
} from './review/index.ts'
import { cardStream, showingMigrations, showingStream } from './showing/index.ts'
import {
  coverageChecks,
  evaluated,
  evaluationStream,
  listChecks,
  rosterStream,
  supervisionChecks,
} from './supervision/index.ts'

/** The procedures as this bureau runs them: the law's acts, and what review and disclosure bring in. */
export const procedures: readonly Procedure[] = [
  withPaths(ordinaryPenalty, reviewExtension, counselExtension, ladderExtension, disclosureExtension, viewingGates),
  extend(simplePenalty, disclosureExtension),
]

export const calendar = officialCalendar()

/** What the board looks at, brought by the rooms whose work it is. */
export const checks: readonly Check[] = [
  ...caseworkChecks(procedures),
  ...reviewChecks,
  ...disclosureChecks,
  clearInformation,
  ...supervisionChecks,
  ...listChecks(procedures, calendar),
  ...recordingChecks,
  ...coverageChecks,
  evaluated,
  ...exchangeChecks,
]

/** Complaints, reports and questions, by the bureau's calendar. */
export const matters: MatterStream = matterStream(calendar)

export interface House {
  readonly database: Database
  readonly journal: Journal
  readonly casework: Casework
}

/** The rooms on a database whose tables are there, or within a transaction of it: then all that is done is kept, or nothing. `pens`: with what people sign for their shares of cases. */
export const furnish = (database: Database, clock: Clock, pens: Pens): House => {
  const journal = createJournal(database, clock)
  journal.register(registryStream)
  journal.register(draftStream)
  journal.register(importStream)
  journal.register(signingKeyStream)
  journal.register(cardStream)
  journal.register(showingStream)
  registerRecordings(journal)
  registerReview(journal)
  journal.register(evaluationStream)
  journal.register(rosterStream)
  journal.register(matters)
  journal.register(caseQueryStream)
  journal.register(pushStream)
  const casework = createCasework(journal, procedures, calendar, fillPaper, pens, {
    projections: [decisionProjection(calendar), accountProjection(calendar), pushDueProjection(calendar)],
    reviewView,
    readings,
    news: reviewNews,
    tellers: [matterTeller(matters), pushTeller],
  })
  return { database, journal, casework }
}

/** The rooms on a database, its tables up to date. What serves, verifies or rebuilds begins with this. */
export const openHouse = async (database: Database, clock: Clock, pens: Pens): Promise<House> => {
  await migrate(database.db, [
    ...journalMigrations,
    ...logMigrations,
    ...lawMigrations,
    ...caseworkMigrations,
    ...archiveMigrations,
    ...paperTextMigrations,
    ...savedSearchMigrations,
    ...noticeMigrations,
    ...draftMigrations,
    ...subjectMigrations,
    ...showingMigrations,
    ...recordingMigrations,
    ...factorMigrations,
    ...exchangeMigrations,
    ...laterNoticeMigrations,
  ])
  const house = furnish(database, clock, pens)
  await house.journal.prepare()
  return house
}
