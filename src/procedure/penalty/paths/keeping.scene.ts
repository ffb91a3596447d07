import { ordinarySteps, type Step, shop, until } from '../../testing/walk.ts'

const picture = { blob: 'd'.repeat(64), name: '现场录像.mp4', type: 'video/mp4', size: 8000 }
const two = ['zhao', 'qian']

export const keepingSteps = {
  ask: {
    by: 'zhao',
    on: '2026-03-09T01:00:00.000Z',
    act: 'ask-keeping-approval',
    data: { evidence: '进货台账一册、云朵酥 12 盒', reasons: '台账只有一份，可能灭失。' },
  },
  approve: {
    by: 'leader',
    on: '2026-03-09T01:30:00.000Z',
    act: 'answer-keeping-approval',
    data: { answer: 'granted', opinion: '同意。' },
  },
  keep: {
    by: 'zhao',
    on: '2026-03-09T04:00:00.000Z',
    act: 'keep-evidence',
    data: {
      officers: two,
      from: '2026-03-09T02:00:00.000Z',
      until: '2026-03-09T03:00:00.000Z',
      place: shop.address,
      presence: 'present',
      presentPerson: '云小朵（经营者）',
      approval: 'approved',
      reasons: '进货台账只有一份，涉案糕点可能被转移，证据可能灭失',
      things: [
        { name: '进货台账', spec: '2025 年度', quantity: 1, unit: '册' },
        {
          name: '云朵酥',
          spec: '200 克／盒，批号 20251120',
          quantity: 12,
          unit: '盒',
          note: '保质期至 2026 年 2 月 20 日',
        },
      ],
      custody: 'taken',
      custodyPlace: '稽查支队证物室',
      signed: 'signed',
      recording: [picture],
    },
  },
  propose: {
    by: 'zhao',
    on: '2026-03-13T02:00:00.000Z',
    act: 'ask-keeping-handling',
    data: {
      things: [
        { no: 1, name: '进货台账', handling: 'preserve' },
        { no: 2, name: '云朵酥', handling: 'lift' },
      ],
      copies: [{ ...picture, name: '台账复印件.pdf', type: 'application/pdf' }],
      reasons: '台账已全部复印，经营者核对签名；糕点已拍照取证。',
    },
  },
  handle: {
    by: 'leader',
    on: '2026-03-16T02:00:00.000Z',
    act: 'answer-keeping-handling',
    data: { answer: 'granted', opinion: '同意。' },
  },
  giveBack: {
    by: 'zhao',
    on: '2026-03-17T02:00:00.000Z',
    act: 'settle-goods',
    data: {
      officers: two,
      place: '稽查支队证物室',
      things: [
        { no: 1, name: '进货台账', outcome: 'returned' },
        { no: 2, name: '云朵酥', outcome: 'returned' },
      ],
      receiver: '云小朵（经营者）',
      signed: 'signed',
      proceeds: 0,
      files: [{ ...picture, name: '领取清单.pdf', type: 'application/pdf' }],
    },
  },
} as const satisfies Record<string, Step>

export const keepingScene: readonly Step[] = [...until(ordinarySteps, 'evidence'), ...Object.values(keepingSteps)]
