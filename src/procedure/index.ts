export * from './act.ts'
export * from './attached.ts'
export * from './available.ts'
export * from './certificate.ts'
export * from './coverage.ts'
export * from './decide.ts'
export * from './evolve.ts'
export * from './facts.ts'
export * as fields from './fields.ts'
export { isClean } from './fields.ts'
export * from './graph.ts'
export * from './limits.ts'
export * from './next.ts'
export { discussedBy } from './penalty/acts/approve-proposal.ts'
export { extractionWays } from './penalty/acts/extract-data.ts'
export { paymentChannels } from './penalty/acts/perform.ts'
export { clueSources } from './penalty/acts/register-clue.ts'
export { serviceWays } from './penalty/acts/serve.ts'
export { accountKinds } from './penalty/address.ts'
export { defencePeriod } from './penalty/defence.ts'
export {
  bandOf,
  type Discretion,
  discretionOf,
  discretionText,
  fineBases,
  fineConditions,
  fineWords,
  type Measured,
  middleOf,
  punishedAs,
  rangeOf,
  ruleFor,
  stepBy,
} from './penalty/discretion.ts'
export { goodsOf, goodsUnder, openGoods, thingsText } from './penalty/goods.ts'
export {
  blanks,
  checklistIn,
  checklistOf,
  type GuideFact,
  outlineOf,
  type ProofPoint,
  proofNeeds,
  type QuestionedRole,
  type QuestionTopic,
  questionedRoles,
  questionTopics,
  unknownBlanks,
} from './penalty/guide.ts'
export { hearingDue } from './penalty/hearing.ts'
export { discoveredIn, limitationOf } from './penalty/limitation.ts'
export { matter } from './penalty/matter.ts'
export { openMoney, openOf, type Payment, type PaymentData } from './penalty/money.ts'
export { ordinaryPenalty } from './penalty/ordinary.ts'
export { viewingGates } from './penalty/paths/recording.ts'
export { remedyKinds, remedyResults } from './penalty/paths/remedies.ts'
export { capacities, evidenceSigned } from './penalty/paths/signing.ts'
export { proposedPenalty } from './penalty/proposal.ts'
export { checkPenalty } from './penalty/range.ts'
export { refsOf } from './penalty/refs.ts'
export type { SampleTaken } from './penalty/samples.ts'
export {
  awaitsRecheck,
  isJoint,
  moneyOf,
  nameAmong,
  ofParty,
  partyIn,
  penaltyFor,
  pendingShares,
  shareOf,
  sharesOf,
} from './penalty/shares.ts'
export { simplePenalty } from './penalty/simple.ts'
export {
  type Body,
  conclusions as testConclusions,
  type Sample,
  standings as testStandings,
  type TestData,
  testKinds,
} from './penalty/tests.ts'
export { itemsOf, type ProposedData, proposedIn } from './penalty/violations.ts'
export { type Supplement, type Volume, type VolumeEntry, volumesOf } from './penalty/volumes.ts'
export * from './procedure.ts'
export { type DeclaredRelation, relatedRefusals, relations } from './relations.ts'
export * from './responsibility.ts'
export * from './signatures-due.ts'
export * from './signing.ts'
export * from './situations.ts'
export * from './standing.ts'
export * from './state.ts'
export * from './warnings.ts'
