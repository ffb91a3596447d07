import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Actor } from '../kernel/index.ts'
import { createHttp, createLog, type Http, sql } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { type Auth, actorOf, createAccount, createAuth, identityRoutes, setPassword } from './index.ts'

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

  test('guessing passwords is throttled', async () => {
    const answers: number[] = []
    for (let n = 0; n < 14; n++)
      answers.push(
        (
          await app.request('/api/auth/sign-in/username', {
            method: 'POST',
            headers: { 'content-type': 'application/json', origin, 'x-forwarded-for': '203.0.113.7' },
            body: JSON.stringify({ username: 'li.mou', password: '猜一猜密码呀猜一猜' }),
          })
        ).status,
      )
    assert.ok(answers.includes(429), answers.join())
  })
})
