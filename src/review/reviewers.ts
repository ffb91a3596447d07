import { penaltyLaw, refusal, rules } from '../kernel/index.ts'
import { byRole, type Gate, type Question, relatedRefusals, type Standing, withdrew } from '../procedure/index.ts'
import { lastReview } from './bound.ts'
import { outOfService } from './fitness.ts'
import { countingScope } from './scope.ts'

/** Whoever reviews is no handler of the case (程序规定 art. 49, 51). */
export const reviewer = byRole('reviewer', { notHandler: true, basis: [rules(49, 3), rules(51)] })

/** 程序规定 art. 51: who reviews for the first time holds the legal professional qualification. */
export const qualified: Gate = {
  name: 'qualified',
  title: '审核人员取得法律职业资格',
  basis: [rules(51, 2), penaltyLaw(58, 2)],
  test: ({ actor, facts, state }) =>
    actor.roles.includes('reviewer') &&
    countingScope(state, facts)?.kind === 'legal' &&
    facts.officers.get(actor.id)?.legalQualification !== true
      ? [
          refusal('not-qualified', '初次从事法制审核的人员应当取得法律职业资格；请由具备资格的审核人员办理', {
            basis: [rules(51, 2), penaltyLaw(58, 2)],
          }),
        ]
      : [],
}

/** Whether who took the review on can't end it any more: withdrew, left the post, or no longer has what it asks for. */
const gone = ({ state, facts, at }: Question, id: string): boolean => {
  const officer = facts.officers.get(id)
  return (
    withdrew(state, id) ||
    officer === undefined ||
    !officer.roles.includes('reviewer') ||
    outOfService(officer, state, at).length > 0 ||
    (countingScope(state, facts)?.kind === 'legal' && !officer.legalQualification)
  )
}

/** Whoever is close to a party or to a handler of the case doesn't review it. */
export const unrelated: Gate = {
  name: 'unrelated',
  title: '与当事人、办案人员没有应当回避的关系',
  basis: [penaltyLaw(43), rules(4)],
  test: ({ actor, facts, state }) => relatedRefusals(facts.officers.get(actor.id), state, { self: true }),
}

/** What held when the review was given out holds when it is done: certificate, and the contract of whose service is bought. */
export const inService: Gate = {
  name: 'in-service',
  title: '行政执法证件有效；购买服务的在合同期内，与当事人没有利益冲突',
  basis: [rules(51), penaltyLaw(43)],
  test: ({ actor, facts, state, at }) => {
    const officer = facts.officers.get(actor.id)
    return officer === undefined ? [] : outOfService(officer, state, at)
  },
}

/** Who accepted the submission goes on with it, or another reviewer where that one can't. */
export const own: Gate = {
  name: 'own-review',
  title: '由受理本次审核的人员办理',
  basis: [rules(51)],
  test: (question: Question) => {
    const accepted = question.strand?.data.reviewer as { readonly id: string; readonly name: string } | undefined
    return accepted !== undefined && accepted.id !== question.actor.id && !gone(question, accepted.id)
      ? [refusal('another-reviewer', `本次审核由${accepted.name}受理，请由其出具意见`, { basis: [rules(51)] })]
      : []
  },
}

/** Everybody who has given an opinion on the newest review. */
const heard = ({ state }: Question): ReadonlySet<string> => {
  const { reviewer: first, ladder = [] } = (lastReview(state)?.data ?? {}) as {
    readonly reviewer?: { readonly id: string }
    readonly ladder?: readonly { readonly step: string; readonly by: { readonly id: string } }[]
  }
  return new Set([
    ...(first === undefined ? [] : [first.id]),
    ...ladder.filter(({ step }) => step !== 'objection').map(({ by }) => by.id),
  ])
}

/** Nobody looks again at an opinion of their own. */
export const fresh: Gate = {
  name: 'fresh-eyes',
  title: '没有对本案出具过审核意见',
  basis: [rules(51)],
  test: (question) =>
    heard(question).has(question.actor.id)
      ? [refusal('own-opinion', '您对本案出具过审核意见，复审应当由其他人员办理', { basis: [rules(51)] })]
      : [],
}

/** 法制机构负责人: the head of the unit that reviewed. */
export const legalHead: Standing = {
  title: '法制机构负责人',
  basis: [rules(49)],
  test: (question) => [
    ...reviewer.test(question),
    ...(question.actor.roles.includes('unit-head')
      ? []
      : [refusal('not-legal-head', '这一步由法制机构负责人来做，您没有这个身份', { basis: [rules(49)] })]),
  ],
  waitsFor: (state) => {
    const { unit } = (lastReview(state)?.data ?? {}) as { readonly unit?: string }
    return [unit === undefined ? { role: 'unit-head' } : { role: 'unit-head', unit }]
  },
}
