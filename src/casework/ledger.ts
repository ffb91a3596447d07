import { createRoute, z } from '@hono/zod-openapi'
import { dayOf } from '../calendar/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import type { Actor } from '../kernel/index.ts'
import {
  type Db,
  type Http,
  json,
  page,
  refused,
  type Sql,
  session,
  signedIn,
  sql,
  type TableColumn,
  type TableEnding,
  tableAnswer,
  tableEndings,
  tableResponse,
} from '../platform/index.ts'
import { mayReadRow } from './sight.ts'
import { LedgerPage, type LedgerRow } from './view.ts'

const PAGE = 50
const READ = 500

const tags = ['文书']
const query = z.object({
  year: z.coerce
    .number('年份请写四位数字')
    .int('年份请写四位数字')
    .min(2000, '年份请写四位数字')
    .max(2999, '年份请写四位数字')
    .optional()
    .openapi({ type: 'integer', description: '哪一年的文号，默认今年' }),
  series: z.string().max(50).optional().openapi({ description: '机关代字，例如“澄市监罚”' }),
  voided: z.enum(['0', '1']).optional().openapi({ description: '1：只要作废的' }),
})
type Asked = z.infer<typeof query>

const ledger = createRoute({
  method: 'get',
  path: '/api/ledger',
  tags,
  summary: '文书台账：一年的文号，新的在前；作废的也在其中',
  security: session,
  request: { query: query.extend({ page }) },
  responses: { 200: json(LedgerPage, '一页台账'), ...refused(400), ...signedIn },
})
const table = <E extends TableEnding>(ending: E) =>
  createRoute({
    method: 'get',
    path: `/api/ledger.${ending}`,
    tags,
    summary: `文书台账的表格（${ending}）`,
    security: session,
    request: { query },
    responses: { 200: tableResponse('文书台账', ending), ...refused(400, 422), ...signedIn },
  })

const columns: readonly TableColumn<LedgerRow>[] = [
  ['文号', ({ number }) => number],
  ['文书', ({ title }) => title],
  ['制作日期', ({ at }) => dayOf(at), 'day'],
  ['案件', ({ caseTitle }) => caseTitle],
  ['状态', ({ voided }) => (voided === undefined ? '有效' : '作废')],
  ['作废的原因', ({ voided }) => voided],
]

/** The ledger of numbered papers (R6), as far as a person may see their cases; what was voided stays in it. */
export const ledgerRoutes = (app: Http, { database: { db }, clock }: Journal): void => {
  const yearOf = ({ year }: Asked): number => year ?? Number(dayOf(clock.now()).slice(0, 4))

  app.openapi(ledger, async (c) => {
    const { page: at, ...asked } = c.req.valid('query')
    const where = fitting(actorOf(c), yearOf(asked), asked)
    const { rows: series } = await sql<LedgerPage['series'][number]>`
      select series, year, count(*)::int as given, count(voided)::int as voided, (max(n) - count(*))::int as missing
      from paper_number where year = ${yearOf(asked)} group by series, year order by series`.execute(db)
    const { rows: counted } = await sql<{ total: number }>`
      select count(*)::int as total from (select from ${where} limit 10000) counted`.execute(db)
    const rows = await read(db, where, sql`limit ${PAGE} offset ${(at - 1) * PAGE}`)
    return c.json({ rows: rows.map(rowOf), series, total: counted[0]?.total ?? 0, page: at, pageSize: PAGE }, 200)
  })

  for (const ending of tableEndings)
    app.openapi(table(ending), async (c) => {
      const asked = c.req.valid('query')
      const rows = each(db, fitting(actorOf(c), yearOf(asked), asked))
      return (await tableAnswer(c, ending, '文书台账', columns, rows)) as never
    })
}

interface Row {
  readonly series: string
  readonly year: number
  readonly n: number
  readonly text: string
  readonly title: string
  readonly at: string
  readonly paper: string
  readonly case_id: string
  readonly case_title: string
  readonly voided: string | null
}

const fitting = (actor: Actor, year: number, { series, voided }: Asked): Sql =>
  sql`paper_number p join case_file on case_file.id = p.case_id
    where p.year = ${year} and ${mayReadRow(actor)}
    ${series === undefined ? sql`` : sql`and p.series = ${series}`} ${voided === '1' ? sql`and p.voided is not null` : sql``}`

const read = async (db: Db, where: Sql, more: Sql): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`
    select p.series, p.year, p.n, p.text, p.title, p.at, p.paper, p.case_id, case_file.title as case_title, p.voided
    from ${where} order by p.at desc, p.series, p.n desc ${more}`.execute(db)
  return rows
}

/** All of a year, series by series from the first number on, read from where the last batch ended. */
async function* each(db: Db, where: Sql): AsyncGenerator<LedgerRow> {
  for (let after: Row | undefined; ; ) {
    const beyond = after === undefined ? sql`` : sql`and (p.series, p.n) > (${after.series}, ${after.n})`
    const { rows } = await sql<Row>`
      select p.series, p.year, p.n, p.text, p.title, p.at, p.paper, p.case_id, case_file.title as case_title, p.voided
      from ${where} ${beyond} order by p.series, p.n limit ${READ}`.execute(db)
    yield* rows.map(rowOf)
    after = rows.at(-1)
    if (rows.length < READ) return
  }
}

const rowOf = ({ text, title, at, paper, case_id, case_title, voided }: Row): LedgerRow => ({
  number: text,
  title,
  at,
  paper,
  caseId: case_id,
  caseTitle: case_title,
  ...(voided === null ? {} : { voided }),
})
