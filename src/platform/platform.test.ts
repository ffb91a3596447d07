import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pino } from 'pino'
import { sha256Hex } from '../kernel/index.ts'
import {
  createHttp,
  createLog,
  createPublished,
  fileBlobs,
  migrate,
  openDatabase,
  probeFile,
  readConfig,
  refuseWith,
  safeFileName,
  serve,
  sql,
  transaction,
} from './index.ts'
import { eachDatabase } from './testing.ts'

const temporary = (t: { after(fn: () => void): void }): string => {
  const directory = mkdtempSync(join(tmpdir(), 'zhaoming-test-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

eachDatabase('the database', (database) => {
  test('gives numbers, instants and days as JSON has them', async () => {
    const { rows } = await sql<
      Record<string, unknown>
    >`select 9007199254740991::int8 as big, '2026-03-01T08:00:00+08'::timestamptz as at, '2026-03-01'::date as day, '{"a":[1]}'::jsonb as json, array['甲','乙'] as list`.execute(
      database().db,
    )
    assert.deepEqual(rows[0], {
      big: 9007199254740991,
      at: '2026-03-01T00:00:00.000Z',
      day: '2026-03-01',
      json: { a: [1] },
      list: ['甲', '乙'],
    })
  })

  test('compiles no plan, however dear it looks', async () => {
    const plan = await transaction(database().db, async (tx) => {
      await sql`create temporary table dear as select n from generate_series(1, 100) n`.execute(tx)
      await sql`set local enable_seqscan = off`.execute(tx)
      return (await sql`explain (analyze, format json) select count(*) from dear`.execute(tx)).rows
    })
    assert.doesNotMatch(JSON.stringify(plan), /JIT/)
  })

  test('a transaction that fails leaves nothing', async () => {
    const { db } = database()
    await sql`create table kept (n int)`.execute(db)
    await assert.rejects(
      transaction(db, async (tx) => {
        await sql`insert into kept values (1)`.execute(tx)
        throw new Error('no')
      }),
      /no/,
    )
    assert.equal((await sql`select * from kept`.execute(db)).rows.length, 0)
    await assert.rejects(
      transaction(db, (tx) => transaction(tx, async () => 1)),
      /open already/,
    )
  })

  test('migrations run once, in order, and a changed past is refused', async () => {
    const { db } = database()
    const step = (name: string) => ({
      name,
      up: async (tx: Parameters<Parameters<typeof transaction>[1]>[0]) => void (await sql`select 1`.execute(tx)),
    })
    assert.deepEqual(await migrate(db, [step('a'), step('b')]), ['a', 'b'])
    assert.deepEqual(await migrate(db, [step('a'), step('b'), step('c')]), ['c'])
    await assert.rejects(migrate(db, [step('a'), step('x'), step('c')]), /another version/)
  })
})

test('a second process on one embedded database is refused; the lock of a dead one is taken over', async (t) => {
  const directory = temporary(t)
  const first = await openDatabase({ directory })
  writeFileSync(join(directory, 'lock'), '1')
  await assert.rejects(openDatabase({ directory }), /正在被进程 1 使用/)
  await first.close()
  writeFileSync(join(directory, 'lock'), '999999999')
  await (await openDatabase({ directory })).close()
})

test('the environment is checked at start, and every mistake is named', (t) => {
  const data = temporary(t)
  const bad = readConfig({ PORT: 'http', DATABASE_URL: 'mysql://x', ZHAOMING_DEMO: 'yes' })
  assert.deepEqual(bad.ok ? [] : bad.refusals.map(({ field }) => field), ['PORT', 'DATABASE_URL', 'ZHAOMING_DEMO'])
  const good = readConfig({ ZHAOMING_DATA: data, PORT: '9000' })
  assert.ok(good.ok)
  assert.equal(good.value.origin, 'http://localhost:9000')
  const again = readConfig({ ZHAOMING_DATA: data })
  assert.equal(again.ok && again.value.secret, good.value.secret)
  assert.equal(statSync(join(data, 'secret')).mode & 0o777, 0o600)
})

test('a blob is named by its content, kept once, and one that is too large leaves nothing', async (t) => {
  const directory = temporary(t)
  const blobs = fileBlobs(directory)
  const content = Buffer.from('证据')
  const put = await blobs.put(content)
  assert.deepEqual(put, { sha256: sha256Hex('证据'), size: 6 })
  assert.deepEqual(await blobs.put(content), put)
  assert.deepEqual(await blobs.read(put.sha256), content)
  assert.equal(await blobs.read('0'.repeat(64)), undefined)
  await assert.rejects(blobs.put(Buffer.alloc(100), 99), RangeError)
  assert.deepEqual(readdirSync(join(directory, 'blobs', 'incoming')), [])
  await assert.rejects(async () => blobs.read('../../etc/passwd'), RangeError)
})

test('a file is what its bytes say, and its name is only a name', async () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')
  const good = await probeFile(png, '../../现场.png')
  assert.deepEqual(good.ok && good.value, { type: 'image/png', name: '现场.png' })
  const mislabelled = await probeFile(png, '现场.pdf')
  assert.equal(!mislabelled.ok && mislabelled.refusals[0]?.code, 'file-mislabelled')
  const script = await probeFile(Buffer.from('<script>alert(1)</script>'), 'a.jpg')
  assert.equal(!script.ok && script.refusals[0]?.code, 'file-type')
  assert.equal(safeFileName('..\\..\\con\u202egpj.exe'), 'congpj.exe')
  assert.equal(safeFileName('...'), '附件')
})

test('the web frame answers strangers, foreign pages and accidents with a sentence', async () => {
  const app = createHttp({
    origin: 'http://localhost:8080',
    log: createLog('silent'),
    ready: async () => '数据库还没有准备好',
  })
  app.post('/api/thing', (c) => c.json({ ok: true }))
  app.get('/api/broken', () => {
    throw new Error('secret detail')
  })
  assert.equal((await app.request('/healthz')).status, 200)
  assert.equal((await app.request('/readyz')).status, 503)
  assert.match(await (await app.request('/metrics')).text(), /http_request_seconds/)
  assert.equal((await app.request('/api/nothing')).status, 404)
  assert.equal(
    (await app.request('/api/thing', { method: 'POST', headers: { origin: 'https://evil.example' } })).status,
    403,
  )
  assert.equal(
    (await app.request('/api/thing', { method: 'POST', headers: { origin: 'http://localhost:8080' } })).status,
    200,
  )
  assert.equal(
    (
      await app.request('/api/thing', {
        method: 'POST',
        body: 'x'.repeat(5_000_000),
        headers: { 'content-length': '5000000' },
      })
    ).status,
    413,
  )
  const broken = await app.request('/api/broken')
  assert.equal(broken.status, 500)
  assert.ok(!(await broken.text()).includes('secret detail'))
})

test('who was refused what is in the log even where only warnings are kept', async () => {
  const lines: Record<string, unknown>[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => lines.push(JSON.parse(line)) })
  const app = createHttp({ origin: 'http://localhost', log, ready: async () => undefined })
  app.get('/api/:what', (c) => {
    c.set('actor', { id: 'p1' })
    return c.req.param('what') === 'mine'
      ? c.json({})
      : refuseWith(c, 403, { code: 'not-yours', message: '不是您的', basis: [] })
  })
  await app.request('/api/mine')
  await app.request('/api/theirs')
  assert.deepEqual(
    lines.map(({ person, path, status }) => ({ person, path, status })),
    [{ person: 'p1', path: '/api/theirs', status: 403 }],
  )
})

test('public answers are kept as bytes until something changes; others never are', async () => {
  const published = createPublished()
  const app = createHttp({
    origin: 'http://localhost',
    log: createLog('silent'),
    ready: async () => undefined,
    published,
  })
  let asked = 0
  app.get('/page', (c) => c.text(`${++asked}`, 200, { 'Cache-Control': 'public, no-cache', ETag: `"${asked}"` }))
  app.get('/mine', (c) => c.text(`${++asked}`))
  const server = await serve(app, { port: 0, host: '127.0.0.1' }, published)
  const text = async (path: string, headers = {}) =>
    (await fetch(`http://127.0.0.1:${server.port}${path}`, { headers })).text()
  try {
    assert.deepEqual([await text('/page'), await text('/page')], ['1', '1'])
    const again = await fetch(`http://127.0.0.1:${server.port}/page`, { headers: { 'if-none-match': '"1"' } })
    assert.equal(again.status, 304)
    assert.equal(again.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(await text('/page', { cookie: 'type=large' }), '2')
    published.forget()
    assert.equal(await text('/page'), '3')
    assert.deepEqual([await text('/mine'), await text('/mine')], ['4', '5'])
  } finally {
    await server.close()
  }
})
