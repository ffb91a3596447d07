import { workingDays } from '../../../calendar/index.ts'
import { hearingRules, penaltyLaw, refusal } from '../../../kernel/index.ts'
import type { Gate } from '../../act.ts'
import type { Extension } from '../../procedure.ts'
import type { OfficerRef } from '../../state.ts'
import {
  announceHearing,
  endHearing,
  handFileToChair,
  holdHearing,
  reportHearing,
  scheduleHearing,
  suspendHearing,
} from '../acts/hold-hearing.ts'
import { appointChair, refuseHearing, requestHearing } from '../acts/request-hearing.ts'

const running = ['requested', 'appointed', 'prepared', 'scheduled', 'suspended', 'held']

const hearingOver: Gate = {
  name: 'hearing-over',
  title: '听证已经结束',
  basis: [penaltyLaw(65), hearingRules(29)],
  test: ({ state }) =>
    state.strands.some(({ kind, state: now }) => kind === 'hearing' && running.includes(now))
      ? [
          refusal('hearing-running', '当事人要求的听证还没有结束，应当根据听证笔录作出决定', {
            basis: [penaltyLaw(65), hearingRules(29)],
          }),
        ]
      : [],
}

const clock = { strand: 'hearing', from: [] as readonly string[] }

/** 听证 (听证办法; 行政处罚法 art. 63–65): asked for, prepared, held, reported; its time isn't counted (程序规定 art. 64 (2)). */
export const hearing: Extension = {
  title: '听证',
  acts: [
    requestHearing,
    appointChair,
    refuseHearing,
    handFileToChair,
    scheduleHearing,
    announceHearing,
    holdHearing,
    suspendHearing,
    endHearing,
    reportHearing,
  ],
  strands: [
    {
      kind: 'hearing',
      title: '听证',
      states: {
        requested: '已要求听证',
        refused: '不予听证',
        appointed: '已确定主持人',
        prepared: '准备听证',
        scheduled: '已定时间',
        suspended: '已中止',
        held: '已举行',
        reported: '已提交报告',
        ended: '已终止',
      },
      initial: 'requested',
      next: {
        requested: 'appoint-chair',
        appointed: 'hand-file-to-chair',
        prepared: 'schedule-hearing',
        scheduled: 'hold-hearing',
        suspended: 'schedule-hearing',
        held: 'report-hearing',
      },
      waits: ({ state, data }) =>
        ['prepared', 'scheduled', 'suspended', 'held'].includes(state)
          ? [{ person: (data.chair as OfficerRef).id }]
          : undefined,
    },
  ],
  limits: [
    {
      ...clock,
      name: 'hearing-chair',
      title: '确定听证主持人',
      amount: workingDays(3),
      basis: [hearingRules(18)],
      startTitle: '收到听证申请',
      fromOpening: true,
      until: ['appoint-chair', 'refuse-hearing'],
    },
    {
      ...clock,
      name: 'hearing-file',
      title: '向听证主持人移交案件材料',
      amount: workingDays(3),
      basis: [hearingRules(19)],
      startTitle: '确定听证主持人',
      from: ['appoint-chair'],
      until: ['hand-file-to-chair', 'end-hearing'],
    },
    {
      ...clock,
      name: 'hearing-schedule',
      title: '确定听证时间、地点',
      amount: workingDays(5),
      basis: [hearingRules(20, 1)],
      startTitle: '接到案件材料',
      from: ['hand-file-to-chair'],
      until: ['schedule-hearing', 'end-hearing'],
    },
    {
      ...clock,
      name: 'hearing-report',
      title: '提交听证报告',
      amount: workingDays(5),
      basis: [hearingRules(29, 1)],
      startTitle: '听证结束',
      from: ['hold-hearing'],
      until: ['report-hearing'],
    },
  ],
  clocks: {
    defence: { until: ['request-hearing'] },
    decision: { excludes: [{ strand: 'hearing', in: running, why: '听证的时间不计入办案期限' }] },
  },
  gates: {
    'make-decision': [hearingOver],
    'issue-notice': [hearingOver],
    recheck: [hearingOver],
  },
}
