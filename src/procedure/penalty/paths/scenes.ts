import type { Step } from '../../testing/walk.ts'
import { addressScene } from './address.scene.ts'
import { announcementScene } from './announcement.scene.ts'
import { archivingScene } from './archiving.scene.ts'
import { askingOthersScene } from './asking-others.scene.ts'
import { collectedScene } from './collection.scene.ts'
import { correctionScene } from './correction.scene.ts'
import { crimeScene } from './crime.scene.ts'
import { electronicDataScene } from './electronic-data.scene.ts'
import { hearingScene } from './hearing.scene.ts'
import { identificationScene } from './identification.scene.ts'
import { jointInvestigationScene } from './joint-investigation.scene.ts'
import { jointScene, sparedScene } from './joint-parties.scene.ts'
import { assignedScene, handedDownScene } from './jurisdiction.scene.ts'
import { keepingScene } from './keeping.scene.ts'
import { splitScene } from './merging.scene.ts'
import { noPenaltyScene, transferScene } from './other-decisions.scene.ts'
import { paymentScene } from './payment.scene.ts'
import { recordingScene } from './recording.scene.ts'
import { boughtScene, samplingScene } from './sampling.scene.ts'
import { seizureScene } from './seizure.scene.ts'
import { suspensionScene } from './suspension.scene.ts'
import { testingScene } from './testing.scene.ts'
import { turnedScene } from './turning.scene.ts'
import { violationsScene } from './violations.scene.ts'

/** Cases that go along the side paths, from the clue on: every paper of a path comes up in one of them. */
export const scenes: Readonly<Record<string, readonly Step[]>> = {
  address: addressScene,
  announcement: announcementScene,
  archiving: archivingScene,
  'asking-others': askingOthersScene,
  assigned: assignedScene,
  bought: boughtScene,
  collected: collectedScene,
  correction: correctionScene,
  crime: crimeScene,
  'electronic-data': electronicDataScene,
  'handed-down': handedDownScene,
  hearing: hearingScene,
  identification: identificationScene,
  'joint-investigation': jointInvestigationScene,
  'joint-parties': jointScene,
  keeping: keepingScene,
  'no-penalty': noPenaltyScene,
  payment: paymentScene,
  recording: recordingScene,
  sampling: samplingScene,
  seizure: seizureScene,
  spared: sparedScene,
  split: splitScene,
  suspension: suspensionScene,
  testing: testingScene,
  transfer: transferScene,
  turned: turnedScene,
  violations: violationsScene,
}
