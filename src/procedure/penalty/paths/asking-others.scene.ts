import { ordinarySteps as o, type Step, shop, until } from '../../testing/walk.ts'

const two = ['zhao', 'qian']
const paper = (name: string) => ({ blob: '8'.repeat(64), name, type: 'application/pdf', size: 4000 })
const handed = (on: string): Step => ({ ...o.serveNotice, on })

export const callSteps = {
  call: {
    by: 'zhao',
    on: '2026-03-05T06:00:00.000Z',
    act: 'call-for-questioning',
    data: {
      officers: two,
      to: shop.name,
      person: '云小朵',
      time: '2026-03-06T01:00:00.000Z',
      place: '稽查支队询问室（澄州市云岭路 1 号 2 楼）',
      matter: '“云朵酥”的购进时间、数量、价格和销售情况。',
      bring: '居民身份证、营业执照；2025 年 11 月以来的进货票据、销售记录。',
    },
  },
  serveCall: handed('2026-03-05T07:00:00.000Z'),
} as const satisfies Record<string, Step>

export const requestSteps = {
  materials: {
    by: 'zhao',
    on: '2026-03-09T02:00:00.000Z',
    act: 'request-materials',
    data: {
      officers: two,
      to: shop.name,
      materials:
        '1.2025 年 11 月以来“云朵酥”的进货台账、票据；\n2.供货者的许可证和产品合格证明文件；\n3.同期的销售记录。',
      by: '2026-03-16',
    },
  },
  serveMaterials: handed('2026-03-10T02:00:00.000Z'),
  help: {
    by: 'zhao',
    on: '2026-03-10T03:00:00.000Z',
    act: 'ask-for-help',
    data: {
      officers: two,
      to: '临河市市场监督管理局',
      known: '当事人销售的“云朵酥”标称由临河市云上糕点有限公司生产，批号 20251120。',
      matters:
        '1.临河市云上糕点有限公司是否生产该批产品，生产日期和保质期；\n2.该批产品销往当事人的数量、单价和日期，并提供票据复印件。',
    },
  },
  serveHelp: handed('2026-03-11T02:00:00.000Z'),
  given: {
    by: 'zhao',
    on: '2026-03-16T02:00:00.000Z',
    act: 'record-materials',
    data: {
      result: 'provided',
      course: '经营者到局提交进货台账和票据复印件 12 页，与原件核对一致。',
      provider: '云小朵',
      kind: 'documentary',
      proves: '2025 年 12 月 3 日购进“云朵酥”150 盒，单价 18 元。',
      signed: true,
      files: [paper('进货台账和票据.pdf')],
    },
  },
  delay: {
    by: 'zhao',
    on: '2026-03-30T02:00:00.000Z',
    act: 'record-help-delay',
    data: { on: '2026-03-30', days: 5, reasons: '生产企业异地搬迁，台账正在调取。', files: [paper('延期告知函.pdf')] },
  },
  answer: {
    by: 'zhao',
    on: '2026-04-08T02:00:00.000Z',
    act: 'record-help',
    data: {
      answer: 'helped',
      result: '该批产品由该公司 2025 年 11 月 20 日生产，保质期 90 天；12 月 3 日销给当事人 150 盒。',
      files: [paper('复函及票据.pdf')],
      stamped: true,
    },
  },
} as const satisfies Record<string, Step>

const main = until(o, 'evidence')
const met = until(o, 'inspect').length

export const askingOthersScene: readonly Step[] = [
  ...main.slice(0, met),
  ...Object.values(callSteps),
  ...main.slice(met),
  ...Object.values(requestSteps),
]
