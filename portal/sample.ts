import { portrait } from '../data/portrait.ts'
import { documentRoute } from '../src/api.ts'
import type { BoardView } from '../src/casework/view.ts'
import type { Channels, Followed } from '../src/channels/index.ts'
import type {
  DecisionQuery,
  HomeView,
  LedgerView,
  PortalSource,
  PublicAgency,
  PublicDecision,
  PublicDecisionRow,
  PublicOfficer,
} from '../src/disclosure/view.ts'
import { createHttp, createLog, type Http } from '../src/platform/index.ts'
import { ordinaryPenalty, simplePenalty } from '../src/procedure/index.ts'
import {
  listedKinds,
  type PublicChange,
  type PublicEntry,
  type PublicLists,
  registryKinds,
} from '../src/registry/index.ts'
import type { Answer, CertificateCheck, ShownOfficer } from '../src/showing/index.ts'
import { decisionAddress } from './addresses.ts'
import { notFoundOf } from './pages/error.ts'
import { pictureOf } from './picture.ts'
import { portalRoutes } from './routes.ts'

/** An invented bureau for the portal's tests: every name, number and place in it is made up. */
const agency: PublicAgency = {
  name: '澄州市市场监督管理局',
  address: '澄州市明镜路 1 号政务服务中心三楼',
  phone: '0570-0000000',
  hours: '工作日 8:30–12:00，14:00–17:30',
  reconsideration: '澄州市人民政府行政复议局（澄州市明镜路 2 号）',
  court: '澄州市澄中区人民法院',
}

const firms = [
  '虚云糕饼示例店',
  '镜湖甲示例超市有限公司',
  '泛舟网络示例科技有限公司',
  '拾光烘焙示例坊',
  '百问电梯示例维保有限公司',
]
const violations = [
  { violation: '经营超过保质期的食品', penalties: ['罚款', '没收违法所得'], fine: 1_200_000, confiscated: 18_650 },
  { violation: '未按规定明码标价', penalties: ['罚款'], fine: 50_000, confiscated: 0 },
  { violation: '发布虚假广告', penalties: ['罚款'], fine: 20_000_000, confiscated: 0 },
  { violation: '使用未经检定的计量器具', penalties: ['通报批评'], fine: 0, confiscated: 0 },
]

const day = (place: number): string =>
  Temporal.PlainDate.from('2026-11-18')
    .subtract({ days: place * 3 })
    .toString()
const after = (from: string, days: number): string => Temporal.PlainDate.from(from).add({ days }).toString()

const row = (place: number): PublicDecisionRow => {
  const { violation, penalties, fine, confiscated } = violations[place % violations.length] ?? {
    violation: '',
    penalties: [],
    fine: 0,
    confiscated: 0,
  }
  const person = place % 7 === 3
  const decidedOn = day(place)
  const late = place === 4 || place === 9
  const money = [
    ...(fine > 0 ? [`处罚款 ${fine / 100} 元`] : []),
    ...(confiscated > 0 ? [`没收违法所得 ${confiscated / 100} 元`] : []),
  ]
  return {
    number: `澄市监罚〔2026〕${147 - place}号`,
    party: person ? '宋某某' : `澄州市${firms[place % firms.length]}`,
    partyKind: person ? 'person' : place % 5 === 0 || place % 5 === 3 ? 'household' : 'organisation',
    ...(person ? {} : { partyCode: '91330100799655058B' }),
    violation,
    penalties,
    content: money.length === 0 ? '给予通报批评' : money.join('，'),
    fine,
    confiscated,
    agency: agency.name,
    procedure: place % 6 === 5 ? 'simple-penalty' : 'ordinary-penalty',
    decidedOn,
    publishedOn: after(decidedOn, late ? 16 : 5),
    targetOn: after(decidedOn, 9),
    dueOn: after(decidedOn, 28),
    onTime: !late,
    until: after(decidedOn, 1096),
    unit: place % 3 === 0 ? 'food' : 'inspection',
    unitName: place % 3 === 0 ? '食品流通处' : '稽查支队',
    item: violation,
    ...(place === 1 ? { correctedOn: '2026-11-19' } : {}),
    ...(place === 2 ? { withdrawn: { on: '2026-11-20', reason: '决定被澄州市人民政府复议撤销' } } : {}),
  }
}

const rows = Array.from({ length: 47 }, (_, place) => row(place))

