import { createRoute, z } from '@hono/zod-openapi'
import { actorOf } from '../identity/index.ts'
import { newId, refusal } from '../kernel/index.ts'
import {
  type Db,
  type Http,
  json,
  jsonBody,
  list,
  type Migration,
  refused,
  refuseWith,
  sent,
  session,
  signedIn,
  sql,
} from '../platform/index.ts'
import { SavedSearch } from './view.ts'

/** What a person looks for again and again; kept with the account and not on a machine. */
export const savedSearchMigrations: readonly Migration[] = [
  {
    name: 'saved-search',
    up: async (tx) => {
      await sql`create table saved_search (id uuid primary key, person text not null, title text not null, address text not null, at timestamptz not null default now(), unique (person, title))`.execute(
        tx,
      )
    },
  },
]

const most = 50
const tags = ['常用查询']
const address = z
  .string()
  .max(500)
  .regex(
    /^\/(cases|deadlines|calendar|parties|search)(\?[^#\s]*)?$/,
    '只能存下案件、期限、日历、当事人和全文查找的查询',
  )
  .openapi({ description: '工作台中的地址', example: '/cases?mine=1' })

const read = createRoute({
  method: 'get',
  path: '/api/saved-searches',
  tags,
  summary: '本人存下的查询，按名称排列',
  security: session,
  responses: { 200: json(list(SavedSearch), '查询'), ...signedIn },
})
const keep = createRoute({
  method: 'post',
  path: '/api/saved-searches',
  tags,
  summary: '存下一个查询；同名的被替换，最多 50 个',
  security: session,
  request: {
    body: jsonBody(
      z.strictObject({ title: z.string().trim().min(1, '请给查询起个名称').max(40, '名称最多 40 字'), address }),
    ),
  },
  responses: { 200: json(SavedSearch, '已存下'), ...sent, ...signedIn },
})
const drop = createRoute({
  method: 'delete',
  path: '/api/saved-searches/{id}',
  tags,
  summary: '删去一个查询',
  security: session,
  request: { params: z.object({ id: z.uuid() }) },
  responses: { 200: json(z.object({ ok: z.literal(true) }), '已删去'), ...refused(404), ...signedIn },
})

const tooMany = refusal('too-many-searches', `最多存 ${most} 个查询，请先删去不用的`, { field: 'title' })

export const savedSearchRoutes = (app: Http, db: Db): void => {
  app.openapi(read, async (c) => {
    const { rows } = await sql<SavedSearch>`
      select id, title, address from saved_search where person = ${actorOf(c).id} order by title`.execute(db)
    return c.json(rows, 200)
  })
  app.openapi(keep, async (c) => {
    const { id: person } = actorOf(c)
    const { title, address: to } = c.req.valid('json')
    const { rows } = await sql<SavedSearch>`
      insert into saved_search (id, person, title, address)
      select ${newId()}::uuid, ${person}, ${title}, ${to}
      where (select count(*) from saved_search where person = ${person} and title <> ${title}) < ${most}
      on conflict (person, title) do update set address = excluded.address returning id, title, address`.execute(db)
    const [kept] = rows
    return kept === undefined ? refuseWith(c, 422, tooMany) : c.json(kept, 200)
  })
  app.openapi(drop, async (c) => {
    await sql`delete from saved_search where id = ${c.req.valid('param').id}::uuid and person = ${actorOf(c).id}`.execute(
      db,
    )
    return c.json({ ok: true as const }, 200)
  })
}
