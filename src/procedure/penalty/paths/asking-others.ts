import { workingDays } from '../../../calendar/index.ts'
import { penaltyLaw, rules } from '../../../kernel/index.ts'
import type { Act } from '../../act.ts'
import type { Extension } from '../../procedure.ts'
import {
  askForHelp,
  callForQuestioning,
  recordHelp,
  recordHelpDelay,
  recordMaterials,
  recordNoShow,
  requestMaterials,
} from '../acts/ask-others.ts'
import { asOrdered } from '../ordered.ts'

type Moves = NonNullable<Act['moves']>

/** With the report nothing is waited for any more. */
const nothingAwaited: Moves = ({ state }) =>
  state.strands
    .filter(
      ({ kind, state: now }) =>
        (kind === 'materials' && now === 'asked') ||
        (kind === 'call' && now === 'called') ||
        (kind === 'help' && (now === 'sent' || now === 'received')),
    )
    .map(({ id }) => ({ id, state: 'ended' }))

/** The letter has arrived: the fifteen working days of its reader begin. */
const letterArrived: Moves = ({ state, strand }) =>
  state.strands
    .filter(({ kind, state: now, data }) => kind === 'help' && now === 'sent' && data.paper === strand?.data.paper)
    .map(({ id }) => ({ id, state: 'received' }))

/** Who was called has come. */
const cameToBeQuestioned: Moves = ({ state, data }) =>
  state.strands
    .filter(
      ({ kind, state: now, data: call }) =>
        kind === 'call' && now === 'called' && call.person === (data.person as { readonly name: string }).name,
    )
    .map(({ id }) => ({ id, state: 'came' }))

const ended = '调查终结，不再等待'

/** What others are asked for: materials (程序规定 art. 30), to come and be questioned (art. 29), and help (art. 45). */
export const askingOthers: Extension = {
  title: '通知与协助',
  acts: [requestMaterials, recordMaterials, callForQuestioning, recordNoShow, askForHelp, recordHelpDelay, recordHelp],
  strands: [
    {
      kind: 'materials',
      title: '限期提供材料',
      states: { asked: '等待提供', provided: '已提供', partly: '部分提供', refused: '没有提供', ended },
      initial: 'asked',
      next: { asked: 'record-materials' },
    },
    {
      kind: 'call',
      title: '询问通知',
      states: { called: '等待询问', came: '已询问', absent: '未到场', ended },
      initial: 'called',
      next: { called: 'question-person' },
    },
    {
      kind: 'help',
      title: '协助调查',
      states: { sent: '已发函', received: '等待回复', answered: '已回复', ended },
      initial: 'sent',
      next: { received: 'record-help' },
    },
  ],
  limits: [
    {
      name: 'materials',
      title: '提供材料',
      amount: asOrdered,
      basis: [rules(30, 1), penaltyLaw(55, 2)],
      startTitle: '要求提供材料',
      strand: 'materials',
      fromOpening: true,
      from: [],
      until: ['record-materials', 'report-investigation', 'report-otherwise'],
      right: true,
    },
    {
      name: 'help',
      title: '协助机关完成协助调查',
      amount: workingDays(15),
      basis: [rules(45, 2)],
      startTitle: '收到协助调查函',
      strand: 'help',
      from: [
        { act: 'serve', into: 'received' },
        { act: 'service-deemed', into: 'received' },
      ],
      until: ['record-help', 'report-investigation', 'report-otherwise'],
      right: true,
    },
  ],
  moves: {
    serve: letterArrived,
    'service-deemed': letterArrived,
    'question-person': cameToBeQuestioned,
    'report-investigation': nothingAwaited,
    'report-otherwise': nothingAwaited,
  },
}
