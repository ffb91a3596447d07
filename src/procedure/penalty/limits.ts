import { days, workingDays } from '../../calendar/index.ts'
import { penaltyLaw, rules } from '../../kernel/index.ts'
import type { LimitRule } from '../procedure.ts'
import { defencePeriod } from './defence.ts'
import { openMoney } from './money.ts'

export const ordinaryLimits: readonly LimitRule[] = [
  {
    name: 'verification',
    title: '核查并决定是否立案',
    amount: workingDays(15),
    basis: [rules(18, 1)],
    startTitle: '发现线索或者收到材料',
    from: ['register-clue'],
    until: ['approve-filing', 'decline-filing'],
  },
  {
    name: 'decision',
    title: '作出处理决定',
    amount: days(90),
    basis: [rules(64, 1), penaltyLaw(60)],
    startTitle: '立案',
    from: ['approve-filing'],
    until: ['make-decision'],
  },
  {
    name: 'defence',
    title: '当事人陈述、申辩',
    amount: defencePeriod,
    basis: [rules(57, 2)],
    startTitle: '收到告知书',
    strand: 'service',
    of: ({ data }) => data.form === 37,
    from: ['serve'],
    until: ['hear-defence', 'waive-defence', 'defence-lapsed', 'issue-notice'],
    onExpiry: 'defence-lapsed',
    right: true,
  },
  {
    name: 'service',
    title: '送达处罚决定书',
    amount: workingDays(7),
    basis: [rules(81), penaltyLaw(61)],
    startTitle: '作出决定',
    strand: 'service',
    of: ({ data }) => data.form === 45 || data.form === 46,
    fromOpening: true,
    from: [],
    until: ['serve'],
  },
  {
    name: 'payment',
    title: '当事人缴纳罚没款',
    amount: days(15),
    basis: [rules(72, 1), penaltyLaw(67, 3)],
    startTitle: '收到处罚决定书',
    strand: 'payment',
    from: ['serve'],
    until: [{ act: 'record-payment', into: 'paid' }, 'propose-closing'],
    right: true,
  },
  {
    name: 'closing',
    title: '填写结案审批表',
    amount: workingDays(15),
    basis: [rules(77)],
    startTitle: '处罚决定执行完毕',
    from: [{ act: 'record-payment', into: 'paid' }],
    when: (_done, state) => openMoney(state) <= 0,
    until: ['propose-closing'],
  },
]

export const simpleLimits: readonly LimitRule[] = [
  {
    name: 'hand-in',
    title: '交回当场处罚材料',
    amount: workingDays(7),
    basis: [rules(70)],
    startTitle: '作出决定',
    from: ['decide-on-the-spot'],
    until: ['hand-in-papers'],
  },
  {
    name: 'payment',
    title: '当事人缴纳罚款',
    amount: days(15),
    basis: [rules(72, 1), penaltyLaw(67, 3)],
    startTitle: '收到处罚决定书',
    from: ['decide-on-the-spot'],
    when: (_done, state) => state.strands.some(({ kind }) => kind === 'payment'),
    until: ['close-on-the-spot'],
    right: true,
  },
]
