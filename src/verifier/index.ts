export { sha256Hex } from './bytes.ts'
export { isConsistent, leafOf, readVkey, rootFromProof, type VerifierKey, verifyCheckpoint } from './checkpoint.ts'
export { digestOfCopy, type MaskedCopy } from './copy.ts'
export { type ExportVerdict, filesNamed, type HashOfFile, verifyExport } from './export.ts'
export {
  type DecisionProblem,
  type FetchBytes,
  growingTree,
  type LogReport,
  verifyDecisions,
  verifyLog,
} from './log.ts'
export { type Beside, type Check, type Verdict, verifyReceipt } from './receipt.ts'
export { type SignedRecord, verifySignatures } from './signatures.ts'
