import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { demoActors } from '../../data/demo.ts'
import { createHttp, createLog, type Http, migrate } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { draftMigrations, draftRoutes } from './drafts.ts'

eachDatabase('drafts', (database) => {
  let http: Http
  before(async () => {
    await migrate(database().db, draftMigrations)
    http = createHttp({ origin: 'http://localhost', log: createLog('silent'), ready: async () => undefined })
    http.use(async (c, next) => {
      c.set('actor', demoActors.get(c.req.header('x-person') ?? ''))
      await next()
    })
    draftRoutes(http, database().db)
  })
  const ask = async (method: string, path: string, person: string, body?: unknown) => {
    const response = await http.request(path, {
      method,
      headers: { 'x-person': person, 'content-type': 'application/json', origin: 'http://localhost' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as never }
  }
  const draft = (facts: string, at: string) => ({ about: '现场检查：某店', at, body: { data: { facts } } })
  const factsOf = ({ body }: { readonly body: never }): unknown =>
    (body as { body?: { data?: { facts?: unknown } } }).body?.data?.facts

  test('go on where they were left, on another machine too; what was written later stays', async () => {
    const [who, other] = ['song.qiaoyun', 'luo.haosheng']
    const path = '/api/drafts/case-1/inspect-site'
    assert.equal((await ask('GET', path, who)).status, 404)
    assert.equal((await ask('PUT', path, who, draft('三盒', '2026-03-02T01:00:00Z'))).status, 200)
    assert.equal((await ask('PUT', path, who, draft('四盒', '2026-03-02T02:00:00Z'))).status, 200)
    assert.equal((await ask('PUT', path, who, draft('旧的', '2026-03-02T01:30:00Z'))).status, 200)
    assert.equal(factsOf(await ask('GET', path, who)), '四盒')
    assert.equal((await ask('GET', path, other)).status, 404, 'nobody else reads it')
    assert.deepEqual((await ask('GET', '/api/drafts', other)).body, [])
  })

  test('are given up and taken back; what was handed in leaves nothing', async () => {
    const who = 'song.qiaoyun'
    const path = '/api/drafts/case-2/question-person'
    const listed = async () =>
      ((await ask('GET', '/api/drafts', who)).body as readonly { subject: string; dropped: boolean }[])
        .filter(({ subject }) => subject === 'case-2')
        .map(({ dropped }) => dropped)
    await ask('PUT', path, who, draft('问话', '2026-03-02T01:00:00Z'))
    assert.deepEqual(await listed(), [false])
    await ask('DELETE', path, who)
    assert.deepEqual(await listed(), [true])
    assert.equal((await ask('GET', path, who)).status, 404)
    assert.equal((await ask('POST', `${path}/restore`, who)).status, 200)
    assert.equal(factsOf(await ask('GET', path, who)), '问话')
    assert.equal((await ask('POST', `${path}/restore`, who)).status, 404, 'what is there needs no restoring')
    await ask('DELETE', `${path}?done=1`, who)
    assert.deepEqual(await listed(), [])
  })

  test('are neither endless nor endlessly many', async () => {
    const who = 'gu.qingyan'
    const codes = ({ body }: { readonly body: never }) =>
      (body as { refusals: readonly { code: string }[] }).refusals.map(({ code }) => code)
    const long = await ask('PUT', '/api/drafts/c/a', who, draft('字'.repeat(400_000), '2026-03-02T01:00:00Z'))
    assert.deepEqual(codes(long), ['draft-too-long'])
    for (let n = 0; n < 200; n++) await ask('PUT', `/api/drafts/c${n}/a`, who, draft('一', '2026-03-02T01:00:00Z'))
    assert.deepEqual(codes(await ask('PUT', '/api/drafts/d/a', who, draft('二', '2026-03-02T01:00:00Z'))), [
      'too-many-drafts',
    ])
    assert.equal((await ask('PUT', '/api/drafts/c0/a', who, draft('三', '2026-03-02T02:00:00Z'))).status, 200)
  })
})
