import { type Step, simpleSteps, until } from '../../testing/walk.ts'

export const collectionSteps = {
  collect: {
    by: 'zhao',
    on: '2026-03-02T01:40:00.000Z',
    act: 'collect-on-the-spot',
    data: {
      officers: ['zhao', 'qian'],
      ground: 'hard-later',
      where: 'land',
      amount: 20_000,
      issuer: 'province',
      receipt: '浙财专 0000123',
      files: [],
    },
  },
  handIn: {
    by: 'zhao',
    on: '2026-03-03T02:00:00.000Z',
    act: 'hand-in-fine',
    data: { receiver: '财务审计处沈账房', voucher: '内收 0012', files: [] },
  },
  payIn: {
    by: 'head',
    on: '2026-03-04T02:00:00.000Z',
    act: 'pay-fine-in',
    data: { at: '2026-03-04T01:00:00.000Z', voucher: '银缴 0098', files: [] },
  },
} as const satisfies Record<string, Step>

/** A fine that is decided and taken on the spot. */
export const collectedScene: readonly Step[] = [
  ...until(simpleSteps, 'decide'),
  collectionSteps.collect,
  collectionSteps.handIn,
  simpleSteps.handIn,
  collectionSteps.payIn,
]
