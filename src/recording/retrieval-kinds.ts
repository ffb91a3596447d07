import { type Citation, law, litigationLaw, penaltyLaw, reconsiderationLaw, rules } from '../kernel/index.ts'
import type { AskerKind, RefusalCause } from './retrieval-titles.ts'

/** 案卷的保管和查阅，按照档案管理的有关规定执行. */
export const archive = rules(78)

/** The articles that let somebody ask. */
export const askerBasis: Readonly<Record<AskerKind, readonly Citation[]>> = {
  colleague: [archive],
  party: [reconsiderationLaw(47), law('个人信息保护法')(45)],
  agent: [reconsiderationLaw(47), litigationLaw(32)],
  reconsideration: [reconsiderationLaw(45)],
  court: [litigationLaw(40)],
  procuratorate: [litigationLaw(11), penaltyLaw(27)],
  police: [penaltyLaw(27)],
  supervision: [penaltyLaw(75)],
  other: [archive],
}

/** The articles that stand against giving anything. */
export const causeBasis: Readonly<Record<RefusalCause, readonly Citation[]>> = {
  secret: [penaltyLaw(50)],
  scope: [law('个人信息保护法')(6)],
  entitled: [archive],
  pending: [archive],
  none: [archive],
  other: [archive],
}
