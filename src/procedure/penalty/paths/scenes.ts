import type { Step } from '../../testing/walk.ts'
import { hearingScene } from './hearing.scene.ts'
import { suspensionScene } from './suspension.scene.ts'

/** Cases that go along the side paths, from the clue on: every paper of a path comes up in one of them. */
export const scenes: Readonly<Record<string, readonly Step[]>> = {
  hearing: hearingScene,
  suspension: suspensionScene,
}
