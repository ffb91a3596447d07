import { z } from 'zod'
import { penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { item, longText } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import type { Violation } from '../../state.ts'
import { handlersNamed } from '../gates.ts'
import { matter } from '../matter.ts'
import { itemsOf } from '../violations.ts'

/**
 * 一并查处: another breach by the same party, found while the case is investigated, joins it on the leader's approval. Each is then
 * measured by its own item, and the fines are added up. The same breach under another name doesn't join (行政处罚法 art. 29).
 */
const joined = matter<{ readonly item: string; readonly facts: string }>({
  name: 'another-violation',
  title: '一并查处其他违法行为',
  purpose: '调查中发现当事人另有违法行为，符合立案条件的，经批准在本案中一并查处，分别裁量、合并执行',
  basis: [rules(19), rules(48)],
  stages: ['investigation'],
  gates: [handlersNamed],
  data: z.strictObject({
    item: item('另外涉嫌违反的事项'),
    facts: longText('涉嫌的违法事实和初步证据', { hint: '写另一违法行为的时间、地点、行为和已有证据', max: 5000 }),
  }),
  checks: [
    ({ data, state, facts }) => {
      if (!facts.items.has(data.item))
        return [refusal('unknown-item', '请从事项清单中选择处罚事项', { field: 'item', basis: [penaltyLaw(38)] })]
      return itemsOf(state.dossier).some(({ id }) => id === data.item)
        ? [
            refusal('same-violation', '本案已经在查处这个事项；同一个违法行为不得两次罚款', {
              field: 'item',
              basis: [penaltyLaw(29)],
            }),
          ]
        : []
    },
  ],
  record: ({ data, facts }) => {
    const found = facts.items.get(data.item)
    if (found === undefined) return {}
    const { id, version, name, breached, penalty } = found
    return { violation: { id, version, name, breached, penalty, facts: data.facts } }
  },
  answered: ({ strand }) => ({ violation: strand.data.violation }),
  apply: (dossier, { record }) => ({
    ...dossier,
    otherViolations: [...(dossier.otherViolations ?? []), record.violation as Violation],
  }),
})

export const violations: Extension = {
  title: '一并查处',
  acts: joined.acts,
  strands: [joined.strand],
}
