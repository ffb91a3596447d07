import { ordinarySteps as o, type Step } from '../../testing/walk.ts'
import { electronicDataScene } from './electronic-data.scene.ts'
import { dealer, firm, investigated } from './joint-parties.scene.ts'
import { keepingSteps as k } from './keeping.scene.ts'
import { samplingSteps } from './sampling.scene.ts'
import { seizureSteps as z } from './seizure.scene.ts'
import { testingSteps } from './testing.scene.ts'

const FIRM = 'party-1'
const DEALER = 'party-3'

/** A step about this party, or about all of them. */
const about = (step: Step, party: string, more: Record<string, unknown> = {}): Step => ({
  ...step,
  data: { ...step.data, party, ...more },
})
const atDealer = { place: dealer.address, presentPerson: '秦守业（经营者）' }
const atFirm = { place: firm.address, presentPerson: '云中鹤（总经理）' }
const extracted = electronicDataScene.find(({ act }) => act === 'extract-data') as Step

/** One case, three parties: the dealer's things are kept and sampled, the firm's are seized, and each is told of the test that concerns all. */
export const jointInvestigationSteps = {
  extract: {
    ...about(extracted, 'all', {
      from: '2026-03-09T05:00:00.000Z',
      until: '2026-03-09T06:00:00.000Z',
      place: firm.address,
    }),
    on: '2026-03-09T07:00:00.000Z',
  },
  sample: about(samplingSteps.take, DEALER, atDealer),
  entrust: about(testingSteps.entrust, 'all'),
  askKeeping: about(k.ask, DEALER),
  approveKeeping: k.approve,
  keep: about(k.keep, DEALER, atDealer),
  askSeizure: about(z.ask, FIRM),
  approveSeizure: z.approve,
  seize: about(z.seize, FIRM, atFirm),
  askHandling: k.propose,
  handle: k.handle,
  askExtension: z.askExtension,
  extend: z.extend,
  result: testingSteps.report,
  serveFirst: { ...o.serveNotice, on: '2026-04-08T02:00:00.000Z' },
  serveSecond: { ...o.serveNotice, on: '2026-04-09T02:00:00.000Z' },
  serveThird: { ...o.serveNotice, on: '2026-04-10T02:00:00.000Z' },
  askRelease: z.askRelease,
  release: z.release,
} as const satisfies Record<string, Step>

export const jointInvestigationScene: readonly Step[] = [...investigated, ...Object.values(jointInvestigationSteps)]
