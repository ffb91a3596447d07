import { createRoute, z } from '@hono/zod-openapi'
import { actorOf } from '../identity/index.ts'
import { refusal } from '../kernel/index.ts'
import {
  type Db,
  type Http,
  json,
  jsonBody,
  list,
  type Migration,
  nothingHere,
  refused,
  refuseWith,
  sent,
  session,
  signedIn,
  sql,
} from '../platform/index.ts'
import { DraftRow, DraftView } from './view.ts'

/** What somebody has begun and not handed in: kept with the account, so that it can be gone on with on another machine. */
export const draftMigrations: readonly Migration[] = [
  {
    name: 'draft',
    up: async (tx) => {
      await sql`
        create table draft (
          person text not null, subject text not null, act text not null, about text not null, body jsonb not null,
          at timestamptz not null, dropped_at timestamptz, primary key (person, subject, act)
        )`.execute(tx)
      await sql`create index draft_dropped on draft (dropped_at) where dropped_at is not null`.execute(tx)
    },
  },
]

const most = 200
/** Characters of JSON. */
const longest = 400_000

const tags = ['草稿']
const params = z.object({
  subject: z.string().max(100).openapi({ description: '案件的标识；新建案件为 new' }),
  act: z.string().max(100).openapi({ description: '行为' }),
})
const done = json(z.object({ ok: z.literal(true) }), '已办')

const all = createRoute({
  method: 'get',
  path: '/api/drafts',
  tags,
  summary: '本人没有交出的草稿，和三十天内放弃的，新的在前',
  security: session,
  responses: { 200: json(list(DraftRow), '草稿'), ...signedIn },
})
const one = createRoute({
  method: 'get',
  path: '/api/drafts/{subject}/{act}',
  tags,
  summary: '一份草稿',
  security: session,
  request: { params },
  responses: { 200: json(DraftView, '草稿'), ...refused(404), ...signedIn },
})
const keep = createRoute({
  method: 'put',
  path: '/api/drafts/{subject}/{act}',
  tags,
  summary: '存下一份草稿；已有更晚写的，留更晚的',
  security: session,
  request: {
    params,
    body: jsonBody(
      z.strictObject({
        about: z.string().trim().min(1, '请写明草稿是什么').max(300),
        at: z.iso.datetime('写的时间请按“2026-01-31T01:30:00Z”的样子填写'),
        body: z.record(z.string(), z.unknown()),
      }),
    ),
  },
  responses: { 200: done, ...sent, ...signedIn },
})
const drop = createRoute({
  method: 'delete',
  path: '/api/drafts/{subject}/{act}',
  tags,
  summary: '放弃一份草稿，三十天内可以恢复；已经交出的不再留',
  security: session,
  request: {
    params,
    query: z.object({ done: z.enum(['0', '1']).default('0').openapi({ description: '1：已经交出' }) }),
  },
  responses: { 200: done, ...refused(400), ...signedIn },
})
const restore = createRoute({
  method: 'post',
  path: '/api/drafts/{subject}/{act}/restore',
  tags,
  summary: '恢复放弃的草稿',
  security: session,
  request: { params },
  responses: { 200: done, ...refused(404), ...signedIn },
})

const tooMany = refusal('too-many-drafts', `最多存 ${most} 份草稿，请先交出或者放弃一些；您写的内容还在本机`)
const tooLong = refusal('draft-too-long', '草稿太长，没有存到服务器；您写的内容还在本机')

/** Drafts are nobody's but the writer's: no table, list or search of others shows them, and they are no part of any case. */
export const draftRoutes = (app: Http, db: Db): void => {
  app.openapi(all, async (c) => {
    const { rows } = await sql<DraftRow & { dropped: boolean }>`
      select subject, act, about, at, dropped_at is not null as dropped from draft
      where person = ${actorOf(c).id} and coalesce(dropped_at > now() - interval '30 days', true)
      order by at desc limit ${most * 2}`.execute(db)
    return c.json(rows, 200)
  })
  app.openapi(one, async (c) => {
    const { subject, act } = c.req.valid('param')
    const { rows } = await sql<DraftView>`
      select about, at, body from draft
      where person = ${actorOf(c).id} and subject = ${subject} and act = ${act} and dropped_at is null`.execute(db)
    const [found] = rows
    return found === undefined ? refuseWith(c, 404, nothingHere) : c.json(found, 200)
  })
  app.openapi(keep, async (c) => {
    const { id: person } = actorOf(c)
    const { subject, act } = c.req.valid('param')
    const { about, at, body } = c.req.valid('json')
    const text = JSON.stringify(body)
    if (text.length > longest) return refuseWith(c, 422, tooLong)
    // What was given up long ago goes with the next that is written.
    await sql`delete from draft where dropped_at < now() - interval '30 days'`.execute(db)
    const { rows } = await sql<{ readonly room: boolean }>`
      with room as (
        select count(*) < ${most} as room from draft
        where person = ${person} and dropped_at is null and not (subject = ${subject} and act = ${act})
      ), kept as (
        insert into draft (person, subject, act, about, body, at)
        select ${person}, ${subject}, ${act}, ${about}, ${text}::jsonb, ${at}::timestamptz from room where room
        on conflict (person, subject, act) do update
        set about = excluded.about, body = excluded.body, at = excluded.at, dropped_at = null
        where draft.at <= excluded.at
      ) select room from room`.execute(db)
    return rows[0]?.room === true ? c.json({ ok: true as const }, 200) : refuseWith(c, 422, tooMany)
  })
  app.openapi(drop, async (c) => {
    const { id: person } = actorOf(c)
    const { subject, act } = c.req.valid('param')
    if (c.req.valid('query').done === '1')
      await sql`delete from draft where person = ${person} and subject = ${subject} and act = ${act}`.execute(db)
    else
      await sql`update draft set dropped_at = now()
        where person = ${person} and subject = ${subject} and act = ${act} and dropped_at is null`.execute(db)
    return c.json({ ok: true as const }, 200)
  })
  app.openapi(restore, async (c) => {
    const { subject, act } = c.req.valid('param')
    const { rows } = await sql<{ readonly act: string }>`
      update draft set dropped_at = null
      where person = ${actorOf(c).id} and subject = ${subject} and act = ${act} and dropped_at is not null
      returning act`.execute(db)
    return rows.length === 0 ? refuseWith(c, 404, nothingHere) : c.json({ ok: true as const }, 200)
  })
}
