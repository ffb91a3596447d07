import { createRoute, z } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { type Actor, refusal } from '../kernel/index.ts'
import { type Http, session as inSession, json, jsonBody, refused, refuseWith, sent } from '../platform/index.ts'
import { endSessions } from './accounts.ts'
import { addressOf } from './address.ts'
import { countAttempt, forgetAttempts } from './attempts.ts'
import { type Auth, addressHeader } from './auth.ts'

const tags = ['登录']
const Entered = z.object({ ok: z.literal(true) })
const passwordSaid = (error: string) => z.string({ error }).max(200, '密码最多 200 个字符')

const signIn = createRoute({
  method: 'post',
  path: '/api/auth/sign-in/username',
  tags,
  summary: '登录：会话放在 Cookie 里，闲置 12 小时失效',
  security: [],
  request: {
    body: jsonBody(
      z.object({
        username: z.string({ error: '请填写账号' }).max(60, '账号最多 60 个字符'),
        password: passwordSaid('请填写密码'),
      }),
    ),
  },
  responses: { 200: json(Entered, '已登录'), ...refused(401, 403, 429), ...sent },
})
const changePassword = createRoute({
  method: 'post',
  path: '/api/auth/change-password',
  tags,
  summary: '修改本人的密码，别处的会话同时失效',
  security: inSession,
  request: {
    body: jsonBody(
      z.object({ currentPassword: passwordSaid('请填写现在的密码'), newPassword: passwordSaid('请填写新密码') }),
    ),
  },
  responses: { 200: json(Entered, '已修改'), ...refused(401, 403, 429), ...sent },
})
const signOut = createRoute({
  method: 'post',
  path: '/api/auth/sign-out',
  tags,
  summary: '退出登录',
  security: [],
  responses: { 200: json(Entered, '已退出'), ...refused(403, 429) },
})

const signOutEverywhere = createRoute({
  method: 'post',
  path: '/api/auth/sign-out-everywhere',
  tags,
  summary: '退出登录：本人在所有设备上的会话立即失效',
  security: inSession,
  responses: { 200: json(Entered, '已全部退出'), ...refused(401, 403) },
})

/** Who a person of the registry is today: name, unit, roles. Undefined when nobody of that id is there any more. */
export type ActorOf = (person: string) => Promise<Actor | undefined>

/** The actor of a request that passed `requireActor`. */
export const actorOf = (c: Context): Actor => c.get('actor') as Actor

/** Sign-in, sign-out, and a check before everything else under /api that the session is somebody's who is in office. */
export const identityRoutes = (app: Http, auth: Auth, person: ActorOf, open: readonly string[]): void => {
  /** Only what is named here is reachable of better-auth: accounts are made and changed by the bureau, not by their users. */
  const pass = async (c: Context, body?: object): Promise<Response> => {
    const headers = new Headers(c.req.raw.headers)
    headers.set(addressHeader, addressOf(c))
    headers.delete('content-length')
    const { method } = c.req
    return auth.service.handler(
      new Request(c.req.url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
    )
  }

  app.openapi(signIn, async (c) => {
    const { username, password } = c.req.valid('json')
    const account = username.toLowerCase()
    const locked = await countAttempt(auth.db, account)
    if (locked !== undefined) return lockedOut(c, locked)
    const answer = await pass(c, { username, password })
    if (!answer.ok) return notSignedIn(c, answer)
    await forgetAttempts(auth.db, account)
    return entered(c, answer)
  })
  app.openapi(changePassword, async (c) => {
    const before = new Date()
    const answer = await pass(c, { ...c.req.valid('json'), revokeOtherSessions: true })
    if (!answer.ok) return notChanged(c, answer)
    const { user } = (await answer.clone().json()) as { readonly user: { readonly id: string } }
    await auth.endings.end(user.id, before)
    return entered(c, answer)
  })
  app.openapi(signOut, async (c) => {
    const ending = await auth.service.api.getSession({ headers: c.req.raw.headers })
    const answer = await pass(c, {})
    if (answer.status === 429) return tooOften(c, answer)
    if (!answer.ok) return refuseWith(c, 403, foreignOrigin)
    if (ending !== null) await auth.endings.end(ending.session.id, new Date())
    return entered(c, answer)
  })

  app.openapi(signOutEverywhere, async (c) => {
    const here = await auth.service.api.getSession({ headers: c.req.raw.headers })
    if (here === null || (await auth.endings.ended(here.session))) return refuseWith(c, 401, signedOut)
    await endSessions(auth, here.user.id)
    return c.json({ ok: true as const }, 200)
  })

  const requireActor: MiddlewareHandler = async (c, next) => {
    if (open.some((path) => c.req.path === path || (path.endsWith('/') && c.req.path.startsWith(path)))) return next()
    const { headers, response: session } = await auth.service.api.getSession({
      headers: c.req.raw.headers,
      returnHeaders: true,
    })
    if (session === null || (await auth.endings.ended(session.session))) return refuseWith(c, 401, signedOut)
    const actor = await person(session.user.person)
    if (actor === undefined)
      return refuseWith(c, 403, refusal('not-in-office', '您的账号没有对应的在职人员，请联系管理员'))
    c.set('actor', actor)
    await next()
    // The session that was used goes on: its cookies are renewed.
    for (const cookie of headers.getSetCookie()) c.res.headers.append('Set-Cookie', cookie)
  }
  app.use('/api/*', requireActor)
}

/** Only the cookies of the answer: its body has the session's token, which no script of a page should see. */
const entered = (c: Context, answer: Response) => {
  for (const cookie of answer.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
  return c.json({ ok: true as const }, 200)
}

const signedOut = refusal('signed-out', '请先登录；您写的内容还在，登录后可以继续')

const foreignOrigin = refusal('foreign-origin', '请求来自别的网站，已拒绝；请从本系统页面操作')

const tooOften = (c: Context, answer: Response) => {
  c.header('Retry-After', answer.headers.get('x-retry-after') ?? '60')
  return refuseWith(c, 429, refusal('too-often', '操作过于频繁，请一分钟后再试'))
}

/** Whatever was wrong with name or password is told in the same words: which accounts exist is nobody's business. */
const notSignedIn = (c: Context, answer: Response) => {
  if (answer.status >= 500) throw new Error(`sign-in failed with ${answer.status}`)
  if (answer.status === 429) return tooOften(c, answer)
  return answer.status === 403
    ? refuseWith(c, 403, foreignOrigin)
    : refuseWith(c, 401, refusal('not-signed-in', '账号或者密码不对，请重新输入'))
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const lockedOut = (c: Context, until: Date) => {
  c.header('Retry-After', String(Math.max(1, Math.ceil((until.getTime() - Date.now()) / 1000))))
  return refuseWith(
    c,
    429,
    refusal(
      'account-locked',
      `密码输错次数过多，账号已锁定；请在 ${clock.format(until)} 以后再试，或者请系统管理员重设密码`,
    ),
  )
}

const notChanged = (c: Context, answer: Response) => {
  if (answer.status >= 500) throw new Error(`changing a password failed with ${answer.status}`)
  if (answer.status === 401) return refuseWith(c, 401, refusal('signed-out', '请先登录'))
  if (answer.status === 403) return refuseWith(c, 403, foreignOrigin)
  if (answer.status === 429) return tooOften(c, answer)
  return refuseWith(c, 400, refusal('password-not-changed', '没有修改密码：请核对现在的密码，新密码至少 8 位'))
}
