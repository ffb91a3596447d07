import { ordinarySteps as o, type Step, until } from '../../testing/walk.ts'

export const disputeSteps = {
  dispute: {
    by: 'zhao',
    on: '2026-03-03T06:00:00.000Z',
    act: 'record-jurisdiction-dispute',
    data: { other: '东浦区市场监督管理局', reasons: '违法行为发生地跨两区。' },
  },
  refer: {
    by: 'leader',
    on: '2026-03-06T06:00:00.000Z',
    act: 'refer-jurisdiction',
    data: { superior: '浙江省市场监督管理局', course: '两次协商没有达成一致。' },
  },
} as const satisfies Record<string, Step>

const assign = (kind: string): Step => ({
  by: 'leader',
  on: '2026-03-04T02:00:00.000Z',
  act: 'assign-case',
  data: { kind, recipient: '东浦区市场监督管理局', reasons: '案件由你局办理更为便利。', by: '2026-06-30' },
})

export const assignedScene: readonly Step[] = [...until(o, 'verify'), assign('assign')]
export const handedDownScene: readonly Step[] = [...until(o, 'verify'), assign('hand-down')]
