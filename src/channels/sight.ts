import type { Actor } from '../kernel/index.ts'
import { sql } from '../platform/index.ts'
import type { Matter } from './matter.ts'

/** Who sees every matter; others see those of their unit and their own. */
const seeAll = new Set(['clerk', 'leader', 'head', 'supervisor', 'legal-affairs', 'audit-admin'])

export const maySeeMatter = ({ roles, unit, id }: Actor, matter: Pick<Matter, 'unit' | 'handler'>): boolean =>
  roles.some((role) => seeAll.has(role)) ||
  matter.handler === id ||
  (matter.unit !== undefined &&
    matter.unit === unit &&
    roles.some((role) => role === 'officer' || role === 'unit-head'))

/** The same of a row of `matter`. */
export const seenMatters = ({ roles, unit = '', id }: Actor) =>
  roles.some((role) => seeAll.has(role))
    ? sql`true`
    : roles.some((role) => role === 'officer' || role === 'unit-head')
      ? sql`(matter.unit = ${unit} or matter.handler = ${id})`
      : sql`matter.handler = ${id}`

/**
 * Who a reporter is only those know who handle the report, and the audit (投诉举报处理暂行办法 art. 33): the window until the report is
 * given to a unit, then the handler and the unit's head, or the unit while nobody of it has it.
 */
export const mayKnowPerson = ({ roles, unit, id }: Actor, matter: Matter): boolean => {
  if (matter.kind !== 'report' || roles.includes('audit-admin') || matter.handler === id) return true
  if (matter.unit === undefined) return roles.includes('clerk')
  return (
    matter.unit === unit && (roles.includes('unit-head') || (matter.handler === undefined && roles.includes('officer')))
  )
}
