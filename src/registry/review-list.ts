import { yuan } from '../kernel/index.ts'
import { discretionSteps, type Party, type Penalty, penaltyKinds, type ReviewScope } from '../procedure/index.ts'
import type { RegistryData } from './kinds.ts'

type ReviewList = RegistryData<'review-list'>

/**
 * Whether a penalty needs legal review, and why, rule by rule (程序规定 art. 50; the bureau's own list). With the list's extension
 * every case of the ordinary procedure does.
 */
export const evaluateReviewList = (
  list: ReviewList | undefined,
  penalty: Penalty,
  party: Party | undefined,
): ReviewScope => {
  const met = (list?.rules ?? []).filter((rule) => applies(rule, penalty, party))
  const because = met.map((rule) => `${rule.name}：${reason(rule, penalty)}`)
  if (because.length === 0 && list?.extension) because.push('普通程序案件全部进行法制审核（一案一卷一审）')
  return {
    kind: because.length > 0 ? 'legal' : 'case',
    major: met.some(({ major }) => major),
    because: because.length > 0 ? because : ['不属于法制审核清单所列事项，进行案件审核'],
  }
}

/** A rule applies when each of the conditions that it names does. */
const applies = (rule: ReviewList['rules'][number], penalty: Penalty, party: Party | undefined): boolean => {
  const { kinds, money, steps } = rule
  if (kinds === undefined && money === undefined && steps === undefined) return false
  if (kinds !== undefined && !penalty.kinds.some((kind) => kinds.includes(kind))) return false
  if (steps !== undefined && !steps.includes(penalty.step)) return false
  if (money === undefined) return true
  const from = party?.kind === 'organisation' ? money.organisation : money.person
  const most = Math.max(penalty.fine, penalty.gains)
  return money.over ? most > from : most >= from
}

const reason = ({ kinds, money, steps }: ReviewList['rules'][number], penalty: Penalty): string =>
  [
    ...(kinds === undefined
      ? []
      : [
          penalty.kinds
            .filter((kind) => kinds.includes(kind))
            .map((kind) => penaltyKinds[kind])
            .join('、'),
        ]),
    ...(money === undefined ? [] : [`罚没 ${yuan(Math.max(penalty.fine, penalty.gains))} 元`]),
    ...(steps === undefined ? [] : [discretionSteps[penalty.step]]),
  ].join('，')