const whole = (each: PublicDecisionRow): PublicDecision => ({
  ...each,
  corrections: each.correctedOn === undefined ? [] : [{ on: each.correctedOn, what: '更正摘要中的违法行为类型。' }],
  document: {
    title: `${agency.name}行政处罚决定书`,
    sections: [
      {
        paragraphs: [
          [{ text: `当事人：${each.party}` }],
          [{ text: '经营者：宋' }, { masked: '姓名' }, { text: '；身份证件号码：' }, { masked: '身份证件号码' }],
          [{ text: '住所：澄州市澄中区' }, { masked: '住址' }],
        ],
      },
      {
        heading: '一、违法事实',
        paragraphs: [
          [
            {
              text: '2026 年 9 月 28 日，本局执法人员到当事人经营场所检查，在货架上发现标称“云片糕”12 盒，生产日期 2026 年 3 月 1 日，保质期六个月，已超过保质期，标价每盒 18.65 元。当事人自 9 月 2 日起以上述价格售出 10 盒，收款 186.50 元，未建立进货查验记录。',
            },
          ],
          [
            { text: '以上事实，有现场笔录、询问笔录、照片 6 张、销售记录等证据证明，证人' },
            { masked: '第三人姓名' },
            { text: '的陈述可以印证。' },
          ],
        ],
      },
      {
        heading: '二、性质和依据',
        paragraphs: [
          [{ text: '当事人的行为违反了《食品安全法》第三十四条第（十）项的规定，构成经营超过保质期的食品。' }],
          [{ text: '当事人首次违法、货值金额较小、主动下架并配合调查，依据《行政处罚法》第三十二条，予以减轻处罚。' }],
        ],
      },
      {
        heading: '三、决定',
        paragraphs: [
          [{ text: `依据《食品安全法》第一百二十四条第一款第（五）项，${each.content}。` }],
          [{ text: '请自收到本决定书之日起十五日内缴纳。逾期不缴纳的，每日按罚款数额的百分之三加处罚款。' }],
        ],
      },
    ],
  },
  steps: [
    { title: '发现线索', on: '2026-09-28' },
    {
      title: '立案',
      on: '2026-10-12',
      allowed: '15 个工作日',
      taken: '6 个工作日',
      late: false,
      explanation: '国庆节放假不计入',
    },
    { title: '法制审核', on: '2026-10-28', allowed: '10 个工作日', taken: '3 个工作日', late: false },
    { title: '告知', on: '2026-10-30', explanation: '当事人未陈述、申辩' },
    { title: '作出决定', on: each.decidedOn, allowed: '90 日', taken: '37 日', late: false },
    { title: '送达', on: after(each.decidedOn, 2), allowed: '7 个工作日', taken: '2 个工作日', late: false },
    {
      title: '公示',
      on: each.publishedOn,
      allowed: '7 个工作日',
      taken: each.onTime ? '4 个工作日' : '12 个工作日',
      late: !each.onTime,
    },
  ],
  remedies: [
    {
      title: '行政复议',
      where: agency.reconsideration,
      until: after(each.decidedOn, 62),
      explanation: '自收到决定书次日起 60 日',
      basis: '《行政复议法》第二十条',
    },
    {
      title: '行政诉讼',
      where: agency.court,
      until: after(each.decidedOn, 184),
      explanation: '自收到决定书次日起 6 个月',
      basis: '《行政诉讼法》第四十六条',
    },
  ],
  officers: [
    { name: '陆明', certificate: '11080000001' },
    { name: '沈清', certificate: '11080000002' },
  ],
  // The newest one is still waiting for the log.
  ...(each.number === rows[0]?.number
    ? {}
    : {
        proof: {
          index: 48_101,
          treeSize: 48_213,
          sealedAt: '2026-11-19T02:14:31Z',
          digest: '5f3ac1d2b4e6978812aa09cd34ef56127890abcdef0123456789abcdef012345',
          maskedFields: [
            { title: '经营者姓名', reason: '个人信息' },
            { title: '身份证件号码', reason: '个人信息' },
            { title: '第三人姓名', reason: '与处罚无关的人' },
          ],
        },
      }),
})

