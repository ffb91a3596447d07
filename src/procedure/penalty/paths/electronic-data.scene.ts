import { ordinarySteps as o, type Step, shop, until } from '../../testing/walk.ts'

const file = (name: string, type: string, mark: string) => ({ blob: mark.repeat(64), name, type, size: 64_000 })

export const extractStep = {
  by: 'zhao',
  on: '2026-03-06T09:00:00.000Z',
  act: 'extract-data',
  data: {
    officers: ['zhao', 'qian'],
    from: '2026-03-06T06:00:00.000Z',
    until: '2026-03-06T07:10:00.000Z',
    place: shop.address,
    name: '收银系统“云朵酥”销售记录',
    holder: '云小朵',
    source: '收银台联想计算机（编号 SY-01）内“小店通”收银系统，账号 yunduo',
    way: 'copied',
    reason: '该计算机为收银使用，收集原始载体影响正常经营。',
    course:
      '由云小朵登录系统，按品名“云朵酥”、时间 2025 年 12 月 1 日至 2026 年 3 月 5 日查询，导出表格，写入执法专用一次性光盘，计算校验值后当场核对。',
    technician: '郑数据（澄州市电子数据取证中心）',
    proves: '2025 年 12 月 3 日至 2026 年 3 月 4 日销售“云朵酥”30 盒，其中超过保质期后销售 3 盒。',
    files: [
      file('销售明细.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', '5'),
      file('系统查询截屏.png', 'image/png', '6'),
    ],
    checked: true,
    signed: 'signed',
    recording: [],
  },
} as const satisfies Step

export const electronicDataScene: readonly Step[] = [...until(o, 'evidence'), extractStep]
