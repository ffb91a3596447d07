import { type RouteConfig, z } from '@hono/zod-openapi'
import type { LedgerView, PublicDecision, PublicDecisionRow } from '../src/disclosure/view.ts'
import { json, refused } from '../src/platform/index.ts'
import { decisionAddress } from './addresses.ts'
import { LedgerQuerySchema, OpenQuerySchema, PageQuerySchema, TableQuerySchema } from './query.ts'

const Day = z.string().openapi({ format: 'date', example: '2026-10-21' })
const Fen = z.int().openapi({ description: '分' })
const Withdrawn = z.object({
  number: z.string(),
  address: z.string(),
  withdrawn: z.object({ on: Day, reason: z.string() }),
})

const Row = z.object({
  number: z.string().openapi({ description: '行政处罚决定书文号' }),
  party: z.string(),
  partyKind: z.enum(['person', 'organisation', 'household']),
  partyCode: z.string().optional().openapi({ description: '统一社会信用代码' }),
  violation: z.string().openapi({ description: '违法行为类型' }),
  penalties: z.array(z.string()).openapi({ description: '处罚种类' }),
  content: z.string().openapi({ description: '行政处罚内容' }),
  fine: Fen,
  confiscated: Fen,
  agency: z.string(),
  procedure: z.enum(['ordinary-penalty', 'simple-penalty']),
  decidedOn: Day,
  publishedOn: Day,
  targetOn: Day,
  dueOn: Day,
  onTime: z.boolean(),
  until: Day,
  unit: z.string().openapi({ description: '承办机构的标识' }),
  unitName: z.string().openapi({ description: '承办机构' }),
  item: z.string().openapi({ description: '处罚事项' }),
  correctedOn: Day.optional().openapi({ description: '最近一次更正的日期' }),
  address: z.string().openapi({ description: '决定页面的地址' }),
})

const Run = z.union([
  z.object({ text: z.string() }),
  z.object({ masked: z.string().openapi({ description: '隐去的是什么' }) }),
])

const Ended = z.object({
  number: z.string(),
  address: z.string(),
  ended: z.object({ on: Day, early: z.boolean().openapi({ description: '经申请提前停止' }) }),
})

const Decision = Row.extend({
  corrections: z.array(z.object({ on: Day, what: z.string() })).openapi({ description: '公示以后的更正' }),
  document: z.object({
    title: z.string(),
    sections: z.array(z.object({ heading: z.string().optional(), paragraphs: z.array(z.array(Run)) })),
  }),
  steps: z.array(
    z.object({
      title: z.string(),
      on: Day,
      allowed: z.string().optional(),
      taken: z.string().optional(),
      late: z.boolean().optional(),
      explanation: z.string().optional(),
    }),
  ),
  remedies: z.array(
    z.object({
      title: z.string(),
      where: z.string(),
      until: Day.optional(),
      explanation: z.string(),
      basis: z.string(),
    }),
  ),
  officers: z.array(z.object({ name: z.string(), certificate: z.string() })),
  proof: z
    .object({
      index: z.int(),
      treeSize: z.int(),
      sealedAt: z.string().openapi({ format: 'date-time' }),
      digest: z.string().openapi({ description: '十六进制' }),
      maskedFields: z.array(z.object({ title: z.string(), reason: z.string() })),
    })
    .optional(),
})

const List = z.object({
  next: z.string().optional().openapi({ description: '下一页的地址；没有就是到底了' }),
  rows: z.array(z.union([Row, Withdrawn])),
})

/** A row as it is given away. A withdrawn one says only that, whatever the source still knew of it. */
export const openRow = (row: PublicDecisionRow): z.infer<typeof Row> | z.infer<typeof Withdrawn> => {
  const { number, withdrawn } = row
  const address = decisionAddress(number)
  return withdrawn === undefined ? Row.parse({ ...row, address }) : { number, address, withdrawn }
}

export const openDecision = (
  decision: PublicDecision,
): z.infer<typeof Decision> | z.infer<typeof Withdrawn> | z.infer<typeof Ended> => {
  const { number, withdrawn, ended } = decision
  const address = decisionAddress(number)
  if (ended !== undefined) return { number, address, ended }
  return withdrawn === undefined ? Decision.parse({ ...decision, address }) : { number, address, withdrawn }
}

const number = z.object({
  number: z.string().openapi({ description: '文号，按 URL 编码', example: '某市监罚〔2026〕14号' }),
})
const gone = json(z.union([Withdrawn, Ended]), '已撤回公示，或者已停止公示')

