import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { agency } from '../../data/bureau.ts'
import { png } from '../../data/png.ts'
import { createJournal, journalMigrations } from '../journal/index.ts'
import type { Actor } from '../kernel/index.ts'
import { createHttp, createLog, fileBlobs, type Http, migrate, sql } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import {
  directoryRoutes,
  importLaws,
  lawMigrations,
  readLaw,
  registryActor,
  registryRoutes,
  registryStream,
} from './index.ts'

const lawyer: Actor = { kind: 'person', id: 'p1', name: '沈某', unit: 'legal', roles: ['legal-affairs'] }
const officer: Actor = { kind: 'person', id: 'p2', name: '夏某', unit: 'food', roles: ['officer'] }

eachDatabase('routes of the registry', (database) => {
  const directory = mkdtempSync(join(tmpdir(), 'zhaoming-registry-'))
  const blobs = fileBlobs(directory)
  after(() => rmSync(directory, { recursive: true, force: true }))
  let app: Http
  let actor = lawyer
  let actorToday: (person: string) => Promise<Actor | undefined>
  before(async () => {
    const { db } = database()
    await migrate(db, [...journalMigrations, ...lawMigrations])
    const journal = createJournal(database(), { now: () => '2026-06-15T02:00:00.000Z' })
    journal.register(registryStream)
    await journal.prepare()
    await importLaws(db, [readLaw('某某法', `第一条　有下列情形之一的：\n\n${'（一）某；\n\n'.repeat(12)}`)])
    app = createHttp({ origin: 'http://localhost', log: createLog('silent'), ready: async () => undefined })
    app.use('/api/*', async (c, next) => {
      c.set('actor', actor)
      await next()
    })
    registryRoutes(app, journal, blobs)
    directoryRoutes(app, journal, false)
    actorToday = registryActor(journal)
  })
  const put = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await app.request(`/api/registry/${path}`, { method: 'PUT', headers, body: JSON.stringify(body) })
    return { status: answer.status, body: (await answer.json()) as { refusals?: { code: string }[] } }
  }
  const get = async (path: string) => {
    const answer = await app.request(`/api/${path}`)
    return { status: answer.status, body: (await answer.json()) as never }
  }
  const person = (roles: readonly string[], from: string, key: string) => ({
    data: {
      name: '夏某',
      unit: 'food',
      duty: '科员',
      roles,
      auxiliary: false,
      certificates: [],
      legalQualification: false,
    },
    from,
    reason: '调整',
    key,
  })

  test('an entry is put, read as it holds on a day, and ended', async () => {
    actor = lawyer
    const unit = { name: '食品处', nature: 'business', functions: '食品监管。' }
    const key = 'put-the-unit'
    assert.equal((await put('unit/food', { data: unit, from: '2026-01-01', reason: '设立', key })).status, 200)
    assert.equal((await put('unit/food', { data: unit, from: '2026-01-01', reason: '设立', key })).status, 200)
    assert.equal((await put('unit/food', { end: '2026-06-30', reason: '撤销', key: 'end-the-unit' })).status, 200)
    const names = async (day: string) =>
      ((await get(`registry/unit?day=${day}`)).body as { title: string }[]).map(({ title }) => title)
    assert.deepEqual([await names('2026-06-30'), await names('2026-07-01')], [['食品处'], []])
    assert.equal(((await get('registry/unit/food/history')).body as unknown[]).length, 1)
  })

  test('what is malformed, unknown or not theirs to change is refused', async () => {
    actor = lawyer
    assert.equal((await get('registry/unit?day=2026-02-30')).status, 400)
    assert.equal((await get('registry/__proto__')).status, 404)
    assert.equal((await put('constructor/x', {})).status, 404)
    assert.equal((await put('unit/x', { data: {} })).status, 422)
    const { status, body } = await put('unit/x', { data: {}, from: '2026-07-01', reason: '设立', key: 'malformed' })
    assert.deepEqual([status, body.refusals?.[0]?.code], [422, 'bad-field'])
    actor = officer
    const foreign = await put('unit/x', { end: '2026-07-01', reason: '撤销', key: 'not-mine-to-end' })
    assert.deepEqual([foreign.status, foreign.body.refusals?.[0]?.code], [422, 'not-your-role'])
    const kinds = (await get('registry')).body as { kind: string; mayEdit: boolean; schema: object }[]
    assert.ok(kinds.length >= 6 && kinds.every(({ mayEdit, schema }) => !mayEdit && 'properties' in schema))
  })

  test('who somebody is follows the registry of the day', async () => {
    actor = lawyer
    assert.equal(await actorToday('p9'), undefined)
    assert.equal((await put('officer/p9', person(['officer'], '2026-01-01', 'first-roles'))).status, 200)
    assert.equal((await put('officer/p9', person(['leader'], '2026-07-01', 'later-roles'))).status, 200)
    assert.deepEqual((await actorToday('p9'))?.roles, ['officer'])
    assert.equal((await put('officer/p9', { end: '2026-06-14', reason: '调离', key: 'left-the-bureau' })).status, 200)
    assert.equal(await actorToday('p9'), undefined)
  })

  test('an article is read with its items numbered as the law does', async () => {
    const { body } = await get(`laws/${encodeURIComponent('某某法')}/1`)
    assert.equal((body as { paragraphs: string[] }).paragraphs[12], '（十二）某；')
    assert.equal((await get(`laws/${encodeURIComponent('某某法')}/2`)).status, 404)
    assert.equal((await get(`laws/${encodeURIComponent('某某法')}/99999999999`)).status, 404)
  })

  test('a list goes on from page to page until all is had once, and can be narrowed', async () => {
    await sql`insert into registry_entry (stream_id, kind, entry, version, from_day, title, data, reason)
      select 'officer:o' || n, 'officer', 'o' || n, 1, '2026-01-01', '甲' || n,
        jsonb_build_object('name', '甲' || n, 'unit', case when n % 2 = 0 then 'even' else 'odd' end, 'certificates', '[]'::jsonb), '录入'
      from generate_series(1, 1001) n`.execute(database().db)
    const all = async (path: string) => {
      const ids: string[] = []
      const pages: number[] = []
      for (let next: string | undefined = path; next !== undefined; ) {
        const answer: Response = await app.request(next)
        const rows = (await answer.json()) as readonly { readonly id: string }[]
        ids.push(...rows.map(({ id }) => id).filter((id) => /^o\d/.test(id)))
        pages.push(rows.length)
        next = /^<([^>]+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1]
      }
      assert.ok(pages.every((rows) => rows <= 500))
      return [ids.length, new Set(ids).size]
    }
    assert.deepEqual(await all('/api/officers'), [1001, 1001])
    assert.deepEqual(await all('/api/registry/officer?day=2026-06-15'), [1001, 1001])
    assert.deepEqual(await all('/api/officers?unit=even'), [500, 500])
    assert.deepEqual(await all(`/api/registry/officer?q=${encodeURIComponent('甲1000')}`), [1, 1])
    assert.equal((await app.request('/api/officers?page=none')).status, 400)
  })

  test('an image of the seal that no paper could print is refused when the entry is saved', async () => {
    actor = lawyer
    const seal = png(30, 30, () => [200, 20, 20])
    const entry = async (content: Uint8Array, key: string, kept = true) => ({
      data: {
        ...agency,
        seal: [
          {
            blob: kept ? (await blobs.put(content)).sha256 : 'e'.repeat(64),
            name: '印章.png',
            type: 'image/png',
            size: content.length,
          },
        ],
      },
      from: '2026-06-16',
      reason: '启用印章',
      key,
    })
    for (const [content, key, kept] of [
      [seal.subarray(0, 60), 'seal-key-cut', true],
      [Buffer.from('GIF89a'), 'seal-key-other', true],
      [seal, 'seal-key-lost', false],
    ] as const) {
      const { status, body } = await put('agency/main', await entry(content, key, kept))
      assert.equal(status, 422)
      assert.equal(body.refusals?.[0]?.code, 'broken-seal')
    }
    assert.equal((await put('agency/main', await entry(seal, 'seal-key-whole'))).status, 200)
  })

  test('a kind is given as a table for spreadsheets, as it stood on a day and as it is filtered', async () => {
    actor = lawyer
    await put('officer/xia', person(['officer'], '2026-06-15', 'table-of-officers'))
    const csv = async (query: string) => {
      const answer = await app.request(`/api/registry/officer/entries.csv${query}`)
      assert.equal(answer.status, 200)
      return (await answer.text()).trim().split(/\r?\n/)
    }
    const [head = '', ...rows] = await csv('?day=2026-06-20')
    assert.match(head, /^\uFEFF?"名称","标识","生效","失效","版本",.*"身份".*"变更理由"$/)
    assert.ok(rows.some((row) => row.includes('夏某') && row.includes('执法人员')))
    assert.deepEqual((await csv('?day=2026-06-20&q=没有的人')).length, 1)
    const book = await app.request('/api/registry/officer/entries.xlsx?day=2026-06-20')
    assert.equal(
      Buffer.from(await book.arrayBuffer())
        .subarray(0, 2)
        .toString(),
      'PK',
    )
    assert.equal((await app.request('/api/registry/nothing/entries.csv')).status, 404)
  })
})
