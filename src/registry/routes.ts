import type { Context } from 'hono'
import { z } from 'zod'
import { dayOf } from '../calendar/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { ordinal, refusal } from '../kernel/index.ts'
import { type Http, refusalStatus } from '../platform/index.ts'
import { type EndEntry, type PutEntry, registryStream, streamIdOf } from './entry.ts'
import { type RegistryKind, registryKinds } from './kinds.ts'
import { type FoundArticle, lawArticle, lawList, searchLaws } from './laws.ts'
import { allInForce, historyOf } from './read.ts'

const key = z.string().min(8).max(100)
const change = z.union([
  z.strictObject({ end: z.string(), reason: z.string(), key }),
  z.object({ data: z.unknown(), from: z.string(), until: z.string().optional(), reason: z.string(), key }),
])

const schemas = Object.fromEntries(
  Object.entries(registryKinds).map(([kind, { schema }]) => [
    kind,
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
  ]),
)

const notFound = (c: Context) => c.json({ refusals: [refusal('not-found', '没有找到，请检查地址或者返回列表')] }, 404)

/** Standing data as it holds on a day, its history, changes of it; and the texts of law. */
export const registryRoutes = (app: Http, journal: Journal): void => {
  const { db } = journal.database

  app.get('/api/registry', (c) => {
    const { roles } = actorOf(c)
    return c.json(
      Object.entries(registryKinds).map(([kind, { title, mayEdit }]) => ({
        kind,
        title,
        schema: schemas[kind],
        mayEdit: mayEdit.some((role) => roles.includes(role)),
      })),
    )
  })
  app.get('/api/registry/:kind', async (c) => {
    const kind = kindOf(c)
    const day = c.req.query('day') ?? dayOf(journal.clock.now())
    if (kind === undefined || !z.iso.date().safeParse(day).success) return notFound(c)
    return c.json(await allInForce(db, [kind], day))
  })
  app.get('/api/registry/:kind/:id/history', async (c) => {
    const kind = kindOf(c)
    return kind === undefined ? notFound(c) : c.json(await historyOf(db, kind, c.req.param('id')))
  })
  app.put('/api/registry/:kind/:id', async (c) => {
    const kind = kindOf(c)
    const id = c.req.param('id')
    if (kind === undefined || !/^[\p{L}\p{N}._-]{1,60}$/u.test(id)) return notFound(c)
    const body = change.safeParse(await c.req.json())
    if (!body.success)
      return c.json({ refusals: [refusal('bad-request', '请填写内容、生效日期和变更理由后再提交')] }, 422)
    const { key: once, ...said } = body.data
    const command = { kind, id, ...said } as PutEntry | EndEntry
    const outcome = await journal.execute(registryStream, {
      streamId: streamIdOf(kind, id),
      command,
      meta: { actor: actorOf(c), key: once },
    })
    return outcome.ok
      ? c.json({ ok: true, version: outcome.version })
      : c.json({ refusals: outcome.refusals }, refusalStatus(outcome.refusals))
  })

  app.get('/api/laws', async (c) => {
    const words = (c.req.query('q') ?? '').trim()
    return c.json(words === '' ? await lawList(db) : (await searchLaws(db, words)).map(articleView))
  })
  app.get('/api/laws/:title/:article', async (c) => {
    const number = Number(c.req.param('article'))
    const known = Number.isInteger(number) && number > 0 && number < 10_000
    const found = known ? await lawArticle(db, c.req.param('title'), number) : undefined
    return found === undefined ? notFound(c) : c.json(articleView(found))
  })
}

const kindOf = (c: Context): RegistryKind | undefined => {
  const kind = c.req.param('kind') ?? ''
  return Object.hasOwn(registryKinds, kind) ? (kind as RegistryKind) : undefined
}

const articleView = ({ title, article, chapter, paragraphs, version }: FoundArticle) => ({
  title,
  article,
  heading: chapter,
  version,
  paragraphs: paragraphs.flatMap(({ text, items }) => [
    text,
    ...items.map((item, n) => `（${ordinal(n + 1)}）${item}`),
  ]),
})
