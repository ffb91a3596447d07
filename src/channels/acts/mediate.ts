import { z } from 'zod'
import { complaintRules, refusal } from '../../kernel/index.ts'
import { fields } from '../../procedure/index.ts'
import { handlers, matterAct } from '../act.ts'
import { endings, tellings } from '../titles.ts'

const kinds = ['complaint'] as const
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
