import { z } from 'zod'
import { complaintRules, refusal } from '../../kernel/index.ts'
import { fields } from '../../procedure/index.ts'
import { matterAct } from '../act.ts'

const basis = [complaintRules(37, 1)]

/** 分送: to the unit that handles it, and to a person of it. */
export const assign = matterAct({
  name: 'assign',
  title: '分送',
  purpose: '把它交给有处理权限的机构，也可以直接交给一个人',
  basis,
  kinds: ['complaint', 'report', 'consultation'],
  from: ['received', 'accepted', 'checking'],
  data: z.strictObject({ unit: fields.unit('承办机构'), handler: fields.officer('承办人').optional() }),
  who: ({ roles, unit }, matter) =>
    roles.includes('clerk') || roles.includes('legal-affairs') || (roles.includes('unit-head') && matter.unit === unit)
      ? undefined
      : refusal('clerk-assigns', '由窗口人员或者承办机构负责人分送', { basis }),
  checks: ({ unit, handler }, _matter, { facts }) => [
    ...(facts.units.has(unit) ? [] : [refusal('unknown-unit', '请从列表中选择承办机构', { field: 'unit' })]),
    ...(handler === undefined || facts.people.get(handler)?.unit === unit
      ? []
      : [refusal('other-unit', '承办人应当是承办机构的人', { field: 'handler' })]),
  ],
  record: ({ unit, handler }, _matter, { facts }) => ({
    unitName: facts.units.get(unit),
    handlerName: handler === undefined ? undefined : facts.people.get(handler)?.name,
  }),
  apply: (_matter, { unit, handler, unitName, handlerName }) => ({
    unit,
    unitName: String(unitName ?? unit),
    handler,
    handlerName: handlerName as string | undefined,
  }),
  text: ({ unitName }) => `由${String(unitName ?? '')}办理。`,
})
