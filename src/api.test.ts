import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { fillRegistry, playDemo } from '../data/demo.ts'
import { demoCode, demoPens } from '../data/keys.ts'
import { shelfPicture } from '../data/picture.ts'
import { type App, createApp } from './app.ts'
import type { CasePage, CaseView, FileView, WorkList } from './casework/index.ts'
import type { MatterPage } from './channels/index.ts'
import { openHouse } from './house.ts'
import { createAccounts, createAuth, hashPassword } from './identity/index.ts'
import { createLog, fileBlobs, readConfig, simulatedClock } from './platform/index.ts'
import { eachDatabase } from './platform/testing.ts'
import { importLaws, readLaw, registryKinds } from './registry/index.ts'

interface Operation {
  readonly operationId: string
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

/** The pages of the desk and the phone, and what only machines of the bureau ask: they are no part of the interface. */
const pages = [
  '/assets/icon.svg',
  '/desk',
  '/desk/',
  '/desk/*',
  '/desk/assets/*',
  '/field',
  '/field/',
  '/field/*',
  '/field/assets/*',
  '/healthz',
  '/metrics',
  '/openapi.json',
  '/readyz',
]

const password = '示例的密码很长很长'
const today = '2026-09-30T02:00:00.000Z'

eachDatabase("the interface's document", (database) => {
  const data = mkdtempSync(join(tmpdir(), 'zhaoming-api-'))
  let app: App
  let document: Document
  before(async () => {
    const clock = simulatedClock('2026-05-01T00:00:00.000Z')
    const house = await openHouse(database(), clock, demoPens)
    await fillRegistry(house)
    await playDemo(house, fileBlobs(data), clock, today, undefined, 60)
    clock.set(today)
    await importLaws(database().db, [readLaw('某某法', '第一条　有下列情形之一的：\n\n（一）某。\n')])
    const config = readConfig({ ZHAOMING_DATA: data, ZHAOMING_ORIGIN: 'http://localhost:8080' })
    assert.ok(config.ok)
    const auth = await createAuth({ database: database(), origin: config.value.origin, secret: config.value.secret })
    const names = ['song.qiaoyun', 'luo.haosheng', 'jiang.siqi', 'shen.zhiyi']
    await createAccounts(
      auth,
      names.map((name) => ({ username: name, person: name, name })),
      await hashPassword(password),
    )
    const account = { username: 'song.qiaoyun', name: '宋巧云', unit: '稽查支队', roles: ['执法人员'] }
    app = await createApp(config.value, house, createLog('silent'), { accounts: [account], code: demoCode })
    document = (await (await app.http.request('/openapi.json')).json()) as Document
  })
  after(async () => {
    await app?.stop()
    rmSync(data, { recursive: true, force: true })
  })

  const signedIn = async (username: string): Promise<string> => {
    const answer = await sent('POST', '/api/auth/sign-in/username', { username, password })
    return answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  }
  const sent = (method: string, path: string, body: unknown, cookie = '') =>
    app.http.request(path, {
      method,
      headers: { 'content-type': 'application/json', origin: 'http://localhost:8080', cookie },
      body: JSON.stringify(body),
    })

  test('is valid OpenAPI 3.1, in the eyes of a validator that we did not write', async () => {
    const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(document)))
    assert.ok(valid, JSON.stringify(errors, undefined, 2))
  })