const officers: readonly PublicOfficer[] = [
  {
    name: '陆明',
    sex: '男',
    unit: '稽查支队',
    kind: 'officer',
    certificate: '11080000001',
    until: '2028-06-30',
    state: 'valid',
  },
  {
    name: '沈清',
    sex: '女',
    unit: '稽查支队',
    kind: 'officer',
    certificate: '11080000002',
    until: '2027-03-31',
    state: 'valid',
  },
  {
    name: '顾远',
    sex: '男',
    unit: '消保分局',
    kind: 'officer',
    certificate: '11080000003',
    until: '2026-08-31',
    state: 'expired',
  },
  {
    name: '何安',
    sex: '女',
    unit: '网监处',
    kind: 'officer',
    certificate: '11080000004',
    until: '2027-12-31',
    state: 'suspended',
  },
  { name: '严和', unit: '澄中市场监督管理所', kind: 'auxiliary', state: 'none' },
]

const paged = <T>(all: readonly T[], page = 1, pageSize = 20) => ({
  rows: all.slice((page - 1) * pageSize, page * pageSize),
  total: all.length,
  page,
  pageSize,
})

const fits =
  ({ q, penalty, procedure, from, to }: DecisionQuery) =>
  (each: PublicDecisionRow): boolean =>
    (q === undefined ||
      [each.number, each.party, each.partyCode ?? '', each.violation].some((text) => text.includes(q))) &&
    (penalty === undefined || each.penalties.includes(penalty)) &&
    (procedure === undefined || each.procedure === procedure) &&
    (from === undefined || each.decidedOn >= from) &&
    (to === undefined || each.decidedOn <= to)

const home: HomeView = {
  agency,
  year: 2026,
  account: {
    published: 1203,
    onTime: 1200,
    late: [
      { number: '澄市监罚〔2026〕143号', days: 7 },
      { number: '澄市监罚〔2026〕138号', days: 7 },
      { number: '澄市监罚〔2026〕52号', days: 1 },
    ],
  },
  newest: rows.slice(0, 6),
  log: { size: 48_213, sealedAt: '2026-11-23T06:02:31Z' },
  demo: true,
}

export const paperDigest = 'q3Yk1v0nA7cTtq2m9XcW5w8fH0b4s6Jd'

const recordList = {
  filings: [{ to: '澄州市人民政府', on: '2026-09-04', number: '澄市监备〔2026〕3号' }],
  gap: 5,
  edge: 60,
  rows: [
    {
      act: '查封、扣押',
      situation: '任何情形',
      required: '全程',
      media: '录像',
      equipment: '执法记录仪两台',
      usage: '出发前核对时钟、电量和存储',
      begins: '进入现场、出示证件时',
      ends: '交付决定书和清单、离开现场时',
      seen: ['两名以上执法人员和当事人', '逐件清点和数量'],
      said: ['表明身份、告知权利', '封条编号和清单内容'],
      storage: '与案卷保管期限相同（作为证据的，随案卷保管）',
      checker: '承办机构负责人按月抽查',
      basis: ['《行政强制法》第十八条'],
      document: '国办发〔2018〕118号',
    },
    {
      act: '送达',
      situation: '张贴公告',
      required: '关键环节',
      media: '录像、拍照',
      equipment: '执法记录仪或者手机',
      usage: '镜头对准公告栏',
      begins: '张贴前',
      ends: '张贴后',
      seen: ['公告的全文和地点'],
      said: [],
      storage: '与案卷保管期限相同（作为证据的，随案卷保管）',
      checker: '法规处按季检查',
      basis: ['《市场监督管理行政处罚程序规定》第八十二条'],
    },
  ],
} as const

const reviewList = {
  title: '重大执法决定法制审核事项清单',
  extension: true,
  rows: [
    { name: '吊销许可证件、责令停产停业', major: true, conditions: ['处罚种类有吊销许可证件、责令停产停业'] },
    { name: '偏离裁量基准的罚款', major: false, conditions: ['罚款偏离裁量基准'] },
  ],
} as const

const penaltyCounts = [
  { value: '罚款', title: '罚款', n: 40 },
  { value: '没收违法所得', title: '没收违法所得', n: 9 },
] as const

