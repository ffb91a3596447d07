import { addDays, dayOf } from '../src/calendar/index.ts'
import { codeHash, type MatterCommand, type Received } from '../src/channels/index.ts'
import { calendar, type House, matters } from '../src/house.ts'
import { type Actor, newId, systemActor } from '../src/kernel/index.ts'

/** A code that a visitor of the demo may use; real ones are random. */
export const demoCode = 'DEMA-CHEN-7777'

const portal = systemActor('portal-complaints', '公示网站（本人提交）')
const person = (name: string, n: number) => ({
  name,
  phone: `1380000${String(n).padStart(4, '0')}`,
  address: `澄州市云岭区假名路 ${n} 号`,
})
const shop = (name: string, n: number) => ({ name, address: `澄州市云岭区虚构路 ${n} 号` })

interface Told {
  /** Working days before the end. */
  readonly ago: number
  readonly received: Omit<Received, 'files' | 'code'>
  /** Who does what so many working days after it came. */
  readonly acts: readonly (readonly [after: number, by: string, act: string, data: object])[]
}

const clerk = 'yin.chunlei'
const head = 'liao.wanqing'
const consumers = { unit: 'consumers', handler: head }
const food = { unit: 'food', handler: 'meng.ruolan' }

/** A dozen invented complaints, reports and questions, in every state; what is told of days to come isn't played. */
const told: readonly Told[] = [
  {
    ago: 60,
    received: {
      kind: 'complaint',
      channel: 'online',
      person: person('钱多多', 1),
      against: shop('云上假想商行', 2),
      content: '3 天前买的电热水壶漏水，199 元，店家说“售出不退”。',
      claim: '退货并退款 199 元。',
    },
    acts: [
      [1, clerk, 'assign', consumers],
      [3, head, 'accept', { told: 'online' }],
      [12, head, 'settle', { agreement: '商家当场退款 199 元，收回电热水壶。', paper: 'fulfilled' }],
    ],
  },
  {
    ago: 55,
    received: {
      kind: 'complaint',
      channel: 'phone',
      person: person('孙小美', 3),
      against: shop('虚云美容示例馆', 4),
      content: '办卡 3000 元，用了两次，店搬走了，余额不退。',
      claim: '退还余额 2600 元。',
    },
    acts: [
      [0, clerk, 'assign', consumers],
      [4, head, 'accept', { told: 'phone' }],
      [
        20,
        head,
        'end-mediation',
        { ground: 'absent', reasons: '两次通知，商家都没有到场。可以向人民法院起诉，也可以请消费者协会支持起诉。' },
      ],
      [24, head, 'tell-ended', { told: 'phone', other: 'mail' }],
    ],
  },
  {
    ago: 40,
    received: {
      kind: 'complaint',
      channel: 'online',
      person: person('周厂长', 5),
      against: shop('拾光包装示例厂', 6),
      content: '为厂里采购的两千个纸箱尺寸不对，对方不肯换。',
      claim: '更换全部纸箱。',
    },
    acts: [
      [1, clerk, 'assign', consumers],
      [
        5,
        head,
        'refuse',
        {
          ground: 'not-consumer',
          reasons: '为生产经营采购的，不是生活消费。可以按合同约定申请仲裁或者向人民法院起诉。',
          told: 'online',
        },
      ],
    ],
  },
  {
    ago: 30,
    received: {
      kind: 'complaint',
      channel: 'mail',
      person: person('吴阿婆', 7),
      against: shop('镜湖甲示例超市', 8),
      content: '标价 9.9 元的洗衣液结账收了 19.9 元。',
      claim: '退还多收的 10 元并赔偿。',
    },
    acts: [
      [2, clerk, 'assign', consumers],
      [6, head, 'accept', { told: 'mail' }],
    ],
  },
  // Nobody answered this one in time: the board and the bureau's own record say so.
  {
    ago: 12,
    received: {
      kind: 'complaint',
      channel: 'online',
      person: person('郑先生', 9),
      against: shop('泛舟健身示例中心', 10),
      content: '健身中心停业装修三个月，不肯延长会员卡。',
      claim: '延长三个月或者退还三个月的费用。',
    },
    acts: [[3, clerk, 'assign', consumers]],
  },
  {
    ago: 2,
    received: {
      kind: 'complaint',
      channel: 'online',
      person: person('王女士', 11),
      against: { name: '假想直播间（拾物平台）', address: '拾物平台，店铺名“假想直播间”' },
      content: '直播间说是纯羊毛的围巾，收到的标签是腈纶。',
      claim: '退一赔三。',
    },
    acts: [],
  },
  {
    ago: 50,
    received: {
      kind: 'report',
      channel: 'online',
      person: person('李举', 12),
      against: shop('云里食品示例店', 13),
      content: '货架上有三盒牛奶已过保质期两天还在卖。',
    },
    acts: [
      [1, clerk, 'assign', food],
      [
        8,
        'jiang.siqi',
        'decline-report',
        {
          checked: '孟若兰、卞雨生现场检查，货架上没有过期牛奶，进货台账与照片中的批次不符。',
          reasons: '没有证据证明违法事实。',
        },
      ],
      [10, 'meng.ruolan', 'tell-reporter', { told: 'online' }],
    ],
  },
  {
    ago: 14,
    received: {
      kind: 'report',
      channel: 'phone',
      against: shop('百问电梯示例维保公司', 14),
      content: '匿名来电：维保记录签字，人没有到现场。',
    },
    acts: [
      [0, clerk, 'assign', { unit: 'inspection' }],
      [11, 'jiang.siqi', 'extend-check', { reasons: '需要调取三个小区的监控，已经商请协助。' }],
    ],
  },
  {
    ago: 3,
    received: {
      kind: 'report',
      channel: 'online',
      against: shop('虚云糕饼示例店', 15),
      content: '包装上没有生产日期。',
    },
    acts: [[1, clerk, 'assign', food]],
  },
  {
    ago: 25,
    received: {
      kind: 'consultation',
      channel: 'online',
      person: person('赵开店', 16),
      content: '想开一家小吃店，食品经营许可要带什么材料？',
    },
    acts: [
      [
        2,
        clerk,
        'answer',
        {
          text: '请带营业执照复印件、场所布局图和操作流程、食品安全管理制度，到综合窗口或者网上申请；示范文本在“窗口公示牌”里可以下载。',
          told: 'online',
        },
      ],
    ],
  },
  {
    ago: 20,
    received: {
      kind: 'consultation',
      channel: 'window',
      person: person('陈问税', 17),
      content: '发票上的税率开错了怎么办？',
    },
    acts: [[1, clerk, 'transfer', { to: '澄州市税务局', reasons: '发票和税率由税务机关管理。', told: 'person' }]],
  },
  {
    ago: 1,
    received: { kind: 'consultation', channel: 'online', content: '建议在菜场设公平秤。' },
    acts: [],
  },
]

