import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { makeMedia } from '../../test/media.ts'
import {
  ask,
  beginUpload,
  bytesOf,
  enrolDevice,
  offsetOf,
  openViewing,
  patch,
  record,
  rowsOf,
  type Session,
  sealedOf,
  type TestDevice,
  until,
  uploadAll,
} from '../../test/recorder.ts'
import { rebuild } from '../journal/index.ts'
import { sql } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { recordingsOfCases } from './read.ts'
import { recordedOfCases } from './recorded.ts'
import { startTestBureau, type TestBureau } from './testing.ts'
import type { DeviceView, RecordingView, SealedView, ViewingView } from './view.ts'

const key = () => crypto.randomUUID()

eachDatabase('recordings', (database) => {
  let bureau: TestBureau
  let song: Session
  let luo: Session
  let phone: TestDevice
  before(async () => {
    bureau = await startTestBureau(database())
    song = await bureau.session('song.qiaoyun')
    luo = await bureau.session('luo.haosheng')
    phone = await enrolDevice(song)
  })
  after(() => bureau.stop())
  const officer = 'song.qiaoyun'
  const eventsOf = (id: string) => bureau.house.journal.read('recording', id)
  const made = async (
    chunks = 4,
    said: Parameters<typeof record>[1] = { officer, caseId: bureau.caseId, act: 'inspect-site' },
  ) => {
    const recording = await record(phone, said)
    for (let n = 0; n < chunks; n++) await recording.add(randomBytes(3000 + n))
    return recording
  }

  test('a device is enrolled by its holder, approved by who administers it and by nobody else, and revoked', async () => {
    const mine = await enrolDevice(song, '另一台')
    const at = `/api/devices/${mine.id}`
    assert.deepEqual((await ask(song, 'POST', `${at}/approve`, { key: key() })).refusals?.[0]?.code, 'not-your-device')
    const approved = await ask<DeviceView>(luo, 'POST', `${at}/approve`, { key: key() })
    assert.deepEqual([approved.status, approved.state, approved.holder.id], [200, 'approved', officer])
    const meng = await bureau.session('meng.ruolan')
    assert.equal(
      (await ask(meng, 'POST', `${at}/revoke`, { reason: '试试', key: key() })).refusals?.[0]?.code,
      'not-your-device',
    )
    const revoked = await ask<DeviceView>(song, 'POST', `${at}/revoke`, { reason: '手机遗失', key: key() })
    assert.deepEqual([revoked.state, revoked.revokedReason], ['revoked', '手机遗失'])
    assert.equal((await ask(luo, 'POST', `${at}/approve`, { key: key() })).refusals?.[0]?.code, 'device-revoked')
    const devices = await rowsOf<DeviceView>(luo, '/api/devices')
    assert.ok(devices.some((device) => device.id === mine.id && device.state === 'revoked'))
    assert.equal(
      (await rowsOf<DeviceView>(meng, '/api/devices')).some((device) => device.id === mine.id),
      false,
    )
  })

  test('a key that is not its own is not enrolled', async () => {
    const other = await enrolDevice(song, '第三台')
    const enrolment = { publicKey: phone.publicKey, name: '冒充', at: new Date().toISOString() }
    const { signEnrolment } = await import('./chain.ts')
    const signature = await signEnrolment(enrolment, other.privateKey)
    const answer = await ask(song, 'POST', '/api/devices', { enrolment, signature, kind: 'phone', key: key() })
    assert.deepEqual([answer.status, answer.refusals?.[0]?.code], [422, 'bad-signature'])
  })

  test('heads go ahead, the bytes follow and are held against the chain; then the device may forget', async () => {
    const media = makeMedia('short.webm', 3)
    const recording = await record(phone, { officer, caseId: bureau.caseId, act: 'inspect-site' })
    const begun = await recording.seal(song)
    assert.deepEqual([begun.status, begun.accepted?.n, begun.final], [200, 0, false])
    const step = Math.ceil(media.length / 5)
    for (let n = 0; n < 5; n++) {
      const marks = n === 2 ? [{ kind: 'wording', at: 4100, card: 'certificate', line: 0 } as const] : []
      await recording.add(media.subarray(n * step, (n + 1) * step), marks, n < 3 ? n * 2000 : 60_000 + n * 2000)
      const sealed = await recording.seal(song, { from: n })
      assert.deepEqual([sealed.status, sealed.accepted], [200, recording.tip()])
    }
    assert.equal((await recording.seal(song, { from: 5, final: 'stopped' })).final, true)
    const waiting = await sealedOf(song, recording.id)
    assert.deepEqual([waiting.mayUpload, waiting.mayForget, waiting.upload], [true, false, undefined])
    await uploadAll(song, recording)
    const view = await until(song, recording.id)
    assert.equal(view.state, 'verified', JSON.stringify(view))
    assert.deepEqual(
      view.verdicts.map(({ ok, chunks, damaged, missing, beyond }) => ({ ok, chunks, damaged, missing, beyond })),
      [{ ok: true, chunks: 5, damaged: [], missing: [], beyond: 0 }],
    )
    assert.equal(view.media?.container, 'WebM')
    assert.ok(Math.abs((view.media?.seconds ?? 0) - 3) < 0.2, String(view.media?.seconds))
    assert.deepEqual(view.media?.tracks.map(({ type }) => type).toSorted(), ['audio', 'video'])
    // Between the third chunk and the fourth nothing was recorded.
    assert.deepEqual(view.spans, [
      [0, 6],
      [66, 70],
    ])
    assert.deepEqual([view.ended, view.chunks, view.receivedBytes], ['录制人停止', 5, media.length])
    assert.deepEqual((await sealedOf(song, recording.id)).mayForget, true)
    const types = (await eventsOf(recording.id)).map(({ type }) => type)
    assert.deepEqual(types, [
      'begin-recording',
      ...Array(7).fill('seal-recording'),
      'receive-recording',
      'judge-recording',
    ])
    const found = (await recordingsOfCases(database().db, [bureau.caseId]))
      .get(bureau.caseId)
      ?.find(({ id }) => id === recording.id)
    assert.deepEqual(found?.spans, [
      [0, 6000],
      [66_000, 70_000],
    ])
    assert.deepEqual(
      [found?.state, found?.act, found?.marks.length, found?.deviceState],
      ['verified', 'inspect-site', 1, 'waiting'],
    )
  })

  test('what was sent before gets the same answer, and nothing is written twice', async () => {
    const recording = await made()
    const first = await recording.seal(song)
    const again = await recording.seal(song)
    const part = await recording.headAt(first.accepted as never)
    const behind = await ask<SealedView>(song, 'POST', `/api/recordings/${recording.id}/heads`, {
      ...part,
      entries: recording.entries.slice(2),
      sentAt: recording.now(),
    })
    assert.deepEqual([first.status, again.status, behind.status], [200, 200, 200])
    assert.deepEqual(again.accepted, first.accepted)
    assert.equal((await eventsOf(recording.id)).filter(({ type }) => type === 'seal-recording').length, 1)
  })

  test('entries that come out of order wait for those before them', async () => {
    const recording = await made(2)
    await recording.seal(song)
    await recording.add(randomBytes(10))
    await recording.add(randomBytes(10))
    const early = await recording.seal(song, { from: 3 })
    assert.deepEqual([early.status, early.refusals?.[0]?.code], [409, 'chain-gap'])
    const { accepted } = await sealedOf(song, recording.id)
    assert.equal(accepted?.n, 2)
    assert.equal((await recording.seal(song, { from: accepted?.n ?? 0 })).accepted?.n, 4)
  })

  test('what is sealed cannot be exchanged: a second chain is refused, and the refusal stays to be seen', async () => {
    const recording = await made(3)
    await recording.seal(song)
    const other = await record(phone, recording.manifest)
    for (let n = 0; n < 4; n++) await other.add(randomBytes(100))
    const forked = await other.seal(song)
    assert.deepEqual([forked.status, forked.refusals?.[0]?.code], [422, 'chain-forked'])
    await other.seal(song)
    const renamed = await ask<SealedView>(song, 'POST', `/api/recordings/${recording.id}/heads`, {
      manifest: { ...recording.manifest, act: 'question-person' },
      entries: [],
      ...(await recording.headAt(recording.tip(), 'stopped')),
      sentAt: recording.now(),
    })
    assert.equal(renamed.refusals?.[0]?.code, 'chain-forked')
    const broken = await made(2)
    const wrong = [broken.entries[1], broken.entries[0]]
    const swapped = await ask<SealedView>(song, 'POST', `/api/recordings/${broken.id}/heads`, {
      manifest: broken.manifest,
      entries: [broken.entries[0], { ...wrong[0], ms: 1 }],
      ...(await broken.headAt(broken.tip())),
      sentAt: broken.now(),
    })
    assert.equal(swapped.refusals?.[0]?.code, 'chain-broken')
    const view = await ask<RecordingView>(song, 'GET', `/api/recordings/${recording.id}`)
    assert.equal(view.chunks, 3)
    assert.ok(
      view.refused.length >= 2 && view.refused.every(({ code }) => code === 'chain-forked'),
      JSON.stringify(view.refused),
    )
    await uploadAll(song, recording)
    assert.equal((await until(song, recording.id)).state, 'verified')
  })

  test('one bit that was altered on the way is found and named; the rest is usable, and it can be sent again', async () => {
    const recording = await made(5)
    await recording.seal(song, { final: 'stopped' })
    const bytes = bytesOf(recording.chunks)
    const at = 3000 + 3001 + 17
    bytes[at] = (bytes[at] ?? 0) ^ 4
    await uploadAll(song, recording, bytes)
    const view = await until(song, recording.id)
    assert.deepEqual([view.state, view.verdicts[0]?.damaged, view.verdicts[0]?.missing], ['damaged', [3], []])
    assert.match(view.verdicts[0]?.explanation ?? '', /第 3 段与封存时不同/)
    assert.deepEqual(await sealedOf(song, recording.id).then(({ mayUpload, mayForget }) => [mayUpload, mayForget]), [
      true,
      false,
    ])
    const first = view.sha256
    await uploadAll(song, recording)
    const mended = await until(song, recording.id, ({ verdicts }) => verdicts.length === 2)
    assert.deepEqual([mended.state, mended.verdicts.map(({ ok }) => ok)], ['verified', [false, true]])
    assert.notEqual(mended.sha256, first)
    // What arrived damaged is kept too.
    const kept = await bureau.house.journal.read('recording', recording.id)
    assert.deepEqual(
      kept.filter(({ type }) => type === 'judge-recording').map(({ data }) => data.sha256),
      [first, mended.sha256],
    )
  })

  test('of a film with one changed chunk only the seconds of that chunk are lost for coverage', async () => {
    const film = await record(phone, { officer, caseId: bureau.caseId, act: 'inspect-site' })
    const media = makeMedia('changed.webm', 20)
    const step = Math.ceil(media.length / 10)
    for (let n = 0; n < 10; n++) await film.add(media.subarray(n * step, (n + 1) * step))
    await film.seal(song, { final: 'stopped' })
    const bytes = bytesOf(film.chunks)
    const at = 5 * step + 400
    bytes[at] = (bytes[at] ?? 0) ^ 1
    await uploadAll(song, film, bytes)
    assert.equal((await until(song, film.id)).state, 'damaged')
    const found = (await recordingsOfCases(database().db, [bureau.caseId]))
      .get(bureau.caseId)
      ?.find(({ id }) => id === film.id)
    assert.deepEqual(found?.lost, [[10_000, 12_000]])
    const { recorded } = (await recordedOfCases(database().db, [bureau.caseId]))(bureau.caseId)
    const start = Date.parse(found?.startedAt ?? '')
    assert.deepEqual(
      recorded
        .filter(({ id }) => id === film.id)
        .map(({ sound, spans }) => [sound, spans.map((span) => [span.from - start, span.until - start])]),
      [
        [
          true,
          [
            [0, 10_000],
            [12_000, 20_000],
          ],
        ],
        [false, [[10_000, 12_000]]],
      ],
    )
  })

  test('a chunk that the device lost is sent as zeros: it is named as lost, and everything behind it stands', async () => {
    const recording = await made(4)
    await recording.seal(song, { final: 'interrupted' })
    const bytes = bytesOf(recording.chunks.map((chunk, n) => (n === 1 ? new Uint8Array(chunk.length) : chunk)))
    await uploadAll(song, recording, bytes)
    const view = await until(song, recording.id)
    assert.deepEqual([view.state, view.verdicts[0]?.damaged, view.verdicts[0]?.missing], ['damaged', [], [2]])
    assert.match(view.verdicts[0]?.explanation ?? '', /第 2 段在设备上已经丢失/)
    assert.equal((await sealedOf(song, recording.id)).mayForget, true)
  })

  test("another device's key vouches for nothing, and that somebody tried stays to be seen", async () => {
    const recording = await made(2)
    await recording.seal(song)
    const stranger = await enrolDevice(song, '别的手机')
    await recording.add(randomBytes(100))
    const answer = await recording.seal(song, { from: 2, signer: stranger.privateKey })
    assert.deepEqual([answer.status, answer.refusals?.[0]?.code], [422, 'bad-signature'])
    const view = await ask<RecordingView>(song, 'GET', `/api/recordings/${recording.id}`)
    assert.deepEqual([view.chunks, view.refused.map(({ code }) => code)], [2, ['bad-signature']])
    const unknown = await record({ ...stranger, id: 'B'.repeat(43) }, { officer })
    assert.equal((await unknown.seal(song)).refusals?.[0]?.code, 'device-unknown')
  })

  test('a clock that is an hour off is measured, mended and said', async () => {
    const recording = await record(phone, { officer, caseId: bureau.caseId }, { skew: 3_600_000 })
    await recording.add(randomBytes(500))
    const sealed = await recording.seal(song, { final: 'stopped' })
    assert.ok(Math.abs((sealed.offsetMs ?? 0) + 3_600_000) < 20_000, String(sealed.offsetMs))
    const view = await ask<RecordingView>(song, 'GET', `/api/recordings/${recording.id}`)
    assert.match(view.clockWarning ?? '', /设备时钟快 3[56]\d\d 秒/)
    assert.ok(Math.abs(Date.parse(view.startedAt) - Date.now()) < 30_000)
    const [begun] = await eventsOf(recording.id)
    assert.ok((begun?.happenedAt ?? '') <= (begun?.enteredAt ?? ''))
    const devices = await rowsOf<DeviceView>(song, '/api/devices')
    assert.ok(Math.abs((devices.find((device) => device.id === phone.id)?.offsetMs ?? 0) + 3_600_000) < 20_000)
  })

  test('a device is revoked during a recording: what it had sealed stays valid, what comes after is refused and kept', async () => {
    const lost = await enrolDevice(song, '要停用的')
    const recording = await record(lost, { officer, caseId: bureau.caseId })
    for (let n = 0; n < 3; n++) await recording.add(randomBytes(1000))
    await recording.seal(song)
    await ask(luo, 'POST', `/api/devices/${lost.id}/revoke`, { reason: '丢失', key: key() })
    await recording.add(randomBytes(1000))
    await recording.add(randomBytes(1000))
    const answer = await recording.seal(song, { from: 3, final: 'stopped' })
    assert.deepEqual([answer.status, answer.refusals?.[0]?.code], [422, 'device-revoked'])
    await uploadAll(song, recording)
    const view = await until(song, recording.id)
    assert.deepEqual(
      [view.chunks, view.refused.map(({ code }) => code), view.device?.state],
      [3, ['device-revoked'], 'revoked'],
    )
    assert.deepEqual([view.verdicts[0]?.damaged, view.verdicts[0]?.beyond], [[], 2000])
    assert.match(view.verdicts[0]?.explanation ?? '', /最后 2000 字节没有封存/)
    assert.equal((await sealedOf(song, recording.id)).mayForget, true)
  })

  test('the bytes may come before the last head: they are held against the chain once more', async () => {
    const recording = await made(2)
    await recording.seal(song)
    await recording.add(randomBytes(777))
    await uploadAll(song, recording)
    const early = await until(song, recording.id)
    assert.deepEqual([early.state, early.verdicts[0]?.beyond], ['damaged', 777])
    await recording.seal(song, { from: 2, final: 'stopped' })
    const late = await until(song, recording.id, ({ state }) => state === 'verified')
    assert.deepEqual(
      late.verdicts.map(({ ok, beyond }) => [ok, beyond]),
      [
        [false, 777],
        [true, 0],
      ],
    )
  })

  test('an upload whose length is told last and is an exact multiple of what was sent each time ends', async () => {
    const recording = await record(phone, { officer })
    const piece = 65_536
    for (let n = 0; n < 3; n++) await recording.add(randomBytes(piece))
    await recording.seal(song, { final: 'stopped' })
    const bytes = bytesOf(recording.chunks)
    const { href } = await beginUpload(song, recording.id)
    for (let n = 0; n < 3; n++)
      assert.equal(
        (await patch(song, href, n * piece, bytes.slice(n * piece, (n + 1) * piece))).offset,
        (n + 1) * piece,
      )
    const ended = await patch(song, href, bytes.length, new Uint8Array(), bytes.length)
    assert.deepEqual([ended.status, ended.offset], [204, bytes.length])
    assert.equal((await until(song, recording.id)).state, 'verified')
  })

  test('a piece that is sent twice, too early or by a stranger changes nothing', async () => {
    const recording = await made(3)
    await recording.seal(song, { final: 'stopped' })
    const bytes = bytesOf(recording.chunks)
    const { href } = await beginUpload(song, recording.id)
    assert.deepEqual(
      await beginUpload(song, recording.id).then(({ status, refusals }) => [status, refusals?.[0]?.code]),
      [409, 'upload-open'],
    )
    assert.equal((await patch(song, href, 0, bytes.slice(0, 4000))).offset, 4000)
    const twice = await patch(song, href, 0, bytes.slice(0, 4000))
    assert.deepEqual([twice.status, twice.refusals?.[0]?.code], [409, 'upload-offset'])
    assert.equal((await patch(song, href, 8000, bytes.slice(8000))).status, 409)
    const meng = await bureau.session('meng.ruolan')
    assert.deepEqual(
      await patch(meng, href, 4000, bytes.slice(4000)).then(({ status, refusals }) => [status, refusals?.[0]?.code]),
      [403, 'not-your-upload'],
    )
    assert.equal(await offsetOf(song, href), 4000)
    assert.equal((await sealedOf(song, recording.id)).upload?.offset, 4000)
    for (const method of ['GET', 'DELETE']) {
      const answer = await fetch(bureau.url + href, {
        method,
        headers: { cookie: song.cookie, origin: bureau.url, 'tus-resumable': '1.0.0' },
      })
      assert.equal(
        (await answer.text()).length < 2000 && !answer.headers.get('content-type')?.includes('octet'),
        true,
        method,
      )
    }
    // A colleague of the unit goes on with the phone that they share.
    const du = await bureau.session('du.renjie')
    assert.equal((await patch(du, href, 4000, bytes.slice(4000), bytes.length)).status, 204)
    assert.equal((await until(song, recording.id)).state, 'verified')
    assert.equal((await beginUpload(song, recording.id)).refusals?.[0]?.code, 'uploaded-before')
    assert.equal((await patch(song, href, bytes.length, new Uint8Array())).status, 410)
  })

  test('the network is cut in the midst of a piece: what arrived is kept, and it goes on from there', async () => {
    const recording = await record(phone, { officer })
    for (let n = 0; n < 4; n++) await recording.add(randomBytes(500_000))
    await recording.seal(song, { final: 'stopped' })
    const bytes = bytesOf(recording.chunks)
    const { href } = await beginUpload(song, recording.id, bytes.length)
    const cut = new AbortController()
    const body = new ReadableStream({
      async start(controller) {
        controller.enqueue(bytes.slice(0, 700_000))
        setTimeout(() => cut.abort(), 300)
      },
    })
    await assert.rejects(
      fetch(bureau.url + href, {
        method: 'PATCH',
        headers: {
          cookie: song.cookie,
          origin: bureau.url,
          'tus-resumable': '1.0.0',
          'upload-offset': '0',
          'content-type': 'application/offset+octet-stream',
        },
        body,
        duplex: 'half',
        signal: cut.signal,
      } as RequestInit),
    )
    let offset = 0
    for (let n = 0; n < 100 && offset === 0; n++) {
      offset = await offsetOf(song, href)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    assert.ok(offset > 0 && offset <= 700_000, String(offset))
    assert.equal((await patch(song, href, offset, bytes.slice(offset))).offset, bytes.length)
    assert.equal((await until(song, recording.id)).state, 'verified')
  })

  test('two tabs that record the same act make two recordings, and neither harms the other', async () => {
    const [one, two] = [await made(3), await made(4)]
    const answers = await Promise.all([
      one.seal(song),
      two.seal(song),
      one.seal(song, { final: 'stopped' }),
      two.seal(song),
    ])
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200],
    )
    await Promise.all([uploadAll(song, one), uploadAll(song, two)])
    for (const { id } of [one, two]) assert.equal((await until(song, id)).state, 'verified')
    const found = (await recordingsOfCases(database().db, [bureau.caseId])).get(bureau.caseId)?.map(({ id }) => id)
    assert.ok(found?.includes(one.id) && found.includes(two.id))
  })

  test('nothing plays without a purpose, and who watched what is known', async () => {
    const recording = await made(3)
    await recording.seal(song, { final: 'stopped' })
    await uploadAll(song, recording)
    await until(song, recording.id)
    const without = await ask(luo, 'POST', `/api/recordings/${recording.id}/viewings`, { purpose: 'other', key: key() })
    assert.equal(without.status, 422)
    const viewing = await openViewing(luo, recording.id, 'supervision')
    assert.deepEqual([viewing.status, viewing.purposeTitle, viewing.seconds], [200, '执法监督、案卷评查', 0])
    const part = await fetch(bureau.url + viewing.href, { headers: { cookie: luo.cookie, range: 'bytes=3000-3009' } })
    assert.equal(part.status, 206)
    assert.deepEqual(new Uint8Array(await part.arrayBuffer()), bytesOf(recording.chunks).slice(3000, 3010))
    assert.equal((await ask(song, 'GET', viewing.href)).refusals?.[0]?.code, 'not-your-viewing')
    const report = (spans: number[][]) =>
      ask<ViewingView>(luo, 'POST', `/api/viewings/${viewing.id}/watched`, { spans, key: key() })
    assert.equal((await report([[0, 2.5]])).seconds, 2.5)
    assert.deepEqual(
      (
        await report([
          [2, 4],
          [5, 6],
        ])
      ).spans,
      [
        [0, 4],
        [5, 6],
      ],
    )
    assert.equal((await report([[3, 2]])).status, 422)
    const meng = await bureau.session('meng.ruolan')
    assert.equal((await openViewing(meng, recording.id)).refusals?.[0]?.code, 'not-your-recording')
    const looked = await rowsOf<ViewingView>(song, `/api/recordings/${recording.id}/viewings`)
    assert.deepEqual(
      looked.filter((each) => each.id === viewing.id).map(({ person, seconds }) => [person.id, seconds]),
      [['luo.haosheng', 5]],
    )
  })

  test('a recording without a case is linked to one with a reason, by who may see both', async () => {
    const recording = await made(1, { officer })
    await recording.seal(song, { final: 'stopped' })
    const own = await rowsOf<RecordingView>(song, '/api/recordings?unlinked=1')
    assert.ok(own.some((each) => each.id === recording.id))
    const link = (session: Session, caseId: string) =>
      ask<RecordingView>(session, 'POST', `/api/recordings/${recording.id}/link`, {
        caseId,
        act: 'inspect-site',
        reason: '检查时尚未登记线索',
        key: key(),
      })
    assert.equal((await link(song, bureau.otherCase)).refusals?.[0]?.code, 'not-your-case')
    const meng = await bureau.session('meng.ruolan')
    assert.equal((await link(meng, bureau.caseId)).refusals?.[0]?.code, 'not-your-recording')
    const linked = await link(song, bureau.caseId)
    assert.deepEqual([linked.status, linked.caseId, linked.act], [200, bureau.caseId, 'inspect-site'])
    assert.equal((await link(song, bureau.caseId)).refusals?.[0]?.code, 'already-linked')
    const ofCase = await rowsOf<RecordingView>(song, `/api/recordings?case=${bureau.caseId}`)
    assert.ok(ofCase.some((each) => each.id === recording.id))
    // Who may not see the case that a manifest names doesn't bring a recording into it.
    const stray = await made(1, { officer, caseId: bureau.otherCase })
    await stray.seal(song)
    assert.equal((await ask<RecordingView>(song, 'GET', `/api/recordings/${stray.id}`)).caseId, undefined)
  })

  test('the tables are as the events say', async () => {
    const { differences } = await rebuild(bureau.house.journal, { check: true })
    assert.deepEqual(
      differences.filter(({ table }) => /recording|device/.test(table)),
      [],
    )
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from recording`.execute(database().db)
    assert.ok((rows[0]?.n ?? 0) > 10)
  })
})
