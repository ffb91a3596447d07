import { z } from 'zod'
import { complaintRules, refusal, rules } from '../../kernel/index.ts'
import { fields } from '../../procedure/index.ts'
import { handlers, leaders, matterAct } from '../act.ts'
import { tellings } from '../titles.ts'

/** 延长核查: once, by fifteen working days more, on a leader's approval. */
export const extendCheck = matterAct({
  name: 'extend-check',
  title: '批准延长核查',
  purpose: '因特殊情况不能在十五个工作日内核查完的，经局负责人批准可以延长十五个工作日',
  basis: [rules(18, 1)],
  kinds: ['report'],
  from: ['received'],
  data: z.strictObject({ reasons: fields.longText('特殊情况', { max: 1000, hint: '写明为什么来不及核查' }) }),
  who: leaders([rules(18, 1)]),
  stands: ({ marks }) =>
    marks.extended === undefined
      ? []
      : [refusal('extended-before', '已经延长过一次，不能再延长', { basis: [rules(18, 1)] })],
  apply: ({ marks }, _data, at) => ({ marks: { ...marks, extended: at } }),
  text: () => '因情况特殊，经批准延长了核查时间。',
})

const clue = { title: fields.text('案由', { max: 100, hint: '如：某某食品店涉嫌经营超过保质期的食品案' }) }

/** 转为案件线索: a case begins with what was reported or complained of; the complaint itself goes on (art. 7). */
export const openClue = matterAct({
  name: 'open-clue',
  title: '转为案件线索',
  purpose: '涉嫌违法的，登记为案件来源，按处罚程序核查；投诉中的线索也这样处理，调解照常进行',
  basis: [complaintRules(23, 1), complaintRules(31, 1), complaintRules(7)],
  kinds: ['complaint', 'report'],
  from: ['received', 'accepted', 'settled', 'ended', 'refused'],
  // The case is opened before: by whoever sends the act, with what is known already.
  data: z.strictObject({ ...clue, caseId: z.uuid() }),
  form: z.strictObject(clue),
  who: handlers,
  stands: ({ caseId, unit }) => [
    ...(caseId === undefined ? [] : [refusal('clue-before', '已经转为案件线索，请在案件中继续办理')]),
    ...(unit === undefined ? [refusal('assign-first', '请先分送承办机构，由它登记案件来源')] : []),
  ],
  apply: (matter, { caseId }, at) => ({
    ...(matter.kind === 'report' ? { stage: 'checking' as const } : {}),
    caseId,
    marks: { ...matter.marks, clue: at },
  }),
  text: () => '反映的情况已登记为案件线索，正在核查。',
})

/** 不予立案 of a report that never became a case: nothing in it can be followed, or nothing unlawful was found. */
export const declineReport = matterAct({
  name: 'decline-report',
  title: '核查后不予立案',
  purpose: '核查以后不符合立案条件的，决定不予立案；实名举报的，五个工作日内告知',
  basis: [rules(20, 1), complaintRules(31)],
  kinds: ['report'],
  from: ['received'],
  data: z.strictObject({
    checked: fields.longText('核查的情况', { max: 3000, hint: '谁、何时、怎样核查，查到什么' }),
    reasons: fields.longText('不予立案的理由', {
      max: 2000,
      hint: '没有违法事实、情节轻微已改正等；举报人在进度页上看到',
    }),
  }),
  who: leaders([rules(20, 1)]),
  apply: ({ marks }, _data, at) => ({ stage: 'not-filed', marks: { ...marks, filing: at } }),
  text: ({ reasons }) => `经核查，决定不予立案：${reasons}`,
})

/** The case that began with the report was filed or not: its date starts the clock of telling. Told by the system. */
export const noteFiling = matterAct({
  name: 'note-filing',
  title: '案件是否立案',
  purpose: '由案件的立案决定自动记入',
  basis: [complaintRules(31, 2)],
  kinds: ['report'],
  from: ['checking'],
  data: z.strictObject({}),
  who: ({ kind }) => (kind === 'system' ? undefined : refusal('by-itself', '由案件的立案决定自动记入，不用登记')),
  stands: (_matter, { filing }) => (filing === undefined ? [refusal('not-decided', '案件还没有决定是否立案')] : []),
  record: (_data, _matter, { facts }) => ({ filing: facts.filing === undefined ? undefined : { ...facts.filing } }),
  apply: ({ marks }, { filing }, at) => {
    const { filed, at: on } = (filing ?? { filed: false, at }) as { filed: boolean; at: string }
    return { stage: filed ? 'filed' : 'not-filed', marks: { ...marks, filing: on } }
  },
  text: ({ filing }) =>
    (filing as { filed?: boolean } | undefined)?.filed ? '经核查，决定立案调查。' : '经核查，决定不予立案。',
  hidden: true,
})

/** 告知实名举报人: whether it was filed, within five working days. */
export const tellReporter = matterAct({
  name: 'tell-reporter',
  title: '告知举报人是否立案',
  purpose: '实名举报的，自作出是否立案决定之日起五个工作日内告知举报人',
  basis: [complaintRules(31, 2)],
  kinds: ['report'],
  from: ['filed', 'not-filed'],
  data: z.strictObject({ told: fields.choice('怎样告知举报人', tellings) }),
  who: handlers,
  stands: ({ person, marks }) => [
    ...(person === undefined ? [refusal('anonymous', '举报人没有留下姓名和联系方式，不用告知')] : []),
    ...(marks.reporterTold === undefined ? [] : [refusal('told-before', '已经告知过了，不用再登记')]),
  ],
  apply: ({ marks }, _data, at) => ({ marks: { ...marks, reporterTold: at } }),
  text: ({ told }) => `以${tellings[told]}方式告知您是否立案。`,
})
