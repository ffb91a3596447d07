import { createRoute } from '@hono/zod-openapi'
import { BoardView } from '../casework/index.ts'
import { type Http, json, session, signedIn } from '../platform/index.ts'

const board = createRoute({
  method: 'get',
  path: '/api/board',
  tags: ['监督'],
  summary: '29 项任务的落实情况，由记录算出',
  security: session,
  responses: { 200: json(BoardView, '看板'), ...signedIn },
})

/** The board of 29 measures, for the desk. */
export const supervisionRoutes = (app: Http, read: () => Promise<BoardView>): void => {
  app.openapi(board, async (c) => c.json(await read(), 200))
}