const LedgerRowSchema = z.object({
  number: z.string(),
  unit: z.string().openapi({ description: '承办机构' }),
  decidedOn: Day,
  targetOn: Day,
  dueOn: Day,
  publishedOn: Day.optional(),
  withdrawnOn: Day.optional(),
  state: z.enum(['open', 'on-time', 'late', 'late-open']),
})
const LedgerSumSchema = z.object({
  due: z.int(),
  published: z.int(),
  onTime: z.int(),
  onTarget: z.int(),
  late: z.int(),
  lateNow: z.int(),
})
const Ledger = z.object({
  next: z.string().optional(),
  sum: LedgerSumSchema,
  months: z.array(LedgerSumSchema.extend({ month: z.string() })),
  units: z.array(LedgerSumSchema.extend({ unit: z.string(), name: z.string() })),
  exceptions: z.array(z.object({ ground: z.string(), title: z.string(), n: z.int() })),
  rows: z.array(LedgerRowSchema),
})
/** The account as it is given away. */
export const openLedger = (view: LedgerView, next: string | undefined): z.infer<typeof Ledger> =>
  Ledger.parse({ ...view, ...(next === undefined ? {} : { next }) })

const tooOften = { 429: { description: '查询太频繁，请看 Retry-After' } }

/** What is said of the open data in /openapi.json. */
export const openDataPaths: readonly RouteConfig[] = [
  {
    method: 'get',
    tags: ['开放数据'],
    security: [],
    path: '/ledger.json',
    summary: '公示期限账：每一份决定应当何时公示、实际何时公示，按月和承办机构合计，不予公示的件数',
    request: { query: LedgerQuerySchema },
    responses: { 200: json(Ledger, '一页'), ...refused(400) },
  },
  {
    method: 'get',
    tags: ['开放数据'],
    security: [],
    path: '/ledger.csv',
    summary: '公示期限账，一张表格',
    request: { query: LedgerQuerySchema },
    responses: {
      200: { description: 'UTF-8（带 BOM）', content: { 'text/csv': { schema: z.string() } } },
      ...refused(400),
    },
  },
  {
    method: 'get',
    tags: ['开放数据'],
    security: [],
    path: '/decisions.atom',
    summary: '订阅：最近公示、更正、撤回的决定；带查询条件的，是符合条件的最近五十份',
    request: { query: TableQuerySchema },
    responses: {
      200: { description: 'RFC 4287', content: { 'application/atom+xml': { schema: z.string() } } },
      ...refused(400),
      ...tooOften,
    },
  },
  {
    method: 'get',
    tags: ['开放数据'],
    security: [],
    path: '/decisions.json',
    summary: '决定列表',
    request: { query: OpenQuerySchema },
    responses: { 200: json(List, '一页决定'), ...refused(400), ...tooOften },
  },
  {
    method: 'get',
    tags: ['开放数据'],
    security: [],
    path: '/decisions.csv',
    summary: '全部符合条件的决定，一张表格',
    request: { query: TableQuerySchema },
    responses: {
      200: { description: 'UTF-8（带 BOM）', content: { 'text/csv': { schema: z.string() } } },
      ...refused(400),
    },
  },
  {
    method: 'get',
    tags: ['开放数据'],
    security: [],
    path: '/decisions/{number}.json',
    summary: '一份决定',
    request: { params: number },
    responses: { 200: json(Decision, '决定全文；隐去的内容不在其中'), ...refused(404), 410: gone },
  },
  {
    method: 'get',
    tags: ['开放数据'],
    security: [],
    path: '/decisions/{number}.pdf',
    summary: '一份决定的公示版 PDF',
    request: { params: number },
    responses: {
      200: { description: 'PDF', content: { 'application/pdf': { schema: z.string() } } },
      206: { description: 'PDF 的一部分（Range）' },
      304: { description: '与 If-None-Match 所说的相同' },
      416: { description: '没有所要的这一部分' },
      ...refused(404),
      410: gone,
    },
  },
  {
    method: 'get',
    tags: ['开放数据'],
    security: [],
    path: '/decisions/{number}/receipt',
    summary: '一份决定的凭证，可以离线核验',
    request: { params: number },
    responses: {
      200: { description: 'c2sp.org/tlog-proof', content: { 'text/plain': { schema: z.string() } } },
      ...refused(404),
      410: gone,
    },
  },
  {
    method: 'get',
    tags: ['开放数据'],
    security: [],
    path: '/papers/files/{sha256}/receipt',
    summary: '一份文书文件（PDF）的凭证：有文件的人才知道它的 SHA-256',
    request: { params: z.object({ sha256: z.string().openapi({ description: '文件的 SHA-256，十六进制' }) }) },
    responses: {
      200: { description: 'c2sp.org/tlog-proof', content: { 'text/plain': { schema: z.string() } } },
      ...refused(404),
    },
  },
]

