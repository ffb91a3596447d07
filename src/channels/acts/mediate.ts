import { z } from 'zod'
import { type Actor, complaintRules, refusal } from '../../kernel/index.ts'
import { fields } from '../../procedure/index.ts'
import { handlers, leaders, matterAct } from '../act.ts'
import type { Matter } from '../matter.ts'
import { endings, tellings, tests } from '../titles.ts'

const kinds = ['complaint'] as const
const underTest = ({ pauses = [] }: Pick<Matter, 'pauses'>): boolean => pauses.some(({ until }) => until === undefined)
/** 调解人员的回避. */
const standingAside = [complaintRules(19, 2)]
const resting = ({ recusal }: Matter) =>
  recusal === undefined
    ? []
    : [
        refusal('recusal-undecided', `已经申请${recusal.mediator}回避，调解中止；请先决定是否回避`, {
          basis: standingAside,
        }),
      ]
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
  stands: resting,
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
  stands: (matter) => [
    ...resting(matter),
    ...(underTest(matter)
      ? [refusal('under-test', '已经在检测，等结果出来后再办', { basis: [complaintRules(20, 3)] })]
      : []),
  ],
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

/** 申请回避: the mediation rests until it is decided; its limit goes on, for the rules stop it only for tests. */
export const askMediatorRecusal = matterAct({
  name: 'ask-mediator-recusal',
  title: '收到回避申请，中止调解',
  purpose:
    '投诉人、被投诉人申请调解人员回避，或者调解人员自己应当回避的，中止调解，作出是否回避的决定；调解期限照常计算',
  basis: standingAside,
  kinds,
  from: ['accepted'],
  data: z.strictObject({
    by: fields.choice('谁提出的', { complainant: '投诉人', against: '被投诉人', mediator: '调解人员自己' }),
    mediator: fields.text('请谁回避', { max: 50, hint: '主持或者协助调解的人的姓名' }),
    reasons: fields.longText('理由', { max: 1000, hint: '近亲属，或者有什么利害关系' }),
  }),
  who: handlers,
  stands: resting,
  apply: (_matter, { mediator, reasons }) => ({ recusal: { mediator, reasons } }),
  text: ({ mediator }) => `有人申请${mediator}回避，调解中止，等待决定。`,
})

/** Who decides is not who is asked to stand aside. */
const decidesRecusal = (actor: Actor, matter: Matter) =>
  leaders(standingAside)(actor) === undefined || (actor.roles.includes('unit-head') && matter.unit === actor.unit)
    ? undefined
    : refusal('unit-head-decides', '由承办机构负责人或者局负责人决定是否回避，请把申请报告他们', {
        basis: standingAside,
      })

/** 决定是否回避: the mediation goes on, by somebody else where the mediator stands aside. */
export const decideMediatorRecusal = matterAct({
  name: 'decide-mediator-recusal',
  title: '决定是否回避，恢复调解',
  purpose: '是投诉人或者被投诉人的近亲属，或者有其他利害关系、可能影响公正处理的，应当回避，另外安排人调解',
  basis: standingAside,
  kinds,
  from: ['accepted'],
  data: z.strictObject({
    outcome: fields.choice('决定', { yes: '回避', no: '不需要回避' }),
    reasons: fields.longText('理由', { max: 1000, hint: '投诉人在进度页上看到' }),
  }),
  who: decidesRecusal,
  stands: ({ recusal }) => (recusal === undefined ? [refusal('no-recusal', '没有等待决定的回避申请')] : []),
  checks: (_data, { recusal }, { actor }) =>
    recusal?.mediator === actor.name
      ? [refusal('own-recusal', '申请回避的是您本人，请由其他负责人决定', { basis: standingAside })]
      : [],
  record: (_data, { recusal }) => ({ mediator: recusal?.mediator }),
  apply: ({ recusal, handlerName }, { outcome }) => ({
    recusal: undefined,
    ...(outcome === 'yes' && recusal?.mediator === handlerName ? { handler: undefined, handlerName: undefined } : {}),
  }),
  text: ({ outcome, reasons, mediator }) =>
    `${String(mediator)}${outcome === 'yes' ? '回避，另外安排人调解' : '不需要回避，继续调解'}：${reasons}`,
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
