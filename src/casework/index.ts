export {
  type ActRequest,
  type CasePaper,
  type CaseQuery,
  type Casework,
  createCasework,
  papersOfCase,
} from './casework.ts'
export { type Check, type CheckResult, lastMonths, share, standing } from './check.ts'
export { caseworkChecks } from './checks.ts'
export { dueText, urgencyOf } from './dates.ts'
export { type DecidedShare, eachDecided } from './decided.ts'
export { draftMigrations } from './drafts.ts'
export { agencyEntry, itemFact, officerFact, type ReadingsOf, reviewListEntry } from './facts.ts'
export { type Finishing, finishPapers, finishPapersErrand, letterheads, toFinish, wholePaper } from './finish-papers.ts'
export { type Issued, issuedPaper, issuedPapers } from './issued-papers.ts'
export { likeYears, type OtherCase, otherCasesOf, type Spread, spreadsOf } from './like-cases.ts'
export { marksOf } from './marks.ts'
export type { BesideNews, Teller, Tidings } from './news.ts'
export { laterNoticeMigrations, noticeMigrations } from './notices.ts'
export { keepPaperTexts, paperTextMigrations } from './paper-texts.ts'
export { differencesOf } from './party-history.ts'
export { partyKeyOf } from './party-key.ts'
export { type PartyProgress, partyProgress } from './progress.ts'
export { type CaseworkHttp, caseworkRoutes } from './routes.ts'
export { savedSearchMigrations } from './saved-searches.ts'
export { type NoticeGateway, sendNotices, signatureOf, signedBy } from './send-notices.ts'
export type { CaseStream } from './stream.ts'
export { caseworkMigrations } from './uploads.ts'
export * from './view.ts'
