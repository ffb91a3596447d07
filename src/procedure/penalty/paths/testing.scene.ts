import { ordinarySteps as o, type Step, until } from '../../testing/walk.ts'

const two = ['zhao', 'qian']
const paper = (name: string) => ({ blob: 'd'.repeat(64), name, type: 'application/pdf', size: 5000 })

/** From the evidence (6 March): a test until 27 March, made longer to 10 April, a result of 7 April, and a second test. */
export const testingSteps = {
  entrust: {
    by: 'zhao',
    on: '2026-03-09T02:00:00.000Z',
    act: 'entrust-test',
    data: {
      officers: two,
      kind: 'inspection',
      body: { name: '澄州市食品检验研究院', standing: 'qualified', proof: 'CMA 261199010001' },
      matter: '菌落总数、霉菌、酸价、过氧化值',
      standard: 'GB 7099—2015《食品安全国家标准 糕点、面包》',
      source: 'other',
      samples: [{ name: '云朵酥', spec: '120 克/盒，批号 20251120', quantity: 3, unit: '盒' }],
      by: '2026-03-27',
    },
  },
  servePeriod: { ...o.serveNotice, on: '2026-03-10T02:00:00.000Z' },
  extend: {
    by: 'zhao',
    on: '2026-03-26T02:00:00.000Z',
    act: 'extend-test',
    data: { by: '2026-04-10', reasons: '霉菌项目需要重复试验，机构书面申请延期。' },
  },
  serveLonger: { ...o.serveNotice, on: '2026-03-27T02:00:00.000Z' },
  report: {
    by: 'zhao',
    on: '2026-04-07T02:00:00.000Z',
    act: 'record-test-result',
    data: {
      report: 'SP2026-0417',
      on: '2026-04-07',
      conclusion: 'failing',
      finding: '过氧化值实测 0.41 g/100g，标准值不大于 0.25 g/100g，不符合 GB 7099—2015 的要求。其余项目符合要求。',
      signed: true,
      remedy: 'food',
      files: [paper('检验报告.pdf')],
    },
  },
  serveResult: { ...o.serveNotice, on: '2026-04-08T02:00:00.000Z' },
  object: {
    by: 'zhao',
    on: '2026-04-14T02:00:00.000Z',
    act: 'request-retest',
    data: { on: '2026-04-14', reasons: '认为样品在送检途中受热，申请复检。', files: [paper('复检申请书.pdf')] },
  },
  accept: {
    by: 'zhao',
    on: '2026-04-15T02:00:00.000Z',
    act: 'handle-retest',
    data: {
      officers: two,
      answer: 'accepted',
      reasons: '在法定期限内提出，备份样品完好，符合复检条件。',
      body: { name: '云海省食品质量检测中心', standing: 'qualified', proof: 'CMA 260099010088' },
      drawn: true,
      by: '2026-05-08',
    },
  },
  serveAgain: { ...o.serveNotice, on: '2026-04-16T02:00:00.000Z' },
  reportAgain: {
    by: 'zhao',
    on: '2026-05-07T02:00:00.000Z',
    act: 'record-test-result',
    data: {
      report: 'FJ2026-0093',
      on: '2026-05-06',
      conclusion: 'failing',
      finding: '过氧化值实测 0.39 g/100g，不符合 GB 7099—2015 的要求，维持初检结论。',
      signed: true,
      remedy: 'none',
      files: [paper('复检报告.pdf')],
    },
  },
  serveFinal: { ...o.serveNotice, on: '2026-05-08T02:00:00.000Z' },
} as const satisfies Record<string, Step>

export const testingScene: readonly Step[] = [...until(o, 'evidence'), ...Object.values(testingSteps)]
