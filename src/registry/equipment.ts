import { z } from 'zod'
import { fields } from '../procedure/index.ts'

const { text, choice, list, number, day, yesNo, instant, officer } = fields

/** Seconds by which a recorder's clock may be off. */
export const clockTolerance = 60
/** A recorder's clock is held against the right time at least this often, in days. */
export const clockEvery = 90

const recorderKinds = {
  'body-worn': '执法记录仪',
  phone: '执法手机',
  camera: '照相机、摄像机',
  sound: '录音设备',
  station: '采集站',
} as const
export const recorderStates = { 'in-use': '在用', spare: '备用', broken: '故障停用', scrapped: '报废' } as const

/** 音像记录设备: one entry a device; a fault or a check of its clock is an entry with its day. */
export const recorder = z
  .strictObject({
    number: text('设备编号', { max: 40 }),
    kind: choice('种类', recorderKinds),
    model: text('型号', { max: 60 }),
    unit: text('所在机构', { max: 60, 'x-from': 'unit' }),
    holder: officer('领用人', { 'x-from': 'unit' }).optional(),
    since: day('启用日期'),
    state: choice('状态', recorderStates),
    clock: list(
      '时钟校准',
      z.strictObject({
        on: day('日期'),
        off: number('校准前相差（秒）', { min: -86_400, max: 86_400, hint: '比标准时间快为正，慢为负' }),
        by: text('校准人', { max: 30 }),
      }),
    ),
    faults: list(
      '故障',
      z.strictObject({
        on: day('发现日期'),
        what: text('故障情况', { max: 200 }),
        mended: day('修复日期').optional(),
      }),
    ),
  })
  .superRefine(({ state, faults }, context) => {
    const wrong = (message: string, ...path: (string | number)[]) => context.addIssue({ code: 'custom', message, path })
    for (const [n, { on, mended }] of faults.entries())
      if (mended !== undefined && mended < on) wrong('修复日期不能早于发现日期', 'faults', n, 'mended')
    const open = faults.some(({ mended }) => mended === undefined)
    if (state === 'in-use' && open) wrong('还有没有修复的故障，请改为“故障停用”，或者填写修复日期', 'state')
    if (state === 'broken' && !open) wrong('故障停用的，请写明故障情况', 'faults')
  })

/** 执法办案场所: a room with its fixed cameras and who has it when. */
export const premises = z
  .strictObject({
    name: text('名称', { max: 60 }),
    use: choice('用途', { questioning: '询问室', hearing: '听证室', other: '其他办案场所' }),
    unit: text('管理机构', { max: 60, 'x-from': 'unit' }),
    address: text('位置', { max: 100 }),
    cameras: list(
      '固定摄像机',
      z.strictObject({
        number: text('编号', { max: 40 }),
        place: text('安装位置', { max: 60, hint: '拍到询问双方、门和钟' }),
        sound: yesNo('同步录音'),
        working: yesNo('正常工作'),
      }),
    ),
    bookings: list(
      '使用预约',
      z.strictObject({
        from: instant('从'),
        until: instant('到'),
        unit: text('使用机构', { max: 60, 'x-from': 'unit' }),
        what: text('用于', { max: 100, hint: '案件名称和事项' }),
      }),
    ),
  })
  .superRefine(({ bookings }, context) => {
    const wrong = (n: number, field: string, message: string) =>
      context.addIssue({ code: 'custom', message, path: ['bookings', n, field] })
    for (const [n, { from, until }] of bookings.entries()) {
      if (until <= from) wrong(n, 'until', '结束时间应当晚于开始时间')
      const taken = bookings.findIndex((other, m) => m < n && other.from < until && from < other.until)
      if (taken >= 0) wrong(n, 'from', `与第 ${taken + 1} 条预约的时间重叠，请另选时间`)
    }
  })