const sampleSum = { due: 48, published: 47, onTime: 44, onTarget: 40, late: 4, lateNow: 1 } as const
const sampleLedger: LedgerView = {
  query: {},
  day: '2026-11-20',
  years: [2026, 2025],
  sum: sampleSum,
  months: [{ month: '2026-11', ...sampleSum }],
  units: [{ unit: 'inspection', name: '稽查支队', ...sampleSum }],
  exceptions: [
    { ground: 'warning', title: '仅受到警告', n: 6 },
    { ground: 'minor', title: '当事人是未成年人', n: 1 },
  ],
  rows: [
    {
      number: '澄市监罚〔2026〕150号',
      unit: '稽查支队',
      decidedOn: '2026-10-08',
      targetOn: '2026-10-19',
      dueOn: '2026-11-05',
      state: 'late-open',
    },
    ...rows.slice(0, 20).map(({ number, unitName, decidedOn, targetOn, dueOn, publishedOn }) => ({
      number,
      unit: unitName,
      decidedOn,
      targetOn,
      dueOn,
      publishedOn,
      state: publishedOn > dueOn ? ('late' as const) : ('on-time' as const),
    })),
  ],
  total: 21,
  page: 1,
  pageSize: 50,
}

export const sampleSource: PortalSource = {
  home: async () => home,
  agency: async () => agency,
  decisions: async (query) => ({
    ...paged(rows.filter(fits(query)), query.page),
    more: false,
    query,
    facets: [
      {
        name: 'unit',
        values: [
          { value: 'inspection', title: '稽查支队', n: 31 },
          { value: 'food', title: '食品流通处', n: 16 },
        ],
      },
      { name: 'year', values: [{ value: '2026', title: '2026 年', n: 47 }] },
      { name: 'penalty', values: penaltyCounts },
      { name: 'item', values: [{ value: '经营超过保质期的食品', title: '经营超过保质期的食品', n: 12 }] },
    ],
  }),
  ledger: async (query) => ({ ...sampleLedger, query }),
  ledgerRows: async function* () {
    yield* sampleLedger.rows
  },
  updates: async () => [
    {
      number: '澄市监罚〔2026〕145号',
      on: '2026-11-20',
      kind: 'withdrawn',
      party: '',
      violation: '',
      content: '',
      says: '决定被澄州市人民政府复议撤销',
    },
    ...rows.slice(0, 2).map(({ number, publishedOn, party, violation, content }) => ({
      number,
      on: publishedOn,
      kind: 'published' as const,
      party,
      violation,
      content,
    })),
  ],
  allDecisions: async function* (query, after) {
    const fitting = rows.filter(fits(query))
    yield* fitting.slice(after === undefined ? 0 : fitting.findIndex(({ number }) => number === after.number) + 1)
  },
  publishedMonths: async () => [...new Set(rows.map(({ publishedOn }) => publishedOn.slice(0, 7)))],
  listedDecisions: async function* (month) {
    yield* rows.filter(
      ({ publishedOn, partyKind, withdrawn }) =>
        publishedOn.startsWith(month) && partyKind !== 'person' && withdrawn === undefined,
    )
  },
  decision: async (number) => {
    const found = rows.find((each) => each.number === number)
    return found === undefined ? undefined : whole(found)
  },
  decisionPdf: async (number) => new TextEncoder().encode(`%PDF-1.7 ${number}`),
  receipt: async (number) => `c2sp.org/tlog-proof@v1\n${number}\n`,
  fileReceipt: async (sha256) => (sha256.startsWith('c1f3') ? `c2sp.org/tlog-proof@v1\n${sha256}\n` : undefined),
  officers: async ({ q, page }) =>
    paged(
      officers.filter(({ name, certificate }) => q === undefined || name.includes(q) || certificate === q),
      page,
    ),
  recordLists: async () => [
    { ...recordList, version: 2, from: '2026-09-01', current: true, reason: '增加现场公告送达' },
    {
      ...recordList,
      version: 1,
      from: '2026-01-01',
      until: '2026-08-31',
      current: false,
      reason: '首次制定',
      filings: [],
      rows: recordList.rows.slice(0, 1),
    },
  ],
  review: async () => ({
    rules: {
      title: '澄州市市场监督管理局重大执法决定法制审核办法',
      from: '2026-01-01',
      parts: [
        { title: '审核主体', text: '法规处是本局的法制审核机构。\n办案人员不得作为审核人员。' },
        { title: '时限要求', text: '自接到审核材料之日起十个工作日内完成审核。' },
      ],
      days: [
        { title: '承办机构提出不同意见，自收到审核意见起', days: 5 },
        { title: '另一名审核人员复审，自提出不同意见起', days: 5 },
      ],
      filings: [{ to: '澄州市人民政府', on: '2026-01-10' }],
      basis: ['《行政处罚法》第五十八条'],
    },
    lists: [
      { ...reviewList, version: 2, from: '2026-07-01', current: true, reason: '增加偏离裁量基准的' },
      {
        ...reviewList,
        version: 1,
        from: '2026-01-01',
        until: '2026-06-30',
        current: false,
        reason: '首次制定',
        rows: reviewList.rows.slice(0, 1),
      },
    ],
  }),
  items: async () => [
    {
      id: 'CF-0101',
      name: '对经营超过保质期的食品的处罚',
      category: '行政处罚',
      unit: '食品流通处',
      basis: ['《食品安全法》第三十四条第（十）项', '《食品安全法》第一百二十四条第一款第（五）项'],
      penalties: ['货值金额不足 10,000.00 元的，处 50,000.00 元以上 100,000.00 元以下罚款', '没收非法财物'],
      standard: [{ step: '从轻处罚', share: '法定幅度的 0%—30%', factors: ['初次违法', '主动改正并配合调查'] }],
    },
    {
      id: 'CF-0102',
      name: '对不按规定明码标价的处罚',
      category: '行政处罚',
      unit: '价监竞争处',
      basis: ['《价格法》第四十二条'],
      penalties: [],
      standard: [],
    },
    {
      id: 'QZ-0201',
      name: '查封、扣押有证据证明不符合食品安全标准的食品',
      category: '行政强制',
      unit: '稽查支队',
      basis: ['《食品安全法》第一百一十条第（四）项'],
      penalties: [],
      standard: [],
    },
    {
      id: 'JC-0301',
      name: '对食品经营者的监督检查',
      category: '行政检查',
      unit: '食品流通处',
      basis: ['《食品安全法》第一百一十条'],
      penalties: [],
      standard: [],
    },
  ],
  paper: async (id, digest) =>
    id === 'p-147'
      ? {
          title: '行政处罚决定书',
          number: '澄市监罚〔2026〕146号',
          sealedAt: '2026-11-19T02:14:31Z',
          index: 48_101,
          pdf: 'c1f3a9527de04b8e6f2ab09d5c7718e34f6b2d9081ace37f55d2406b9e8a13c7',
          found: true,
          matches: digest === paperDigest,
        }
      : undefined,
}

