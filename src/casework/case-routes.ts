import { createRoute, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { dayOf } from '../calendar/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { newId } from '../kernel/index.ts'
import { type Http, json, list, nothingHere, page, refused, refuseWith, session, signedIn } from '../platform/index.ts'
import type { Casework } from './casework.ts'
import { type FoundKind, foundKinds } from './search.ts'
import {
  CalendarMonth,
  CasePage,
  CaseView,
  DeadlinePage,
  PartyHistory,
  PartyRow,
  SearchView,
  TimelineView,
  WorkList,
} from './view.ts'

const tags = ['案件']
const words = z.string().trim().max(100, '查询内容最多 100 个字，请写短一些')
const name = z.string().max(100).optional()
export const caseParams = z.object({ id: z.string().max(100).openapi({ description: '案件的标识' }) })

export const shownWork = z
  .enum(['late', 'soon'])
  .optional()
  .openapi({ description: '只要已超期的，或者三个工作日内到期的' })
const mine = z.enum(['0', '1']).optional().openapi({ description: '1：只要本人承办或者等本人办的' })
export const caseQuery = z.object({
  q: words.optional().openapi({ description: '案由、案号、当事人、文号' }),
  stage: name,
  procedure: name,
  unit: name,
  mine: z.enum(['0', '1']).optional().openapi({ description: '1：只要本人承办的' }),
})
export const deadlineQuery = z.object({
  show: z
    .enum(['late', 'soon', 'urgent'])
    .optional()
    .openapi({ description: '只要已超期的、三个工作日内到期的，或者两者' }),
  mine,
  unit: name,
  day: z.iso.date('日期请按“2026-01-31”的样子填写').optional().openapi({ description: '只要这一天届满的' }),
})

const work = createRoute({
  method: 'get',
  path: '/api/work',
  tags,
  summary: '等您办的事，先到期的在前',
  security: session,
  request: { query: z.object({ show: shownWork, page }) },
  responses: { 200: json(WorkList, '一页待办'), ...refused(400), ...signedIn },
})
const cases = createRoute({
  method: 'get',
  path: '/api/cases',
  tags,
  summary: '您可以看的案件，新近变动的在前',
  security: session,
  request: {
    query: caseQuery.extend({ page }),
  },
  responses: { 200: json(CasePage, '一页案件'), ...refused(400), ...signedIn },
})
const deadlines = createRoute({
  method: 'get',
  path: '/api/deadlines',
  tags,
  summary: '您可以看的案件中正在计算的期限，先届满的在前',
  security: session,
  request: { query: deadlineQuery.extend({ page }) },
  responses: { 200: json(DeadlinePage, '一页期限'), ...refused(400), ...signedIn },
})
const month = createRoute({
  method: 'get',
  path: '/api/calendar',
  tags,
  summary: '一个月的日历：工作日、节假日和每天届满的期限',
  security: session,
  request: {
    query: z.object({
      month: z
        .string()
        .regex(/^20\d\d-(0[1-9]|1[0-2])$/, '月份请按“2026-01”的样子填写')
        .optional()
        .openapi({ description: '默认本月' }),
      mine,
      unit: name,
    }),
  },
  responses: { 200: json(CalendarMonth, '一个月'), ...refused(400), ...signedIn },
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
const party = createRoute({
  method: 'get',
  path: '/api/parties/{key}',
  tags,
  summary: '一名当事人在您可以看的各案中的情况',
  security: session,
  request: { params: z.object({ key: z.string().max(200) }) },
  responses: { 200: json(PartyHistory, '当事人的历史'), ...refused(404), ...signedIn },
})
const found = createRoute({
  method: 'get',
  path: '/api/search',
  tags,
  summary: '在您可以看的案件、当事人、证据和文书中全文查找；没有 kind 时各类取最前的几条',
  security: session,
  request: {
    query: z.object({
      q: words.default('').openapi({ description: '要找的字；有空格的，各段都要有' }),
      kind: z.enum(Object.keys(foundKinds) as [FoundKind, ...FoundKind[]]).optional(),
      page,
    }),
  },
  responses: { 200: json(SearchView, '找到的'), ...refused(400), ...signedIn },
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
  summary: '您可以看的案件中哪些刚有变动，随时告知（Server-Sent Events）；五分钟后断开，浏览器自行重连',
  security: session,
  responses: {
    200: {
      description: '每条是 { caseId, version }，您的消息有变动的是 { notices: true }；ping 只为保持连接',
      content: { 'text/event-stream': { schema: z.string() } },
    },
    ...signedIn,
  },
})

/**
 * Cases as they are read: what waits, lists, one case with its time line, and what changes as it does. Who listens is asked anew
 * every five minutes who they are: the browser comes back by itself, and a session that has ended doesn't.
 */
export const caseRoutes = (app: Http, journal: Journal, casework: Casework): void => {
  app.openapi(work, async (c) => {
    const { page: at, show } = c.req.valid('query')
    return c.json(await casework.workList(actorOf(c), at, show), 200)
  })
  app.openapi(cases, async (c) => {
    const { mine, ...query } = c.req.valid('query')
    return c.json(await casework.cases(actorOf(c), { ...query, mine: mine === '1' }), 200)
  })
  app.openapi(deadlines, async (c) => {
    const { mine, page: at, ...query } = c.req.valid('query')
    return c.json(await casework.deadlines.page(actorOf(c), { ...query, mine: mine === '1' }, at), 200)
  })
  app.openapi(month, async (c) => {
    const { month: asked = dayOf(journal.clock.now()).slice(0, 7), mine, ...query } = c.req.valid('query')
    return c.json(await casework.deadlines.month(actorOf(c), { ...query, mine: mine === '1' }, asked), 200)
  })
  app.openapi(parties, async (c) => {
    const { q } = c.req.valid('query')
    return c.json(q === '' ? [] : await casework.parties(actorOf(c), q), 200)
  })
  app.openapi(party, async (c) => {
    const history = await casework.party(actorOf(c), c.req.valid('param').key)
    return history === undefined ? refuseWith(c, 404, nothingHere) : c.json(history, 200)
  })
  app.openapi(found, async (c) => {
    const { q, kind, page: at } = c.req.valid('query')
    return c.json(await casework.search(actorOf(c), q, { ...(kind === undefined ? {} : { kind }), page: at }), 200)
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
      const off = casework.onChanged(actorOf(c), (change) => void stream.writeSSE({ data: JSON.stringify(change) }))
      const offNotices = casework.notices.onTold(
        actorOf(c).id,
        () => void stream.writeSSE({ data: JSON.stringify({ notices: true }) }),
      )
      stream.onAbort(off)
      stream.onAbort(offNotices)
      for (let pings = 0; !stream.aborted && pings < 12; pings++) {
        await stream.writeSSE({ event: 'ping', data: newId(), ...(pings === 0 ? { retry: 1000 } : {}) })
        await stream.sleep(25_000)
      }
      off()
      offNotices()
    }),
  )
}