const words = z.object({ q: z.string().optional().openapi({ description: '要查的内容' }) })

const publicPage = (
  path: string,
  summary: string,
  type: string,
  more: Pick<RouteConfig, 'request'> & { readonly others?: Readonly<Record<string, string>> } = {},
): RouteConfig => ({
  method: 'get',
  tags: ['公示门户'],
  security: [],
  path,
  summary,
  ...(more.request === undefined ? {} : { request: more.request }),
  responses: {
    200: { description: summary, content: { [type]: { schema: z.string() } } },
    ...Object.fromEntries(
      Object.entries(more.others ?? {}).map(([status, description]) => [
        status,
        { description, content: { [type]: { schema: z.string() } } },
      ]),
    ),
  },
})
const html = 'text/html'
const xml = 'application/xml'

/** The pages of the portal and what search engines are given, so that the document has every public address. */
export const pagePaths: readonly RouteConfig[] = [
  publicPage('/', '首页', html),
  publicPage('/decisions', '决定公示', html, {
    request: { query: PageQuerySchema },
    others: { 400: '查询条件有误', 429: '查询太频繁' },
  }),
  publicPage('/updates', '最近公示、更正、撤回的决定', html),
  publicPage('/ledger', '公示期限账', html, { request: { query: LedgerQuerySchema }, others: { 400: '查询条件有误' } }),
  publicPage('/decisions/{number}', '一份决定', html, {
    request: { params: number },
    others: { 404: '没有公示过这份决定', 410: '已撤回公示，或者已停止公示' },
  }),
  publicPage('/search', '查询决定、执法人员；扫码得到的地址也可以在这里查', html, {
    request: { query: words },
    others: { 429: '查询太频繁' },
  }),
  publicPage('/officers', '执法人员', html, { request: { query: words }, others: { 400: '查询条件有误' } }),
  publicPage('/officers/check', '当面核对亮证的执法人员；扫码得到的地址也是这里', html, {
    request: {
      query: z.object({
        n: z.string().optional().openapi({ description: '执法证号' }),
        c: z.string().optional().openapi({ description: '动态码，6 位数字' }),
        s: z.uuid().optional().openapi({ description: '这次亮证的标识，在二维码中' }),
        t: z.string().optional().openapi({ description: '来意，base64url，在二维码中' }),
        p: z.string().optional().openapi({ description: '来意和标识出自这部手机的证明，在二维码中' }),
      }),
    },
    others: { 400: '没有写对', 404: '没有通过核对', 429: '输错的次数太多' },
  }),
  {
    ...publicPage('/officers/check', '当事人确认看到了证件', html, {
      request: {
        body: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': {
              schema: z.object({ ticket: z.string(), note: z.string().max(100).optional() }),
            },
          },
        },
      },
      others: { 410: '核对已过半小时' },
    }),
    method: 'post',
  },
  publicPage('/officers/check/photo', '刚核对过的执法人员的照片', 'image/*', {
    request: { query: z.object({ ticket: z.string() }) },
    others: { 404: '没有照片，或者核对已过半小时' },
  }),
  publicPage('/papers/{id}', '扫文书上的二维码看到的页面', html, {
    request: {
      params: z.object({ id: z.string() }),
      query: z.object({ d: z.string().openapi({ description: '文书内容的摘要，十六进制' }) }),
    },
    others: { 400: '地址不完整', 404: '没有这份文书' },
  }),
  publicPage('/items', '执法事项清单', html),
  publicPage('/lists', '公示清单', html),
  publicPage('/lists/{kind}', '一份公示清单', html, {
    request: {
      params: z.object({ kind: z.string() }),
      query: z.object({
        q: z.string().optional().openapi({ description: '要查的内容' }),
        page: z.string().optional(),
        whole: z.enum(['1']).optional().openapi({ description: '全部内容，供打印' }),
      }),
    },
    others: { 404: '没有这份清单' },
  }),
  publicPage('/lists/{kind}/{id}', '清单中的一条：现行的，和各个版本', html, {
    request: {
      params: z.object({ kind: z.string(), id: z.string() }),
      query: z.object({
        version: z.string().optional().openapi({ description: '第几版' }),
        day: z.string().optional().openapi({ description: '这一天有效的' }),
      }),
    },
    others: { 404: '没有这一条，或者没有这一版' },
  }),
  publicPage('/changes', '公示信息的变化', html, {
    request: { query: z.object({ month: z.string().optional().openapi({ example: '2026-11' }) }) },
  }),
  publicPage('/changes/personnel', '人员变动公告', html, {
    request: { query: z.object({ month: z.string().optional().openapi({ example: '2026-11' }) }) },
  }),
  publicPage('/recording', '音像记录事项清单：现行的，历次的，当事人怎样查看', html, {
    request: { query: z.object({ version: z.string().optional().openapi({ description: '第几版' }) }) },
    others: { 404: '没有这一版' },
  }),
  publicPage('/review', '重大执法决定法制审核：办法，清单现行的和历次的', html, {
    request: { query: z.object({ version: z.string().optional().openapi({ description: '清单的第几版' }) }) },
    others: { 404: '没有这一版' },
  }),
  publicPage('/procedure', '执法流程', html),
  publicPage('/guide', '办事指南', html),
  publicPage('/remedies', '救济途径', html),
  publicPage('/complaints', '投诉举报：渠道，本局的期限账', html),
  publicPage('/complaints/new', '投诉、举报、咨询的表单', html, {
    request: { query: z.object({ kind: z.enum(['complaint', 'report', 'consultation']).optional() }) },
  }),
  {
    ...publicPage('/complaints/new', '提交投诉、举报、咨询；回答登记号和只显示一次的查询码', html, {
      request: {
        body: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: z.object({
                kind: z.enum(['complaint', 'report', 'consultation']),
                content: z.string().max(5000),
                claim: z.string().max(2000).optional(),
                against: z.string().max(100).optional(),
                againstAddress: z.string().max(200).optional(),
                againstCode: z.string().max(30).optional(),
                name: z.string().max(50).optional(),
                phone: z.string().max(20).optional(),
                address: z.string().max(200).optional(),
                anonymous: z.enum(['1']).optional(),
              }),
            },
          },
        },
      },
      others: { 403: '从别的网站提交来的', 413: '材料过大', 422: '内容不完整，写的都还在', 429: '提交过于频繁' },
    }),
    method: 'post',
  },
  publicPage('/follow', '查进度的表单', html, { request: { query: z.object({ number: z.string().optional() }) } }),
  {
    ...publicPage('/follow', '凭登记号（案号）和查询码查进度', html, {
      request: {
        body: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': { schema: z.object({ number: z.string(), code: z.string() }) },
          },
        },
      },
      others: { 400: '没有写全', 404: '登记号或者查询码不对', 429: '输错的次数太多' },
    }),
    method: 'post',
  },
  {
    method: 'post',
    tags: ['公示门户'],
    security: [],
    path: '/follow/letter',
    summary: '凭登记号和查询码下载写给您的告知书',
    request: {
      body: {
        required: true,
        content: {
          'application/x-www-form-urlencoded': {
            schema: z.object({
              number: z.string(),
              code: z.string(),
              letter: z.string().openapi({ description: '查进度的页面上给的告知书标识' }),
            }),
          },
        },
      },
    },
    responses: {
      200: { description: '告知书', content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } },
      404: { description: '登记号或者查询码不对，或者没有这份告知书', content: { [html]: { schema: z.string() } } },
      429: { description: '输错的次数太多', content: { [html]: { schema: z.string() } } },
    },
  },
  publicPage('/window', '窗口的岗位信息公示牌', html, {
    request: {
      query: z.object({
        id: z.string().optional().openapi({ description: '哪个窗口' }),
        screen: z.enum(['1']).optional().openapi({ description: '1：大厅的屏幕，每分钟自动更新' }),
      }),
    },
    others: { 404: '没有这个窗口' },
  }),
  publicPage('/window/materials', '示范文本', html),
  publicPage('/window/materials/licence/{id}', '办一项许可要带的材料，逐项打勾', html, {
    request: { params: z.object({ id: z.string() }) },
    others: { 404: '没有这项许可' },
  }),
  publicPage('/window/materials/{id}', '一份示范文本，后面加 .txt 是下载的文件', html, {
    request: { params: z.object({ id: z.string() }) },
    others: { 404: '没有这份示范文本' },
  }),
  publicPage('/board', '三项制度落实情况', html),
  publicPage('/verify', '核验', html),
  {
    ...publicPage('/verify', '核验上传的凭证、PDF 文书或者导出的案件；文件不保存', html, {
      request: {
        body: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: z.object({
                file: z.array(z.string().openapi({ format: 'binary' })),
                vkey: z.string().optional().openapi({ description: '公钥；不写就用本站的' }),
              }),
            },
          },
        },
      },
      others: { 400: '没有文件', 413: '超过 20 MB' },
    }),
    method: 'post',
  },
  publicPage('/robots.txt', '给搜索引擎的说明', 'text/plain'),
  publicPage('/sitemap.xml', '网站地图的目录', xml),
  publicPage('/sitemaps/pages.xml', '网页的地图', xml),
  publicPage('/sitemaps/{month}.xml', '一个月公示的决定的地图', xml, {
    request: { params: z.object({ month: z.string().openapi({ example: '2026-11' }) }) },
  }),
]
