import { z } from 'zod'
import { refusal, rules } from '../../../kernel/index.ts'
import { act, type Gate } from '../../act.ts'
import { longText } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { byRole } from '../../standing.ts'

const basis = [rules(79)]

/**
 * Only what another paper of the same form has replaced falls out of use; what the case stands on is corrected or revoked, as the law
 * has it, and never made away with.
 */
const replaced: Gate = {
  name: 'replaced',
  title: '已经重新制作同一种文书',
  basis,
  test: ({ state, strand }) => {
    const paper = state.papers.find(({ id }) => id === strand?.data.paper)
    const later = state.papers.some(
      ({ form, addressee, version }) =>
        form === paper?.form && addressee === paper.addressee && version > paper.version,
    )
    return paper !== undefined && later
      ? []
      : [refusal('not-replaced', '这份文书还在使用，不能作废：写错了的，先重新制作一份，再作废这一份', { basis })]
  },
}

const voidPaper = act('void-paper', {
  title: '作废文书',
  purpose: '编了号没有送达、已经重新制作的文书，写明原因作废；文号留在台账里，不再给别的文书',
  basis,
  stages: 'any',
  by: byRole('unit-head', { ofUnit: true, basis }),
  gates: [replaced],
  on: {
    kind: 'service',
    from: ['waiting'],
    to: 'voided',
    keep: ({ at, data }) => ({ voidedAt: at, reason: data.reason }),
  },
  data: z.strictObject({ reason: longText('作废的原因', { hint: '写明错在哪里、由哪一份文书代替', max: 500 }) }),
  record: ({ strand, state }) => {
    const paper = state.papers.find(({ id }) => id === strand?.data.paper)
    return {
      paper: paper?.id,
      title: paper?.title,
      ...(paper?.number === undefined ? {} : { number: paper.number.text }),
    }
  },
  sentence: ({ input, record }) =>
    `作废《${String(record.title ?? '文书')}》${record.number === undefined ? '' : String(record.number)}：${input.reason}`,
})

/** Numbers that were given and not used: a number is in the ledger once and for ever, as used or as void. */
export const voiding: Extension = {
  title: '作废文书',
  acts: [voidPaper],
  clocks: { service: { until: ['void-paper'] } },
}
