import { createRoute, z } from '@hono/zod-openapi'
import { dayOf } from '../calendar/index.ts'
import { actorOf, signatureHolds, signingKeys } from '../identity/index.ts'
import { type EventRow, eventColumns, eventOf, type Journal } from '../journal/index.ts'
import type { Actor } from '../kernel/index.ts'
import {
  type Db,
  type Http,
  Instant,
  json,
  list,
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
  view,
} from '../platform/index.ts'
import {
  type CaseEventData,
  type Procedure,
  type Responsibility,
  responsibilities,
  signedDigest,
  statementBytes,
} from '../procedure/index.ts'
import { mayReadRow } from './sight.ts'

const PAGE = 50
const READ = 200

const tags = ['办案']
const shares = Object.keys(responsibilities) as [Responsibility, ...Responsibility[]]
const day = z.iso.date('日期请按“2026-01-31”的样子填写')
const query = z.object({
  case: z.string().max(100).optional().openapi({ description: '案件的标识' }),
  person: z.string().trim().max(50).optional().openapi({ description: '姓名或者人员编号' }),
  unit: z.string().max(100).optional().openapi({ description: '签名时所在的机构' }),
  share: z.enum(shares).optional().openapi({ description: 'handling 承办，review 审核，decision 决定' }),
  from: day.optional(),
  until: day.optional(),
  against: z.enum(['0', '1']).optional().openapi({ description: '1：只要与审核意见不一致的' }),
})
type Asked = z.infer<typeof query>

const ResponsibilityRow = view({
  caseId: z.string(),
  caseTitle: z.string(),
  version: z.int(),
  share: z.enum(shares),
  shareTitle: z.string(),
  act: z.string().openapi({ description: '签名负责的行为' }),
  person: z.string(),
  name: z.string(),
  unit: z.string().optional(),
  at: Instant.openapi({ description: '签名的时间' }),
  key: z.string().openapi({ description: '签名密钥的编号' }),
  against: z.boolean().openapi({ description: '与审核意见不一致的决定' }),
  holds: z.boolean().openapi({ description: '签名核验成立：用本人当时的密钥、签的就是所记录的内容' }),
}).openapi('Responsibility')
export type ResponsibilityRow = z.infer<typeof ResponsibilityRow>

const ResponsibilityPage = view({
  rows: list(ResponsibilityRow),
  total: z.int().openapi({ description: '最多数到 10000' }),
  page: z.int(),
  pageSize: z.int(),
  units: list(view({ id: z.string(), name: z.string() })),
}).openapi('ResponsibilityPage')
export type ResponsibilityPage = z.infer<typeof ResponsibilityPage>

const show = createRoute({
  method: 'get',
  path: '/api/responsibilities',
  tags,
  summary: '谁对案件的哪一部分签名负责，签名是否成立；新的在前',
  security: session,
  request: { query: query.extend({ page }) },
  responses: { 200: json(ResponsibilityPage, '一页责任'), ...refused(400), ...signedIn },
})
const table = <E extends TableEnding>(ending: E) =>
  createRoute({
    method: 'get',
    path: `/api/responsibilities.${ending}`,
    tags,
    summary: `责任的表格（${ending}）`,
    security: session,
    request: { query },
    responses: { 200: tableResponse('责任', ending), ...refused(400, 422), ...signedIn },
  })

const columns: readonly TableColumn<ResponsibilityRow>[] = [
  ['案件', ({ caseTitle }) => caseTitle],
  ['责任', ({ shareTitle }) => shareTitle],
  ['行为', ({ act }) => act],
  ['姓名', ({ name }) => name],
  ['机构', ({ unit }) => unit],
  ['签名日期', ({ at }) => dayOf(at), 'day'],
  ['与审核意见', ({ against }) => (against ? '不一致' : '')],
  ['密钥编号', ({ key }) => key],
  ['签名核验', ({ holds }) => (holds ? '成立' : '不成立')],
]

interface Row {
  readonly case_id: string
  readonly case_title: string
  readonly version: number
  readonly share: Responsibility
  readonly act: string
  readonly person: string
  readonly name: string
  readonly unit_name: string | null
  readonly at: string | Date
  readonly key: string
  readonly against: boolean
}

