import { ordinarySteps as o, type Step, until } from '../../testing/walk.ts'

export const identificationSteps = {
  ask: {
    by: 'zhao',
    on: '2026-03-09T02:00:00.000Z',
    act: 'ask-identification',
    data: {
      officers: ['zhao', 'qian'],
      kind: 'goods',
      holder: '临河市云上糕点有限公司',
      right: '第 00000001 号“云朵”注册商标',
      things: [{ name: '云朵酥', spec: '批号 20251120', quantity: 3, unit: '盒' }],
      matter: '上述物品是否为你单位生产或者许可生产的产品，并说明理由。',
      by: '2026-03-20',
    },
  },
  serve: { ...o.serveNotice, on: '2026-03-10T02:00:00.000Z' },
  answer: {
    by: 'zhao',
    on: '2026-03-18T02:00:00.000Z',
    act: 'record-identification',
    data: {
      opinion: 'counterfeit',
      finding: '包装印刷套色、喷码字体与真品不同，批号不是本公司使用的编号，不是本公司生产或者许可生产的产品。',
      person: '陈辨真',
      authorised: true,
      files: [{ blob: '7'.repeat(64), name: '辨认意见书.pdf', type: 'application/pdf', size: 4000 }],
    },
  },
} as const satisfies Record<string, Step>

export const identificationScene: readonly Step[] = [...until(o, 'evidence'), ...Object.values(identificationSteps)]
