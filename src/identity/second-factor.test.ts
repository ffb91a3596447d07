import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { createJournal, type Journal, journalMigrations } from '../journal/index.ts'
import { type Actor, codeAt, codeKey, type Refusal, stepAt } from '../kernel/index.ts'
import { migrate, simulatedClock, sql } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import type { Pen } from '../procedure/index.ts'
import {
  factorMigrations,
  factorOf,
  forAuthenticator,
  keptPens,
  keyOfSecret,
  resetFactor,
  signatureHolds,
  signingKeyStream,
  signingKeys,
} from './index.ts'
import { beginFactor, confirmFactor } from './second-factor.ts'

const secret = 'cd'.repeat(32)
const admin: Actor = { kind: 'system', id: 'command-line', name: '系统管理员（命令行）', roles: [] }
const person = (id: string): Actor => ({ kind: 'person', id, name: id, roles: ['leader'] })

test('codes are those of RFC 6238, appendix B, with SHA-1', async () => {
  const key = await codeKey(new TextEncoder().encode('12345678901234567890'), 'SHA-1')
  for (const [seconds, code] of [
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [20_000_000_000, '65353130'],
  ] as const)
    assert.equal(await codeAt(key, stepAt(seconds * 1000), 8), code)
  assert.equal(
    forAuthenticator(new TextEncoder().encode('12345678901234567890'), 'x').secret,
    'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  )
})

eachDatabase('a second factor', (database) => {
  const clock = simulatedClock('2026-11-20T02:00:00.000Z')
  const pens = keptPens(secret)
  const secrets = new Map<string, Uint8Array<ArrayBuffer>>()
  let journal: Journal
  before(async () => {
    await migrate(database().db, [...journalMigrations, ...factorMigrations])
    journal = createJournal(database(), clock)
    journal.register(signingKeyStream)
    await journal.prepare()
  })

  const code = async (who: string, steps = 0) =>
    codeAt(await keyOfSecret(secrets.get(who) as Uint8Array<ArrayBuffer>), stepAt(Date.parse(clock.now())) + steps)
  const enrol = async (who: string) => {
    const begun = await beginFactor(database().db, secret, who)
    assert.ok(begun.ok)
    secrets.set(who, begun.value)
    assert.ok((await confirmFactor(journal, secret, person(who), await code(who))).ok)
    clock.set(new Date(Date.parse(clock.now()) + 60_000).toISOString())
  }
  const take = async (who: string, given: string | undefined, command: string = crypto.randomUUID()) => {
    const [taken] = await pens.take(
      [{ person: who, command, ...(given === undefined ? {} : { code: given }) }],
      clock.now(),
      database().db,
    )
    return taken as Pen | Refusal
  }
  const later = (ms: number) => clock.set(new Date(Date.parse(clock.now()) + ms).toISOString())
  const refused = (taken: Pen | Refusal, sentence: RegExp) => {
    assert.ok('code' in taken && taken.code === 'second-factor', JSON.stringify(taken))
    assert.match(taken.message, sentence)
  }

  test('is in force when its first code was given, with a key that the log knows; nothing of it stands open in the table', async () => {
    const begun = await beginFactor(database().db, secret, 'ming')
    assert.ok(begun.ok)
    secrets.set('ming', begun.value)
    assert.deepEqual(await factorOf(database().db, 'ming'), {})
    refused(await take('ming', await code('ming')), /还没有启用动态口令/)
    const wrong = await confirmFactor(journal, secret, person('ming'), '000000')
    assert.equal(wrong.ok, false)
    assert.ok((await confirmFactor(journal, secret, person('ming'), await code('ming'))).ok)
    const { key = '' } = await factorOf(database().db, 'ming')
    assert.equal((await signingKeys(database().db, [key])).get(key)?.person, 'ming')
    const [event] = await journal.read('signing-key', 'ming')
    assert.equal(event?.data.key, key)
    const again = await beginFactor(database().db, secret, 'ming')
    assert.ok(!again.ok && again.refusals[0]?.code === 'factor-in-force')
    const { rows } = await sql`select * from second_factor`.execute(database().db)
    const shown = JSON.stringify(rows)
    for (const open of [
      Buffer.from(begun.value).toString('base64'),
      Buffer.from(begun.value).toString('hex'),
      forAuthenticator(begun.value, 'ming').secret,
    ])
      assert.ok(!shown.includes(open))
    refused(await take('ming', await code('ming')), /已经用过/)
    const nothingBegun = await confirmFactor(journal, secret, person('ming'), '123456')
    assert.ok(!nothingBegun.ok && nothingBegun.refusals[0]?.code === 'no-factor-begun')
  })

  test('a code counts once, for one command; what it gives signs with the key of the person', async () => {
    await enrol('once')
    const now = await code('once')
    const pen = await take('once', now, 'first')
    assert.ok('sign' in pen)
    const key = (await signingKeys(database().db, [pen.key])).get(pen.key)
    const bytes = new TextEncoder().encode('作出决定')
    assert.ok(signatureHolds(key?.publicKey ?? '', bytes, Buffer.from(pen.sign(bytes)).toString('base64')))
    assert.ok('sign' in (await take('once', now, 'first')), 'the same command is tried again')
    refused(await take('once', now, 'second'), /已经用过/)
    refused(await take('once', await code('once', -1), 'third'), /已经用过/)
    assert.ok('sign' in (await take('once', await code('once', 1), 'fourth')))
  })

  test('a clock may be off by one step, not by two', async () => {
    await enrol('clock')
    refused(await take('clock', await code('clock', -2)), /动态口令不对/)
    refused(await take('clock', await code('clock', 2)), /动态口令不对/)
    assert.ok('sign' in (await take('clock', await code('clock', -1))))
    later(60_000)
    assert.ok('sign' in (await take('clock', await code('clock', 1))))
  })

  test('no code, no digits, and a code of somebody else give nothing', async () => {
    await enrol('self')
    await enrol('other')
    refused(await take('self', undefined), /请输入验证器/)
    refused(await take('self', '  '), /请输入验证器/)
    refused(await take('self', '12345x'), /动态口令不对/)
    refused(await take('self', await code('other')), /动态口令不对/)
    refused(await take('stranger', await code('other')), /还没有启用/)
    assert.ok('sign' in (await take('self', await code('self'))))
  })

  test('after five wrong codes it rests for a quarter of an hour, for the right code too', async () => {
    await enrol('guessed')
    const wrong = ((Number(await code('guessed')) + 1) % 1_000_000).toString().padStart(6, '0')
    const near = new Set([await code('guessed', -1), await code('guessed', 1)])
    assert.ok(!near.has(wrong))
    for (let n = 0; n < 5; n++) refused(await take('guessed', wrong), /动态口令不对/)
    refused(await take('guessed', await code('guessed')), /输错次数过多/)
    later(15 * 60_000 + 1)
    assert.ok('sign' in (await take('guessed', await code('guessed'))))
  })

  test('of many at once each gets an own pen, and nobody two for one code', async () => {
    await enrol('a')
    await enrol('b')
    const [a, b] = [await code('a'), await code('b')]
    const taken = await pens.take(
      [
        { person: 'a', code: a, command: '1' },
        { person: 'b', code: b, command: '2' },
        { person: 'a', code: a, command: '3' },
        { person: 'b', command: '4' },
      ],
      clock.now(),
      database().db,
    )
    assert.deepEqual(
      taken.map((each) => 'sign' in each),
      [true, true, false, false],
    )
    assert.notEqual(...(taken.slice(0, 2).map((each) => 'key' in each && each.key) as [string, string]))
  })

  test('a reset ends the key; the next enrolment makes another, and what the first signed still holds', async () => {
    await enrol('lost')
    const pen = await take('lost', await code('lost'))
    assert.ok('sign' in pen)
    const bytes = new TextEncoder().encode('审核意见')
    const signature = Buffer.from(pen.sign(bytes)).toString('base64')
    later(60_000)
    assert.ok((await resetFactor(journal, admin, 'lost', '手机遗失')).ok)
    refused(await take('lost', await code('lost')), /还没有启用/)
    const nothing = await resetFactor(journal, admin, 'lost', '手机遗失')
    assert.ok(!nothing.ok && nothing.refusals[0]?.code === 'no-signing-key')
    const old = (await signingKeys(database().db, [pen.key])).get(pen.key)
    assert.equal(old?.until, clock.now())
    assert.ok(signatureHolds(old?.publicKey ?? '', bytes, signature))
    await enrol('lost')
    const next = await take('lost', await code('lost'))
    assert.ok('sign' in next && next.key !== pen.key)
    assert.deepEqual(
      (await journal.read('signing-key', 'lost')).map(({ type }) => type),
      ['enrol-signing-key', 'end-signing-key', 'enrol-signing-key'],
    )
  })

  test('nobody enrols for another', async () => {
    const outcome = await journal.execute(signingKeyStream, {
      streamId: 'victim',
      command: { enrol: { key: 'k', publicKey: 'p' } },
      meta: { actor: person('thief'), key: 'thief enrols' },
    })
    assert.ok(!outcome.ok && outcome.refusals[0]?.code === 'not-your-key')
  })
})
