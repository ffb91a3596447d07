import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Actor } from '../kernel/index.ts'
import { createHttp, createLog, type Http, sql } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { type Auth, actorOf, createAccount, createAuth, disableAccount, identityRoutes, setPassword } from './index.ts'

const origin = 'http://localhost:8080'

eachDatabase('identity', (database) => {
  let auth: Auth
  let app: Http
  const inOffice = new Map<string, Actor>([
    ['p1', { kind: 'person', id: 'p1', name: '李某', unit: 'food', roles: ['officer'] }],
  ])
  before(async () => {
    auth = await createAuth({ database: database(), origin, secret: 'ab'.repeat(32) })
    app = createHttp({ origin, log: createLog('silent'), ready: async () => undefined })
    identityRoutes(app, auth, async (person) => inOffice.get(person), ['/api/open'])
    app.get('/api/open', (c) => c.text('open'))
    app.get('/api/me', (c) => c.json(actorOf(c)))
    await createAccount(auth, { username: 'li.mou', person: 'p1', name: '李某' }, '正确的密码很长很长')
    await createAccount(auth, { username: 'gone', person: 'p9', name: '离职' }, '正确的密码很长很长')
  })
  const signIn = (username: string, password: string, from = origin) =>
    app.request('/api/auth/sign-in/username', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: from,
        'x-forwarded-for': `10.0.0.${Math.floor(Math.random() * 250)}`,
      },
      body: JSON.stringify({ username, password }),
    })
  const cookies = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')

  test('who signs in is the person of the registry, with the roles of today', async () => {
    assert.equal((await app.request('/api/me')).status, 401)
    assert.equal((await app.request('/api/open')).status, 200)
    const answer = await signIn('Li.Mou', '正确的密码很长很长')
    assert.equal(answer.status, 200)
    assert.deepEqual(await answer.json(), { ok: true })
    const [cookie = ''] = answer.headers.getSetCookie()
    assert.match(cookie, /HttpOnly/i)
    assert.match(cookie, /SameSite=Lax/i)
    const me = await app.request('/api/me', { headers: { cookie: cookies(answer) } })
    assert.deepEqual(await me.json(), inOffice.get('p1'))
  })

  test('a wrong password is told in Chinese, and neither is whether the account exists', async () => {
    const wrong = await signIn('li.mou', '错误的密码很长很长')
    const unknown = await signIn('nobody', '错误的密码很长很长')
    assert.deepEqual([wrong.status, unknown.status], [401, 401])
    assert.equal(await wrong.text(), await unknown.text())
  })

  test('a person who left is signed in to nothing', async () => {
    const answer = await signIn('gone', '正确的密码很长很长')
    assert.equal((await app.request('/api/me', { headers: { cookie: cookies(answer) } })).status, 403)
  })

  test('who signs out is out, and a copy of the cookies is worth nothing', async () => {
    const cookie = cookies(await signIn('li.mou', '正确的密码很长很长'))
    const out = await app.request('/api/auth/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie },
      body: '{}',
    })
    assert.equal(out.status, 200)
    assert.ok(out.headers.getSetCookie().length >= 2)
    assert.ok(
      out.headers.getSetCookie().every((each) => /Max-Age=0/i.test(each)),
      out.headers.getSetCookie().join(),
    )
    assert.equal((await app.request('/api/me', { headers: { cookie } })).status, 401)
  })

  test('nobody signs up, nobody signs in from another site, and passwords are argon2id', async () => {
    const up = await app.request('/api/auth/sign-up/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ email: 'a@b.example', password: '正确的密码很长很长', name: 'x' }),
    })
    assert.ok(up.status >= 400)
    assert.equal((await signIn('li.mou', '正确的密码很长很长', 'https://evil.example')).status, 403)
    const { rows } = await sql<{ password: string }>`select password from account`.execute(database().db)
    assert.ok(rows.every(({ password }) => password.startsWith('$argon2id$')))
  })

  test('another password ends the sessions that were open', async () => {
    const answer = await signIn('li.mou', '正确的密码很长很长')
    assert.ok((await setPassword(auth, 'li.mou', '新的密码也很长很长')).ok)
    assert.equal(
      (
        await sql`select * from session s join "user" u on u.id = s."userId" where u.username = 'li.mou'`.execute(
          database().db,
        )
      ).rows.length,
      0,
    )
    assert.equal((await signIn('li.mou', '正确的密码很长很长')).status, 401)
    assert.ok(answer.ok)
    assert.ok(!(await setPassword(auth, 'li.mou', '短')).ok)
  })

  test('ended sessions end at once, although the browser holds a copy that is good for a minute', async () => {
    await createAccount(auth, { username: 'kicked', person: 'p1', name: '李某' }, '正确的密码很长很长')
    const cookie = cookies(await signIn('kicked', '正确的密码很长很长'))
    const status = async () => (await app.request('/api/me', { headers: { cookie } })).status
    assert.equal(await status(), 200)
    assert.ok((await disableAccount(auth, 'kicked')).ok)
    assert.equal(await status(), 401)
    assert.equal((await signIn('kicked', '正确的密码很长很长')).status, 401)
    assert.ok((await setPassword(auth, 'kicked', '又一个很长的密码')).ok)
    const again = cookies(await signIn('kicked', '又一个很长的密码'))
    assert.equal((await app.request('/api/me', { headers: { cookie: again } })).status, 200)
    assert.equal(await status(), 401)
  })

  test('one changes the own password, which ends the sessions elsewhere', async () => {
    await createAccount(auth, { username: 'changer', person: 'p1', name: '李某' }, '正确的密码很长很长')
    const elsewhere = cookies(await signIn('changer', '正确的密码很长很长'))
    const here = cookies(await signIn('changer', '正确的密码很长很长'))
    const change = (currentPassword: string, newPassword: string) =>
      app.request('/api/auth/change-password', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin, cookie: here },
        body: JSON.stringify({ currentPassword, newPassword }),
      })
    const wrong = await change('错误的密码很长很长', '新的密码也很长很长')
    assert.equal(wrong.status, 400)
    assert.match(await wrong.text(), /核对现在的密码/)
    const answer = await change('正确的密码很长很长', '新的密码也很长很长')
    assert.equal(answer.status, 200)
    assert.equal((await app.request('/api/me', { headers: { cookie: cookies(answer) } })).status, 200)
    assert.equal((await app.request('/api/me', { headers: { cookie: elsewhere } })).status, 401)
  })

  test('who signs out everywhere is out on every device at once, and can sign in again', async () => {
    await createAccount(auth, { username: 'leaver', person: 'p1', name: '李某' }, '正确的密码很长很长')
    const [here, there] = [
      cookies(await signIn('leaver', '正确的密码很长很长')),
      cookies(await signIn('leaver', '正确的密码很长很长')),
    ]
    const everywhere = (cookie: string) =>
      app.request('/api/auth/sign-out-everywhere', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin, cookie },
        body: '{}',
      })
    assert.equal((await everywhere('')).status, 401)
    assert.equal((await everywhere(here)).status, 200)
    for (const cookie of [here, there]) {
      assert.equal((await app.request('/api/me', { headers: { cookie } })).status, 401)
      assert.equal((await everywhere(cookie)).status, 401)
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
    const again = cookies(await signIn('leaver', '正确的密码很长很长'))
    assert.equal((await app.request('/api/me', { headers: { cookie: again } })).status, 200)
  })

  test('of the accounts service only signing in and out and changing the own password can be reached', async () => {
    for (const [method, path, body] of [
      ['POST', 'sign-in/email', { email: 'li.mou@accounts.invalid', password: '新的密码也很长很长' }],
      ['POST', 'is-username-available', { username: 'li.mou' }],
      ['POST', 'update-user', { username: 'other' }],
      ['GET', 'list-sessions', undefined],
    ] as const) {
      const answer = await app.request(`/api/auth/${path}`, {
        method,
        headers: { 'content-type': 'application/json', origin },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      assert.equal(answer.status, 401, path)
      assert.equal(answer.headers.getSetCookie().length, 0, path)
    }
  })

  test('an account is locked after ten wrong passwords, from wherever they come, and a new password unlocks it', async () => {
    await createAccount(auth, { username: 'locked', person: 'p1', name: '李某' }, '正确的密码很长很长')
    for (let n = 0; n < 10; n++) assert.equal((await signIn('Locked', '猜一猜密码呀')).status, 401)
    const answer = await signIn('locked', '正确的密码很长很长')
    assert.equal(answer.status, 429)
    assert.match(await answer.text(), /账号已锁定；请在 \d\d:\d\d 以后再试/)
    assert.ok(Number(answer.headers.get('retry-after')) > 0)
    assert.ok((await setPassword(auth, 'locked', '正确的密码很长很长')).ok)
    assert.equal((await signIn('locked', '正确的密码很长很长')).status, 200)
  })

  test('trying many accounts from one address is throttled, whatever a browser says about its address', async () => {
    const answers: Response[] = []
    for (let n = 0; n < 31; n++)
      answers.push(
        await app.request('/api/auth/sign-in/username', {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            origin,
            'x-forwarded-for': `10.9.9.${n}, 203.0.113.7`,
            'x-zhaoming-address': `10.9.9.${n}`,
          },
          body: JSON.stringify({ username: `nobody.${n}`, password: '猜一猜密码呀猜一猜' }),
        }),
      )
    assert.ok(answers.slice(0, 30).every(({ status }) => status === 401))
    const [throttled] = answers.slice(30)
    assert.equal(throttled?.status, 429)
    assert.ok(Number(throttled?.headers.get('retry-after')) > 0)
    assert.match((await throttled?.text()) ?? '', /操作过于频繁，请一分钟后再试/)
  })

  test('a malformed account or a password too short is refused with what to do', async () => {
    const made = async (username: string, password: string) => {
      const result = await createAccount(auth, { username, person: 'p1', name: '李某' }, password)
      return result.ok ? 'ok' : result.refusals[0]?.code
    }
    assert.equal(await made('李 某', '正确的密码很长很长'), 'bad-username')
    assert.equal(await made('fresh', '短'), 'short-password')
    assert.equal(await made('LI.MOU', '正确的密码很长很长'), 'account-taken')
  })
})
