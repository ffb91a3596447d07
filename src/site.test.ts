import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import { demoActors, fillRegistry } from '../data/demo.ts'
import { demoPens } from '../data/keys.ts'
import { decisionPaths, fileOf, leadsTo } from '../portal/tree.ts'
import { type House, openHouse } from './house.ts'
import { createLog, keptLogKey, type Log, newTiles } from './journal/index.ts'
import type { Actor } from './kernel/index.ts'
import { simulatedClock, sql } from './platform/index.ts'
import { eachDatabase } from './platform/testing.ts'
import { type SiteTree, writeSite } from './site.ts'

const number = '澄市监罚〔2026〕7号'
const page = decisionPaths(number).at(-1) ?? ''

test('an address has one file: pages end in .html, what names a file keeps its name', () => {
  assert.equal(fileOf('/'), 'index.html')
  assert.equal(fileOf('/decisions'), 'decisions.html')
  assert.equal(fileOf('/decisions.json'), 'decisions.json')
  assert.deepEqual(decisionPaths(number).map(fileOf), [
    `decisions/${number}.json`,
    `decisions/${number}.pdf`,
    `decisions/${number}/receipt`,
    `decisions/${number}.html`,
  ])
  assert.equal(fileOf('/tile/0/x000/001.p/9'), 'tile/0/x000/001.p/9')
})

test('no address leads out of the tree, or to the file that says how far it is', () => {
  for (const path of ['/../secret', '/a/%2e%2e/b', '/.site.json', '/a//b', '/%00', '/a%5Cb', '/%E0%A4%A'])
    assert.equal(fileOf(path), undefined, path)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const file = fileOf(`/${text}`)
      assert.ok(file === undefined || !file.split('/').some((part) => part === '' || part === '..'))
    }),
  )
})

test('only what is the same for everybody and has no query stands in the tree', () => {
  const text =
    '<a href="/items">1</a><a href="/items?page=2">2</a><a href="/desk/">3</a><a href="//other.example/x">4</a>' +
    `<a href="${page}">5</a><script src="/assets/a.js"></script><loc>https://a.example/remedies</loc><a href="/search">6</a>`
  assert.deepEqual([...leadsTo(text)], ['/items', '/assets/a.js', '/remedies'])
})

test('tiles of a growing log: each whole one once, the partial ones of the newest size last', () => {
  assert.deepEqual(newTiles(0, 3), ['0/000.p/3', 'entries/000.p/3'])
  assert.deepEqual(newTiles(3, 3), ['0/000.p/3', 'entries/000.p/3'])
  assert.deepEqual(newTiles(250, 513), [
    '0/000',
    '0/001',
    'entries/000',
    'entries/001',
    '0/002.p/1',
    'entries/002.p/1',
    '1/000.p/2',
  ])
})

