import { z } from 'zod'
import { type Citation, compulsionLaw, refusal, rules, yuan } from '../../../kernel/index.ts'
import { act, type Gate } from '../../act.ts'
import { files, money, text } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { handlers } from '../../standing.ts'
import { goodsOf } from '../goods.ts'
import { matter } from '../matter.ts'

const basis: readonly Citation[] = [rules(42, 2), compulsionLaw(28, 2)]
const stages = ['investigation', 'review', 'notice', 'service', 'performance']

interface Asked extends Record<string, unknown> {
  readonly amount: number
  readonly reasons: string
}

const disposedOf: Gate = {
  name: 'disposed-of',
  title: '有先行处置的物品',
  basis,
  test: ({ strand }) =>
    strand === undefined || goodsOf(strand).things.some(({ proceeds }) => proceeds !== undefined)
      ? []
      : [refusal('nothing-disposed-of', '没有先行处置的物品，不涉及补偿', { basis })],
}

const compensate = matter<Asked>({
  name: 'compensation',
  title: '补偿先行处置的损失',
  purpose: '先行处置明显不当，或者变卖价格明显低于市场价格，给当事人造成损失的，给予补偿',
  basis,
  stages,
  about: { kind: 'goods', from: ['held', 'due', 'settled'] },
  gates: [disposedOf],
  data: z.strictObject({ amount: money('补偿金额'), files: files('估价材料或者当事人的申请', { min: 1 }) }),
  checks: [
    ({ data }) => (data.amount === 0 ? [refusal('no-amount', '补偿金额应当大于零', { field: 'amount', basis })] : []),
  ],
  answered: ({ asked }) => ({ asked: { reasons: `拟补偿：${yuan(asked.amount)} 元\n理由：${asked.reasons}` } }),
  states: { paid: '已补偿' },
  next: { granted: 'record-compensation' },
})

const record = act('record-compensation', {
  title: '登记补偿',
  purpose: '登记已向当事人支付的补偿和凭证',
  basis,
  stages,
  by: handlers({ basis }),
  on: { kind: 'compensation', from: ['granted'], to: 'paid', keep: ({ data }) => ({ receipt: data.receipt }) },
  data: z.strictObject({ receipt: text('支付凭证号', { max: 100 }), files: files('支付凭证', { min: 1 }) }),
  record: ({ strand }) => ({ amount: (strand?.data.asked as Asked | undefined)?.amount ?? 0 }),
  sentence: ({ input, record: { amount } }) => `支付补偿 ${yuan(Number(amount))} 元（凭证 ${input.receipt}）`,
})

const paid: Gate = {
  name: 'compensation-paid',
  title: '应当补偿的已经补偿',
  basis,
  test: ({ state }) =>
    state.strands.some(({ kind, state: now }) => kind === 'compensation' && (now === 'asked' || now === 'granted'))
      ? [refusal('compensation-open', '先行处置的补偿还没有办完，请先登记支付', { basis })]
      : [],
}

/** 补偿 (程序规定 art. 42 (2); 行政强制法 art. 28 (2)): of what an early disposal cost the party that was plainly wrong. */
export const compensation: Extension = {
  title: '涉案物品',
  acts: [...compensate.acts, record],
  strands: [compensate.strand],
  gates: { 'propose-closing': [paid], 'approve-closing': [paid] },
}
