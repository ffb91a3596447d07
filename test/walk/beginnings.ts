import {
  announcementSteps,
  hearingSteps,
  ordinarySteps as o,
  paymentSteps,
  reportOtherwise,
  type Step,
  scenes,
  simpleSteps,
  until,
} from '../../src/procedure/testing.ts'
import { reviewPoints } from '../../src/review/index.ts'

const allPoints = Object.fromEntries(Object.keys(reviewPoints).map((point) => [point, { answer: 'yes' }]))

const reviewed: readonly Step[] = [
  { by: 'zhao', on: '2026-03-09T03:00:00.000Z', act: 'submit-for-review', data: { complete: true } },
  { by: 'reviewer', on: '2026-03-10T01:00:00.000Z', act: 'accept-review', data: { complete: true } },
  {
    by: 'reviewer',
    on: '2026-03-10T02:00:00.000Z',
    act: 'give-opinion',
    data: { points: allPoints, outcome: 'agree', opinion: '事实清楚，证据充分，同意。' },
  },
]

/** The head of the legal office says who reviews; the reviewer would have the nature thought over, and the handlers dispute it up to the leaders. */
const disputed: readonly Step[] = [
  { by: 'zhao', on: '2026-03-09T03:00:00.000Z', act: 'submit-for-review', data: { complete: true } },
  { by: 'legalHead', on: '2026-03-09T06:00:00.000Z', act: 'assign-review', data: { reviewer: 'reviewer' } },
  { by: 'reviewer', on: '2026-03-10T01:00:00.000Z', act: 'accept-review', data: { complete: true } },
  {
    by: 'reviewer',
    on: '2026-03-10T02:00:00.000Z',
    act: 'give-opinion',
    data: {
      points: { ...allPoints, nature: { answer: 'no', reason: '定性所依据的条文尚有不同理解' } },
      outcome: 'correct',
      opinion: '建议重新研究定性。',
    },
  },
  {
    by: 'zhao',
    on: '2026-03-11T03:00:00.000Z',
    act: 'object-to-opinion',
    data: { reasons: '行为符合所引条文规定的情形。' },
  },
  {
    by: 'second',
    on: '2026-03-12T03:00:00.000Z',
    act: 'give-second-opinion',
    data: { outcome: 'review', opinion: '维持原审核意见。' },
  },
  {
    by: 'zhao',
    on: '2026-03-13T03:00:00.000Z',
    act: 'object-to-opinion',
    data: { reasons: '两条的构成要件不同。' },
  },
  {
    by: 'legalHead',
    on: '2026-03-16T03:00:00.000Z',
    act: 'give-head-opinion',
    data: { outcome: 'review', opinion: '维持原审核意见。' },
  },
  {
    by: 'zhao',
    on: '2026-03-17T03:00:00.000Z',
    act: 'object-to-opinion',
    data: { reasons: '相近条文以造成后果为要件，本案没有。' },
  },
  {
    by: 'leader',
    on: '2026-03-18T03:00:00.000Z',
    act: 'settle-disagreement',
    data: {
      place: '局会议室',
      members: [
        { name: '王局长', view: '同意承办机构意见。' },
        { name: '江副局长', view: '同意承办机构意见。' },
      ],
      outcome: 'handlers',
      opinion: '原定性准确。',
    },
  },
]

/** Published, and more than a year later the party asks for an early end. */
const shown: readonly Step[] = [
  {
    by: 'zhao',
    on: '2026-03-25T02:00:00.000Z',
    act: 'prepare-publication',
    data: { answers: [], hide: [], secret: 'none' },
  },
  { by: 'publisher', on: '2026-03-26T02:00:00.000Z', act: 'publish-decision', data: { secrecy: true } },
]
const toBeEnded: readonly Step[] = [
  ...shown,
  { by: 'zhao', on: '2026-03-30T02:00:00.000Z', act: 'record-payment', data: o.pay.data },
  {
    by: 'publisher',
    on: '2027-04-01T02:00:00.000Z',
    act: 'apply-early-end',
    data: {
      on: '2027-04-01',
      reasons: '罚款已缴清，已整改。',
      files: [{ blob: 'a'.repeat(64), name: '申请书.pdf', type: 'application/pdf', size: 10 }],
    },
  },
]

const reports = new Set(['report-investigation', 'report-otherwise'])
/** What is sent to review once more is reviewed within the next minutes. */
const again = (on: string): readonly Step[] =>
  reviewed.map((step, n) => ({ ...step, on: new Date(Date.parse(on) + (n + 1) * 300_000).toISOString() }))

/** The steps, with what was reported reviewed and agreed. */
export const withReview = (steps: readonly Step[]): readonly Step[] =>
  steps.flatMap((step) =>
    reports.has(step.act) ? [step, ...reviewed] : step.act === 'resume-review' ? [step, ...again(step.on)] : [step],
  )

const from = (last: keyof typeof o): readonly Step[] => withReview(until(o, last))
const jointScene = scenes['joint-parties'] ?? []
const jointUntil = (act: string): readonly Step[] =>
  withReview(
    jointScene.slice(
      0,
      jointScene.findIndex((step) => step.act === act),
    ),
  )

/** Where walks begin: with nothing, on the main line, or where review and disclosure go on from it. */
export const beginnings: readonly (readonly Step[])[] = [
  until(simpleSteps, 'show'),
  until(simpleSteps, 'decide'),
  [],
  [],
  from('evidence'),
  withReview([...from('evidence'), reportOtherwise]),
  [...from('notice'), announcementSteps.direct, announcementSteps.post],
  from('serveNotice'),
  [...from('serveNotice'), ...until(hearingSteps, 'serve')],
  [...until(o, 'report'), ...disputed.slice(0, 4)],
  [...until(o, 'report'), ...disputed],
  from('serveDecision'),
  [...from('serveDecision'), ...shown],
  [...from('serveDecision'), ...toBeEnded],
  jointUntil('record-payment'),
  jointUntil('hear-defence'),
  [...from('serveDecision'), ...until(paymentSteps, 'surcharge')],
]
