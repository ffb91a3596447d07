export { complaintLimitTitles } from './complaint-limits.ts'
export { directoryRoutes } from './directory.ts'
export { applyDrafts } from './drafts/apply.ts'
export type { DraftCommand } from './drafts/draft.ts'
export { draftTeller } from './drafts/news.ts'
export { draftRoutes, type RegistryDraftRow, type RegistryDraftView } from './drafts/routes.ts'
export { draftStream } from './drafts/stream.ts'
export { draftTableRoutes } from './drafts/table-routes.ts'
export type { JudgedTableView, TableGuide } from './drafts/table-view.ts'
export { type EndEntry, type Entry, type EntryVersion, type PutEntry, registryStream, streamIdOf } from './entry.ts'
export { clockEvery, clockTolerance } from './equipment.ts'
export type { EvaluationList } from './evaluation-list.ts'
export { type RegistryData, type RegistryKind, registryKinds, roleTitles } from './kinds.ts'
export * from './laws.ts'
export { registryActor } from './person.ts'
export {
  createPublicLists,
  isListed,
  type ListPage,
  listedKinds,
  type PublicChange,
  type PublicEntry,
  type PublicListRow,
  type PublicLists,
} from './public-lists.ts'
export { allInForce, guidesOf, historyOf, type InForce, type Standing, standingOf } from './read.ts'
export { type RecordList, type RecordRule, recordedActs, recordListWords } from './record-list.ts'
export { recordingGuide, recordingGuideRoutes } from './recording-guide.ts'
export { evaluateReviewList, type ReviewCase } from './review-list.ts'
export { disagreementSteps, type ReviewRulePart, reviewRuleParts, usualDisagreementDays } from './review-rules.ts'
export { registryRoutes } from './routes.ts'
export { sealImage } from './seal-image.ts'
export * from './subjects/index.ts'
export { trainedBy, trainingAsked } from './training.ts'
export * from './view.ts'
export { fieldTitles } from './words.ts'
