import { z } from '@hono/zod-openapi'
import type { DecisionQuery, LedgerQuery } from '../src/disclosure/view.ts'

/** 处罚种类 (行政处罚法 art. 9), as lists can be narrowed by them. */
export const penaltyKinds = [
  '警告',
  '通报批评',
  '罚款',
  '没收违法所得',
  '没收非法财物',
  '暂扣许可证件',
  '降低资质等级',
  '吊销许可证件',
  '吊销营业执照',
  '限制开展生产经营活动',
  '责令停产停业',
  '责令关闭',
  '限制从业',
] as const

const Day = z.iso.date('日期请按“2026-01-31”的样子填写')
const Year = z.coerce
  .number('年份是四位数字')
  .int('年份是四位数字')
  .min(2000, '年份是四位数字')
  .max(2100, '年份是四位数字')
const Yuan = z.coerce
  .number('金额是数字，单位是元')
  .min(0, '金额不能小于 0')
  .max(1_000_000_000_000, '金额太大')
  .transform((yuan) => Math.round(yuan * 100) / 100)
const Words = z.string().trim().max(100, '查询内容最多 100 个字，请写短一些')
const PageNumber = z.coerce
  .number('页码是从 1 开始的整数')
  .int('页码是从 1 开始的整数')
  .min(1, '页码是从 1 开始的整数')
  .max(500, '一次最多翻到第 500 页，请加上条件缩小范围，或者下载表格')

const conditions = z.object({
  q: Words.optional().openapi({ description: '当事人、文号、统一社会信用代码或者关键词，可以写几个，用空格分开' }),
  penalty: z.enum(penaltyKinds, '没有这种处罚，请从列表中选').optional().openapi({ description: '处罚种类' }),
  procedure: z
    .enum(['ordinary-penalty', 'simple-penalty'], '没有这种程序，请从列表中选')
    .optional()
    .openapi({ description: '程序' }),
  from: Day.optional().openapi({ description: '决定日期，自' }),
  to: Day.optional().openapi({ description: '决定日期，至' }),
  unit: z.string().trim().max(60, '没有这个承办机构').optional().openapi({ description: '承办机构的标识' }),
  item: z.string().trim().max(100, '没有这个事项').optional().openapi({ description: '处罚事项的名称' }),
  year: Year.optional().openapi({ description: '决定的年份' }),
  min: Yuan.optional().openapi({ description: '罚款不少于，元' }),
  max: Yuan.optional().openapi({ description: '罚款不超过，元' }),
})
export const sorts = { newest: '最近公示的在前', oldest: '最早公示的在前', amount: '罚款多的在前' } as const
const inOrder = ({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): boolean =>
  from === undefined || to === undefined || from <= to
const outOfOrder = { path: ['to'], message: '结束日期早于开始日期，请对调' }
const amountsInOrder = ({
  min,
  max,
}: {
  readonly min?: number | undefined
  readonly max?: number | undefined
}): boolean => min === undefined || max === undefined || min <= max
const amountsOutOfOrder = { path: ['max'], message: '最高数额小于最低数额，请对调' }

/** The last row of a page: where the next one begins. */
const Place = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}~.{1,60}$/u, '请使用上一页 next 中的地址')
  .refine((text) => Day.safeParse(text.slice(0, 10)).success, '请使用上一页 next 中的地址')

/** The conditions of the list of decisions, for pages and for open data alike. */
export const PageQuerySchema = conditions
  .extend({
    sort: z
      .enum(Object.keys(sorts) as [keyof typeof sorts, ...(keyof typeof sorts)[]], '没有这种排列，请从列表中选')
      .optional()
      .openapi({ description: '排列' }),
    page: PageNumber.optional(),
  })
  .refine(inOrder, outOfOrder)
  .refine(amountsInOrder, amountsOutOfOrder)
