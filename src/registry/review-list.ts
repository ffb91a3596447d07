import { yuan } from '../kernel/index.ts'
import {
  bandOf,
  discretionSteps,
  type ItemFact,
  type Party,
  type Penalty,
  penaltyKinds,
  punishedAs,
  type ReviewScope,
  rangeOf,
  ruleFor,
} from '../procedure/index.ts'
import type { RegistryData } from './kinds.ts'

type ReviewList = RegistryData<'review-list'>
type Rule = ReviewList['rules'][number]

/** What a rule is asked about. */
export interface ReviewCase {
  readonly penalty: Penalty
  readonly party?: Pick<Party, 'kind' | 'role'> | undefined
  readonly item?:
    | (Pick<ItemFact, 'id' | 'name' | 'penalties' | 'steps'> & Partial<Pick<ItemFact, 'category'>>)
    | undefined
}

/**
 * Whether a penalty needs legal review, and why, rule by rule (程序规定 art. 50; the bureau's own list). With the list's extension
 * every case of the ordinary procedure does.
 */
export const evaluateReviewList = (list: ReviewList | undefined, found: ReviewCase): ReviewScope => {
  const met = (list?.rules ?? []).flatMap((rule) => {
    const reasons = reasonsOf(rule, found)
    return reasons === undefined ? [] : [{ major: rule.major, because: `${rule.name}：${reasons.join('，')}` }]
  })
  const because = met.map((rule) => rule.because)
  if (because.length === 0 && list?.extension) because.push('普通程序案件全部进行法制审核（一案一卷一审）')
  return {
    kind: because.length > 0 ? 'legal' : 'case',
    major: met.some(({ major }) => major),
    ...(met.length === 0 ? {} : { listed: true }),
    because: because.length > 0 ? because : ['不属于法制审核清单所列事项，进行案件审核'],
  }
}

/** How a fine leaves the step of the standard, or that the handlers say that it does; undefined where it doesn't. */
const departureIn = (penalty: Penalty, party: ReviewCase['party'], item: ReviewCase['item']): string | undefined => {
  if ((penalty.departure ?? '') !== '') return `偏离裁量基准：${penalty.departure}`
  if (item === undefined || !penalty.kinds.includes('fine')) return undefined
  const found = ruleFor(item, party === undefined ? 'person' : punishedAs(party), penalty)
  const band =
    found === undefined || 'missing' in found ? undefined : bandOf(item, penalty.step, rangeOf(found.rule, penalty))
  return band === undefined || (penalty.fine >= band.min && penalty.fine <= band.max)
    ? undefined
    : `罚款 ${yuan(penalty.fine)} 元，不在${discretionSteps[penalty.step]}的幅度 ${yuan(band.min)}—${yuan(band.max)} 元以内`
}

/** One sentence for each condition that the rule names, or undefined when one of them isn't met. */
const reasonsOf = (
  { kinds, money, steps, departs, impact, categories, items }: Rule,
  { penalty, party, item }: ReviewCase,
): readonly string[] | undefined => {
  const conditions: (string | undefined)[] = []
  if (kinds !== undefined && kinds.length > 0) {
    const imposed = penalty.kinds.filter((kind) => kinds.includes(kind))
    conditions.push(imposed.length === 0 ? undefined : imposed.map((kind) => penaltyKinds[kind]).join('、'))
  }
  if (money !== undefined) {
    const from = party?.kind === 'organisation' ? money.organisation : money.person
    const most = Math.max(penalty.fine, penalty.gains)
    const reached = money.over ? most > from : most >= from
    conditions.push(reached ? `罚没 ${yuan(most)} 元，${money.over ? '超过' : '达到'} ${yuan(from)} 元` : undefined)
  }
  if (steps !== undefined && steps.length > 0)
    conditions.push(steps.includes(penalty.step) ? discretionSteps[penalty.step] : undefined)
  if (departs === true) {
    conditions.push(departureIn(penalty, party, item))
  }
  if (impact === true)
    conditions.push((penalty.impact ?? '') === '' ? undefined : `重大社会影响、社会风险：${penalty.impact}`)
  if (categories !== undefined && categories.length > 0)
    conditions.push(item?.category !== undefined && categories.includes(item.category) ? item.category : undefined)
  if (items !== undefined && items.length > 0)
    conditions.push(item !== undefined && items.includes(item.id) ? item.name : undefined)
  const reasons = conditions.filter((each) => each !== undefined)
  return reasons.length === 0 || reasons.length < conditions.length ? undefined : reasons
}
