import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { demoActors, fillRegistry, playDemo } from '../data/demo.ts'
import { demoPens, demoSecret, enrolDemo } from '../data/keys.ts'
import { type App, createApp } from './app.ts'
import { openHouse } from './house.ts'
import {
  createAccounts,
  createAuth,
  hashPassword,
  keptPens,
  keyOfSecret,
  signatureHolds,
  signingKeys,
} from './identity/index.ts'
import type { Journal } from './journal/index.ts'
import { codeAt, stepAt } from './kernel/index.ts'
import { createLog, fileBlobs, readConfig, simulatedClock, sql } from './platform/index.ts'
import { eachDatabase } from './platform/testing.ts'
import { type SignedShare, signedDigest, statementBytes } from './procedure/index.ts'

const origin = 'http://localhost:8080'
const password = 'correct horse'
const today = '2026-05-20T10:00:00.000Z'

eachDatabase('an act that signs, over HTTP', (database) => {
  const data = mkdtempSync(join(tmpdir(), 'zhaoming-signs-'))
  const clock = simulatedClock('2026-05-01T00:00:00.000Z')
  let app: App
  let journal: Journal
  let id = ''
  before(async () => {
    const config = readConfig({ ZHAOMING_DATA: data, ZHAOMING_ORIGIN: origin })
    assert.ok(config.ok)
    const made = await openHouse(database(), clock, demoPens)
    await fillRegistry(made)
    await enrolDemo(made, config.value.secret)
    await playDemo(made, fileBlobs(data), clock, today, undefined, 40)
    clock.set(today)
    const auth = await createAuth({ database: database(), origin, secret: config.value.secret })
    await createAccounts(
      auth,
      ['jiang.siqi', 'song.qiaoyun'].map((name) => ({
        username: name,
        person: name,
        name: demoActors.get(name)?.name ?? '',
      })),
      await hashPassword(password),
    )
    const house = await openHouse(database(), clock, keptPens(config.value.secret))
    journal = house.journal
    app = await createApp(config.value, house, createLog('silent'))
    const { rows } = await sql<{ id: string }>`
      select f.id from case_file f join stream s on s.kind = 'case' and s.id = f.id
      where f.stage in ('review', 'notice') and s.state -> 'dossier' -> 'proposal' is not null limit 1`.execute(
      database().db,
    )
    id = rows[0]?.id ?? ''
    assert.notEqual(id, '')
  })
  after(async () => {
    await app?.stop()
    rmSync(data, { recursive: true, force: true })
  })

  const send = (path: string, body: unknown, cookie = '') =>
    app.http.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie },
      body: JSON.stringify(body),
    })
  const session = async (username: string) =>
    (await send('/api/auth/sign-in/username', { username, password })).headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  const code = async (who: string, steps = 0) =>
    codeAt(await keyOfSecret(demoSecret(who)), stepAt(Date.parse(clock.now())) + steps)
  const discussion = {
    place: '三楼会议室',
    members: [
      { name: '江思齐', view: '同意' },
      { name: '另一人', view: '同意' },
    ],
    conclusion: '同意处罚建议',
  }
  let keys = 0
  const discuss = async (cookie: string, more: object, content: object = discussion) => {
    const answer = await send(
      `/api/cases/${id}/acts/discuss-collectively`,
      { data: content, key: `discussion ${keys++}`, ...more },
      cookie,
    )
    const said = (await answer.json()) as { readonly refusals?: readonly { code: string; field?: string }[] }
    return [answer.status, ...(said.refusals ?? []).map(({ code: each }) => each)]
  }

  test('whoever has only the session decides nothing: without a code, with a wrong one, one of a colleague, one that was used', async () => {
    const cookie = await session('jiang.siqi')
    const wrong = await code('jiang.siqi', 7)
    assert.deepEqual(await discuss(cookie, {}), [422, 'second-factor'])
    assert.deepEqual(await discuss(cookie, { code: wrong }), [422, 'second-factor'])
    assert.deepEqual(await discuss(cookie, { code: await code('song.qiaoyun') }), [422, 'second-factor'])
    const before = await journal.read('case', id)
    assert.equal(
      before.some(({ type, enteredAt }) => type === 'discuss-collectively' && enteredAt === clock.now()),
      false,
    )
    const now = await code('jiang.siqi')
    // What is refused anyway costs no code; the same command again is the same act.
    assert.equal((await discuss(cookie, { code: now }, { place: '三楼' }))[1] === 'second-factor', false)
    assert.deepEqual(await discuss(cookie, { code: now, key: 'the one that counts' }), [200])
    assert.deepEqual(await discuss(cookie, { code: now, key: 'the one that counts' }), [200])
    assert.deepEqual(await discuss(cookie, { code: now }), [422, 'second-factor'])
    const added = (await journal.read('case', id)).slice(before.length)
    assert.equal(added.length, 1)
    assert.equal(JSON.stringify(added).includes(now), false)
  })

  test('the event keeps what was signed, and the signature is of the key that the log knows', async () => {
    const event = (await journal.read('case', id)).at(-1)
    assert.ok(event)
    const { statement, key, signature } = event.data.signed as unknown as SignedShare
    const { version, type, enteredAt, actor } = event
    assert.deepEqual(
      { ...statement },
      {
        type: 'zhaoming-responsibility@v1',
        case: id,
        version,
        act: type,
        share: 'decision',
        person: actor.id,
        at: enteredAt,
        digest: signedDigest(event.data),
      },
    )
    const known = (await signingKeys(database().db, [key])).get(key)
    assert.equal(known?.person, 'jiang.siqi')
    assert.ok(signatureHolds(known.publicKey, statementBytes(statement), signature))
    assert.ok(!signatureHolds(known.publicKey, statementBytes({ ...statement, share: 'review' }), signature))
  })

  test('who sets it up gives the password, too', async () => {
    const cookie = await session('song.qiaoyun')
    const shown = await app.http.request('/api/second-factor', { headers: { cookie } })
    assert.equal(((await shown.json()) as { inForce: boolean }).inForce, true)
    assert.equal((await send('/api/second-factor', { password: '不是这个密码' }, cookie)).status, 422)
    assert.equal((await send('/api/second-factor', { password }, cookie)).status, 409)
    assert.equal((await send('/api/second-factor/confirm', { code: '123456' }, cookie)).status, 422)
    assert.equal((await send('/api/second-factor', { password })).status, 401)
  })
})
