import { z } from 'zod'
import { refusal, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { choice, day, files, longText, text } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { anyOfficer } from '../../standing.ts'
import { asOrdered, notPast } from '../ordered.ts'

const basis = [rules(18, 2)]
const kinds = { test: '检测、检验、检疫', appraisal: '鉴定', identification: '权利人辨认、鉴别' } as const

const begin = act('begin-early-test', {
  title: '登记核查中的检验、鉴别',
  purpose: '核查中需要检测、检验、检疫、鉴定或者权利人辨认、鉴别的，登记起止；所需时间不计入核查期限',
  basis,
  stages: ['verification'],
  by: anyOfficer({ ofUnit: true, basis }),
  data: z.strictObject({
    kind: choice('类别', kinds),
    body: text('机构或者权利人', { max: 100 }),
    matter: longText('要查明的事项', { hint: '写清要检验、鉴定什么，依照什么标准', max: 2000 }),
    by: day('预计得出结果的日期'),
  }),
  checks: [notPast('by')],
  opens: ({ data }) => [
    { kind: 'early-test', title: `${kinds[data.kind]}（${data.body}）`, data: { by: data.by, body: data.body } },
  ],
  sentence: ({ input }) => `核查中委托${input.body}${kinds[input.kind]}`,
})

const end = act('end-early-test', {
  title: '登记核查中检验、鉴别的结果',
  purpose: '收到结果或者不再需要的，登记结果，核查期限继续计算',
  basis,
  stages: ['verification'],
  by: anyOfficer({ ofUnit: true, basis }),
  on: { kind: 'early-test', from: ['running'], to: 'ended', keep: ({ data }) => ({ result: data.result }) },
  data: z.strictObject({
    result: longText('结果或者终止的原因', { hint: '写结论和报告编号；终止的写明原因', max: 2000 }),
    files: files('报告、意见'),
  }),
  sentence: ({ input }) => `核查中的检验、鉴别已有结果：${input.result}`,
  known: () => ({ files: [] }),
})

/** What is found out by others before a case is filed doesn't count in the time of verification (程序规定 art. 18 (2)). */
export const earlyTest: Extension = {
  title: '核查中的检验、鉴别',
  acts: [begin, end],
  strands: [
    {
      kind: 'early-test',
      title: '核查中的检验、鉴别',
      states: { running: '等待结果', ended: '已有结果' },
      initial: 'running',
      next: { running: 'end-early-test' },
    },
  ],
  limits: [
    {
      name: 'early-test',
      title: '得出核查中检验、鉴别的结果',
      amount: asOrdered,
      basis,
      startTitle: '委托检验、鉴别',
      strand: 'early-test',
      fromOpening: true,
      from: [],
      until: ['end-early-test'],
      right: true,
    },
  ],
  gates: {
    'propose-filing': [
      {
        name: 'early-test-over',
        title: '核查中的检验、鉴别已有结果',
        basis,
        test: ({ state }) =>
          state.strands.some(({ kind, state: now }) => kind === 'early-test' && now === 'running')
            ? [refusal('early-test-running', '核查中的检验、鉴别还没有结果，请先登记结果', { basis })]
            : [],
      },
    ],
  },
  clocks: {
    verification: {
      excludes: [
        { strand: 'early-test', in: ['running'], why: '检测、检验、检疫、鉴定和辨认、鉴别的时间不计入核查期限' },
      ],
    },
  },
}
