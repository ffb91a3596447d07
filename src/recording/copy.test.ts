import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, before, test } from 'node:test'
import { makeMedia } from '../../test/media.ts'
import {
  ask,
  enrolDevice,
  openViewing,
  record,
  rowsOf,
  type Session,
  type TestDevice,
  until,
  uploadAll,
} from '../../test/recorder.ts'
import { spec } from '../journal/testing.ts'
import type { Actor } from '../kernel/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import type { CopyCommand } from './copy.ts'
import { recordingsOfCases } from './read.ts'
import {
  decideRecording,
  evolveRecording,
  type Recording,
  type RecordingCommand,
  type RecordingFacts,
} from './recording.ts'
import { startTestBureau, type TestBureau } from './testing.ts'
import type { RecordingView, ViewingView } from './view.ts'

const recordings = spec<Recording | undefined, RecordingCommand, RecordingFacts>({
  initial: undefined,
  decide: decideRecording,
  evolve: evolveRecording,
})
const person = (...roles: Actor['roles'][number][]): Actor => ({ kind: 'person', id: 'p', name: '宋巧云', roles })
const officer = person('officer')
const sha256 = 'a'.repeat(64)
const original = {
  ...({} as Recording),
  origin: 'device',
  kind: 'audio',
  spans: [],
  verdicts: [{ attempt: 1, ok: true, sha256, at: '' }],
} as unknown as Recording
const copy: CopyCommand = {
  do: 'copy',
  original: { id: 'o', how: 'masked', note: '听证时播放', sha256, method: '消音', what: '举报人的姓名' },
  kind: 'video',
  mime: 'video/webm',
  startedAt: '2026-01-01T00:00:00.000Z',
  seconds: 3,
  sha256: 'b'.repeat(64),
  size: 9,
}

test('a copy names its original with its hash, how it was made and what was masked; nothing else is told of the original', () => {
  const made = recordings.given([]).when(copy, { original }, { actor: officer })
  const { do: _, ...data } = copy
  made.then([{ type: 'copy-recording', data: data as never }])
  assert.equal(made.state?.origin, 'copy')
  assert.deepEqual([made.state?.original?.id, made.state?.original?.what], ['o', '举报人的姓名'])
})

test('what the law or the state of the original forbids is no copy', () => {
  const refused = (command: CopyCommand, facts: RecordingFacts, code: string, actor = officer) =>
    recordings.given([]).when(command, facts, { actor }).then([code])
  refused(copy, { original }, 'not-your-role', person('system-admin'))
  refused(copy, {}, 'no-recording')
  refused(copy, { original: { ...original, origin: 'copy' } }, 'copy-of-copy')
  refused(copy, { original: { ...original, verdicts: [] } }, 'not-received')
  refused(copy, { original: { ...original, verdicts: [{ sha256: 'c'.repeat(64) }] as never } }, 'original-moved')
  refused({ ...copy, sha256 }, { original }, 'same-as-original')
  refused({ ...copy, original: { ...copy.original, what: '' } }, { original }, 'what-masked')
  refused({ ...copy, original: { ...copy.original, from: 5, until: 5 } }, { original }, 'bad-span')
  refused({ ...copy, kind: 'audio' }, { original }, 'transcript-missing')
  refused(
    copy,
    { original: { ...original, destruction: { at: '2026-01-01' } as never } as Recording },
    'recording-destroyed',
  )
  const photo: CopyCommand = { ...copy, original: { ...copy.original, how: 'clip' } }
  refused(photo, { original: { ...original, kind: 'photo' } }, 'photo-clip')
})

