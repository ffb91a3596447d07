import { refusal, rules } from '../../../kernel/index.ts'
import type { Gate } from '../../act.ts'
import type { Extension } from '../../procedure.ts'
import { askIdentification, endIdentification, recordIdentification } from '../acts/identify.ts'
import { asOrdered } from '../ordered.ts'

const basis = [rules(30, 2), rules(64, 2)]

const identified: Gate = {
  name: 'identified',
  title: '权利人已出具辨认、鉴别意见',
  basis,
  test: ({ state }) =>
    state.strands
      .filter(({ kind, state: now }) => kind === 'identification' && now === 'asked')
      .map(({ title }) =>
        refusal('identification-open', `${title}还没有结果，请登记意见，或者终止辨认、鉴别`, { basis }),
      ),
}

/** 权利人辨认、鉴别 (程序规定 art. 30 (2), 64 (2)). */
export const identification: Extension = {
  title: '权利人辨认、鉴别',
  acts: [askIdentification, recordIdentification, endIdentification],
  strands: [
    {
      kind: 'identification',
      title: '权利人辨认、鉴别',
      states: { asked: '等待意见', answered: '已出具意见', ended: '已终止' },
      initial: 'asked',
      next: { asked: 'record-identification' },
    },
  ],
  limits: [
    {
      name: 'identification',
      title: '权利人出具辨认、鉴别意见',
      amount: asOrdered,
      basis,
      startTitle: '要求辨认、鉴别',
      strand: 'identification',
      fromOpening: true,
      from: [],
      until: ['record-identification', 'end-identification'],
      right: true,
    },
  ],
  gates: { 'report-investigation': [identified], 'report-otherwise': [identified] },
  clocks: {
    decision: {
      excludes: [{ strand: 'identification', in: ['asked'], why: '权利人辨认、鉴别的时间不计入办案期限' }],
    },
  },
}
