import { z } from 'zod'
import { complaintRules, refusal } from '../../kernel/index.ts'
import { fields } from '../../procedure/index.ts'
import { handlers, matterAct } from '../act.ts'
import { refusalGrounds, tellings } from '../titles.ts'

const kinds = ['complaint'] as const
const told = () => fields.choice('怎样告知投诉人', tellings)
const decided = [complaintRules(14)]

/** 受理: within seven working days, and the complainant is told. */
export const accept = matterAct({
  name: 'accept',
  title: '受理',
  purpose: '收到之日起七个工作日内决定受理并告知投诉人；受理以后征求双方同意，组织调解',
  basis: decided,
  kinds,
  from: ['received'],
  data: z.strictObject({
    told: told(),
    note: fields.longText('告诉投诉人的话', { max: 1000, hint: '谁会联系他，要准备什么；他在进度页上看到' }).optional(),
  }),
  who: handlers,
  // Art. 9: a complaint names who complains, against whom, and what is asked; without them there is nothing to mediate.
  stands: ({ person, against, claim }) =>
    person?.address === undefined || against?.address === undefined || claim === undefined
      ? [
          refusal(
            'materials-missing',
            '投诉缺少投诉人的姓名、电话、通讯地址，被投诉人的名称、地址，或者投诉请求，请先补记',
            { basis: [complaintRules(9, 1)] },
          ),
        ]
      : [],
  apply: ({ marks }, _data, at) => ({ stage: 'accepted', marks: { ...marks, accepted: at } }),
  text: ({ note }) => `受理您的投诉。我们将征求您和被投诉人的意见，双方同意的，组织调解。${note ?? ''}`,
})

/** 不予受理: only on one of the six grounds. */
export const refuseMatter = matterAct({
  name: 'refuse',
  title: '不予受理',
  purpose: '有法定情形之一的，收到之日起七个工作日内决定不予受理，写明理由告知投诉人',
  basis: [...decided, complaintRules(15)],
  kinds,
  from: ['received'],
  data: z.strictObject({
    ground: fields.choice('不予受理的情形', refusalGrounds),
    reasons: fields.longText('理由和可以怎么办', {
      max: 2000,
      hint: '写明是哪一点不符合，还可以找谁：仲裁、诉讼、消费者协会',
    }),
    told: told(),
  }),
  who: handlers,
  checks: ({ ground }, { person, against, claim }) =>
    ground === 'materials' && person?.address !== undefined && against?.address !== undefined && claim !== undefined
      ? [
          refusal('materials-are-there', '材料是齐全的，不能以此不予受理；请看其他情形', {
            field: 'ground',
            basis: [complaintRules(15, 1, 5)],
          }),
        ]
      : [],
  apply: ({ marks }, _data, at) => ({ stage: 'refused', marks: { ...marks, refused: at } }),
  text: ({ ground, reasons }) => {
    const item = Object.keys(refusalGrounds).indexOf(ground) + 1
    return `不予受理您的投诉：${refusalGrounds[ground]}（《市场监督管理投诉举报处理暂行办法》第十五条第${'一二三四五六'[item - 1]}项）。${reasons}`
  },
})

/** 补记: what the complaint lacks, as the complainant brings it later. */
export const complete = matterAct({
  name: 'complete',
  title: '补记材料',
  purpose: '投诉人补充了姓名、地址、请求等，由工作人员记录',
  basis: [complaintRules(9)],
  kinds: ['complaint', 'report', 'consultation'],
  from: ['received', 'checking'],
  data: z.strictObject({
    name: fields.text('姓名', { max: 50 }).optional(),
    phone: fields.text('联系电话', { max: 20 }).optional(),
    address: fields.text('通讯地址').optional(),
    againstName: fields.text('对方的名称', { max: 100 }).optional(),
    againstAddress: fields.text('对方的地址').optional(),
    claim: fields.longText('请求', { max: 2000, hint: '退款、换货、赔偿多少' }).optional(),
    more: fields.longText('补充的情况', { max: 5000, hint: '按他说的记，接在原来的内容后面' }).optional(),
  }),
  who: handlers,
  checks: (data, { person }) => [
    ...(Object.values(data).some((value) => value !== undefined)
      ? []
      : [refusal('nothing-new', '没有要补记的内容，请至少填写一项')]),
    ...(person === undefined && data.address !== undefined && (data.name === undefined || data.phone === undefined)
      ? [refusal('name-and-phone', '补记地址的，请同时补记姓名和联系电话', { field: 'name' })]
      : []),
  ],
  apply: (matter, { name, phone, address, againstName, againstAddress, claim, more }) => {
    const { person, against } = matter
    return {
      ...(person === undefined && (name === undefined || phone === undefined)
        ? {}
        : {
            person: {
              name: name ?? person?.name ?? '',
              phone: phone ?? person?.phone ?? '',
              ...((address ?? person?.address) === undefined ? {} : { address: address ?? person?.address ?? '' }),
            },
          }),
      ...(against === undefined && againstName === undefined
        ? {}
        : {
            against: {
              ...against,
              name: againstName ?? against?.name ?? '',
              ...(againstAddress === undefined ? {} : { address: againstAddress }),
            },
          }),
      ...(claim === undefined ? {} : { claim }),
      ...(more === undefined ? {} : { content: `${matter.content}\n\n补充：${more}` }),
    }
  },
  text: () => '补记了您提供的材料。',
})
