import type { Context, MiddlewareHandler } from 'hono'
import { type Actor, refusal } from '../kernel/index.ts'
import type { Http } from '../platform/index.ts'
import { addressOf } from './address.ts'
import { countAttempt, forgetAttempts } from './attempts.ts'
import { type Auth, addressHeader } from './auth.ts'

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

  app.post('/api/auth/sign-in/username', async (c) => {
    const { username, password } = await fieldsOf(c)
    if (typeof username !== 'string' || typeof password !== 'string' || username.length > 60)
      return notSignedIn(c, new Response(null, { status: 401 }))
    const account = username.toLowerCase()
    const locked = await countAttempt(auth.db, account)
    if (locked !== undefined) return lockedOut(c, locked)
    const answer = await pass(c, { username, password })
    if (!answer.ok) return notSignedIn(c, answer)
    await forgetAttempts(auth.db, account)
    return entered(c, answer)
  })
  app.post('/api/auth/change-password', async (c) => {
    const { currentPassword, newPassword } = await fieldsOf(c)
    const before = new Date()
    const answer = await pass(c, { currentPassword, newPassword, revokeOtherSessions: true })
    if (!answer.ok) return notChanged(c, answer)
    const { user } = (await answer.clone().json()) as { readonly user: { readonly id: string } }
    await auth.endings.end(user.id, before)
    return entered(c, answer)
  })
  app.post('/api/auth/sign-out', async (c) => {
    const session = await auth.service.api.getSession({ headers: c.req.raw.headers })
    const answer = await pass(c, {})
    if (session !== null) await auth.endings.end(session.session.id, new Date())
    return answer
  })

  const requireActor: MiddlewareHandler = async (c, next) => {
    if (open.some((path) => c.req.path === path || (path.endsWith('/') && c.req.path.startsWith(path)))) return next()
    const { headers, response: session } = await auth.service.api.getSession({
      headers: c.req.raw.headers,
      returnHeaders: true,
    })
    if (session === null || (await auth.endings.ended(session.session)))
      return c.json({ refusals: [refusal('signed-out', '请先登录；您写的内容还在，登录后可以继续')] }, 401)
    const actor = await person(session.user.person)
    if (actor === undefined)
      return c.json({ refusals: [refusal('not-in-office', '您的账号没有对应的在职人员，请联系管理员')] }, 403)
    c.set('actor', actor)
    await next()
    // The session that was used goes on: its cookies are renewed.
    for (const cookie of headers.getSetCookie()) c.res.headers.append('Set-Cookie', cookie)
  }
  app.use('/api/*', requireActor)
}

const fieldsOf = async (c: Context): Promise<Readonly<Record<string, unknown>>> => {
  const body: unknown = await c.req.json()
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
}

const sentences: Readonly<Record<number, string>> = {
  403: '请求来自别的网站，已拒绝；请从本系统页面登录',
  429: '登录过于频繁，请一分钟后再试',
}

/** Only the cookies of the answer: its body has the session's token, which no script of a page should see. */
const entered = (c: Context, answer: Response): Response => {
  for (const cookie of answer.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
  return c.json({ ok: true })
}

const retryAfter = (answer: Response): Record<string, string> => {
  const seconds = answer.headers.get('x-retry-after')
  return seconds === null ? {} : { 'Retry-After': seconds }
}

/** Whatever was wrong with name or password is told in the same words: which accounts exist is nobody's business. */
const notSignedIn = (c: Context, answer: Response): Response => {
  const status = answer.status === 403 || answer.status === 429 || answer.status >= 500 ? answer.status : 401
  if (status >= 500) throw new Error(`sign-in failed with ${status}`)
  return c.json(
    {
      refusals: [
        refusal(status === 429 ? 'too-often' : 'not-signed-in', sentences[status] ?? '账号或者密码不对，请重新输入'),
      ],
    },
    status as 401,
    retryAfter(answer),
  )
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const lockedOut = (c: Context, until: Date): Response =>
  c.json(
    {
      refusals: [
        refusal(
          'account-locked',
          `密码输错次数过多，账号已锁定；请在 ${clock.format(until)} 以后再试，或者请系统管理员重设密码`,
        ),
      ],
    },
    429,
    { 'Retry-After': String(Math.max(1, Math.ceil((until.getTime() - Date.now()) / 1000))) },
  )

const notChanged = (c: Context, answer: Response): Response => {
  const [code, message] =
    answer.status === 401
      ? ['signed-out', '请先登录']
      : answer.status === 403
        ? ['foreign-origin', '请求来自别的网站，已拒绝；请从本系统页面操作']
        : answer.status === 429
          ? ['too-often', '尝试过于频繁，请一分钟后再试']
          : ['password-not-changed', '没有修改密码：请核对现在的密码，新密码至少 8 位']
  return c.json({ refusals: [refusal(code ?? '', message ?? '')] }, answer.status as 400, retryAfter(answer))
}
