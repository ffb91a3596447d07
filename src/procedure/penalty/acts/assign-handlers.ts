import { z } from 'zod'
import { refusal, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { certificateOn } from '../../certificate.ts'
import { officers } from '../../fields.ts'
import { byRole } from '../../standing.ts'
import type { OfficerRef } from '../../state.ts'

/** The head of the handling unit names at least two officers with qualification (程序规定 art. 19). */
export const assignHandlers = act('assign-handlers', {
  title: '指定办案人员',
  purpose: '承办机构负责人指定两名以上具有行政执法资格的办案人员',
  basis: [rules(19, 2)],
  stages: ['investigation'],
  by: byRole('unit-head', { ofUnit: true, basis: [rules(19, 2)] }),
  data: z.strictObject({ handlers: officers('办案人员', { 'x-from': 'unit' }) }),
  checks: [
    ({ data, facts, at }) =>
      data.handlers.flatMap((id) => {
        const officer = facts.officers.get(id)
        if (officer === undefined)
          return [refusal('unknown-officer', '所选人员不在本机关人员名录中，请重新选择', { field: 'handlers' })]
        const lapsed = certificateOn(officer, at).refusal
        return lapsed === undefined ? [] : [{ ...lapsed, field: 'handlers' }]
      }),
  ],
  record: ({ data, facts, at }) => ({
    handlers: data.handlers.map((id): OfficerRef => {
      const officer = facts.officers.get(id)
      return {
        id,
        name: officer?.name ?? id,
        certificate: (officer === undefined ? undefined : certificateOn(officer, at).number) ?? '',
      }
    }),
  }),
  apply: (dossier, { record }) => ({ ...dossier, handlers: record.handlers as readonly OfficerRef[] }),
  sentence: ({ record }) =>
    `指定${(record.handlers as readonly OfficerRef[]).map(({ name }) => name).join('、')}办理本案`,
})
