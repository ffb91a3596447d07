import { ordinarySteps, type Step, shop, until } from '../../testing/walk.ts'

const paper = (name: string) => ({ blob: 'e'.repeat(64), name, type: 'application/pdf', size: 3000 })
const video = { blob: 'f'.repeat(64), name: '全程录像.mp4', type: 'video/mp4', size: 9000 }
const two = ['zhao', 'qian']

export const seizureSteps = {
  ask: {
    by: 'zhao',
    on: '2026-03-09T01:00:00.000Z',
    act: 'ask-seizure-approval',
    data: {
      kind: 'seize',
      power: '《食品安全法》第一百一十条第一款第四项',
      targets: '库房内的云朵酥、鲜奶糕',
      reasons: '有证据证明是超过保质期的食品，可能继续销售。',
    },
  },
  approve: {
    by: 'leader',
    on: '2026-03-09T02:00:00.000Z',
    act: 'answer-seizure-approval',
    data: { answer: 'granted', opinion: '同意扣押。' },
  },
  seize: {
    by: 'zhao',
    on: '2026-03-10T04:00:00.000Z',
    act: 'seize',
    data: {
      officers: two,
      from: '2026-03-10T01:00:00.000Z',
      until: '2026-03-10T03:00:00.000Z',
      place: shop.address,
      presence: 'present',
      presentPerson: '云小朵（经营者）',
      approval: 'approved',
      kind: 'seize',
      reasons: '有证据证明上述食品超过保质期，为防止继续销售、避免危害发生',
      power: '《食品安全法》第一百一十条第一款第四项',
      days: 30,
      told: true,
      statement: '糕点是年前进的，没有卖完，愿意配合调查。',
      course: '清点库房内的糕点，逐项登记，装箱后加贴封条，当场交付决定书和清单。',
      found: 'consigned',
      carrier: '澄州飞鸟物流有限公司',
      things: [
        { name: '鲜奶糕', spec: '100 克／块', quantity: 40, unit: '块', note: '冷藏' },
        { name: '云朵酥', spec: '200 克／盒，批号 20251120', quantity: 120, unit: '盒' },
      ],
      related: true,
      seals: 4,
      custody: 'entrusted',
      custodyPlace: '东浦冷链仓库 3 号库',
      custodian: '澄州东浦冷链有限公司',
      signed: 'signed',
      recording: [video],
    },
  },
  announce: {
    by: 'zhao',
    on: '2026-03-11T02:00:00.000Z',
    act: 'announce-disposal',
    data: {
      ground: 'perishable',
      things: [{ no: 1, name: '鲜奶糕' }],
      by: '2026-03-20',
      where: '本局门户网站',
      files: [paper('公告截屏.pdf')],
    },
  },
  consent: {
    by: 'zhao',
    on: '2026-03-12T02:00:00.000Z',
    act: 'record-disposal-consent',
    data: {
      officers: two,
      way: 'consent',
      owner: shop.name,
      ground: 'perishable',
      things: [{ no: 1, name: '鲜奶糕' }],
      manner: '委托变卖给饲料加工企业',
      files: [paper('确认书.pdf')],
    },
  },
  askDisposal: {
    by: 'zhao',
    on: '2026-03-12T03:00:00.000Z',
    act: 'ask-early-disposal',
    data: {
      ground: 'perishable',
      things: [{ no: 1, name: '鲜奶糕' }],
      kept: [video],
      reasons: '鲜奶糕容易变质，权利人同意先行处置，已录像并留样。',
    },
  },
  answerDisposal: {
    by: 'leader',
    on: '2026-03-13T02:00:00.000Z',
    act: 'answer-early-disposal',
    data: { answer: 'granted', opinion: '同意。' },
  },
  dispose: {
    by: 'zhao',
    on: '2026-03-16T02:00:00.000Z',
    act: 'record-early-disposal',
    data: {
      officers: two,
      place: '东浦冷链仓库',
      things: [{ no: 1, name: '鲜奶糕', proceeds: 12_000 }],
      receiver: '澄州绿野饲料有限公司',
      document: '浙财代收 0316',
      files: [paper('变卖凭证.pdf')],
    },
  },
  askExtension: {
    by: 'zhao',
    on: '2026-04-07T02:00:00.000Z',
    act: 'ask-seizure-extension',
    data: { days: 30, reasons: '供货商在外省，协查材料尚未回复' },
  },
  extend: {
    by: 'leader',
    on: '2026-04-08T02:00:00.000Z',
    act: 'answer-seizure-extension',
    data: { answer: 'granted', opinion: '同意延长三十日。' },
  },
  askRelease: {
    by: 'zhao',
    on: '2026-04-20T02:00:00.000Z',
    act: 'ask-seizure-release',
    data: {
      ground: 'unrelated',
      things: [
        { no: 1, name: '鲜奶糕' },
        { no: 2, name: '云朵酥' },
      ],
      reasons: '经查，该批糕点为未超过保质期的另一批次。',
    },
  },
  release: {
    by: 'leader',
    on: '2026-04-20T06:00:00.000Z',
    act: 'answer-seizure-release',
    data: { answer: 'granted', opinion: '同意解除。' },
  },
  giveBack: {
    by: 'zhao',
    on: '2026-04-21T02:00:00.000Z',
    act: 'settle-goods',
    data: {
      officers: two,
      place: '东浦冷链仓库',
      things: [
        { no: 1, name: '鲜奶糕', outcome: 'returned' },
        { no: 2, name: '云朵酥', outcome: 'returned' },
      ],
      receiver: '云小朵（经营者）',
      signed: 'signed',
      proceeds: 0,
      files: [paper('领取清单.pdf')],
    },
  },
} as const satisfies Record<string, Step>

export const seizureScene: readonly Step[] = [...until(ordinarySteps, 'evidence'), ...Object.values(seizureSteps)]
