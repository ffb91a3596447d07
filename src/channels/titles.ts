/** What somebody brings to the bureau: each has its own rules and clocks. */
export const matterKinds = { complaint: '投诉', report: '举报', consultation: '咨询、建议' } as const
export type MatterKind = keyof typeof matterKinds

/** How it came (投诉举报处理暂行办法 art. 8). */
export const channels = {
  online: '网上',
  phone: '电话',
  mail: '信件、邮件',
  window: '窗口',
  passed: '其他机关转来',
} as const
export type Channel = keyof typeof channels

export const stages = {
  received: '已登记',
  accepted: '已受理，正在调解',
  refused: '不予受理',
  settled: '调解达成协议',
  ended: '终止调解',
  checking: '正在核查',
  filed: '已立案',
  'not-filed': '不予立案',
  answered: '已答复',
  transferred: '已转送',
  withdrawn: '已撤回',
} as const
export type Stage = keyof typeof stages

/** Grounds on which a complaint isn't accepted, by their item of art. 15. */
export const refusalGrounds = {
  competence: '投诉事项不属于本局职责，或者本局没有处理权限',
  handled: '法院、仲裁机构、行政机关、消费者协会或者其他调解组织已经受理或者处理过同一争议',
  'not-consumer': '不是为生活消费需要购买、使用商品或者接受服务，或者不能证明存在消费者权益争议',
  'three-years': '自知道或者应当知道权益受到侵害之日起超过三年',
  materials: '没有提供姓名、电话、地址，被投诉人的名称、地址，具体的请求和争议事实',
  other: '法律、法规、规章规定不予受理的其他情形',
} as const

/** Grounds on which a mediation is ended, by their item of art. 21. */
export const endings = {
  withdrawn: '投诉人撤回投诉，或者双方自行和解',
  'no-expert': '对检定、检验、检测、鉴定的机构或者费用无法协商一致',
  absent: '投诉人或者被投诉人无正当理由不参加调解，或者被投诉人明确拒绝调解',
  'no-agreement': '投诉人或者被投诉人明确表示无法达成调解协议',
  'time-out': '自受理之日起 45 个工作日内未能达成调解协议',
  'not-acceptable': '受理后发现存在不予受理的情形',
  other: '法律、法规、规章规定的应当终止调解的其他情形',
} as const

/** What an expert is asked for (art. 20). */
export const tests = { verification: '检定', inspection: '检验', testing: '检测', appraisal: '鉴定' } as const

/** How somebody was told. */
export const tellings = { online: '网上进度页', phone: '电话', mail: '信件、邮件', person: '当面' } as const
