import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createJournal, type Journal, journalMigrations } from '../journal/index.ts'
import type { Actor } from '../kernel/index.ts'
import { type Blobs, fileBlobs, migrate, simulatedClock } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { registryStream, streamIdOf } from '../registry/index.ts'
import { keyOfCard } from './card.ts'
import { codeAt, proofAt, stepAt } from './code.ts'
import { type CertificateCheck, cardStream, createCertificateCheck, showingMigrations, showingStream } from './index.ts'

const secret = 'ab'.repeat(32)
const begin = '2026-11-20T02:00:00.000Z'
const setup: Actor = { kind: 'system', id: 'setup', name: '系统初始化', roles: [] }
const person = (id: string, name: string): Actor => ({ kind: 'person', id, name, unit: 'team', roles: ['officer'] })
const ming = person('ming', '明澈')
const lapsed = person('lapsed', '过期')
const nobody = person('nobody', '外人')
const picture = Buffer.from('not a picture, but bytes')

eachDatabase('showing a certificate by phone', (database) => {
  const data = mkdtempSync(join(tmpdir(), 'zhaoming-showing-'))
  const clock = simulatedClock(begin)
  let journal: Journal
  let blobs: Blobs
  let portal: CertificateCheck
  let keys = 0

  before(async () => {
    await migrate(database().db, [...journalMigrations, ...showingMigrations])
    journal = createJournal(database(), clock)
    journal.register(registryStream)
    journal.register(cardStream)
    journal.register(showingStream)
    await journal.prepare()
    blobs = fileBlobs(data)
    const { sha256, size } = await blobs.put(picture)
    const officer = (name: string, number: string, until: string) => ({
      name,
      unit: 'team',
      duty: '执法人员',
      roles: ['officer'],
      auxiliary: false,
      legalQualification: false,
      certificates: [{ number, from: '2022-05-01', until, status: 'valid' }],
      photo: [{ blob: sha256, name: '照片.png', type: 'image/png', size }],
    })
    const entries = [
      ['unit', 'team', { name: '稽查支队', nature: 'business', functions: '查处案件。' }],
      ['officer', 'ming', officer('明澈', '浙澄33990001', '2032-04-30')],
      ['officer', 'lapsed', officer('过期', '浙澄33990002', '2025-04-30')],
    ] as const
    for (const [kind, id, content] of entries) {
      const outcome = await journal.execute(registryStream, {
        streamId: streamIdOf(kind, id),
        command: { kind, id, from: '2026-01-01', data: content, reason: '系统启用' },
        meta: { actor: setup, key: `setup/${id}` },
      })
      assert.ok(outcome.ok, JSON.stringify(outcome))
    }
    portal = createCertificateCheck(journal, blobs, secret)
  })
  after(() => rmSync(data, { recursive: true }))

  const issue = async (actor: Actor, card: string) => {
    const outcome = await journal.execute(cardStream, {
      streamId: actor.id,
      command: { issue: card },
      meta: { actor, key: `card/${keys++}` },
    })
    assert.ok(outcome.ok)
    return keyOfCard(secret, card)
  }
  const show = (actor: Actor, id: string, task = '现场检查', happenedAt = clock.now()) =>
    journal.execute(showingStream, {
      streamId: id,
      command: {
        show: {
          card: 'a',
          task,
          place: '云间路 8 号',
          position: { latitude: 28.9, longitude: 118.8, accuracy: 12.5 },
        },
      },
      meta: { actor, key: `show/${keys++}`, happenedAt },
    })
  const step = () => stepAt(Date.parse(clock.now()))
  const later = (seconds: number) => clock.set(new Date(Date.parse(clock.now()) + seconds * 1000).toISOString())
  let addresses = 0
  const typed = (code: string, number = '浙澄33990001', address = `192.0.2.${addresses++}`) =>
    portal.check({ number, code, address })
  const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
    outcome.ok ? [] : (outcome.refusals ?? []).map(({ code }) => code)

  test('the code of the moment says who it is; an old one says that it is old, a wrong one that it is wrong', async () => {
    const key = await issue(ming, 'card-1')
    const code = await codeAt(key, step())
    const answer = await typed(code)
    assert.ok(answer.kind === 'right')
    assert.deepEqual(answer.officer, {
      name: '明澈',
      unit: '稽查支队',
      duty: '执法人员',
      certificate: '浙澄33990001',
      until: '2032-04-30',
      photo: true,
    })
    assert.equal(answer.task, undefined)
    assert.equal(answer.mayConfirm, false)

    // Clocks differ a little, and it takes a while to type: one step before and after.
    later(30)
    assert.equal((await typed(code)).kind, 'right')
    later(30)
    later(150)
    assert.deepEqual(await typed(code), { kind: 'old', minutes: 3 })
    later(2 * 3600)
    assert.deepEqual(await typed(code), { kind: 'wrong' })
    assert.deepEqual(await typed(await codeAt(key, step()), '浙澄33990099'), { kind: 'unknown' })
    // Somebody else's code isn't this officer's.
    assert.deepEqual(await typed(await codeAt(await issue(lapsed, 'card-2'), step())), { kind: 'wrong' })
  })

  test('a card on another phone takes the place of the first; nobody has a card for somebody else', async () => {
    const first = await issue(ming, 'phone-1')
    const second = await issue(ming, 'phone-2')
    assert.equal((await typed(await codeAt(first, step()))).kind, 'wrong')
    assert.equal((await typed(await codeAt(second, step()))).kind, 'right')
    const foreign = await journal.execute(cardStream, {
      streamId: 'ming',
      command: { issue: 'theirs' },
      meta: { actor: lapsed, key: 'theirs' },
    })
    assert.deepEqual(codes(foreign), ['not-your-card'])
    const end = () =>
      journal.execute(cardStream, {
        streamId: 'ming',
        command: { end: true },
        meta: { actor: ming, key: `end/${keys++}` },
      })
    assert.ok((await end()).ok)
    assert.equal((await typed(await codeAt(second, step()))).kind, 'wrong')
    assert.deepEqual(codes(await end()), ['no-card'])
  })

  test('a showing is kept with place and time, once, and only by who has a valid certificate on that day', async () => {
    const id = crypto.randomUUID()
    assert.ok((await show(ming, id)).ok)
    assert.deepEqual(codes(await show(ming, id)), ['already-shown'])
    assert.deepEqual(codes(await show(lapsed, crypto.randomUUID())), ['certificate-lapsed'])
    assert.deepEqual(codes(await show(nobody, crypto.randomUUID())), ['no-certificate'])
    const [event] = await journal.read('showing', id)
    assert.deepEqual(event?.data, {
      card: 'a',
      task: '现场检查',
      place: '云间路 8 号',
      position: { latitude: 28.9, longitude: 118.8, accuracy: 12.5 },
      name: '明澈',
      certificate: '浙澄33990001',
      unit: '稽查支队',
    })
  })

  test('whoever types the code is told what the officer is there for, sees the photo, and may confirm once', async () => {
    later(3600)
    const key = await issue(ming, 'phone-3')
    const id = crypto.randomUUID()
    await show(ming, id, '送达文书')
    const answer = await typed(await codeAt(key, step()))
    assert.ok(answer.kind === 'right')
    assert.equal(answer.task, '送达文书')
    assert.equal(answer.shown?.place, '云间路 8 号')
    assert.deepEqual(await portal.photo(answer.ticket), { type: 'image/png', bytes: picture })
    assert.equal(await portal.photo(`${answer.ticket}x`), undefined)
    assert.equal(await portal.photo('bm90IGEgdGlja2V0.AAAAAAAAAAAAAAAAAAAAAA'), undefined)
    assert.equal(await portal.confirm(answer.ticket, '态度好'), 'noted')
    assert.equal(await portal.confirm(answer.ticket), 'before')
    const again = await typed(await codeAt(key, step()))
    assert.ok(again.kind === 'right' && again.confirmed && !again.mayConfirm)
    const { state } = (await journal.state(showingStream, id)) ?? {}
    assert.equal(state?.confirmed?.note, '态度好')
    // The same code, looked at twice, is one look.
    assert.equal(state?.checks.length, 1)
    later(31 * 60)
    assert.equal(await portal.confirm(answer.ticket), 'over')
    assert.equal(await portal.photo(answer.ticket), undefined)
  })

  test('a scanned code tells the task though the phone has no network; a task that was changed on the way is not told', async () => {
    later(3600)
    const key = await issue(ming, 'phone-4')
    const id = crypto.randomUUID()
    const scan = async (task: string, proved: string) =>
      portal.check({
        number: '浙澄33990001',
        code: await codeAt(key, step()),
        scanned: { showing: id, task, proof: await proofAt(key, step(), { id, task: proved }) },
        address: '198.51.100.1',
      })
    const changed = await scan('搬走冰柜', '现场检查')
    assert.ok(changed.kind === 'right')
    assert.equal(changed.task, undefined)
    const at = clock.now()
    const scanned = await scan('现场检查', '现场检查')
    assert.ok(scanned.kind === 'right')
    assert.equal(scanned.task, '现场检查')
    assert.equal(scanned.shown, undefined)
    assert.equal(await portal.confirm(scanned.ticket), 'noted')
    // The phone comes back into the network an hour later: it is one showing, at its own time.
    later(3600)
    assert.ok((await show(ming, id, '现场检查', at)).ok)
    const { state } = (await journal.state(showingStream, id)) ?? {}
    assert.equal(state?.shown?.at, at)
    assert.equal(state?.checks.length, 1)
    assert.ok(state?.confirmed !== undefined)
  })

  test('who may not act is said to be so, although the code is right', async () => {
    const key = await issue(lapsed, 'phone-5')
    const answer = await typed(await codeAt(key, step()), '浙澄33990002')
    assert.ok(answer.kind === 'right')
    assert.match(answer.officer.notValid ?? '', /有效期至 2025-04-30/)
  })

  test('who guesses is stopped: by where it comes from, and by whom it is about', async () => {
    const key = await issue(ming, 'phone-6')
    const wrong = String((Number(await codeAt(key, step())) + 1) % 1_000_000).padStart(6, '0')
    for (let n = 0; n < 20; n++) assert.notEqual((await typed(wrong, '浙澄33990077', '203.0.113.9')).kind, 'too-often')
    assert.equal((await typed(await codeAt(key, step()), '浙澄33990001', '203.0.113.9')).kind, 'too-often')
    assert.equal((await typed(await codeAt(key, step()), '浙澄33990001', '203.0.113.10')).kind, 'right')
    for (let n = 0; n < 25; n++) await typed(wrong)
    assert.equal((await typed(await codeAt(key, step()))).kind, 'too-often')
  })
})