/** Who signed for which share of which case, as far as a person may see the cases (L10). */
export const responsibilityRoutes = (
  app: Http,
  { database: { db } }: Journal,
  procedures: ReadonlyMap<string, Procedure>,
): void => {
  const titles = new Map(
    [...procedures.values()].flatMap(({ acts }) => acts.map(({ name, title }) => [name, title] as const)),
  )
  const shown = async (rows: readonly Row[]): Promise<readonly ResponsibilityRow[]> => {
    const holds = await verified(db, rows)
    return rows.map((row, n) => ({
      caseId: row.case_id,
      caseTitle: row.case_title,
      version: row.version,
      share: row.share,
      shareTitle: responsibilities[row.share],
      act: titles.get(row.act) ?? row.act,
      person: row.person,
      name: row.name,
      ...(row.unit_name === null ? {} : { unit: row.unit_name }),
      at: new Date(row.at).toISOString(),
      key: row.key,
      against: row.against,
      holds: holds[n] === true,
    }))
  }

  app.openapi(show, async (c) => {
    const { page: at, ...asked } = c.req.valid('query')
    const where = fitting(actorOf(c), asked)
    const { rows: counted } = await sql<{ total: number }>`
      select count(*)::int as total from (select from ${where} limit 10000) counted`.execute(db)
    const { rows: units } = await sql<{ id: string; name: string }>`
      select u.entry as id, u.data ->> 'name' as name from registry_entry u where u.kind = 'unit' and u.until_day is null order by name limit 200`.execute(
      db,
    )
    const rows = await shown(await read(db, where, sql`limit ${PAGE} offset ${(at - 1) * PAGE}`))
    return c.json({ rows, total: counted[0]?.total ?? 0, page: at, pageSize: PAGE, units }, 200)
  })

  for (const ending of tableEndings)
    app.openapi(table(ending), async (c) => {
      const where = fitting(actorOf(c), c.req.valid('query'))
      const all = async function* () {
        for (let offset = 0; ; offset += READ) {
          const rows = await shown(await read(db, where, sql`limit ${READ} offset ${offset}`))
          yield* rows
          if (rows.length < READ) return
        }
      }
      return (await tableAnswer(c, ending, '责任', columns, all())) as never
    })
}

const fitting = (actor: Actor, asked: Asked): Sql =>
  sql`case_responsibility r join case_file on case_file.id = r.case_id
    where ${mayReadRow(actor)}
    ${asked.case === undefined ? sql`` : sql`and r.case_id = ${asked.case}`}
    ${asked.person === undefined || asked.person === '' ? sql`` : sql`and (r.name = ${asked.person} or r.person = ${asked.person})`}
    ${asked.unit === undefined ? sql`` : sql`and r.unit = ${asked.unit}`}
    ${asked.share === undefined ? sql`` : sql`and r.share = ${asked.share}`}
    ${asked.from === undefined ? sql`` : sql`and r.at >= ${`${asked.from}T00:00:00+08:00`}::timestamptz`}
    ${asked.until === undefined ? sql`` : sql`and r.at < ${`${asked.until}T00:00:00+08:00`}::timestamptz + interval '1 day'`}
    ${asked.against === '1' ? sql`and r.against` : sql``}`

const read = async (db: Db, where: Sql, more: Sql): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`
    select r.case_id, case_file.title as case_title, r.version, r.share, r.act, r.person, r.name, r.at, r.key, r.against,
      (select u.data ->> 'name' from registry_entry u where u.kind = 'unit' and u.entry = r.unit order by u.from_day desc limit 1) as unit_name
    from ${where} order by r.at desc, r.case_id, r.version desc ${more}`.execute(db)
  return rows
}

/** Whether each is signed by the person's key of its time, and over what its event holds: two queries for all. */
const verified = async (db: Db, rows: readonly Row[]): Promise<readonly boolean[]> => {
  if (rows.length === 0) return []
  const { rows: events } = await sql<EventRow>`
    select ${sql.raw(eventColumns)} from event
    where kind = 'case' and (stream_id, version) in (
      select * from unnest(${rows.map((row) => row.case_id)}::text[], ${rows.map(({ version }) => version)}::int[])
    )`.execute(db)
  const keys = await signingKeys(
    db,
    rows.map(({ key }) => key),
  )
  const found = new Map(events.map(eventOf).map((event) => [`${event.streamId} ${event.version}`, event]))
  return rows.map((row) => {
    const event = found.get(`${row.case_id} ${row.version}`)
    const signed = (event?.data as Partial<CaseEventData> | undefined)?.signed
    const key = keys.get(row.key)
    if (event === undefined || signed === undefined || key === undefined) return false
    const { statement, signature } = signed
    return (
      key.person === event.actor.id &&
      statement.person === event.actor.id &&
      statement.case === event.streamId &&
      statement.version === event.version &&
      statement.act === event.type &&
      statement.at === event.enteredAt &&
      statement.digest === signedDigest(event.data) &&
      key.from <= event.enteredAt &&
      (key.until === undefined || event.enteredAt <= key.until) &&
      signatureHolds(key.publicKey, statementBytes(statement), signature)
    )
  })
}
