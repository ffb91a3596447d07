import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { makeMedia } from '../../test/media.ts'
import { ask, openViewing, rowsOf, type Session } from '../../test/recorder.ts'
import { fileBlobs } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { importRecordings } from './import.ts'
import { clamd } from './scan.ts'
import { startTestBureau, type TestBureau } from './testing.ts'
import type { RecordingView } from './view.ts'

const secret = 'a-secret-of-the-media-server'

eachDatabase('imports', (database) => {
  const folder = mkdtempSync(join(tmpdir(), 'zhaoming-docking-'))
  const media = mkdtempSync(join(tmpdir(), 'zhaoming-zlm-'))
  let bureau: TestBureau
  let song: Session
  before(async () => {
    const data = mkdtempSync(join(tmpdir(), 'zhaoming-recording-'))
    bureau = await startTestBureau(database(), data, { ZHAOMING_MEDIA_FOLDER: media, ZHAOMING_MEDIA_SECRET: secret })
    song = await bureau.session('song.qiaoyun')
  })
  after(async () => {
    await bureau.stop()
    for (const each of [folder, media]) rmSync(each, { recursive: true })
  })
  const put = (name: string, bytes: Uint8Array | string): string => {
    const path = join(folder, name)
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, bytes)
    utimesSync(path, new Date('2026-05-20T11:00:00Z'), new Date('2026-05-20T11:00:00Z'))
    return path
  }
  const look = () => importRecordings({ journal: bureau.house.journal, blobs: fileBlobs(bureau.data), folder })
  const imported = async () =>
    (await rowsOf<RecordingView>(song, '/api/recordings')).filter(({ origin }) => origin === 'imported')

  test('files of a docking station are hashed at first sight and find their officer, case and act by who was there when', async () => {
    put('A1/0001.mp4', makeMedia('a.mp4', 3))
    put('A1/index.csv', '\uFEFFfile,officer,serial,startedAt\n0001.mp4,song.qiaoyun,DSJ-7,2026-05-20T18:10:00+08:00\n')
    put('A1/0002.webm', makeMedia('b.webm', 2))
    put('A1/0002.webm.json', JSON.stringify({ officer: 'song.qiaoyun', startedAt: '2026-03-01T01:00:00Z' }))
    put('A1/notes.txt', '不是录像')
    await look()
    const [first, second] = (await imported()).toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
    assert.deepEqual(
      [first?.caseId, first?.act, first?.device?.id, first?.media?.container],
      [bureau.caseId, 'register-clue', 'DSJ-7', 'MP4'],
    )
    assert.deepEqual([first?.startedAt, first?.spans, first?.state], ['2026-05-20T10:10:00.000Z', [[0, 3]], 'verified'])
    assert.deepEqual([second?.caseId, second?.kind], [undefined, 'video'])
    const cheng = await bureau.session('cheng.yian')
    const rows = await rowsOf<{ path: string; state: string; reason: string }>(cheng, '/api/recording-imports')
    assert.match(rows.find(({ path }) => path.endsWith('notes.txt'))?.reason ?? '', /不是能够识别/)
    assert.match(rows.find(({ path }) => path.endsWith('0002.webm'))?.reason ?? '', /人工归入/)
    assert.equal((await ask(song, 'GET', '/api/recording-imports')).status, 403)
  })

  test('the same file again, under whatever name, makes no second recording', async () => {
    const n = (await imported()).length
    put('A2/copy.mp4', makeMedia('a.mp4', 3))
    assert.equal(await look(), 1)
    assert.equal(await look(), 0)
    assert.equal((await imported()).length, n)
  })

  test('a media server tells of a finished file; a stranger, or a file elsewhere, is refused', async () => {
    const path = join(media, 'record.mp4')
    writeFileSync(path, makeMedia('c.mp4', 2))
    const body = {
      mediaServerId: 'zlm',
      vhost: '__defaultVhost__',
      app: 'rtp',
      stream: '34020000001320000001',
      file_name: 'record.mp4',
      folder: media,
      url: 'rtp/record.mp4',
      file_size: 1,
      start_time: 1_779_271_800,
      time_len: 2.04,
    }
    const call = (given: object, key = secret) =>
      ask<{ code: number }>(song, 'POST', `/hooks/zlmediakit/on_record_mp4?secret=${key}`, { ...body, ...given })
    assert.equal((await call({ file_path: path }, 'wrong')).status, 403)
    for (const file_path of [join(media, '../../etc/hostname'), '/etc/hostname', media])
      assert.equal((await call({ file_path })).status, 404, file_path)
    const answer = await call({ file_path: path })
    assert.deepEqual([answer.status, answer.code], [200, 0])
    const mu = await bureau.session('mu.tingsong')
    let found: RecordingView | undefined
    for (let n = 0; n < 400 && found === undefined; n++) {
      found = (await rowsOf<RecordingView>(mu, '/api/recordings?unlinked=1')).find(({ source }) =>
        source?.startsWith('流媒体服务器'),
      )
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    assert.deepEqual(
      [found?.source, found?.startedAt, found?.device?.id],
      ['流媒体服务器 rtp/34020000001320000001', '2026-05-20T10:10:00.000Z', '34020000001320000001'],
    )
  })

  test('what a virus scanner finds is kept and named, and does not play', async () => {
    // A stand-in that speaks clamd's INSTREAM: it finds the word EICAR.
    const scanner = createServer((socket) => {
      const parts: Buffer[] = []
      socket.on('data', (piece) => {
        parts.push(Buffer.from(piece))
        const all = Buffer.concat(parts)
        if (!all.subarray(-4).equals(Buffer.alloc(4))) return
        assert.equal(all.subarray(0, 10).toString(), 'zINSTREAM\0')
        let at = 10
        let text = ''
        for (let length = all.readUInt32BE(at); length > 0; length = all.readUInt32BE(at)) {
          text += all.subarray(at + 4, at + 4 + length).toString('latin1')
          at += 4 + length
        }
        socket.end(text.includes('EICAR') ? 'stream: Eicar-Test FOUND\0' : 'stream: OK\0')
      })
    })
    await new Promise<void>((resolve) => scanner.listen(0, '127.0.0.1', resolve))
    const { port } = scanner.address() as { readonly port: number }
    const scan = clamd({ host: '127.0.0.1', port })
    try {
      put('A3/clean.mp4', makeMedia('d.mp4', 1))
      put('A3/bad.mp4', Buffer.concat([makeMedia('e.mp4', 1), Buffer.from('EICAR')]))
      for (const name of ['clean', 'bad'])
        put(`A3/${name}.mp4.json`, JSON.stringify({ officer: 'song.qiaoyun', startedAt: '2026-02-01T01:00:00Z' }))
      await importRecordings({ journal: bureau.house.journal, blobs: fileBlobs(bureau.data), folder, scan })
      const found = (await imported()).filter(({ startedAt }) => startedAt.startsWith('2026-02-01'))
      assert.deepEqual(found.map(({ state }) => state).toSorted(), ['damaged', 'verified'])
      const bad = found.find(({ state }) => state === 'damaged')
      assert.match(bad?.verdicts[0]?.explanation ?? '', /Eicar-Test/)
      const viewing = await openViewing(song, bad?.id ?? '')
      assert.equal((await ask(song, 'GET', viewing.href)).refusals?.[0]?.code, 'infected')
    } finally {
      scanner.close()
    }
    await assert.rejects(scan(join(folder, 'A3/clean.mp4')))
  })
})
