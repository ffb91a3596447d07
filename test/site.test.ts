import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { fileOf } from '../portal/tree.ts'
import { freePort, type RunningBureau, startDemo } from './server.ts'

/** The server block of docs/site.md, for a folder, a port and a bureau of the test's own. */
const documented = (site: string, port: number, bureau: string): string =>
  (/```nginx\n([\s\S]*?)```/.exec(readFileSync(join(import.meta.dirname, '../docs/site.md'), 'utf8'))?.[1] ?? '')
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('/srv/site', site)
    .replace('http://127.0.0.1:8080', bureau)

describe('the public site as files behind nginx, as docs/site.md says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhaoming-site-'))
  const site = join(folder, 'site')
  let bureau: RunningBureau
  let nginx: ChildProcess
  let front: string

  before(async () => {
    mkdirSync(site)
    bureau = await startDemo({ ZHAOMING_SITE: site })
    const port = await freePort()
    front = `http://127.0.0.1:${port}`
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    )
    writeFileSync(
      join(folder, 'nginx.conf'),
      `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; ${process.getuid?.() === 0 ? 'user root;' : ''}
events {} http { access_log off; ${paths.join(' ')} ${documented(site, port, bureau.url.replace('localhost', '127.0.0.1'))} }`,
    )
  })
  after(async () => {
    nginx?.kill()
    await bureau?.stop()
    bureau?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  const numbers = () =>
    existsSync(join(site, 'decisions'))
      ? readdirSync(join(site, 'decisions')).filter((name) => name.endsWith('.html'))
      : []
  const state = (): { readonly through?: string } | undefined =>
    existsSync(join(site, '.site.json')) ? JSON.parse(readFileSync(join(site, '.site.json'), 'utf8')) : undefined

  test('a server killed while it writes the tree for the first time goes on when it is back, until everything is there', async () => {
    while (numbers().length < 5) await setTimeout(20)
    await bureau.stop('SIGKILL')
    assert.equal(state(), undefined)
    await bureau.start()
    for (let known = state(); known === undefined || known.through !== undefined; known = state()) await setTimeout(100)
    const map = await (await fetch(`${bureau.url}/sitemap.xml`)).text()
    const maps = [...map.matchAll(/<loc>https?:\/\/[^/]+([^<]+)<\/loc>/g)].map(([, path = '']) => path)
    const listed = (await Promise.all(maps.map(async (path) => (await fetch(bureau.url + path)).text()))).flatMap(
      (text) => [...text.matchAll(/<loc>https?:\/\/[^/]+([^<]+)<\/loc>/g)].map(([, path = '']) => path),
    )
    const missing = listed.filter(
      (path) => !path.startsWith('/officers/check') && !existsSync(join(site, fileOf(path) ?? '')),
    )
    assert.ok(listed.length > 50)
    assert.deepEqual(missing, [])
  })

  test('nginx gives pages, data and PDFs as the bureau does, by the same addresses, and asks the bureau what is no file', async () => {
    nginx = spawn('nginx', ['-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
    while (
      !(await fetch(front).then(
        () => true,
        () => false,
      ))
    )
      await setTimeout(50)
    const { rows } = (await (await fetch(`${bureau.url}/decisions.json`)).json()) as {
      rows: readonly { readonly address: string }[]
    }
    const address = rows[0]?.address ?? ''
    for (const [path, type] of [
      ['/items', 'text/html'],
      ['/decisions', 'text/html'],
      ['/decisions.json', 'application/json'],
      [`${address}.json`, 'application/json'],
      [`${address}.pdf`, 'application/pdf'],
      ['/log.vkey', 'text/plain'],
    ] as const) {
      const [ours, theirs] = await Promise.all([fetch(bureau.url + path), fetch(front + path)])
      assert.equal(theirs.status, 200, path)
      assert.match(theirs.headers.get('content-type') ?? '', new RegExp(`^${type}`), path)
      assert.ok(Buffer.from(await ours.bytes()).equals(Buffer.from(await theirs.bytes())), path)
    }
    for (const path of [address, `${address}/receipt`, '/']) assert.equal((await fetch(front + path)).status, 200, path)
    const nothing = `${front}/decisions?q=${encodeURIComponent('没有这样的当事人')}`
    assert.match(await (await fetch(nothing)).text(), /没有这样的当事人/)
    assert.match(await (await fetch(`${front}/items`, { headers: { cookie: 'type=large' } })).text(), /large/)
    assert.equal((await fetch(`${front}/.site.json`)).status, 404)
    assert.equal((await fetch(`${front}/nothing-here`)).status, 404)
  })
})
