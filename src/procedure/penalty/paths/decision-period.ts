import { z } from 'zod'
import { days } from '../../../calendar/index.ts'
import { penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import type { Gate } from '../../act.ts'
import { number } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { byRole } from '../../standing.ts'
import { matter } from '../matter.ts'

const basis = [rules(64, 1), penaltyLaw(60)]
const stages = ['investigation', 'review', 'notice']

const once: Gate = {
  name: 'not-extended-before',
  title: '办案期限尚未延长',
  basis,
  test: ({ state }) =>
    state.done.some(({ extended }) => extended?.limit === 'decision')
      ? [
          refusal('extended-before', '办案期限已经延长过三十日；仍不能作出决定的，由局负责人集体讨论决定是否继续延期', {
            basis,
          }),
        ]
      : [],
}

/** 延长办案期限三十日 (程序规定 art. 64). */
const extend30 = matter({
  name: 'decision-extension',
  title: '延长办案期限三十日',
  purpose: '案情复杂或者有其他原因，九十日内不能作出处理决定的，延长三十日',
  basis,
  stages,
  gates: [once],
  extends: () => ({ limit: 'decision', amount: days(30) }),
})

const after30: Gate = {
  name: 'extended-once',
  title: '办案期限已经延长三十日',
  basis,
  test: ({ state }) =>
    state.done.some(({ extended }) => extended?.limit === 'decision')
      ? []
      : [
          refusal('not-extended-yet', '请先申请延长三十日；经延期仍不能作出决定的，才由集体讨论决定继续延期', {
            basis,
          }),
        ],
}

/** 继续延期 (程序规定 art. 64): the leaders together decide whether, and for how long. */
const extendFurther = matter<{ days: number; discussed: string }>({
  name: 'further-extension',
  title: '集体讨论继续延期',
  purpose: '案情特别复杂或者有其他特殊情况，经延期仍不能作出决定的，由局负责人集体讨论决定是否继续延期，并确定合理期限',
  basis,
  stages,
  gates: [after30],
  data: z.strictObject({ days: number('继续延长的天数', { min: 1, max: 365 }) }),
  decidedBy: byRole('leader', { notHandler: true, basis }),
  extends: ({ asked }) => ({ limit: 'decision', amount: days(asked.days) }),
})

export const decisionPeriod: Extension = {
  title: '办案期限延长',
  acts: [...extend30.acts, ...extendFurther.acts],
  strands: [extend30.strand, extendFurther.strand],
}
