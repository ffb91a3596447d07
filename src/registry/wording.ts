import { z } from 'zod'
import { fields, situations } from '../procedure/index.ts'
import { citation } from './citation.ts'
import { recordActs } from './record-list.ts'

const { longText, choice, list, yesNo } = fields

/** What is said at each point of an act, in its order. */
export const wordingSteps = {
  identity: '表明身份',
  certificates: '出示证件',
  recording: '告知录音录像',
  rights: '告知权利',
  recusal: '告知申请回避',
  reasons: '说明做什么、为什么',
  course: '实施过程',
  listing: '清点列明',
  statement: '听取陈述申辩',
  signing: '核对签名',
  end: '结束',
} as const
export type WordingStep = keyof typeof wordingSteps

/** 规范用语: the cards of an act in the order in which they are said. */
export const wording = z.strictObject({
  act: recordActs('执法行为'),
  situation: choice('情形', situations),
  cards: list(
    '用语',
    z.strictObject({
      step: choice('环节', wordingSteps),
      say: longText('怎么说', { max: 500, hint: '要由执法人员填的，写在〔 〕里，如：〔姓名〕' }),
      required: yesNo('必须说到'),
      basis: list('依据', citation),
    }),
    { min: 1, max: 30 },
  ),
})
