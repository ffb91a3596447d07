import { ordinarySteps as o, type Step, shop, until } from '../../testing/walk.ts'

const picture = (name: string) => ({ blob: '9'.repeat(64), name, type: 'image/jpeg', size: 4000 })

export const addressSteps = {
  confirm: {
    by: 'zhao',
    on: '2026-03-06T05:00:00.000Z',
    act: 'confirm-address',
    data: {
      whom: shop.name,
      receiver: '云小朵',
      phone: shop.phone,
      address: '澄州市东浦区听潮路 6 号 2 单元 301 室',
      agreed: true,
      accounts: [
        { kind: 'sms', account: shop.phone },
        { kind: 'email', account: 'yunduo@example.com' },
      ],
      told: true,
      signed: true,
      files: [picture('送达地址确认书.jpg')],
    },
  },
} as const satisfies Record<string, Step>

export const electronic: Step = {
  ...o.serveNotice,
  data: {
    ...o.serveNotice.data,
    way: 'electronic',
    account: shop.phone,
    place: '手机短信',
    proof: [picture('短信送达截屏.jpg')],
  },
}

const upTo = until(o, 'notice')
const first = until(o, 'evidence').length

export const addressScene: readonly Step[] = [
  ...upTo.slice(0, first),
  addressSteps.confirm,
  ...upTo.slice(first),
  electronic,
]