const measures: readonly (readonly [string, BoardView['rows'][number]['system'], string])[] = [
  ...[
    '公开执法信息',
    '公开执法事项清单与执法流程',
    '建立调整机制',
    '严格亮证执法',
    '严格执法告知',
    '严格信息明示',
    '明确公开时限',
    '公开双随机结果',
    '建立执法统计年报制度',
    '加强行政执法信息化建设',
  ].map((title, place) => [`D${place + 1}`, '公示', title] as const),
  ...[
    '制定相关规范',
    '明确记录范围',
    '编制制度清单',
    '规范执法用语',
    '做好设施场所配备',
    '规范案卷管理',
    '推进电子化',
    '发挥记录作用',
    '建立调阅机制',
  ].map((title, place) => [`R${place + 1}`, '记录', title] as const),
  ...[
    '完善制度',
    '配强人员',
    '借助外力',
    '严格资格',
    '统筹共享',
    '明确范围',
    '拓展范围',
    '明确内容',
    '规范流程',
    '落实责任',
  ].map((title, place) => [`L${place + 1}`, '审核', title] as const),
]

const sampleBoard: BoardView = {
  at: '2026-11-23T06:02:31Z',
  rows: measures.map(([name, system, measure], place) => {
    const state = place % 9 === 8 ? 'no-data' : place % 4 === 2 ? 'short' : 'good'
    return {
      row: name,
      system,
      task: '强化事前公开',
      measure,
      requirement: '行政处罚应当在作出之日起 7 个工作日内公开，并依法归集。',
      units: place % 3 === 0 ? ['法规处', '人教处'] : ['稽查支队'],
      deadline: '长期执行',
      check: {
        state,
        figure: state === 'no-data' ? '无数据' : state === 'short' ? '3 件' : '99.2%',
        target: state === 'short' ? '0 件' : '不低于 95%',
        explanation: '按时公示的决定占应当公示的决定之比，从办案记录算出。',
        months: Array.from({ length: 12 }, (_, month) =>
          state === 'no-data' || (month < 3 && place % 2 === 0) ? null : 90 + ((month * 7 + place) % 10),
        ),
        more: place === 6 ? [{ title: '此刻逾期未公示', figure: '1 件' }] : [],
        short:
          state === 'short'
            ? [
                { title: '澄市监罚〔2026〕143号 晚 7 天公示', href: '/decisions/x', unit: '稽查支队' },
                { title: '2 件还没有公示' },
              ]
            : [],
      },
    }
  }),
}

