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
import { createLog as createProofLog, exportCase, type Journal, keptLogKey } from './journal/index.ts'
import { codeAt, stepAt } from './kernel/index.ts'
import { createLog, fileBlobs, readConfig, simulatedClock, sql } from './platform/index.ts'
import { eachDatabase } from './platform/testing.ts'
import { type SignedShare, signedDigest, statementBytes } from './procedure/index.ts'
import { type SignedRecord, verifyExport, verifySignatures } from './verifier/index.ts'

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

  test('the signatures are searched by person, share, unit and day, each with whether it holds; a changed one does not', async () => {
    const cookie = await session('jiang.siqi')
    const ask = async (words: string) => {
      const answer = await app.http.request(`/api/responsibilities${words}`, { headers: { cookie } })
      assert.equal(answer.status, 200, words)
      return (await answer.json()) as {
        readonly rows: readonly { caseId: string; name: string; share: string; holds: boolean; against: boolean }[]
        readonly total: number
      }
    }
    const all = await ask('')
    assert.ok(all.total > 40)
    for (const { holds } of all.rows) assert.equal(holds, true)
    assert.deepEqual(new Set(all.rows.map(({ share }) => share)), new Set(['handling', 'review', 'decision']))
    const { name = '' } = demoActors.get('jiang.siqi') ?? {}
    const mine = await ask(`?person=${encodeURIComponent(name)}&share=decision`)
    assert.ok(mine.total > 0 && mine.total < all.total)
    for (const row of mine.rows) assert.deepEqual([row.name, row.share], [name, 'decision'])
    assert.deepEqual((await ask('?person=nobody')).rows, [])
    assert.deepEqual((await ask('?until=2020-01-01')).rows, [])
    const ofCase = await ask(`?case=${id}`)
    assert.ok(ofCase.rows.every(({ caseId }) => caseId === id))
    assert.equal((await app.http.request('/api/responsibilities?from=gestern', { headers: { cookie } })).status, 400)
    const table = await app.http.request(`/api/responsibilities.csv?case=${id}`, { headers: { cookie } })
    assert.match(await table.text(), /成立/)
    await sql`update event set data = jsonb_set(data, '{input,conclusion}', '"另一个结论"')
      where kind = 'case' and stream_id = ${id} and type = 'discuss-collectively' and entered_at = ${clock.now()}::timestamptz`.execute(
      database().db,
    )
    assert.equal((await ask(`?case=${id}`)).rows[0]?.holds, false)
    await sql`update event set data = jsonb_set(data, '{input,conclusion}', '"同意处罚建议"')
      where kind = 'case' and stream_id = ${id} and type = 'discuss-collectively' and entered_at = ${clock.now()}::timestamptz`.execute(
      database().db,
    )
    assert.equal((await ask(`?case=${id}`)).rows[0]?.holds, true)
  })

  test('an exported case brings the keys, and a signature that is another’s, of other words or of another day is found', async () => {
    const log = createProofLog(database(), keptLogKey(data, 'localhost:8080/log'), clock)
    const exported = await exportCase(journal, log, id)
    assert.ok(exported)
    assert.equal(exported.format, 'zhaoming-case@v2')
    const verdict = await verifyExport(JSON.stringify(exported), exported.key)
    assert.ok(verdict.ok, JSON.stringify(verdict.checks))
    assert.match(verdict.checks.find(({ name }) => name === '签名')?.says ?? '', /^\d+ 处/)
    const { keys: _keys, ...before } = exported
    assert.ok((await verifyExport(JSON.stringify({ ...before, format: 'zhaoming-case@v1' }), exported.key)).ok)
    const records = () => structuredClone(exported.events.map(({ record }) => record)) as unknown as SignedRecord[]
    const keys = () => structuredClone(exported.keys.map(({ record }) => record)) as unknown as SignedRecord[]
    const last = (all: readonly SignedRecord[]) => {
      const found = all.findLast(({ data: { signed } }) => signed !== undefined)
      assert.ok(found)
      return found as unknown as {
        data: {
          input: { conclusion: string }
          signed: { signature: string; key: string; statement: { share: string } }
        }
        actor: { id: string }
        enteredAt: string
      }
    }
    assert.ok(verifySignatures(records(), keys()) > 1)
    const changes: readonly ((signed: ReturnType<typeof last>) => void)[] = [
      (one) => {
        one.data.input.conclusion = '不同意'
      },
      (one) => {
        one.data.signed.statement.share = 'review'
      },
      (one) => {
        one.data.signed.signature = one.data.signed.signature.replace(/^../, (two) => (two === 'AA' ? 'BB' : 'AA'))
      },
      (one) => {
        one.actor.id = 'song.qiaoyun'
      },
      (one) => {
        one.enteredAt = '2026-05-21T10:00:00.000Z'
      },
      (one) => {
        one.data.signed.key = 'ab'.repeat(16)
      },
    ]
    for (const change of changes) {
      const changed = records()
      change(last(changed))
      assert.throws(() => verifySignatures(changed, keys()), RangeError)
    }
    const later = keys().map((key) => ({ ...key, happenedAt: '2027-01-01T00:00:00.000Z' }))
    assert.throws(() => verifySignatures(records(), later), /有效期间/)
    assert.throws(() => verifySignatures(records(), []), /没有本人/)
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
