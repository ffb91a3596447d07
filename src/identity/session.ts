import type { Context, MiddlewareHandler } from 'hono'
import { type Actor, refusal } from '../kernel/index.ts'
import type { Http } from '../platform/index.ts'
import type { Auth } from './auth.ts'

/** Who a person of the registry is today: name, unit, roles. Undefined when nobody of that id is there any more. */
export type ActorOf = (person: string) => Promise<Actor | undefined>

/** The actor of a request that passed `requireActor`. */
export const actorOf = (c: Context): Actor => c.get('actor') as Actor

/** Sign-in, sign-out, and a check before everything else under /api that the session is somebody's who is in office. */
export const identityRoutes = (app: Http, auth: Auth, person: ActorOf, open: readonly string[]): void => {
  app.on(['GET', 'POST'], '/api/auth/*', async (c) => {
    const answer = await auth.handler(c.req.raw)
    return answer.status >= 400 ? inChinese(c, answer) : answer
  })
  const requireActor: MiddlewareHandler = async (c, next) => {
    if (open.some((path) => c.req.path === path || (path.endsWith('/') && c.req.path.startsWith(path)))) return next()
    const session = await auth.api.getSession({ headers: c.req.raw.headers })
    if (session === null)
      return c.json({ refusals: [refusal('signed-out', '请先登录；您写的内容还在，登录后可以继续')] }, 401)
    const actor = await person((session.user as unknown as { person: string }).person)
    if (actor === undefined)
      return c.json({ refusals: [refusal('not-in-office', '您的账号没有对应的在职人员，请联系管理员')] }, 403)
    c.set('actor', actor)
    await next()
  }
  app.use('/api/*', requireActor)
}

const sentences: Readonly<Record<number, string>> = {
  401: '账号或者密码不对，请重新输入',
  403: '请求来自别的网站，已拒绝；请从本系统页面登录',
  429: '登录过于频繁，请一分钟后再试',
}

const inChinese = (c: Context, answer: Response): Response => {
  const retry = answer.headers.get('x-retry-after')
  return c.json(
    {
      refusals: [
        refusal(
          answer.status === 429 ? 'too-often' : 'not-signed-in',
          sentences[answer.status] ?? '没有登录成功，请检查账号和密码',
        ),
      ],
    },
    answer.status as 401,
    retry === null ? {} : { 'Retry-After': retry },
  )
}