/** The portal of the invented bureau in the frame of the real web server. */
/** A guide in three versions: one of before, the one that holds, and one that is still to come. */
const guideVersions: readonly PublicEntry[] = [
  { version: 3, from: '2027-01-01', fee: '不收费，自助打印' },
  { version: 2, from: '2026-03-01', until: '2026-12-31', fee: '不收费' },
  { version: 1, from: '2022-01-01', until: '2026-02-28', fee: '每件 10 元' },
].map(({ fee, ...version }) => ({
  kind: 'licence-guide',
  id: 'licence-food',
  title: '食品经营许可（新办）',
  unit: '食品处',
  reason: '=调整收费',
  unverified: true,
  fields: [
    { name: 'fee', title: '收费', lines: [fee] },
    { name: 'conditions', title: '申请条件', lines: ['有场所', '有设备、设施'] },
    {
      name: 'materials',
      title: '申请材料',
      lines: [
        '材料名称：食品经营许可申请书；形式：原件；份数：1',
        '材料名称：主体资格证明；形式：复印件；份数：1；要求：能在网上核验的不用交',
      ],
    },
  ],
  ...version,
}))
const sampleChanges: readonly PublicChange[] = [
  {
    kind: 'licence-guide',
    kindTitle: '许可办事指南',
    id: 'licence-food',
    title: '食品经营许可（新办）',
    version: 3,
    what: 'change',
    at: '2026-11-18T02:00:00.000Z',
    day: '2027-01-01',
    fields: [{ title: '收费', before: ['不收费'], after: ['不收费，自助打印'] }],
    reason: '启用自助设备',
    draftedBy: '食品处',
    reviewedBy: '法规处',
  },
  {
    kind: 'officer',
    kindTitle: '执法人员',
    id: 'someone',
    title: '明澈',
    version: 2,
    what: 'change',
    at: '2026-11-12T02:00:00.000Z',
    day: '2026-11-12',
    fields: [{ title: '公告', before: [], after: ['执法证件 浙澄33990001 暂扣'] }],
    reason: '因公受训',
  },
]

export const sampleLists: PublicLists = {
  today: () => '2026-11-20',
  overview: async () =>
    listedKinds.map((kind) => ({
      kind,
      title: registryKinds[kind].title,
      about: registryKinds[kind].listed ?? '',
      entries: kind === 'licence-guide' ? 1 : 0,
      updated: '2026-11-18',
    })),
  list: async (kind, { q = '', page = 1 }) => {
    const rows = guideVersions.filter((each) => each.version === 2 && each.kind === kind && each.title.includes(q))
    return { rows, total: rows.length, page, pageSize: 50 }
  },
  async *all(kind) {
    yield* guideVersions.filter((each) => each.version === 2 && each.kind === kind)
  },
  versions: async (kind, id) => guideVersions.filter((each) => each.kind === kind && each.id === id),
  changeMonths: async () => ['2026-11', '2026-03'],
  changes: async ({ people = false }) => sampleChanges.filter(({ kind }) => !people || kind === 'officer'),
}

export const sampleApp = (source: PortalSource = sampleSource): Http => {
  const app = createHttp({
    origin: 'https://scjg.example',
    log: createLog('silent'),
    ready: async () => undefined,
    notFound: notFoundOf(async () => agency, true),
  })
  portalRoutes(app, source, {
    origin: 'https://scjg.example',
    demo: true,
    procedures: [pictureOf(ordinaryPenalty), pictureOf(simplePenalty)],
    board: async () => sampleBoard,
    certificates,
    channels,
    lists: sampleLists,
    failed: () => '7f3a',
    log: {
      origin: 'scjg.example/log',
      keys: ['scjg.example/log+f1a2cfcf+AW5vdCBhIHJlYWwga2V5IG9ubHkgYSBzYW1wbGUhISE='],
    },
  })
  documentRoute(app, 'https://scjg.example')
  return app
}

