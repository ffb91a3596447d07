import { createRoute, z } from '@hono/zod-openapi'
import { actorOf } from '../identity/index.ts'
import { type Http, json, jsonBody, page, refused, sent, session, signedIn } from '../platform/index.ts'
import type { Casework } from './casework.ts'
import { NoticePage } from './view.ts'

const tags = ['消息']
const read = createRoute({
  method: 'get',
  path: '/api/notices',
  tags,
  summary: '您的消息：期限提醒和案件进展，新的在前',
  security: session,
  request: {
    query: z.object({ unread: z.enum(['0', '1']).optional().openapi({ description: '1：只要未读的' }), page }),
  },
  responses: { 200: json(NoticePage, '一页消息'), ...refused(400), ...signedIn },
})
const mark = createRoute({
  method: 'post',
  path: '/api/notices/read',
  tags,
  summary: '把消息标为已读',
  security: session,
  request: {
    body: jsonBody(
      z.strictObject({
        ids: z
          .union([z.literal('all'), z.array(z.uuid('消息的标识有误')).max(500, '一次最多标记 500 条')], {
            error: '请写明哪些消息',
          })
          .openapi({ description: '消息的标识；all：全部' }),
      }),
    ),
  },
  responses: { 200: json(z.object({ ok: z.literal(true) }), '已标为已读'), ...sent, ...signedIn },
})

export const noticeRoutes = (app: Http, { notices }: Casework): void => {
  app.openapi(read, async (c) => {
    const { unread, page: at } = c.req.valid('query')
    return c.json(await notices.page(actorOf(c), { unread: unread === '1', page: at }), 200)
  })
  app.openapi(mark, async (c) => {
    await notices.read(actorOf(c), c.req.valid('json').ids)
    return c.json({ ok: true as const }, 200)
  })
}
