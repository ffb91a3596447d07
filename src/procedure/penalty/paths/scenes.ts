import type { Step } from '../../testing/walk.ts'
import { crimeScene } from './crime.scene.ts'
import { hearingScene } from './hearing.scene.ts'
import { noPenaltyScene, transferScene } from './other-decisions.scene.ts'
import { suspensionScene } from './suspension.scene.ts'

/** Cases that go along the side paths, from the clue on: every paper of a path comes up in one of them. */
export const scenes: Readonly<Record<string, readonly Step[]>> = {
  crime: crimeScene,
  hearing: hearingScene,
  'no-penalty': noPenaltyScene,
  suspension: suspensionScene,
  transfer: transferScene,
}