const followedSample: Followed = {
  title: '投诉：云上假想商行',
  number: 'TS2026-0012',
  stage: '已受理，正在调解',
  unit: '消保分局',
  steps: [
    { title: '收到', at: '2026-11-02T02:00:00.000Z', text: '收到您的投诉，登记号 TS2026-0012。' },
    {
      title: '受理',
      at: '2026-11-05T02:00:00.000Z',
      text: '受理您的投诉。',
      letter: { id: 'l-1', title: '投诉受理告知书' },
    },
  ],
  limits: [
    {
      title: '调解',
      due: '2027-01-08T15:59:59.999Z',
      dueText: '还有 30 个工作日',
      explanation: '受理次日起 45 个工作日',
      basis: [{ law: '市场监督管理投诉举报处理暂行办法', article: 21 }],
      unverified: '市场监督管理投诉举报处理办法',
      late: false,
    },
  ],
  papers: [
    {
      title: '行政处罚告知书',
      number: '澄市监罚告〔2026〕3号',
      servedAt: '2026-11-06T02:00:00.000Z',
      href: '/papers/p-147',
    },
  ],
  next: [{ text: '请留意我们的电话。', basis: [{ law: '市场监督管理投诉举报处理暂行办法', article: 16 }] }],
}

const untold = (code: string) =>
  code === 'often' ? ({ kind: 'too-often', until: '2026-11-20T02:45:00.000Z' } as const) : ({ kind: 'no' } as const)

/** An invented bureau's channels: forms are taken when they name somebody, and one code is right. */
const channels: Channels = {
  receive: async (typed, _files, earlier) =>
    typed.content === ''
      ? {
          kind: 'wrong',
          wrong: [
            { field: 'content', message: '请填写事情的经过' },
            { field: 'files', message: '“视频.mp4”不是照片（JPG、PNG、WebP）或者 PDF' },
          ],
          kept: earlier.map((file) => ({ ...file, type: 'image/png', size: 1 })),
        }
      : { kind: 'received', number: 'TS2026-0012', code: 'AB2C-3D4E-5F6G' },
  follow: async ({ code }) => (code === 'AB2C-3D4E-5F6G' ? { kind: 'found', followed: followedSample } : untold(code)),
  letter: async ({ code }, id) =>
    code === 'AB2C-3D4E-5F6G' && id === 'l-1'
      ? {
          kind: 'found',
          letter: { name: '投诉受理告知书（TS2026-0012）.pdf', pdf: Buffer.from('%PDF-1.7'), digest: 'd' },
        }
      : untold(code),
  record: async () => ({ received: 214, due: 388, onTime: 386, lateNow: 1 }),
  ways: async () => [
    { name: '12315 热线', contact: '12315', hours: '全天', answer: '投诉：七个工作日内告知是否受理' },
    { name: '来访', contact: '澄州市明镜路 1 号三楼', hours: '工作日 8:30–17:30', answer: '当场登记' },
  ],
  windows: async () => [
    {
      id: 'hall',
      name: '澄州市市场监督管理局综合窗口',
      place: '澄州市明镜路 1 号政务服务中心三楼',
      hours: '工作日 8:30–12:00，14:00–17:30',
      phone: '0570-0000000',
      board: true,
      posts: [
        {
          number: '1',
          post: '咨询导办',
          officer: '言清',
          duty: '窗口人员',
          duties: '解答办什么、带什么、找谁，发放示范文本',
        },
        {
          number: '2',
          post: '许可受理',
          officer: '明澈',
          duty: '窗口人员',
          duties: '收件，当场或者五日内一次告知补正，出具受理凭证',
        },
      ],
    },
  ],
  queue: async () => [
    { number: 'TS****-0012', kind: '投诉', stage: '已受理，正在调解', receivedAt: '2026-11-02T02:00:00.000Z' },
    { number: 'ZX****-0004', kind: '咨询、建议', stage: '已答复', receivedAt: '2026-11-01T02:00:00.000Z' },
  ],
}

const numbered = (n: number): string => decisionAddress(`澄市监罚〔2026〕${n}号`)

const checkedAt = '2026-11-20T02:31:05.000Z'
const shownOfficer: ShownOfficer = {
  name: '明澈',
  unit: '稽查支队',
  duty: '执法人员',
  certificate: '浙澄33990001',
  until: '2032-04-30',
  photo: true,
}
const right = {
  kind: 'right',
  officer: shownOfficer,
  at: checkedAt,
  task: '现场检查',
  shown: { at: checkedAt, place: '澄州市云岭区云间路 8 号' },
  ticket: 'a-ticket',
  confirmed: false,
  mayConfirm: true,
} as const
const answers: Readonly<Record<string, Answer>> = {
  '111111': right,
  '222222': { kind: 'old', minutes: 3 },
  '333333': { kind: 'too-often', until: '2026-11-20T02:46:05.000Z' },
  '444444': { kind: 'unknown' },
  '555555': {
    ...right,
    officer: { ...shownOfficer, photo: false, notValid: '明澈的行政执法证件有效期至 2025-04-30，2026-11-20 当日无效' },
    mayConfirm: false,
  },
  '666666': { ...right, confirmed: true, mayConfirm: false },
}
const certificates: CertificateCheck = {
  check: async ({ code }) => answers[code] ?? { kind: 'wrong' },
  confirm: async (ticket) => (ticket === 'a-ticket' ? 'noted' : 'over'),
  photo: async () => ({ type: 'image/png', bytes: portrait(3) }),
}
const card = (code: string) => `/officers/check?n=%E6%B5%99%E6%BE%8433990001&c=${code}`

