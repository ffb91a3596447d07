import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { entriesAtOnce } from '../src/recording/chain.ts'
import { beginUpload, enrolDevice, openViewing, patch, record, until } from './recorder.ts'
import { person, startBureau } from './server.ts'

const MB = 1024 * 1024
const HOURS = 2

/** Two hours of a camera: a minute that is encoded once and written again and again. */
const film = (folder: string): string => {
  const [minute, whole] = [join(folder, 'minute.mp4'), join(folder, 'whole.mp4')]
  const ffmpeg = (...args: readonly string[]) => {
    const done = spawnSync('ffmpeg', ['-y', '-loglevel', 'error', ...args], { encoding: 'utf8' })
    if (done.status !== 0) throw new Error(done.stderr)
  }
  ffmpeg(
    ...['-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=25:duration=60,noise=alls=30:allf=t'],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440:duration=60', '-c:a', 'aac'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', '5M', '-minrate', '5M', '-maxrate', '5M', '-bufsize', '2M'],
    minute,
  )
  ffmpeg('-stream_loop', String(HOURS * 60 - 1), '-i', minute, '-c', 'copy', whole)
  rmSync(minute)
  return whole
}

test('two hours and more than four gigabytes are sealed, sent, held against the chain and played, in memory that stays small', {
  skip: process.env.LONG === '1' ? false : 'takes minutes and nine gigabytes of disk: LONG=1',
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhaoming-long-'))
  const bureau = await startBureau('', undefined, { ZHAOMING_DEMO: '0' })
  try {
    const path = film(folder)
    const { size } = statSync(path)
    assert.ok(size > 4 * 1024 * MB, `${size} bytes`)
    const signedIn = await person(bureau.url, 'admin', /密码 (\S+?)（/.exec(bureau.printed)?.[1])
    const session = { url: bureau.url, cookie: signedIn.cookie }
    const made = await record(await enrolDevice(session), { officer: 'admin', mime: 'video/mp4' })
    const chunk = Math.ceil((size / (HOURS * 3600)) * 2)
    const source = await open(path)
    for (let at = 0, n = 0; at < size; n++) {
      const piece = Buffer.alloc(Math.min(chunk, size - at))
      await source.read(piece, 0, piece.length, at)
      await made.add(piece)
      made.chunks.length = 0
      at += piece.length
      if (n % entriesAtOnce !== entriesAtOnce - 1 && at < size) continue
      const sealed = await made.seal(session, {
        from: n - (n % entriesAtOnce),
        ...(at < size ? {} : { final: 'stopped' as const }),
      })
      assert.equal(sealed.status, 200, JSON.stringify(sealed.refusals))
    }
    await source.close()
    const { href } = await beginUpload(session, made.id, size)
    const sent = await patch(session, href, 0, Readable.toWeb(createReadStream(path)) as unknown as BodyInit)
    assert.deepEqual([sent.status, sent.offset], [204, size])
    const view = await until(session, made.id)
    assert.equal(view.state, 'verified', JSON.stringify(view.verdicts))
    assert.equal(view.bytes, size)
    assert.ok(Math.abs((view.media?.seconds ?? 0) - HOURS * 3600) < 10, `${view.media?.seconds} seconds`)

    const { href: stream } = await openViewing(session, made.id)
    for (const at of [0.1, 0.5, 0.99]) {
      const from = Math.floor(size * at)
      const answer = await fetch(session.url + stream, {
        headers: { cookie: session.cookie, range: `bytes=${from}-${from + 99_999}` },
      })
      assert.equal(answer.status, 206)
      const given = Buffer.from(await answer.arrayBuffer())
      const kept = Buffer.alloc(given.length)
      const file = await open(path)
      await file.read(kept, 0, kept.length, from)
      await file.close()
      assert.ok(given.equals(kept), `the bytes at ${at} are others`)
    }
    const memory = /^process_resident_memory_bytes (\S+)/m.exec(
      await (await fetch(`${bureau.url}/metrics`)).text(),
    )?.[1]
    assert.ok(Number(memory) < 1024 * MB, `${Number(memory) / MB} MB`)
  } finally {
    await bureau.stop()
    bureau.remove()
    rmSync(folder, { recursive: true, force: true })
  }
})
