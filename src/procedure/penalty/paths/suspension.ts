import { z } from 'zod'
import { rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { choice, longText } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { handlers } from '../../standing.ts'
import { matter } from '../matter.ts'

const suspensionGrounds = {
  'other-case': '须以相关案件的裁判结果或者其他行政决定为依据，而该案尚未审结或者决定尚未作出',
  'legal-question': '涉及法律适用等问题，需要送请有权机关作出解释或者确认',
  'force-majeure': '因不可抗力致使案件暂时无法调查',
  missing: '因当事人下落不明致使案件暂时无法调查',
  other: '其他应当中止调查的情形',
} as const

/** 中止调查 (程序规定 art. 46): the main line stands still, and its time isn't counted, until the ground is gone. */
const suspend = matter<{ ground: keyof typeof suspensionGrounds }>({
  name: 'suspension',
  title: '中止案件调查',
  purpose: '有法定情形暂时不能继续调查的，中止调查；中止的时间不计入办案期限',
  basis: [rules(46, 1)],
  stages: ['investigation', 'review', 'notice'],
  data: z.strictObject({ ground: choice('中止情形', suspensionGrounds) }),
  states: { over: '已恢复' },
  next: { granted: 'resume' },
  holds: {
    in: ['granted'],
    because: '案件调查已经中止；中止的原因消除后，请先恢复调查',
    basis: [rules(46, 2)],
  },
})

const resume = act('resume', {
  title: '恢复调查',
  purpose: '中止调查的原因消除后，立即恢复案件调查',
  basis: [rules(46, 2)],
  stages: ['investigation', 'review', 'notice'],
  by: handlers({ basis: [rules(46, 2)] }),
  on: { kind: 'suspension', from: ['granted'], to: 'over' },
  data: z.strictObject({ reasons: longText('原因消除的情况', { hint: '写中止的原因何时、怎样消除', max: 2000 }) }),
  sentence: ({ input }) => `恢复调查：${input.reasons}`,
})

/** 终止调查 (程序规定 art. 47): nobody is left whom a decision could meet. The case is closed from there. */
const terminate = matter<{ ground: string }>({
  name: 'termination',
  title: '终止案件调查',
  purpose: '当事人死亡或者终止且无权利义务承受人等，致使调查无法继续进行的，终止调查',
  basis: [rules(47)],
  stages: ['investigation', 'review', 'notice'],
  data: z.strictObject({
    ground: choice('终止情形', {
      died: '自然人死亡，没有权利义务承受人',
      dissolved: '法人或者其他组织终止，没有权利义务承受人',
      other: '其他致使调查无法继续进行的情形',
    }),
  }),
  leadsTo: ['performance'],
  apply: (dossier, { record, at, version }) => ({
    ...dossier,
    outcome: {
      kind: 'terminated',
      reasons: String((record.asked as { reasons?: string })?.reasons ?? ''),
      at,
      version,
    },
  }),
})

export const suspension: Extension = {
  title: '中止和终止调查',
  acts: [...suspend.acts, resume, ...terminate.acts],
  strands: [suspend.strand, terminate.strand],
  clocks: {
    decision: {
      until: [{ act: 'answer-termination', into: 'granted' }],
      excludes: [{ strand: 'suspension', in: ['granted'], why: '中止调查的时间不计入办案期限' }],
    },
    closing: { from: [{ act: 'answer-termination', into: 'granted' }] },
  },
}
