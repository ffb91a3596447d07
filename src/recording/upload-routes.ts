import { createRoute, z } from '@hono/zod-openapi'
import { actorOf } from '../identity/index.ts'
import { type Http, refused, sent, session, signedIn } from '../platform/index.ts'
import { type Uploads, uploadsPath } from './uploads.ts'

const tags = ['录音录像']
const params = z.object({ upload: z.string().regex(/^[0-9a-f-]{36}\.\d{1,4}$/) })
const header = (description: string) => ({ description, schema: { type: 'string' as const } })
const offset = { 'Upload-Offset': header('已收到的字节数') }

const begin = createRoute({
  method: 'post',
  path: uploadsPath,
  tags,
  summary: '开始上传一份录制的内容（tus 1.0；Upload-Metadata 中的 recording 是录制的编号）',
  security: session,
  responses: {
    201: { description: '已开始', headers: { Location: header('上传的地址') } },
    ...refused(404, 409),
    ...sent,
    ...signedIn,
  },
})
const looked = createRoute({
  method: 'get',
  path: `${uploadsPath}/{upload}`,
  tags,
  summary: '已收到多少（tus 1.0，用 HEAD）',
  security: session,
  request: { params },
  responses: { 200: { description: '只有响应头', headers: offset }, ...refused(404, 410), ...signedIn },
})
const go = createRoute({
  method: 'patch',
  path: `${uploadsPath}/{upload}`,
  tags,
  summary: '从已收到的位置继续上传（tus 1.0）；长度未定的，在最后一次写明 Upload-Length',
  security: session,
  request: { params },
  responses: { 204: { description: '已收到', headers: offset }, ...refused(404, 409, 410), ...sent, ...signedIn },
})

/** The bytes of recordings, by tus. There is no way to read or delete here what was sent. */
export const uploadRoutes = (app: Http, uploads: Uploads): void => {
  app.openapi(begin, async (c) => (await uploads.handle(c.req.raw, actorOf(c))) as never)
  app.openapi(looked, async (c) => {
    const asked = new Request(c.req.url, { method: 'HEAD', headers: c.req.raw.headers })
    return (await uploads.handle(asked, actorOf(c))) as never
  })
  app.openapi(go, async (c) => (await uploads.handle(c.req.raw, actorOf(c))) as never)
}
