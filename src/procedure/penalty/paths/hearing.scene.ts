import { ordinarySteps as o, type Step, until } from '../../testing/walk.ts'

const application = { blob: 'b'.repeat(64), name: '听证申请书.pdf', type: 'application/pdf', size: 2000 }

/** A hearing from the request to the report, one step a line. The chair is 孙三省, who has nothing to do with the case. */
export const hearingSteps = {
  request: {
    by: 'zhao',
    on: '2026-03-13T02:00:00.000Z',
    act: 'request-hearing',
    data: { on: '2026-03-13', way: 'written', reasons: '对认定的事实和罚款数额有异议。', files: [application] },
  },
  appoint: {
    by: 'leader',
    on: '2026-03-16T02:00:00.000Z',
    act: 'appoint-chair',
    data: { chair: 'sun', members: ['publisher'] },
  },
  handOver: {
    by: 'zhao',
    on: '2026-03-17T02:00:00.000Z',
    act: 'hand-file-to-chair',
    data: { complete: true },
  },
  schedule: {
    by: 'sun',
    on: '2026-03-18T02:00:00.000Z',
    act: 'schedule-hearing',
    data: { time: '2026-03-31T01:30:00.000Z', place: '澄州市市场监督管理局听证室', open: 'open', recorder: 'helper' },
  },
  serve: {
    ...o.serveNotice,
    on: '2026-03-19T02:00:00.000Z',
  },
  announce: {
    by: 'sun',
    on: '2026-03-20T02:00:00.000Z',
    act: 'announce-hearing',
    data: { on: '2026-03-20', where: '澄州市市场监督管理局门户网站', files: [] },
  },
  hold: {
    by: 'sun',
    on: '2026-03-31T04:00:00.000Z',
    act: 'hold-hearing',
    data: {
      from: '2026-03-31T01:30:00.000Z',
      until: '2026-03-31T03:00:00.000Z',
      present: [
        { role: 'handler', name: '赵一鸣' },
        { role: 'handler', name: '钱双喜' },
        { role: 'party', name: '云小朵' },
        { role: 'agent', name: '林一舟', authority: '授权委托书、律师执业证' },
      ],
      discipline: true,
      charge: '当事人经营超过保质期的糕点三盒，有现场笔录、询问笔录、进货单为证，建议罚款 50,000 元。',
      defence: '三盒糕点是准备退货的，没有售出；经营困难，请求减轻处罚。',
      examination: '当事人对现场笔录、进货单的真实性没有异议。',
      debate: '办案人员认为糕点与在售商品混放，应当认定为经营；当事人认为已有退货约定。',
      last: '办案人员坚持处罚建议；当事人请求减轻处罚。',
      signed: 'signed',
      files: [],
    },
  },
  report: {
    by: 'sun',
    on: '2026-04-02T02:00:00.000Z',
    act: 'report-hearing',
    data: {
      course: '听证于 2026 年 3 月 31 日公开举行，各方充分陈述、质证和辩论。',
      views: '糕点准备退货，没有售出，请求减轻处罚。',
      advice: 'maintain',
      reasons: '糕点与在售商品混放，没有退货凭证，当事人的意见不能成立。',
    },
  },
} as const satisfies Record<string, Step>

export const hearingScene: readonly Step[] = [...until(o, 'serveNotice'), ...Object.values(hearingSteps)]