  test('has every route of the application, and no other', () => {
    const addresses = app.http.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => [
        method.toLowerCase(),
        path
          .replace(/:(\w+)\{\.\+\\\.(\w+)\}/g, '{$1}.$2')
          .replace(/:(\w+)\{[^}]+\}/g, '{$1}')
          .replace(/:(\w+)/g, '{$1}'),
      ])
      .filter(([, path = '']) => !pages.includes(path) && !/^\/assets\/(portal|verify)\./.test(path))
      .map(([method, path]) => `${method} ${path}`)
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    )
    assert.deepEqual(described.toSorted(), [...new Set(addresses)].toSorted())
  })

  test('names every operation once, and the same in every build', () => {
    const ids = Object.values(document.paths).flatMap((operations) =>
      Object.values(operations).map(({ operationId }) => operationId),
    )
    assert.equal(new Set(ids).size, ids.length)
    for (const id of ids) assert.match(String(id), /^[a-z]+[A-Za-z0-9]*$/)
    for (const id of [
      'getDecisionsJson',
      'getDecisionsByNumberReceipt',
      'getApiCasesById',
      'postApiCasesByIdActsByAct',
    ])
      assert.ok(ids.includes(id), id)
  })

  test('has the schema of every act, as the desk is given it', async () => {
    const cookie = await signedIn('song.qiaoyun')
    const { rows } = (await (await app.http.request('/api/cases', { headers: { cookie } })).json()) as CasePage
    const acts = new Set<string>()
    for (const { id } of rows) {
      const answer = await app.http.request(`/api/cases/${id}`, { headers: { cookie } })
      const view = (await answer.json()) as CaseView
      for (const { name, title, purpose, schema } of view.acts) {
        const component = `${view.procedure.name}.${name}`
        assert.deepEqual(document.components.schemas[component], {
          ...schema,
          title: `${view.procedure.title}：${title}`,
          description: purpose,
        })
        acts.add(component)
      }
    }
    assert.ok(acts.size > 20)
  })

  test('tells the truth: what the running application answers is what it says, and nothing more', async () => {
    const says = judge(document)
    const cookies = new Map<string, string>()
    for (const name of ['song.qiaoyun', 'luo.haosheng', 'jiang.siqi', 'shen.zhiyi'])
      cookies.set(name, await signedIn(name))
    const ask = async <T>(who: string, path: string, status = 200): Promise<T> => {
      const answer = await app.http.request(path, { headers: { cookie: cookies.get(who) ?? '' } })
      assert.equal(answer.status, status, path)
      return (await says(`get ${path}`, answer)) as T
    }
    const send = async (who: string, method: string, path: string, body: unknown, status: number) => {
      const answer = await sent(method, path, body, cookies.get(who))
      assert.equal(answer.status, status, path)
      return says(`${method.toLowerCase()} ${path}`, answer)
    }

    await ask('', '/api/demo/accounts')
    await ask('', '/api/me', 401)
    await send('', 'POST', '/api/auth/sign-in/username', { username: 'nobody', password: '错的密码' }, 401)
    await send('', 'POST', '/api/auth/sign-in/username', { username: 'nobody' }, 422)
    const malformed = await app.http.request('/api/auth/sign-in/username', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    })
    assert.equal(malformed.status, 400)
    await says('post /api/auth/sign-in/username', malformed)
    for (let n = 0; n < 10; n++)
      await sent('POST', '/api/auth/sign-in/username', { username: 'guessed', password: 'x' })
    await send('', 'POST', '/api/auth/sign-in/username', { username: 'guessed', password: 'x' }, 429)

    for (const who of cookies.keys()) {
      await ask(who, '/api/me')
      const { rows: brought } = await ask<MatterPage>(who, '/api/matters')
      for (const { id } of brought.slice(0, 12)) await ask(who, `/api/matters/${id}`)
      await ask(who, '/api/matters?kind=report&show=late&q=TS')
      const { items, counts } = await ask<WorkList>(who, '/api/work')
      const urgent = (urgency: string) => items.filter((each) => each.urgency === urgency).length
      assert.deepEqual(counts, { late: urgent('late'), soon: urgent('soon'), all: items.length })
      await ask(who, '/api/work?show=late')
      await ask(who, '/api/deadlines')
      await ask(who, '/api/ledger')
      await ask(who, '/api/ledger?year=2026&voided=1&page=2')
      await ask(who, '/api/calendar?month=2026-10&mine=1')
      await ask(who, '/api/procedures')
      const { rows } = await ask<CasePage>(who, '/api/cases')
      assert.ok(rows.length > 0)
      for (const { id } of rows.slice(0, 12)) {
        const { papers } = await ask<CaseView>(who, `/api/cases/${id}`)
        await ask(who, `/api/cases/${id}/timeline`)
        const [paper] = papers
        if (paper !== undefined) await ask(who, `/api/papers/${paper.id}`)
      }
    }
    const { rows } = await ask<CasePage>('jiang.siqi', '/api/cases?procedure=ordinary-penalty')
    const named = rows.find(({ party }) => party !== undefined)
    const found = await ask<readonly { readonly kind: string; readonly code?: string }[]>(
      'jiang.siqi',
      `/api/parties?q=${encodeURIComponent(named?.party ?? '')}`,
    )
    assert.ok(found.length > 0 && found.every(({ kind }) => kind !== ''))
    assert.ok(found.some(({ kind, code }) => kind === 'person' || code !== undefined))
    const [most] = found
    await ask('jiang.siqi', `/api/parties/${encodeURIComponent((most as { readonly key?: string }).key ?? '')}`)
    await ask('jiang.siqi', '/api/parties/nobody', 404)
    const kept = { title: '等我办的', address: '/deadlines?mine=1' }
    await send('jiang.siqi', 'POST', '/api/saved-searches', { ...kept, address: 'https://example.test' }, 422)
    const first = await send('jiang.siqi', 'POST', '/api/saved-searches', kept, 200)
    assert.deepEqual(await send('jiang.siqi', 'POST', '/api/saved-searches', kept, 200), first)
    assert.deepEqual(await ask('song.qiaoyun', '/api/saved-searches'), [])
    const { id } = first as { readonly id: string }
    await send('song.qiaoyun', 'DELETE', `/api/saved-searches/${id}`, {}, 200)
    assert.deepEqual(await ask('jiang.siqi', '/api/saved-searches'), [{ id, ...kept }])
    await send('jiang.siqi', 'DELETE', `/api/saved-searches/${id}`, {}, 200)
    assert.deepEqual(await ask('jiang.siqi', '/api/saved-searches'), [])
    await ask('jiang.siqi', `/api/search?q=${encodeURIComponent('食品')}`)
    for (const path of [
      'officers',
      'units',
      'items',
      'board',
      'laws',
      `laws?q=${encodeURIComponent('情形')}`,
      'registry',
      'registry-drafts',
      'registry-drafts?show=done',
      'recording-guide',
      'subjects',
      'subject-imports',
      'map/base',
      'map?west=124&south=29.9&east=124.6&north=30.3&zoom=11',
    ])
      await ask('shen.zhiyi', `/api/${path}`)
    await ask('shen.zhiyi', `/api/laws/${encodeURIComponent('某某法')}/1`)
    for (const kind of Object.keys(registryKinds)) {
      const [entry] = await ask<readonly { readonly id: string }[]>('shen.zhiyi', `/api/registry/${kind}`)
      if (entry === undefined) continue
      const versions = await ask<readonly { readonly by?: string }[]>(
        'shen.zhiyi',
        `/api/registry/${kind}/${entry.id}/history`,
      )
      assert.equal(versions.at(-1)?.by, '系统初始化')
    }

    const [mine] = (await ask<CasePage>('song.qiaoyun', '/api/cases?mine=1')).rows
    const foreign = rows.find(({ unit, handlers }) => unit !== mine?.unit && !handlers.includes('宋巧云'))
    assert.ok(mine !== undefined && foreign !== undefined)
    await ask('song.qiaoyun', `/api/cases/${foreign.id}`, 403)
    await ask('song.qiaoyun', '/api/cases/nothing', 404)
    await ask('song.qiaoyun', '/api/cases?page=0', 400)
    await ask('song.qiaoyun', '/api/calendar?month=2026-13', 400)
    await ask('song.qiaoyun', '/api/subjects?q=%E5%BA%97', 400)
    await ask('song.qiaoyun', '/api/subjects/nothing', 404)
    await ask('song.qiaoyun', '/api/subject-imports', 403)
    await ask('song.qiaoyun', '/api/map?west=124&south=29.9&east=124.6&north=30.3&zoom=99', 400)
    await ask('song.qiaoyun', '/api/registry/nothing', 404)
    const acts = `/api/cases/${mine.id}/acts`
    await send('song.qiaoyun', 'POST', `${acts}/nothing`, { data: {}, key: 'no-such-act' }, 422)
    await send('song.qiaoyun', 'POST', `${acts}/nothing`, { data: {} }, 422)
    await send('song.qiaoyun', 'POST', `${acts}/nothing`, { data: {}, key: 'long'.repeat(2e6) }, 413)
    await send('song.qiaoyun', 'POST', `${acts}/nothing`, { data: {}, expectedVersion: 0, key: 'an-old-page' }, 409)
    await send('song.qiaoyun', 'POST', `/api/cases/${mine.id}/preview`, { act: 'nothing', data: {} }, 422)
    await send(
      'shen.zhiyi',
      'PUT',
      '/api/registry/unit/x',
      { end: '2026-12-31', reason: '无', key: 'end-nothing' },
      422,
    )
    const text = await app.http.request(`${acts}/nothing`, {
      method: 'POST',
      headers: { cookie: cookies.get('song.qiaoyun') ?? '' },
      body: 'data',
    })
    assert.equal(text.status, 415)
    await says(`post ${acts}/nothing`, text)
  })

  test('a file is read by those who may read a case that has it, and by who uploaded it', async () => {
    const [officer, leader] = [await signedIn('song.qiaoyun'), await signedIn('jiang.siqi')]
    const read = async <T>(cookie: string, path: string) => {
      const answer = await app.http.request(path, { headers: { cookie } })
      return { status: answer.status, body: (answer.status === 200 ? await answer.json() : undefined) as T }
    }
    const status = async (cookie: string, href: string) => {
      const answer = await app.http.request(href, { headers: { cookie } })
      await answer.arrayBuffer()
      return answer.status
    }
    const form = new FormData()
    form.set('file', new File([new Uint8Array(shelfPicture(777))], '现场.png'))
    const answer = await app.http.request('/api/files', { method: 'POST', headers: { cookie: officer }, body: form })
    assert.equal(answer.status, 200)
    const { href, ...file } = (await judge(document)('post /api/files', answer)) as FileView
    assert.deepEqual([await status(officer, href), await status(leader, href), await status('', href)], [200, 403, 401])
    const given = await app.http.request(href, { headers: { cookie: officer } })
    assert.equal(given.headers.get('content-security-policy'), 'sandbox')
    assert.equal(given.headers.get('cache-control'), 'private, no-cache')
    assert.deepEqual(new Uint8Array(await given.arrayBuffer()), new Uint8Array(shelfPicture(777)))
    assert.equal(await status(officer, `/api/files/${'0'.repeat(64)}/a.png`), 404)
    assert.equal(await status(officer, '/api/files/..%2f..%2fsecret/a.png'), 404)

    // Who knows the hash of somebody else's file can't take it into a case of one's own either.
    const { rows } = (await read<CasePage>(leader, '/api/cases')).body
    const [mine] = (await read<CasePage>(officer, '/api/cases?mine=1')).body.rows
    const taking = async (cookie: string, key: string) => {
      const data = { files: [file] }
      const outcome = await sent('POST', `/api/cases/${mine?.id}/acts/take-evidence`, { data, key }, cookie)
      return ((await outcome.json()) as { readonly refusals: readonly { readonly code: string }[] }).refusals
    }
    assert.deepEqual(
      (await taking(leader, 'not-my-file')).map(({ code }) => code),
      ['no-file'],
    )
    assert.ok((await taking(officer, 'my-own-file')).every(({ code }) => code !== 'no-file'))

    const readable = new Map<string, boolean>()
    for (const { id } of rows) {
      const [seen, mayRead] = [
        await read<CaseView>(leader, `/api/cases/${id}`),
        await status(officer, `/api/cases/${id}`),
      ]
      for (const { href: each } of seen.body.evidence.flatMap(({ files }) => files)) {
        assert.equal(await status(leader, each), 200)
        readable.set(each, readable.get(each) === true || mayRead === 200)
      }
    }
    for (const [each, mayRead] of readable) assert.equal(await status(officer, each), mayRead ? 200 : 403, each)
    assert.ok([...readable.values()].includes(true))
  })
})

