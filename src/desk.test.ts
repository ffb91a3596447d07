import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { deskRoutes } from './desk.ts'
import { createHttp, createLog, createPublished, serve } from './platform/index.ts'

test("the desk's assets are kept by browsers for good and travel compressed; its page is asked for each time", async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'zhaoming-desk-'))
  const script = 'console.log("昭明")\n'.repeat(1000)
  mkdirSync(join(root, 'assets'))
  writeFileSync(join(root, 'assets', 'index-1a2b.js'), script)
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>工作台</title>')
  const published = createPublished()
  const app = createHttp({
    origin: 'http://localhost',
    log: createLog('silent'),
    ready: async () => undefined,
    published,
  })
  deskRoutes(app, root)
  const server = await serve(app, { port: 0, host: '127.0.0.1' }, published)
  t.after(async () => {
    await server.close()
    rmSync(root, { recursive: true })
  })
  const get = (path: string, headers = {}) => app.request(path, { headers })

  const zipped = await get('/desk/assets/index-1a2b.js', { 'accept-encoding': 'gzip' })
  assert.equal(zipped.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  assert.equal(zipped.headers.get('content-encoding'), 'gzip')
  assert.equal(gunzipSync(await zipped.arrayBuffer()).toString(), script)
  // What one browser is given compressed isn't given so to another that can't read it, and the other way round.
  for (const encodings of ['*', 'identity', 'gzip', 'identity', 'gzip, br', 'gzip;q=0']) {
    const answer = await fetch(`http://127.0.0.1:${server.port}/desk/assets/index-1a2b.js`, {
      headers: { 'accept-encoding': encodings },
    })
    const expected = ['*', 'gzip', 'gzip, br'].includes(encodings) ? 'gzip' : null
    assert.equal(answer.headers.get('content-encoding'), expected, encodings)
    assert.equal(await answer.text(), script)
  }

  for (const path of ['/desk/', '/desk/cases/1']) {
    const page = await get(path)
    assert.equal(page.headers.get('cache-control'), 'no-cache')
    assert.match(await page.text(), /工作台/)
    assert.equal((await get(path, { 'if-none-match': page.headers.get('etag') ?? '' })).status, 304)
  }
  // A page of an older build asks for what is gone: it must not be given a page for a script.
  assert.equal((await get('/desk/assets/index-0000.js')).status, 404)
})
