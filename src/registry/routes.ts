import { createRoute, z } from '@hono/zod-openapi'
import { dayOf } from '../calendar/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { type Actor, ordinal } from '../kernel/index.ts'
import {
  type Blobs,
  CommandKey,
  type Http,
  json,
  jsonBody,
  linkToNext,
  list,
  nothingHere,
  page,
  pageOf,
  refusalStatus,
  refused,
  refuseWith,
  rowsOfPage,
  sent,
  session,
  signedIn,
  type TableEnding,
  tableAnswer,
  tableEndings,
  tableResponse,
} from '../platform/index.ts'
import { mayDraft } from './drafts/draft.ts'
import { registryStream, streamIdOf } from './entry.ts'
import { type RegistryKind, registryKinds } from './kinds.ts'
import { type FoundArticle, lawArticle, lawList, searchLaws } from './laws.ts'
import { allInForce, historyOf, pageInForce } from './read.ts'
import { shownTo } from './relatives.ts'
import { sealRefusals } from './seal-image.ts'
import { eachInForce, entryColumns } from './table.ts'
import { EntryData, kindComponent, LawArticleView, LawRow, RegistryEntry, RegistryKindView } from './view.ts'

const kind = z
  .enum(Object.keys(registryKinds) as [RegistryKind, ...RegistryKind[]])
  .openapi({ description: '基础数据的种类' })
const id = z.string().regex(/^[\p{L}\p{N}._-]{1,60}$/u)
const reason = z
  .string({ error: '请写明变更理由' })
  .max(2000, '变更理由最多 2000 字')
  .openapi({ description: '变更理由' })

const Put = z.object({
  data: EntryData,
  from: z.string().openapi({ format: 'date', description: '生效日期' }),
  until: z.string().optional().openapi({ format: 'date', description: '失效日期' }),
  reason,
  key: CommandKey,
})
const End = z.strictObject({
  end: z.string().openapi({ format: 'date', description: '最后一个有效的日期' }),
  reason,
  key: CommandKey,
})

const registryTags = ['基础数据']
const lawTags = ['法规']

const kinds = createRoute({
  method: 'get',
  path: '/api/registry',
  tags: registryTags,
  summary: '基础数据的种类',
  security: session,
  responses: { 200: json(list(RegistryKindView), '各个种类'), ...signedIn },
})
const entries = createRoute({
  method: 'get',
  path: '/api/registry/{kind}',
  tags: registryTags,
  summary: '一类基础数据在某一天的内容',
  security: session,
  request: {
    params: z.object({ kind }),
    query: z.object({
      day: z.iso.date('日期请按“2026-01-31”的样子填写').optional().openapi({ description: '默认今天' }),
      q: z.string().max(100, '查询内容最多 100 个字，请写短一些').default('').openapi({ description: '名称中的字' }),
      page,
    }),
  },
  responses: {
    200: { ...json(list(RegistryEntry), '一页，按名称排列'), headers: linkToNext },
    ...refused(400, 404),
    ...signedIn,
  },
})
const table = <E extends TableEnding>(ending: E) =>
  createRoute({
    method: 'get',
    path: `/api/registry/{kind}/entries.${ending}`,
    tags: registryTags,
    summary: `一类基础数据在某一天的表格（${ending}）`,
    security: session,
    request: {
      params: z.object({ kind }),
      query: z.object({
        day: z.iso.date('日期请按“2026-01-31”的样子填写').optional().openapi({ description: '默认今天' }),
        q: z.string().max(100, '查询内容最多 100 个字，请写短一些').default('').openapi({ description: '名称中的字' }),
      }),
    },
    responses: { 200: tableResponse('一类基础数据', ending), ...refused(400, 404, 422), ...signedIn },
  })
const history = createRoute({
  method: 'get',
  path: '/api/registry/{kind}/{id}/history',
  tags: registryTags,
  summary: '一条基础数据的各个版本',
  security: session,
  request: { params: z.object({ kind, id }), query: z.object({ page }) },
  responses: {
    200: { ...json(list(RegistryEntry), '一页，新的在前'), headers: linkToNext },
    ...refused(400, 404),
    ...signedIn,
  },
})
const change = createRoute({
  method: 'put',
  path: '/api/registry/{kind}/{id}',
  tags: registryTags,
  summary: '一条基础数据自某日起的新内容，或者自某日后终止',
  security: session,
  request: {
    params: z.object({ kind, id }),
    body: jsonBody(z.union([End, Put], { error: '请填写内容、生效日期和变更理由后再提交' })),
  },
  responses: {
    200: json(z.object({ ok: z.literal(true), version: z.int() }), '已保存'),
    ...refused(404, 409),
    ...sent,
    ...signedIn,
  },
})
const laws = createRoute({
  method: 'get',
  path: '/api/laws',
  tags: lawTags,
  summary: '法规目录；有 q 时是含有这些字的条文，最多 50 条',
  security: session,
  request: {
    query: z.object({ q: z.string().trim().max(100, '查询内容最多 100 个字，请写短一些').default(''), page }),
  },
  responses: {
    200: { ...json(list(z.union([LawRow, LawArticleView])), '法规或者条文'), headers: linkToNext },
    ...refused(400),
    ...signedIn,
  },
})
const article = createRoute({
  method: 'get',
  path: '/api/laws/{title}/{article}',
  tags: lawTags,
  summary: '一条条文',
  security: session,
  request: { params: z.object({ title: z.string().max(100), article: z.coerce.number().int().min(1).max(9999) }) },
  responses: { 200: json(LawArticleView, '条文'), ...refused(404), ...signedIn },
})

