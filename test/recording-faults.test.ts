import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '../src/platform/index.ts'
import { startTestBureau } from '../src/recording/testing.ts'
import { beginUpload, bytesOf, enrolDevice, offsetOf, patch, record, sealedOf, until } from './recorder.ts'
import { person, startBureau } from './server.ts'

test('a server that is killed in the midst of an upload loses nothing that it acknowledged, and goes on', async () => {
  // An empty bureau is made in a moment; its one person can record too.
  const bureau = await startBureau('', undefined, { ZHAOMING_DEMO: '0' })
  try {
    const signIn = async () => ({
      url: bureau.url,
      cookie: (await person(bureau.url, 'admin', /密码 (\S+?)（/.exec(bureau.printed)?.[1])).cookie,
    })
    let song = await signIn()
    const phone = await enrolDevice(song)
    const recording = await record(phone, { officer: 'admin' })
    for (let n = 0; n < 8; n++) await recording.add(randomBytes(400_000))
    const sealed = await recording.seal(song, { final: 'stopped' })
    assert.equal(sealed.status, 200)
    const bytes = bytesOf(recording.chunks)
    const { href } = await beginUpload(song, recording.id)
    let acknowledged = (await patch(song, href, 0, bytes.slice(0, 1_000_000))).offset
    assert.equal(acknowledged, 1_000_000)
    for (let round = 0; round < 3; round++) {
      // Killed while a piece is on its way.
      const sending = patch(song, href, acknowledged, bytes.slice(acknowledged, acknowledged + 600_000)).catch(
        () => undefined,
      )
      await wait(round * 7)
      await bureau.stop('SIGKILL')
      acknowledged = Math.max(acknowledged, (await sending)?.offset ?? 0)
      await bureau.start()
      song = await signIn()
      assert.deepEqual((await sealedOf(song, recording.id)).accepted, sealed.accepted)
      const kept = await offsetOf(song, href)
      assert.ok(kept >= acknowledged && kept <= bytes.length, `${kept} of ${acknowledged}`)
      acknowledged = kept
    }
    // The last piece, and killed at once: whether or not it was answered, the recording is judged when the server is back.
    const last = patch(song, href, acknowledged, bytes.slice(acknowledged), bytes.length).catch(() => undefined)
    await wait(15)
    await bureau.stop('SIGKILL')
    await last
    await bureau.start()
    song = await signIn()
    const { upload } = await sealedOf(song, recording.id)
    if (upload !== undefined && upload.offset < bytes.length)
      assert.equal(
        (
          await patch(
            song,
            upload.href,
            upload.offset,
            bytes.slice(upload.offset),
            ...(upload.length === undefined ? [bytes.length] : []),
          )
        ).status,
        204,
      )
    const view = await until(song, recording.id)
    assert.equal(view.state, 'verified', JSON.stringify(view.verdicts))
  } finally {
    await bureau.stop('SIGKILL')
    bureau.remove()
  }
})

const mayMount = process.getuid?.() === 0

test('a full disk is told as such; what arrived is kept, and the upload goes on when there is room', {
  skip: mayMount ? false : 'mounting a small disk needs root',
}, async (context) => {
  const data = mkdtempSync(join(tmpdir(), 'zhaoming-full-'))
  const disk = join(data, 'recordings')
  mkdirSync(disk)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status !== 0) {
    rmSync(data, { recursive: true })
    return context.skip('this machine lets nobody mount a small disk')
  }
  const database = await openDatabase({ memory: true })
  let stop = async () => {}
  try {
    const bureau = await startTestBureau(database, data)
    stop = bureau.stop
    const song = await bureau.session('song.qiaoyun')
    const recording = await record(await enrolDevice(song), { officer: 'song.qiaoyun' })
    for (let n = 0; n < 4; n++) await recording.add(randomBytes(200_000))
    await recording.seal(song, { final: 'stopped' })
    const bytes = bytesOf(recording.chunks)
    const ballast = join(disk, 'ballast')
    writeFileSync(ballast, Buffer.alloc(600_000))
    const { href } = await beginUpload(song, recording.id)
    const full = await patch(song, href, 0, bytes)
    assert.deepEqual([full.status, full.refusals?.[0]?.code], [507, 'disk-full'])
    const kept = await offsetOf(song, href)
    assert.ok(kept > 0 && kept < bytes.length, String(kept))
    rmSync(ballast)
    assert.equal((await patch(song, href, kept, bytes.slice(kept), bytes.length)).status, 204)
    const { state, verdicts } = await until(song, recording.id)
    assert.equal(state, 'verified', JSON.stringify(verdicts))
  } finally {
    spawnSync('umount', ['-l', disk])
    await stop()
    await database.close()
    rmSync(data, { recursive: true, force: true })
  }
})