/** Every kind of page, by what it shows, with its address and the status of its answer. */
export const samplePages: Readonly<Record<string, readonly [string, number]>> = {
  home: ['/', 200],
  decisions: ['/decisions', 200],
  'the second page of decisions': ['/decisions?penalty=罚款&page=2', 200],
  'no decisions': ['/decisions?q=不存在', 200],
  'a wrong query': ['/decisions?from=2026-05-01&to=2026-01-01&page=x', 400],
  'a decision': [numbered(146), 200],
  'a late decision': [numbered(143), 200],
  'a decision that waits for the log': [numbered(147), 200],
  'a withdrawn decision': [numbered(145), 410],
  'no such decision': [numbered(9999), 404],
  updates: ['/updates', 200],
  'the account of deadlines': ['/ledger', 200],
  'the late ones of a year': ['/ledger?year=2026&late=1', 200],
  'a wrong year': ['/ledger?year=x', 400],
  'nothing but signs': ['/decisions?q=%25%22%F0%9F%98%80', 200],
  officers: ['/officers', 200],
  'no such officer': ['/officers?q=冒名', 200],
  'checking a card': ['/officers/check', 200],
  'half a code of a card': [card('12'), 400],
  'an officer who stands there': [card('111111'), 200],
  'an officer, confirmed': [card('666666'), 200],
  'an officer who may not act': [card('555555'), 200],
  'an old code of a card': [card('222222'), 404],
  'a wrong code of a card': [card('000000'), 404],
  'a card of nobody': [card('444444'), 404],
  'too many codes': [card('333333'), 429],
  items: ['/items', 200],
  lists: ['/lists', 200],
  'a list': ['/lists/licence-guide', 200],
  'a list to print': ['/lists/licence-guide?whole=1', 200],
  'an empty list': ['/lists/power', 200],
  'no such list': ['/lists/phrase', 404],
  'an entry of a list': ['/lists/licence-guide/licence-food', 200],
  'an entry of before': ['/lists/licence-guide/licence-food?version=1', 200],
  'no such version of an entry': ['/lists/licence-guide/licence-food?version=9', 404],
  'no such entry': ['/lists/licence-guide/nothing', 404],
  changes: ['/changes', 200],
  'changes of people': ['/changes/personnel', 200],
  'the record list': ['/recording', 200],
  'an old record list': ['/recording?version=1', 200],
  'no such record list': ['/recording?version=9', 404],
  review: ['/review', 200],
  'an old review list': ['/review?version=1', 200],
  'no such review list': ['/review?version=9', 404],
  guide: ['/guide', 200],
  remedies: ['/remedies', 200],
  procedure: ['/procedure', 200],
  complaints: ['/complaints', 200],
  'a form of complaint': ['/complaints/new?kind=complaint', 200],
  'a form of report': ['/complaints/new?kind=report', 200],
  'a form of question': ['/complaints/new?kind=consultation', 200],
  'following a matter': ['/follow', 200],
  'the window’s board': ['/window', 200],
  'no such window': ['/window?id=nowhere', 404],
  'sample materials': ['/window/materials', 200],
  'a form to print': ['/window/materials/application', 200],
  'what to bring for a licence': ['/window/materials/licence/licence-food', 200],
  'no such licence': ['/window/materials/licence/nothing', 404],
  verify: ['/verify', 200],
  board: ['/board', 200],
  search: ['/search?q=明', 200],
  'a real paper': [`/papers/p-147?d=${paperDigest}`, 200],
  'a changed paper': ['/papers/p-147?d=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 200],
  'no such paper': [`/papers/p-9?d=${paperDigest}`, 404],
  'half a code': ['/papers/p-147', 400],
  'no such page': ['/nothing', 404],
}
