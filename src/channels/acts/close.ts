import { z } from 'zod'
import { complaintRules } from '../../kernel/index.ts'
import { fields } from '../../procedure/index.ts'
import { handlers, matterAct } from '../act.ts'
import { tellings } from '../titles.ts'

/** 答复: a question or a proposal gets its answer in words. */
export const answer = matterAct({
  name: 'answer',
  title: '答复',
  purpose: '回答提出的问题，或者说明怎样对待提出的建议',
  basis: [complaintRules(39, 2)],
  kinds: ['consultation'],
  from: ['received'],
  data: z.strictObject({
    text: fields.longText('答复', { max: 5000, hint: '先回答问题，再写依据和怎么办；提问的人在进度页上看到全文' }),
    told: fields.choice('怎样告知', tellings),
  }),
  who: handlers,
  apply: ({ marks }, _data, at) => ({ stage: 'answered', marks: { ...marks, answered: at } }),
  text: ({ text }) => text,
})

/** 转送: it belongs to somebody else, and the person is told to whom. */
export const transfer = matterAct({
  name: 'transfer',
  title: '转送其他机关',
  purpose: '本局没有处理权限的，告知向有权处理的机关提出；可以把材料转去',
  basis: [complaintRules(12), complaintRules(29), complaintRules(39, 2)],
  kinds: ['report', 'consultation'],
  from: ['received'],
  data: z.strictObject({
    to: fields.text('有权处理的机关', { max: 100 }),
    reasons: fields.longText('理由', { max: 1000, hint: '为什么由它管；本人在进度页上看到' }),
    told: fields.choice('怎样告知', tellings),
  }),
  who: handlers,
  apply: ({ marks }, _data, at) => ({ stage: 'transferred', marks: { ...marks, closed: at } }),
  text: ({ to, reasons }) => `这件事由${to}处理，请向它提出。${reasons}`,
})

/** 撤回: by who brought it. */
export const withdraw = matterAct({
  name: 'withdraw',
  title: '登记撤回',
  purpose: '提出的人不再要求处理的，登记撤回；举报的线索仍要核查',
  basis: [complaintRules(21, 1, 1)],
  kinds: ['complaint', 'consultation'],
  from: ['received'],
  data: z.strictObject({ how: fields.longText('怎样表示撤回的', { max: 500, hint: '来电、来信还是当面，什么时候' }) }),
  who: handlers,
  apply: ({ marks }, _data, at) => ({ stage: 'withdrawn', marks: { ...marks, closed: at } }),
  text: () => '按您的意思登记了撤回。',
})