export const TableQuerySchema = conditions.refine(inOrder, outOfOrder).refine(amountsInOrder, amountsOutOfOrder)
export const OpenQuerySchema = conditions
  .extend({ after: Place.optional().openapi({ description: '从哪一件之后开始：见上一页的 next' }) })
  .refine(inOrder, outOfOrder)
  .refine(amountsInOrder, amountsOutOfOrder)

/** The account of deadlines. */
export const LedgerQuerySchema = z.object({
  year: Year.optional().openapi({ description: '决定的年份' }),
  unit: z.string().trim().max(60, '没有这个承办机构').optional().openapi({ description: '承办机构的标识' }),
  late: z.literal('1', '只看逾期的写 1').optional().openapi({ description: '1：只要逾期的' }),
  page: PageNumber.optional(),
})

const OfficerQuerySchema = z.object({ q: Words.optional(), page: PageNumber.optional() })

export interface WrongField {
  readonly field: string
  readonly message: string
}

/** What was asked: either understood, or what is wrong with it, field by field, beside what was given. */
export type Asked<T> =
  | { readonly ok: true; readonly query: T }
  | { readonly ok: false; readonly wrong: readonly WrongField[]; readonly given: Readonly<Record<string, string>> }

/** A form sends its empty fields too; they count as not given. */
const read =
  <T>(schema: { safeParse(given: unknown): z.ZodSafeParseResult<T> }) =>
  (parameters: Readonly<Record<string, string>>): Asked<T> => {
    const given = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value.trim() !== ''))
    const parsed = schema.safeParse(given)
    if (parsed.success) return { ok: true, query: parsed.data }
    const wrong = parsed.error.issues.map(({ path, message }) => ({ field: String(path[0]), message }))
    return { ok: false, wrong, given }
  }

export const readDecisionQuery: (parameters: Readonly<Record<string, string>>) => Asked<DecisionQuery> =
  read(PageQuerySchema)
export const readTableQuery: (parameters: Readonly<Record<string, string>>) => Asked<DecisionQuery> =
  read(TableQuerySchema)
/** `late` is told as a yes or no. */
export const readLedgerQuery = (parameters: Readonly<Record<string, string>>): Asked<LedgerQuery> => {
  const asked = read(LedgerQuerySchema)(parameters)
  if (!asked.ok) return asked
  const { late, ...query } = asked.query
  return { ok: true, query: { ...query, ...(late === undefined ? {} : { late: true }) } }
}
export const readOpenQuery = read(OpenQuerySchema)
export const readOfficerQuery = read(OfficerQuerySchema)

/** What is asked of a card on a phone: typed, or as its QR says. */
export interface CheckGiven {
  readonly number: string
  readonly code: string
  readonly scanned?: { readonly showing: string; readonly task: string; readonly proof: string }
}

const Scanned = z.object({
  s: z.uuid(),
  t: z
    .string()
    .max(400)
    .transform((text) => Buffer.from(text, 'base64url').toString().slice(0, 40)),
  p: z.string().regex(/^[\w-]{22}$/),
})

/** Undefined where nothing was asked. A QR that is damaged counts as typed: number and code stand in it too. */
export const readCheck = (
  parameters: Readonly<Record<string, string>>,
):
  | { readonly given: CheckGiven; readonly check: CheckGiven }
  | { readonly given: CheckGiven; readonly wrong: { readonly field: 'n' | 'c'; readonly message: string } }
  | undefined => {
  const number = (parameters.n ?? '').replaceAll(/\s/g, '').slice(0, 30)
  const code = (parameters.c ?? '').normalize('NFKC').replaceAll(/\s/g, '')
  if (number === '' && code === '') return undefined
  const given = { number, code }
  if (number === '') return { given, wrong: { field: 'n', message: '请输入手机上显示的执法证号' } }
  if (!/^\d{6}$/.test(code)) return { given, wrong: { field: 'c', message: '动态码是 6 位数字，请看着手机重新输入' } }
  const { data } = Scanned.safeParse(parameters)
  const scanned = data === undefined ? {} : { scanned: { showing: data.s, task: data.t, proof: data.p } }
  return { given, check: { ...given, ...scanned } }
}
