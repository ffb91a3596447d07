import { type Citation, law, litigationLaw, penaltyLaw, reconsiderationLaw, rules } from '../kernel/index.ts'

/** 案卷的保管和查阅，按照档案管理的有关规定执行. */
export const archive = rules(78)

/** Who asks, and the article that lets them. */
export const askers = {
  colleague: { title: '本局办理其他案件的人员', basis: [archive] },
  party: { title: '当事人', basis: [reconsiderationLaw(47), law('个人信息保护法')(45)] },
  agent: { title: '代理人、律师', basis: [reconsiderationLaw(47), litigationLaw(32)] },
  reconsideration: { title: '行政复议机关', basis: [reconsiderationLaw(45)] },
  court: { title: '人民法院', basis: [litigationLaw(40)] },
  procuratorate: { title: '人民检察院', basis: [litigationLaw(11), penaltyLaw(27)] },
  police: { title: '公安机关', basis: [penaltyLaw(27)] },
  supervision: { title: '监察机关、上级机关', basis: [penaltyLaw(75)] },
  other: { title: '其他单位和个人', basis: [archive] },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly basis: readonly Citation[] }>>
export type AskerKind = keyof typeof askers

export const retrievalWays = { watch: '查看', copy: '取得复制件' } as const

/** Why nothing is given, with the article that stands against it. */
export const refusalCauses = {
  secret: { title: '涉及国家秘密、商业秘密或者个人隐私', basis: [penaltyLaw(50)] },
  scope: { title: '超出申请的目的所需要的范围', basis: [law('个人信息保护法')(6)] },
  entitled: { title: '没有证明身份、职权或者委托', basis: [archive] },
  pending: { title: '案件正在调查，提供可能妨碍调查', basis: [archive] },
  none: { title: '没有所要的内容', basis: [archive] },
  other: { title: '其他原因', basis: [archive] },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly basis: readonly Citation[] }>>
