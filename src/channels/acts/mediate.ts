import { z } from 'zod'
import { complaintRules, refusal } from '../../kernel/index.ts'
import { fields } from '../../procedure/index.ts'
import { handlers, matterAct } from '../act.ts'
import type { Matter } from '../matter.ts'
import { endings, tellings, tests } from '../titles.ts'

const kinds = ['complaint'] as const
const underTest = ({ pauses = [] }: Pick<Matter, 'pauses'>): boolean => pauses.some(({ until }) => until === undefined)
const toldBefore = refusal('told-before', '已经告知过了，不用再登记')

/** 调解达成协议: with a paper (调解书), or without where it was fulfilled at once or both agree. */
export const settle = matterAct({
  name: 'settle',
  title: '调解达成协议',
  purpose: '双方达成协议的，记录协议；现场调解的制作调解书，即时履行或者双方同意不制作的除外',
  basis: [complaintRules(16, 1), complaintRules(22)],
  kinds,
  from: ['accepted'],
  data: z.strictObject({
    agreement: fields.longText('协议内容', { max: 3000, hint: '谁在什么时候前做什么；金额写清' }),
    paper: fields.choice('调解书', {
      made: '制作了调解书，双方已签字',
      fulfilled: '协议已即时履行，没有制作',
      waived: '双方同意不制作，已做调解记录',
    }),
  }),
  who: handlers,
  apply: ({ marks }, _data, at) => ({ stage: 'settled', marks: { ...marks, settled: at } }),
  text: ({ agreement }) => `调解达成协议：${agreement}`,
})

/** 送检: both sides agree on who tests and who pays; the time it takes is not counted. */
export const sendToTest = matterAct({
  name: 'send-to-test',
  title: '委托检测，暂停计算',
  purpose: '需要检定、检验、检测、鉴定的，由双方协商一致，共同委托技术机构；所需时间不计算在调解期限内',
  basis: [complaintRules(20)],
  kinds,
  from: ['accepted'],
  data: z.strictObject({
    test: fields.choice('做什么', tests),
    subject: fields.text('对什么', { max: 200, hint: '如：漏水的电热水壶一台' }),
    body: fields.text('技术机构', { max: 100, hint: '双方共同委托、具备相应条件的机构' }),
    cost: fields.text('费用由谁承担', { max: 200, hint: '双方协商一致的办法' }),
    agreed: fields.confirmed('双方对机构和费用协商一致'),
  }),
  who: handlers,
  stands: (matter) =>
    underTest(matter)
      ? [refusal('under-test', '已经在检测，等结果出来后再办', { basis: [complaintRules(20, 3)] })]
      : [],
  apply: ({ pauses = [] }, { test, body }, at) => ({
    pauses: [...pauses, { from: at, why: `${tests[test]}（${body}）所需时间不计算在调解期限内` }],
  }),
  text: ({ test, subject, body, cost }) =>
    `经您和被投诉人协商一致，委托${body}${tests[test]}（${subject}），费用：${cost}。这段时间不计算在调解期限内。`,
})

/** 结果: the clock goes on. */
export const testDone = matterAct({
  name: 'test-done',
  title: '收到检测结果，继续调解',
  purpose: '收到结果之日起恢复计算调解期限，把结果告诉双方，继续调解',
  basis: [complaintRules(20, 3)],
  kinds,
  from: ['accepted'],
  data: z.strictObject({
    result: fields.longText('结果', { max: 2000, hint: '机构的结论，或者没有做成的原因' }),
  }),
  who: handlers,
  stands: (matter) => (underTest(matter) ? [] : [refusal('not-under-test', '没有正在进行的检测')]),
  apply: ({ pauses = [] }, _data, at) => ({
    pauses: pauses.map((pause) => (pause.until === undefined ? { ...pause, until: at } : pause)),
  }),
  text: ({ result }) => `收到结果：${result}。继续调解。`,
})

/** 终止调解: on one of seven grounds; ending it ends no other liability. */
export const endMediation = matterAct({
  name: 'end-mediation',
  title: '终止调解',
  purpose: '有法定情形之一的终止调解，并在七个工作日内告知双方；发现违法线索的，另行转为案件线索',
  basis: [complaintRules(21, 1)],
  kinds,
  from: ['accepted'],
  data: z.strictObject({
    ground: fields.choice('终止调解的情形', endings),
    reasons: fields.longText('理由和可以怎么办', { max: 2000, hint: '写明经过，还可以申请仲裁或者起诉' }),
  }),
  who: handlers,
  checks: ({ ground }, matter) =>
    ground === 'time-out' && underTest(matter)
      ? [
          refusal('under-test', '正在检测，这段时间不计算在调解期限内，不能以超过期限终止；请看其他情形', {
            field: 'ground',
            basis: [complaintRules(20, 3)],
          }),
        ]
      : [],
  apply: ({ marks }, _data, at) => ({ stage: 'ended', marks: { ...marks, ended: at } }),
  text: ({ ground, reasons }) => `终止调解：${endings[ground]}。${reasons}`,
})

/** 告知终止调解: both sides, within seven working days. */
export const tellEnded = matterAct({
  name: 'tell-ended',
  title: '告知双方终止调解',
  purpose: '自作出终止调解决定之日起七个工作日内告知投诉人和被投诉人',
  basis: [complaintRules(21, 2)],
  kinds,
  from: ['ended'],
  data: z.strictObject({
    told: fields.choice('怎样告知投诉人', tellings),
    other: fields.choice('怎样告知被投诉人', tellings),
  }),
  who: handlers,
  stands: ({ marks }) => (marks.endedTold === undefined ? [] : [toldBefore]),
  apply: ({ marks }, _data, at) => ({ marks: { ...marks, endedTold: at } }),
  text: ({ told }) => `以${tellings[told]}方式告知您终止调解。`,
})