eachDatabase('the public site as files', (database) => {
  const clock = simulatedClock('2026-06-01T02:00:00.000Z')
  const keys = mkdtempSync(join(tmpdir(), 'zhaoming-site-key-'))
  const officer = demoActors.get('song.qiaoyun') as Actor
  let house: House
  let log: Log
  let directory: string
  let answers: Map<string, { readonly status?: number; readonly type?: string; readonly body: string }>

  before(async () => {
    house = await openHouse(database(), clock, demoPens)
    log = createLog(database(), keptLogKey(keys, 'site.example/log'), clock)
    await fillRegistry(house)
    await log.seal()
  })
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'zhaoming-site-'))
    answers = new Map([
      ['/', { body: '<a href="/items">事项</a><link href="/assets/a.1.css">' }],
      ['/items', { body: '<p>事项</p><a href="/gone">没有了</a>' }],
      ['/assets/a.1.css', { body: 'p{}', type: 'text/css' }],
      [page, { body: '<p>决定</p>' }],
      [`${page}.json`, { body: '{"fine":1}', type: 'application/json' }],
      [`${page}.pdf`, { body: '%PDF', type: 'application/pdf' }],
      [`${page}/receipt`, { body: 'proof', type: 'text/plain' }],
    ])
    await sql`delete from public_decision`.execute(database().db)
    clock.set(new Date(Date.parse(clock.now()) + 3_600_000).toISOString())
  })
  afterEach(() => rmSync(directory, { recursive: true, force: true }))
  after(() => rmSync(keys, { recursive: true, force: true }))

  const tree = (more: Partial<SiteTree> = {}): SiteTree => ({
    directory,
    db: database().db,
    clock,
    log,
    version: '1',
    request: async (path) => {
      const { status = 200, type = 'text/html', body } = answers.get(path) ?? { status: 404, body: '' }
      return new Response(body, { status, headers: { 'content-type': type } })
    },
    ...more,
  })
  const whole = async (more: Partial<SiteTree> = {}) => {
    while ((await writeSite(tree(more))) !== undefined);
  }
  const has = (path: string) => existsSync(join(directory, fileOf(path) ?? ''))
  const text = (path: string) => readFileSync(join(directory, fileOf(path) ?? ''), 'utf8')

  let clues = 0
  /** An event in a case of its own; gives the case. */
  const happens = async (): Promise<string> => {
    const outcome = await house.casework.open(officer, 'ordinary-penalty', {
      act: 'register-clue',
      data: {
        title: '一条线索',
        source: 'inspection',
        receivedAt: clock.now(),
        content: '检查时发现。',
        unit: 'inspection',
      },
      key: `site-${clues++}`,
    })
    assert.ok(outcome.ok, JSON.stringify(outcome))
    return outcome.events[0]?.streamId ?? ''
  }
  const published = (streamId: string, until = '2029-01-01') =>
    sql`insert into public_decision (stream_id, number, case_id, paper, form, party, party_kind, penalties, procedure, published_on, decided_on, until_day, plain, pairs)
      values (${streamId}, ${number}, ${streamId}, 'p', 45, '某店', 'household', '{}', 'ordinary-penalty', '2026-06-01', '2026-06-01', ${until}::date, '', '{}')`.execute(
      database().db,
    )
  const noSpace = async (): Promise<void> => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  }

  test('the first writing has every page that a link leads to, and every decision with its data, PDF and receipt', async () => {
    await published(await happens())
    await whole()
    for (const path of ['/', '/items', '/assets/a.1.css', ...decisionPaths(number)])
      assert.equal(text(path), answers.get(path)?.body, path)
    assert.equal(has('/gone'), false)
    assert.match(text('/checkpoint'), /^site\.example\/log\n/)
    assert.deepEqual(await readdir(join(directory, '.incoming')), [])
  })

  test('what did not change is not written again', async () => {
    await published(await happens())
    await whole()
    const inode = (path: string) => statSync(join(directory, fileOf(path) ?? '')).ino
    const paths = ['/', '/items', ...decisionPaths(number)]
    const inodes = paths.map(inode)
    clock.set(new Date(Date.parse(clock.now()) + 120_000).toISOString())
    assert.equal(await writeSite(tree()), undefined)
    assert.deepEqual(paths.map(inode), inodes)
  })

  test('a decision published later comes in with the next writing, and a receipt that waits for the log is asked for again', async () => {
    await whole()
    assert.equal(has(page), false)
    await published(await happens())
    const receipt = answers.get(`${page}/receipt`)
    answers.delete(`${page}/receipt`)
    assert.equal(await writeSite(tree()), 2000)
    assert.equal(has(page), true)
    answers.set(`${page}/receipt`, receipt ?? { body: '' })
    assert.equal(await writeSite(tree()), undefined)
    assert.equal(text(`${page}/receipt`), 'proof')
  })

  test('what is withdrawn leaves its tombstone and nothing else, though the disk is full; the rest follows when there is room', async () => {
    const id = await happens()
    await published(id)
    await whole()
    for (const path of decisionPaths(number)) answers.set(path, { status: 410, body: '<p>已撤回</p>' })
    answers.set('/', { body: '<a href="/items">事项</a>一件已撤回' })
    await sql`update public_decision set stream_id = ${await happens()}`.execute(database().db)
    await assert.rejects(writeSite(tree({ write: noSpace })), /no space/)
    assert.deepEqual(decisionPaths(number).map(has), [false, false, false, false])
    assert.equal(has('/items'), true)
    assert.equal(await writeSite(tree()), undefined)
    assert.deepEqual(decisionPaths(number).map(has), [false, false, false, true])
    assert.equal(text(page), '<p>已撤回</p>')
    assert.match(text('/'), /一件已撤回/)
  })

  test('what was shown long enough is gone the day after, with no event at all', async () => {
    const day = clock.now().slice(0, 10)
    await published(await happens(), day)
    await whole()
    assert.equal(has(page), true)
    for (const path of decisionPaths(number)) answers.delete(path)
    clock.set(new Date(Date.parse(clock.now()) + 86_400_000).toISOString())
    await writeSite(tree())
    assert.deepEqual(decisionPaths(number).map(has), [false, false, false, false])
  })

  test('a fault of ours takes no file away', async () => {
    await published(await happens())
    await whole()
    answers.set(page, { status: 500, body: '' })
    await sql`update public_decision set stream_id = ${await happens()}`.execute(database().db)
    await assert.rejects(writeSite(tree()), /answered with 500/)
    assert.equal(has(page), true)
  })

  test('another version of the program writes everything anew; pages that nothing leads to go, kept assets stay', async () => {
    await whole()
    answers.set('/', { body: '<link href="/assets/a.2.css">' })
    answers.set('/assets/a.2.css', { body: 'a{}', type: 'text/css' })
    writeFileSync(join(directory, 'mine.txt'), '管理员自己放的')
    await whole({ version: '2' })
    assert.deepEqual(['/', '/items', '/assets/a.1.css', '/assets/a.2.css', '/mine.txt'].map(has), [
      true,
      false,
      true,
      true,
      true,
    ])
  })

  test('who is stopped in the middle leaves whole files, and goes on with the next call', async () => {
    await published(await happens())
    const stop = new AbortController()
    let written = 0
    const write: SiteTree['write'] = async (file, bytes) => {
      await writeFile(file, bytes)
      if (++written === 2) stop.abort()
    }
    await assert.rejects(writeSite(tree({ write }), stop.signal))
    await whole()
    assert.equal(text(page), '<p>决定</p>')
    assert.equal(text('/'), answers.get('/')?.body)
  })
})
