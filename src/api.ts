import { createRoute, z } from '@hono/zod-openapi'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'
import { actorOf } from './identity/index.ts'
import { type Http, json, list, nothingHere, refused, refuseWith, session, signedIn, view } from './platform/index.ts'

const DemoAccount = view({
  username: z.string(),
  name: z.string(),
  unit: z.string(),
  roles: list(z.string()),
}).openapi('DemoAccount')
export type DemoAccount = z.infer<typeof DemoAccount>

const demoAccounts = createRoute({
  method: 'get',
  path: '/api/demo/accounts',
  tags: ['登录'],
  summary: '示例机关的账号，供登录页选用',
  security: [],
  responses: { 200: json(list(DemoAccount), '账号'), ...refused(404) },
})

const DemoCode = view({ code: z.string() }).openapi('DemoCode')
const demoCode = createRoute({
  method: 'get',
  path: '/api/demo/code',
  tags: ['登录'],
  summary: '示例机关中本人现在的动态口令',
  security: session,
  responses: { 200: json(DemoCode, '动态口令'), ...refused(404), ...signedIn },
})

/** What an invented bureau shows of itself. */
export interface Demo {
  readonly accounts: readonly DemoAccount[]
  /** What the authenticator of a person shows now. */
  code(person: string): Promise<string>
}

/** The accounts of an invented bureau, so that anybody can look at it; a real bureau has none to show. */
export const demoRoutes = (app: Http, demo: Demo | undefined): void => {
  app.openapi(demoAccounts, (c) => (demo === undefined ? refuseWith(c, 404, nothingHere) : c.json(demo.accounts, 200)))
  app.openapi(demoCode, async (c) =>
    demo === undefined ? refuseWith(c, 404, nothingHere) : c.json({ code: await demo.code(actorOf(c).id) }, 200),
  )
}

const description = `行政处罚决定的开放数据、公开日志，以及工作台使用的接口。

- 没有办成时，回答是 \`{ refusals }\`：每一个原因有不变的代码、一句中文、法律依据，有误的字段写在 \`field\`。系统出错（500）也是这样回答，其中的编号可以告诉管理员。
- \`/api/\` 以下除登录外都要先登录；会话在 Cookie 里，只有本站页面发出的请求才被接受。
- 办案行为的内容见 \`components.schemas\` 中的“程序.行为”，与办理时的校验出自同一处。
- 列表分页；回答是数组的，下一页的地址在 \`Link\` 头中。
- 时刻是 UTC 的 ISO 8601，金额以分为单位。`

/** /openapi.json: every route that was described by the rooms and the portal, so it comes after them. */
export const documentRoute = (app: Http, origin: string): void => {
  const cookie = `${origin.startsWith('https://') ? '__Secure-' : ''}better-auth.session_token`
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: cookie,
    description: '登录（POST /api/auth/sign-in/username）后得到',
  })
  let text: string | undefined
  app.get('/openapi.json', etag(), compress({ encoding: 'gzip' }), (c) => {
    text ??= JSON.stringify(
      named(
        app.getOpenAPI31Document({
          openapi: '3.1.0',
          info: { title: '昭明的接口', version: '1', description },
          servers: [{ url: origin }],
        }),
      ),
    )
    return c.body(text, 200, { 'Content-Type': 'application/json', 'Cache-Control': 'public, no-cache' })
  })
}

/** Every operation with an id, made of its method and address, for programs that are made from the document. */
const named = <T extends { readonly paths?: object }>(document: T): T => ({
  ...document,
  paths: Object.fromEntries(
    Object.entries(document.paths ?? {}).map(([path, operations]) => [
      path,
      Object.fromEntries(
        Object.entries(operations as Readonly<Record<string, object>>).map(([method, operation]) => [
          method,
          { operationId: operationId(method, path), ...operation },
        ]),
      ),
    ]),
  ),
})

/** `get /api/cases/{id}/dossier.pdf` is getApiCasesByIdDossierPdf. */
const operationId = (method: string, path: string): string =>
  method +
  path
    .replaceAll('{', 'by-')
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')
