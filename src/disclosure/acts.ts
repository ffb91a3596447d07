import { z } from 'zod'
import { dayOf } from '../calendar/index.ts'
import { penaltyLaw, publicityRules, refusal, rules } from '../kernel/index.ts'
import {
  act,
  byRole,
  type CaseState,
  fields,
  type Gate,
  isJoint,
  ofParty,
  type Penalty,
  partyIn,
  sharesOf,
} from '../procedure/index.ts'

const { choice, confirmed, longText } = fields

/** 信息公示规定 art. 13: how long a decision is shown. */
export const displayPeriods = { 'three-months': '三个月（仅通报批评或者较低数额罚款）', 'three-years': '三年' } as const

const publisher = byRole('publisher', { basis: [publicityRules(16)] })

const decided: Gate = {
  name: 'decision-served',
  title: '处罚决定书已送达',
  basis: [publicityRules(8)],
  test: ({ state }) =>
    state.dossier.decision?.servedAt === undefined
      ? [
          refusal('decision-not-served', '处罚决定书还没有送达当事人，送达后再公示', {
            basis: [publicityRules(8), rules(81)],
          }),
        ]
      : [],
}

const notYetPublished: Gate = {
  name: 'not-yet-published',
  title: '尚未公示',
  basis: [publicityRules(9)],
  test: ({ state }) =>
    isJoint(state.dossier)
      ? publishable(state).length === 0 &&
        sharesOf(state.dossier).some(({ party }) => publicationOf(state, party) !== undefined)
        ? [refusal('published-already', '该处罚决定已经公示', { basis: [publicityRules(9)] })]
        : []
      : publicationOf(state)?.state === 'published'
        ? [refusal('published-already', '该处罚决定已经公示', { basis: [publicityRules(9)] })]
        : [],
}

/** 信息公示规定 art. 2: a warning alone is not published. */
const moreThanWarning: Gate = {
  name: 'more-than-warning',
  title: '不是仅受到警告的处罚',
  basis: [publicityRules(2, 2)],
  test: ({ state }) => {
    const { decision } = state.dossier
    if (decision?.penalty.kinds.length === 0)
      return [
        refusal('nothing-imposed', '对当事人不予行政处罚，没有可以公示的处罚决定', { basis: [publicityRules(2, 1)] }),
      ]
    return decision !== undefined && onlyWarning(decision.penalty)
      ? [refusal('warning-only', '仅受到警告的行政处罚不予公示', { basis: [publicityRules(2, 2)] })]
      : []
  },
}

/** The newest publication of a decision: of this party's, where the case has several. */
export const publicationOf = (state: CaseState, party?: string) =>
  state.strands.findLast(({ kind, data }) => kind === 'publication' && data.party === party)

/** Whose decisions may be published now: each party's is a document of its own. A warning alone is none. */
const publishable = (state: CaseState): readonly (string | undefined)[] =>
  isJoint(state.dossier)
    ? sharesOf(state.dossier).flatMap(({ party, decision, fallen }) =>
        decision?.servedAt === undefined ||
        fallen !== undefined ||
        onlyWarning(decision.penalty) ||
        publicationOf(state, party)?.state === 'published'
          ? []
          : [party],
      )
    : [undefined]

/** 仅受到警告, or not punished at all: it isn't published (信息公示规定 art. 2). */
export const onlyWarning = ({ kinds }: Penalty): boolean =>
  kinds.length === 0 || (kinds.length === 1 && kinds[0] === 'warning')

const end = (day: string, period: keyof typeof displayPeriods): string => {
  const until = Temporal.PlainDate.from(day).add(period === 'three-months' ? { months: 3 } : { years: 3 })
  return until.toString()
}

/** 公示 (信息公示规定): after the review for secrets, with what must be masked masked and nothing else changed. */
export const publishDecision = act('publish-decision', {
  title: '公示处罚决定',
  purpose: '保密审查后，把处罚决定书和摘要向社会公示；除依法处理的内容外，与送达当事人的一致',
  basis: [publicityRules(4), publicityRules(5), publicityRules(6), publicityRules(9), penaltyLaw(48)],
  stages: ['service', 'performance', 'closed'],
  by: publisher,
  gates: [decided, notYetPublished, moreThanWarning],
  data: z.strictObject({
    secrecy: confirmed('已经保密审查，不涉及国家秘密，不危及国家安全、公共安全、经济安全和社会稳定'),
    period: choice('公示期限', displayPeriods),
    hide: z.array(z.string().trim().min(1).max(100)).max(50).default([]).meta({
      title: '另需隐去的文字',
      'x-widget': 'lines',
      'x-hint': '每行一处，如第三人姓名、商业秘密；身份证件号码、自然人住址和电话自动隐去',
    }),
  }),
  record: ({ at, data }) => ({ on: dayOf(at), until: end(dayOf(at), data.period) }),
  opens: ({ at, data, state }) =>
    publishable(state).map((party) => ({
      kind: 'publication',
      title: `处罚决定公示${party === undefined ? '' : `（${partyIn(state.dossier, party)?.name ?? party}）`}`,
      data: { on: dayOf(at), until: end(dayOf(at), data.period), hide: data.hide, ...ofParty(state.dossier, party) },
    })),
  sentence: () => '公示处罚决定',
  known: ({ state }) => ({
    period:
      (state.dossier.decision?.penalty.fine ?? 0) > 0 && state.procedure !== 'simple-penalty'
        ? 'three-years'
        : 'three-months',
    hide: [],
  }),
})

/** 撤回公示 within three working days when a decision is changed, revoked, illegal or void (信息公示规定 art. 11). */
export const withdrawPublication = act('withdraw-publication', {
  title: '撤回公示',
  purpose: '处罚决定被变更、撤销、确认违法或者无效的，三个工作日内撤回公示并说明理由',
  basis: [publicityRules(11), rules(63, 2), penaltyLaw(48, 2)],
  stages: ['service', 'performance', 'closed'],
  by: publisher,
  on: {
    kind: 'publication',
    from: ['published'],
    to: 'withdrawn',
    keep: ({ at, data }) => ({ withdrawnOn: dayOf(at), reason: data.reason }),
  },
  data: z.strictObject({ reason: longText('撤回理由', { max: 1000, hint: '将公开' }) }),
  sentence: ({ input }) => `撤回公示：${input.reason}`,
})
