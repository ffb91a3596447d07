import { ordinarySteps as o, type Step, until } from '../../testing/walk.ts'

const paper = (name: string) => ({ blob: 'c'.repeat(64), name, type: 'application/pdf', size: 3000 })

export const crimeSteps = {
  report: {
    by: 'zhao',
    on: '2026-03-09T02:00:00.000Z',
    act: 'report-crime',
    data: {
      officers: ['zhao', 'qian'],
      crime: '生产、销售不符合安全标准的食品罪',
      facts: '检出糕点中菌落严重超标，可能造成严重食物中毒事故，涉案货值 12 万元。',
      standard: '涉案金额和检验结论已达到立案追诉标准。',
    },
  },
  approve: {
    by: 'leader',
    on: '2026-03-10T02:00:00.000Z',
    act: 'answer-crime',
    data: { answer: 'granted', opinion: '同意移送。' },
  },
  handOver: {
    by: 'zhao',
    on: '2026-03-10T08:00:00.000Z',
    act: 'hand-over-crime',
    data: {
      officers: ['zhao', 'qian'],
      police: '澄州市公安局',
      materials: '涉嫌犯罪案件移送书；调查报告；涉案物品清单；检验报告。',
      goods: '云朵酥 120 盒',
      receipt: [paper('移送回执.pdf')],
    },
  },
  filed: {
    by: 'zhao',
    on: '2026-03-13T02:00:00.000Z',
    act: 'record-police-answer',
    data: {
      answer: 'filed',
      document: '澄公立字〔2026〕8号',
      reasons: '有犯罪事实，需要追究刑事责任。',
      files: [paper('立案通知书.pdf')],
    },
  },
  back: {
    by: 'zhao',
    on: '2026-04-08T02:00:00.000Z',
    act: 'take-case-back',
    data: {
      from: 'procuratorate',
      document: '澄检不诉〔2026〕3号',
      reasons: '犯罪情节轻微，不需要判处刑罚，建议给予行政处罚。',
      files: [paper('检察意见书.pdf')],
    },
  },
} as const satisfies Record<string, Step>

export const crimeScene: readonly Step[] = [...until(o, 'evidence'), ...Object.values(crimeSteps)]