/** Says whether an answer is as described. Objects are closed for it: what isn't described must not be answered. */
const judge = (document: Document) => {
  const closed = JSON.parse(JSON.stringify(document), (_key, value) =>
    typeof value === 'object' && value !== null && 'properties' in value && !('additionalProperties' in value)
      ? { ...value, additionalProperties: false }
      : value,
  )
  const ajv = new Ajv2020({
    strict: false,
    formats: { 'date-time': /^\d{4}-\d\d-\d\dT[\d:.]+Z$/, date: /^\d{4}-\d\d-\d\d$/, byte: true, binary: true },
  })
  ajv.addSchema(closed, 'document')
  const patterns = Object.keys(document.paths).map((path) => ({
    path,
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
  }))
  return async (asked: string, answer: Response): Promise<unknown> => {
    const [method = '', address = ''] = asked.split(' ')
    const { path } = patterns.find(({ pattern }) => pattern.test(address.split('?')[0] ?? '')) ?? { path: '' }
    const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? ''
    assert.ok(
      document.paths[path]?.[method]?.responses[answer.status]?.content?.[type],
      `${asked}: ${answer.status} ${type} isn't described`,
    )
    const body: unknown = await answer.json()
    const pointer = ['paths', path, method, 'responses', String(answer.status), 'content', type, 'schema']
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/')
    const fits = ajv.compile({ $ref: `document#/${pointer}` })
    assert.ok(fits(body), `${asked}: ${ajv.errorsText(fits.errors)}`)
    return body
  }
}
