import { createRoute, z } from '@hono/zod-openapi'
import type { Journal } from '../journal/index.ts'
import { refusal } from '../kernel/index.ts'
import {
  type Http,
  session as inSession,
  json,
  jsonBody,
  refused,
  refuseWith,
  sent,
  signedIn,
  view,
} from '../platform/index.ts'
import { countAttempt, forgetAttempts } from './attempts.ts'
import type { Auth } from './auth.ts'
import { beginFactor, confirmFactor, factorOf, forAuthenticator } from './second-factor.ts'
import { actorOf } from './session.ts'

const tags = ['登录']

const Factor = view({
  inForce: z.boolean().openapi({ description: '是否已经启用' }),
  since: z.iso.datetime().optional().openapi({ description: '现在的签名密钥从何时起用' }),
  key: z.string().optional().openapi({ description: '签名密钥的编号' }),
}).openapi('SecondFactor')
export type SecondFactorView = z.infer<typeof Factor>

const Begun = view({
  secret: z.string().openapi({ description: '验证器的密钥（Base32），不能扫码时手工输入' }),
  uri: z.string().openapi({ description: '二维码的内容' }),
}).openapi('SecondFactorBegun')
export type SecondFactorBegun = z.infer<typeof Begun>

const show = createRoute({
  method: 'get',
  path: '/api/second-factor',
  tags,
  summary: '本人是否已经启用动态口令',
  security: inSession,
  responses: { 200: json(Factor, '动态口令'), ...signedIn },
})
const begin = createRoute({
  method: 'post',
  path: '/api/second-factor',
  tags,
  summary: '启用动态口令：给出验证器的密钥，输入第一个口令后生效',
  security: inSession,
  request: {
    body: jsonBody(z.object({ password: z.string({ error: '请填写密码' }).max(200, '密码最多 200 个字符') })),
  },
  responses: { 200: json(Begun, '验证器的密钥，只给出这一次'), ...refused(409, 429), ...sent, ...signedIn },
})
const confirm = createRoute({
  method: 'post',
  path: '/api/second-factor/confirm',
  tags,
  summary: '确认动态口令，同时生成本人的签名密钥',
  security: inSession,
  request: { body: jsonBody(z.object({ code: z.string({ error: '请填写动态口令' }).max(20, '动态口令是 6 位数字') })) },
  responses: { 200: json(Factor, '已启用'), ...sent, ...signedIn },
})

/** 动态口令, as each person sets it up. Who has only a session of somebody sets up nothing: it takes the password as well. */
export const factorRoutes = (app: Http, auth: Auth, journal: Journal, houseSecret: string): void => {
  const { db } = journal.database
  const shown = async (person: string) => {
    const state = await factorOf(db, person)
    return { inForce: state.key !== undefined, ...state }
  }

  app.openapi(show, async (c) => c.json(await shown(actorOf(c).id), 200))

  app.openapi(begin, async (c) => {
    const { id } = actorOf(c)
    const about = `factor/${id}`
    if ((await countAttempt(auth.db, about)) !== undefined) {
      c.header('Retry-After', '900')
      return refuseWith(c, 429, refusal('too-often', '密码输错次数过多，请一刻钟后再试'))
    }
    try {
      await auth.service.api.verifyPassword({ body: c.req.valid('json'), headers: c.req.raw.headers })
    } catch (error) {
      if ((error as { readonly statusCode?: number }).statusCode !== 400) throw error
      return refuseWith(c, 422, refusal('wrong-password', '密码不对，请重新输入登录密码', { field: 'password' }))
    }
    await forgetAttempts(auth.db, about)
    const begun = await beginFactor(db, houseSecret, id)
    if (!begun.ok) return refuseWith(c, 409, ...begun.refusals)
    c.header('Cache-Control', 'no-store')
    return c.json(forAuthenticator(begun.value, id), 200)
  })

  app.openapi(confirm, async (c) => {
    const actor = actorOf(c)
    const done = await confirmFactor(journal, houseSecret, actor, c.req.valid('json').code)
    if (!done.ok) return refuseWith(c, 422, ...done.refusals)
    return c.json(await shown(actor.id), 200)
  })
}
