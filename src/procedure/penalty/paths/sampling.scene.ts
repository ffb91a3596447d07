import { ordinarySteps as o, type Step, shop, until } from '../../testing/walk.ts'
import { testingSteps } from './testing.scene.ts'

const two = ['zhao', 'qian']
const video = { blob: 'c'.repeat(64), name: '抽样录像.mp4', type: 'video/mp4', size: 9000 }

const cake = {
  name: '云朵酥',
  spec: '120 克／盒，批号 20251120',
  maker: '澄州市云上糕点有限公司',
  base: 120,
  quantity: 6,
  reserve: 3,
  unit: '盒',
  seal: 'F2026-0301',
}

export const samplingSteps = {
  take: {
    by: 'zhao',
    on: '2026-03-06T09:00:00.000Z',
    act: 'take-sample',
    data: {
      officers: two,
      from: '2026-03-06T07:00:00.000Z',
      until: '2026-03-06T08:00:00.000Z',
      place: shop.address,
      presence: 'present',
      presentPerson: '云小朵（经营者）',
      samples: [
        cake,
        {
          ...cake,
          name: '鲜奶糕',
          spec: '100 克／块，批号 20260112',
          base: 40,
          quantity: 4,
          reserve: 2,
          unit: '块',
          seal: 'F2026-0302',
        },
      ],
      method: '按 GB 7099—2015 第 5 章，从库房同批次待销商品中随机抽取。',
      price: 15_600,
      custody: '稽查支队样品室，常温避光；鲜奶糕 4 ℃冷藏',
      signed: 'signed',
      recording: [video],
    },
  },
  entrust: {
    ...testingSteps.entrust,
    data: {
      ...testingSteps.entrust.data,
      source: 'sampled',
      samples: [{ name: '云朵酥', spec: cake.spec, quantity: 3, unit: '盒' }],
    },
  },
  settle: {
    by: 'zhao',
    on: '2026-03-24T02:00:00.000Z',
    act: 'settle-sample',
    data: { officers: two, way: 'used', note: '样品在检验中耗用，备样由检验机构保存。', files: [] },
  },
} as const satisfies Record<string, Step>

export const buyStep = {
  by: 'zhao',
  on: '2026-03-12T06:00:00.000Z',
  act: 'buy-sample',
  data: {
    officers: two,
    from: '2026-03-09T02:00:00.000Z',
    until: '2026-03-12T03:00:00.000Z',
    place: '云集商城“云朵食品店”网店',
    order: 'YJ20260309-7718',
    opening: '包装完好，封口无破损；标签标注生产日期 2025 年 11 月 20 日，数量与订单一致。',
    samples: [{ ...cake, base: 6, seal: 'F2026-0310' }],
    method: '以普通消费者身份下单购买，按订单数量全部作为样品。',
    price: 23_400,
    custody: '稽查支队样品室，常温避光',
    recording: [video],
  },
} as const satisfies Step

export const samplingScene: readonly Step[] = [...until(o, 'evidence'), ...Object.values(samplingSteps)]
export const boughtScene: readonly Step[] = [...until(o, 'assign'), buyStep]