/** The working day so many working days before or after a day. */
const workingDay = (day: string, by: number): string => {
  let at = day
  for (let left = Math.abs(by); left > 0 || !calendar.isWorkingDay(at); ) {
    at = addDays(at, Math.sign(by) || -1)
    if (calendar.isWorkingDay(at)) left--
  }
  return at
}

/** What was brought, played bit by bit by the commands that a click sends. */
export const demoComplaints = ({ journal }: House, end: string, actors: ReadonlyMap<string, Actor>) => {
  const execute = async (actor: Actor, streamId: string, command: MatterCommand, key: string, at: string) => {
    const outcome = await journal.execute(matters, {
      streamId,
      command,
      meta: { actor, key: `demo/matter/${key}`, happenedAt: at },
    })
    if (!outcome.ok)
      throw new Error(`${key}: ${outcome.refusals.map(({ code, message }) => `${code} ${message}`).join('; ')}`)
  }
  const who = (id: string): Actor => {
    const actor = actors.get(id)
    if (actor === undefined) throw new Error(`nobody is called ${id}`)
    return actor
  }
  const clicks = told
    .flatMap(({ ago, received, acts }, n) => {
      const id = newId()
      const day = workingDay(dayOf(end), -ago)
      const at = (after: number, minutes: number) =>
        new Date(Date.parse(`${workingDay(day, after)}T01:00:00.000Z`) + minutes * 60_000).toISOString()
      const came = at(0, n)
      const entered = received.channel === 'online' ? portal : who(clerk)
      const data = { ...received, receivedAt: came, code: codeHash(demoCode) }
      return [
        { at: came, run: () => execute(entered, id, { do: 'receive', data }, `${n}/receive`, came) },
        ...acts.map(([after, by, act, given]) => {
          const done = at(after, 60 + n)
          const command = { do: act, data: given as Readonly<Record<string, unknown>> }
          return { at: done, run: () => execute(who(by), id, command, `${n}/${act}`, done) }
        }),
      ]
    })
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
  let next = 0
  return {
    /** Everything up to this moment that wasn't played yet. */
    async until(moment: string): Promise<void> {
      for (let click = clicks[next]; click !== undefined && click.at <= moment; click = clicks[++next])
        await click.run()
    },
  }
}
