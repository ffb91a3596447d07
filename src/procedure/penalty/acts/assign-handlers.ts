import { z } from 'zod'
import { rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { officers } from '../../fields.ts'
import { byRole } from '../../standing.ts'
import type { OfficerRef } from '../../state.ts'
import { handlerRefusals, withHandlers } from '../handlers.ts'
import { refsOf } from '../refs.ts'

/** The head of the handling unit names at least two officers with qualification (程序规定 art. 19). */
export const assignHandlers = act('assign-handlers', {
  title: '指定办案人员',
  purpose: '承办机构负责人指定两名以上具有行政执法资格的办案人员',
  basis: [rules(19, 2)],
  stages: ['investigation'],
  by: byRole('unit-head', { ofUnit: true, basis: [rules(19, 2)] }),
  data: z.strictObject({ handlers: officers('办案人员', { 'x-from': 'unit' }) }),
  checks: [(question) => handlerRefusals(question, question.data.handlers)],
  record: (question) => ({ handlers: refsOf(question, question.data.handlers) }),
  apply: (dossier, { record }) => withHandlers(dossier, record.handlers as readonly OfficerRef[]),
  sentence: ({ record }) =>
    `指定${(record.handlers as readonly OfficerRef[]).map(({ name }) => name).join('、')}办理本案`,
})