eachDatabase('copies of recordings', (database) => {
  let bureau: TestBureau
  let song: Session
  let phone: TestDevice
  let film: Awaited<ReturnType<typeof record>>
  const key = () => crypto.randomUUID()
  before(async () => {
    bureau = await startTestBureau(database())
    song = await bureau.session('song.qiaoyun')
    phone = await enrolDevice(song)
    film = await record(phone, { officer: 'song.qiaoyun', caseId: bureau.caseId, act: 'inspect-site' })
    const bytes = makeMedia('film.webm', 12)
    const step = Math.ceil(bytes.length / 6)
    // A pause of a minute after six seconds.
    for (let n = 0; n < 6; n++)
      await film.add(bytes.subarray(n * step, (n + 1) * step), [], n < 3 ? n * 2000 : 60_000 + n * 2000)
    await film.seal(song, { final: 'stopped' })
    await uploadAll(song, film)
    await until(song, film.id)
  })
  after(() => bureau.stop())
  const clip = (session: Session, from: number, to: number, more = {}) =>
    ask<RecordingView>(session, 'POST', `/api/recordings/${film.id}/clips`, {
      from,
      until: to,
      note: '听证时播放',
      key: key(),
      ...more,
    })

  test('a clip is cut by the clock, plays with a purpose like its original, and each names the other', async () => {
    const before = await ask<RecordingView>(song, 'GET', `/api/recordings/${film.id}`)
    const made = await clip(song, 67.5, 70)
    assert.equal(made.status, 200, JSON.stringify(made))
    assert.deepEqual(
      [made.origin, made.caseId, made.act, made.original?.id, made.original?.howTitle, made.original?.by],
      ['copy', bureau.caseId, 'inspect-site', film.id, '截取', '宋巧云'],
    )
    assert.equal(made.original?.sha256, before.sha256)
    // The seventh second of what plays, which stands after the pause.
    assert.ok(Math.abs((made.original?.from ?? 0) - 67) < 0.1 && made.original?.until === 70, JSON.stringify(made))
    assert.ok(Math.abs(made.seconds - 3) < 0.2, String(made.seconds))
    const now = await ask<RecordingView>(song, 'GET', `/api/recordings/${film.id}`)
    assert.deepEqual(
      now.copies.map(({ id, how }) => [id, how]),
      [[made.id, 'clip']],
    )
    assert.deepEqual([now.sha256, now.verdicts.length], [before.sha256, 1])
    const viewing = await openViewing(song, made.id)
    const played = await fetch(bureau.url + viewing.href, { headers: { cookie: song.cookie } })
    const input = Buffer.from(await played.arrayBuffer())
    const seen = spawnSync('ffmpeg', ['-v', 'error', '-i', '-', '-f', 'null', '-'], { input, encoding: 'utf8' })
    assert.deepEqual([seen.status, seen.stderr], [0, ''])
    const ofCase = (await recordingsOfCases(database().db, [bureau.caseId])).get(bureau.caseId) ?? []
    assert.ok(!ofCase.some(({ id }) => id === made.id), 'a copy counts for no coverage')
  })

  test('the same request sent twice makes one clip', async () => {
    const same = { key: key() }
    const [one, two] = [await clip(song, 1, 3, same), await clip(song, 1, 3, same)]
    assert.equal(one.id, two.id)
  })

  test('nothing is cut out of a pause, backwards, or by who may not see the case', async () => {
    assert.equal((await clip(song, 20, 40)).refusals?.[0]?.code, 'nothing-there')
    assert.equal((await clip(song, 5, 3)).status, 422)
    const meng = await bureau.session('meng.ruolan')
    assert.equal((await clip(meng, 0, 3)).refusals?.[0]?.code, 'not-your-recording')
    const fang = await bureau.session('fang.jiankun')
    assert.ok([403, 422].includes((await clip(fang, 0, 3)).status))
  })

  test('a masked copy made elsewhere is taken in with what was masked and why, from who sent it', async () => {
    const send = async (session: Session, bytes: Buffer) => {
      const answer = await fetch(`${bureau.url}/api/recording-copies/files?recording=${film.id}`, {
        method: 'POST',
        headers: { cookie: session.cookie, origin: bureau.url, 'content-type': 'application/octet-stream' },
        body: new Uint8Array(bytes),
      })
      return { ...((await answer.json()) as { blob?: string }), status: answer.status }
    }
    const file = await send(song, makeMedia('masked.webm', 4, ['-an']))
    assert.equal(file.status, 200)
    assert.equal((await send(song, Buffer.from('不是录像'))).status, 422)
    const mask = (session: Session, more = {}) =>
      ask<RecordingView>(session, 'POST', `/api/recordings/${film.id}/masked`, {
        blob: file.blob,
        what: '举报人的面部和声音',
        method: '用剪辑软件模糊、消音',
        note: '交当事人查阅',
        key: key(),
        ...more,
      })
    const luo = await bureau.session('luo.haosheng')
    assert.equal((await mask(luo)).refusals?.[0]?.code, 'no-file')
    const sound = await send(song, makeMedia('sound.webm', 2, ['-vn']))
    assert.equal((await mask(song, { blob: sound.blob })).refusals?.[0]?.code, 'not-the-kind')
    assert.equal((await mask(song, { what: '' })).status, 422)
    const made = await mask(song)
    assert.deepEqual(
      [made.status, made.original?.howTitle, made.original?.what, made.original?.method],
      [200, '遮蔽', '举报人的面部和声音', '用剪辑软件模糊、消音'],
    )
    const again = await ask<RecordingView>(song, 'POST', `/api/recordings/${made.id}/clips`, {
      from: 0,
      until: 2,
      note: '再截',
      key: key(),
    })
    assert.equal(again.refusals?.[0]?.code, 'copy-of-copy')
    const events = await bureau.house.journal.read('recording', film.id)
    assert.ok(!events.some(({ type }) => type === 'copy-recording'), 'the original has no event of its copies')
    const viewings = await rowsOf<ViewingView>(song, `/api/recordings/${film.id}/viewings`)
    assert.deepEqual(viewings, [])
  })
})
