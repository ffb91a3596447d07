import { ordinarySteps, type Step } from '../../testing/walk.ts'

/** What follows a closed case of either procedure. */
export const archivingSteps = {
  file: {
    by: 'zhao',
    on: '2026-04-02T02:00:00.000Z',
    act: 'file-dossier',
    data: { retention: 'thirty', complete: true, note: '材料齐全，均为原件或者经核对与原件一致的复制件。' },
  },
  check: {
    by: 'archivist',
    on: '2026-04-03T02:00:00.000Z',
    act: 'check-dossier',
    data: { result: 'kept', note: '案卷齐全、规范，准予归档。' },
  },
  supplement: {
    by: 'qian',
    on: '2026-04-20T02:00:00.000Z',
    act: 'supplement-dossier',
    data: {
      title: '食品经营整改情况的函',
      author: '云朵食品店',
      volume: 'main',
      reasons: '当事人于结案后报来整改情况，应当归入本案。',
      files: [{ blob: 'b'.repeat(64), name: '整改情况.png', type: 'image/png', size: 2000 }],
    },
  },
  checkSupplement: {
    by: 'archivist',
    on: '2026-04-21T02:00:00.000Z',
    act: 'check-dossier',
    data: { result: 'kept', note: '补充材料已入卷。' },
  },
} as const satisfies Record<string, Step>

export const archivingScene: readonly Step[] = [...Object.values(ordinarySteps), ...Object.values(archivingSteps)]
