import { createRoute, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { newId } from '../kernel/index.ts'
import { type Http, json, list, nothingHere, page, refused, refuseWith, session, signedIn } from '../platform/index.ts'
import type { Casework } from './casework.ts'
import { CasePage, CaseView, PartyRow, TimelineView, WorkList } from './view.ts'

const tags = ['案件']
const words = z.string().trim().max(100, '查询内容最多 100 个字，请写短一些')
const name = z.string().max(100).optional()
export const caseParams = z.object({ id: z.string().max(100).openapi({ description: '案件的标识' }) })

const work = createRoute({
  method: 'get',
  path: '/api/work',
  tags,
  summary: '等您办的事，先到期的在前',
  security: session,
  request: { query: z.object({ page }) },
  responses: { 200: json(WorkList, '一页待办'), ...refused(400), ...signedIn },
})
const cases = createRoute({
  method: 'get',
  path: '/api/cases',
  tags,
  summary: '您可以看的案件，新近变动的在前',
  security: session,
  request: {
    query: z.object({
      q: words.optional().openapi({ description: '案由、案号、当事人、文号' }),
      stage: name,
      procedure: name,
      unit: name,
      mine: z.enum(['0', '1']).optional().openapi({ description: '1：只要本人承办的' }),
      page,
    }),
  },
  responses: { 200: json(CasePage, '一页案件'), ...refused(400), ...signedIn },
})
const parties = createRoute({
  method: 'get',
  path: '/api/parties',
  tags,
  summary: '按名称或者代码查当事人和其案件，合计最多 50 件',
  security: session,
  request: { query: z.object({ q: words.default('') }) },
  responses: { 200: json(list(PartyRow), '当事人'), ...refused(400), ...signedIn },
})
const one = createRoute({
  method: 'get',
  path: '/api/cases/{id}',
  tags,
  summary: '一起案件，以及您现在可以办和不可以办的行为',
  security: session,
  request: { params: caseParams },
  responses: { 200: json(CaseView, '案件'), ...refused(404), ...signedIn },
})
const timeline = createRoute({
  method: 'get',
  path: '/api/cases/{id}/timeline',
  tags,
  summary: '一起案件的全过程记录，新的在前，每页 50 条',
  security: session,
  request: {
    params: caseParams,
    query: z.object({
      before: z.coerce.number().int().min(1).optional().openapi({ type: 'integer', description: '只要这个版本以前的' }),
    }),
  },
  responses: { 200: json(TimelineView, '一页记录'), ...refused(400, 404), ...signedIn },
})
const events = createRoute({
  method: 'get',
  path: '/api/events',
  tags,
  summary: '哪些案件刚有变动，随时告知（Server-Sent Events）',
  security: session,
  responses: {
    200: {
      description: '每条是 { caseId, version }；ping 只为保持连接',
      content: { 'text/event-stream': { schema: z.string() } },
    },
    ...signedIn,
  },
})

/** Cases as they are read: what waits, lists, one case with its time line, and what changes as it does. */
export const caseRoutes = (app: Http, journal: Journal, casework: Casework): void => {
  app.openapi(work, async (c) => c.json(await casework.workList(actorOf(c), c.req.valid('query').page), 200))
  app.openapi(cases, async (c) => {
    const { mine, ...query } = c.req.valid('query')
    return c.json(await casework.cases(actorOf(c), { ...query, mine: mine === '1' }), 200)
  })
  app.openapi(parties, async (c) => {
    const { q } = c.req.valid('query')
    return c.json(q === '' ? [] : await casework.parties(actorOf(c), q), 200)
  })
  app.openapi(one, async (c) => {
    const found = await casework.case(actorOf(c), c.req.valid('param').id)
    if (found === undefined) return refuseWith(c, 404, nothingHere)
    return 'code' in found ? refuseWith(c, 403, found) : c.json(found, 200)
  })
  app.openapi(timeline, async (c) => {
    const found = await casework.timeline(actorOf(c), c.req.valid('param').id, c.req.valid('query').before)
    if (found === undefined) return refuseWith(c, 404, nothingHere)
    return 'code' in found ? refuseWith(c, 403, found) : c.json(found, 200)
  })
  app.openapi(events, (c) =>
    streamSSE(c, async (stream) => {
      const off = journal.onCommitted((committed) => {
        for (const event of committed)
          if (event.kind === 'case')
            void stream.writeSSE({ data: JSON.stringify({ caseId: event.streamId, version: event.version }) })
      })
      stream.onAbort(off)
      while (!stream.aborted) {
        await stream.sleep(25_000)
        await stream.writeSSE({ event: 'ping', data: newId() })
      }
    }),
  )
}
