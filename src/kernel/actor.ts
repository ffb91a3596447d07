/** What a person may be in this bureau. A person can be several; the registry says which. */
export const roles = [
  'officer', // 执法人员
  'auxiliary', // 执法辅助人员
  'unit-head', // 承办机构负责人
  'leader', // 局领导（负责人）
  'head', // 主要负责人
  'reviewer', // 法制审核人员
  'legal-affairs', // 法规处
  'clerk', // 窗口人员
  'publisher', // 公示人员
  'archivist', // 档案人员
  'supervisor', // 监督人员
  'system-admin', // 系统管理员
  'security-admin', // 安全管理员
  'audit-admin', // 审计管理员
] as const
export type Role = (typeof roles)[number]

/** Who sends a command: a person of the bureau, or the system itself when a time limit runs out. */
export interface Actor {
  readonly kind: 'person' | 'system'
  /** Registry id of the person (`officer` entry), or the name of the timer or job. */
  readonly id: string
  readonly name: string
  /** Registry id of the unit (承办机构). */
  readonly unit?: string
  readonly roles: readonly Role[]
}

export const systemActor = (id: string, name = '系统'): Actor => ({ kind: 'system', id, name, roles: [] })
