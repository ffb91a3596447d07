import type { FileRef } from '../state.ts'

/** A signature on the screen, as rules see it. */
export const strokesFile: FileRef = {
  blob: '5'.repeat(64),
  name: '签名.svg',
  type: 'image/svg+xml',
  size: 2_000,
}
