export { growingTree, type LogReport, verifyLog } from './log.ts'
export {
  type Check,
  leafOf,
  readVkey,
  rootFromProof,
  type Verdict,
  verifyCheckpoint,
  verifyReceipt,
} from './receipt.ts'