const schemas = Object.fromEntries(
  Object.entries(registryKinds).map(([name, { schema }]) => [
    name,
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
  ]),
)

const shownIn = (actor: Actor, of: RegistryKind) =>
  shownTo(
    actor,
    of,
    registryKinds[of].mayEdit.some((role) => actor.roles.includes(role)),
  )

/** Standing data as it holds on a day, its history, changes of it; and the texts of law. */
export const registryRoutes = (app: Http, journal: Journal, blobs: Blobs): void => {
  const { db } = journal.database
  for (const [name, { title }] of Object.entries(registryKinds))
    app.openAPIRegistry.registerComponent('schemas', kindComponent(name), { title, ...schemas[name] } as object)

  app.openapi(kinds, (c) => {
    const { roles } = actorOf(c)
    return c.json(
      Object.entries(registryKinds).map(([name, { title, mayEdit, reviewed }]) => ({
        kind: name,
        title,
        schema: schemas[name] ?? {},
        mayEdit: !reviewed && mayEdit.some((role) => roles.includes(role)),
        ...(reviewed ? { reviewed, mayDraft: mayDraft(actorOf(c)) } : {}),
      })),
      200,
    )
  })
  app.openapi(entries, async (c) => {
    const { day = dayOf(journal.clock.now()), page: at, q } = c.req.valid('query')
    const of = c.req.valid('param').kind
    const rows = await pageInForce(db, of, day, { page: at, q })
    return c.json(pageOf(c, at, rows).map(shownIn(actorOf(c), of)), 200)
  })
  for (const ending of tableEndings)
    app.openapi(table(ending), async (c) => {
      const { day = dayOf(journal.clock.now()), q } = c.req.valid('query')
      const { kind: of } = c.req.valid('param')
      const units = new Map((await allInForce(db, ['unit'], day)).map((unit) => [unit.id, unit.title]))
      const rows = eachInForce(db, of, day, q)
      return (await tableAnswer(c, ending, registryKinds[of].title, entryColumns(schemas[of], units), rows)) as never
    })
  app.openapi(history, async (c) => {
    const of = c.req.valid('param')
    const { page: at } = c.req.valid('query')
    return c.json(pageOf(c, at, await historyOf(db, of.kind, of.id, at)).map(shownIn(actorOf(c), of.kind)), 200)
  })
  app.openapi(change, async (c) => {
    const of = c.req.valid('param')
    const { key: once, ...said } = c.req.valid('json')
    const unprintable = of.kind === 'agency' && 'data' in said ? await sealRefusals(blobs, said.data) : []
    if (unprintable.length > 0) return refuseWith(c, refusalStatus(unprintable), ...unprintable)
    const outcome = await journal.execute(registryStream, {
      streamId: streamIdOf(of.kind, of.id),
      command: { ...of, ...said },
      meta: { actor: actorOf(c), key: once },
    })
    return outcome.ok
      ? c.json({ ok: true as const, version: outcome.version }, 200)
      : refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals)
  })

  app.openapi(laws, async (c) => {
    const { q, page: at } = c.req.valid('query')
    if (q !== '') return c.json((await searchLaws(db, q)).map(articleView), 200)
    return c.json(pageOf(c, at, (await lawList(db)).slice((at - 1) * rowsOfPage)), 200)
  })
  app.openapi(article, async (c) => {
    const asked = c.req.valid('param')
    const found = await lawArticle(db, asked.title, asked.article)
    return found === undefined ? refuseWith(c, 404, nothingHere) : c.json(articleView(found), 200)
  })
}

const articleView = ({ title, article: number, chapter, paragraphs, version }: FoundArticle) => ({
  title,
  article: number,
  heading: chapter,
  version,
  paragraphs: paragraphs.flatMap(({ text, items }) => [
    text,
    ...items.map((item, n) => `（${ordinal(n + 1)}）${item}`),
  ]),
})
