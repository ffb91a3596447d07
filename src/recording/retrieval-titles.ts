/** Words of retrievals (调取) that the desk shows too: nothing here needs the server. */

/** Who asks. */
export const askerTitles = {
  colleague: '本局办理其他案件的人员',
  party: '当事人',
  agent: '代理人、律师',
  reconsideration: '行政复议机关',
  court: '人民法院',
  procuratorate: '人民检察院',
  police: '公安机关',
  supervision: '监察机关、上级机关',
  other: '其他单位和个人',
} as const
export type AskerKind = keyof typeof askerTitles

export const retrievalWays = { watch: '查看', copy: '取得复制件' } as const

/** Why nothing is given. */
export const causeTitles = {
  secret: '涉及国家秘密、商业秘密或者个人隐私',
  scope: '超出申请的目的所需要的范围',
  entitled: '没有证明身份、职权或者委托',
  pending: '案件正在调查，提供可能妨碍调查',
  none: '没有所要的内容',
  other: '其他原因',
} as const
export type RefusalCause = keyof typeof causeTitles
