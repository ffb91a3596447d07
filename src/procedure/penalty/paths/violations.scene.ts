import { ordinarySteps as o, type Step, until } from '../../testing/walk.ts'

/** A second breach comes up in the investigation; each is measured by itself, and both are decided together. */
export const violationsSteps = {
  ask: {
    by: 'zhao',
    on: '2026-03-06T05:00:00.000Z',
    act: 'ask-another-violation',
    data: {
      item: 'no-price-tag',
      facts: '现场检查同时发现货架上 12 种商品没有标价。',
      reasons: '同一当事人另有违法行为，事实清楚，宜在本案中一并查处。',
    },
  },
  answer: {
    by: 'leader',
    on: '2026-03-06T06:00:00.000Z',
    act: 'answer-another-violation',
    data: { answer: 'granted', opinion: '同意一并查处。' },
  },
  report: {
    ...o.report,
    data: {
      ...o.report.data,
      facts: '当事人经营超过保质期的糕点三盒，货值 90 元；货架上 12 种商品没有标价。',
      otherPenalties: [
        {
          item: 'no-price-tag',
          kinds: ['fine'],
          fine: 50_000,
          gains: 0,
          step: 'normal',
          reasons: '涉及商品 12 种，当场改正。',
        },
      ],
    },
  },
} as const satisfies Record<string, Step>

const { ask, answer, report } = violationsSteps

export const violationsScene: readonly Step[] = [
  ...until(o, 'evidence'),
  ask,
  answer,
  report,
  ...until(o, 'decide').slice(until(o, 'report').length),
]
