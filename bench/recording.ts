import { execFile, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startPostgres } from '../src/platform/testing.ts'
import { entriesAtOnce } from '../src/recording/chain.ts'
import { beginUpload, enrolDevice, openViewing, record, type Session, until } from '../test/recorder.ts'
import { person, startBureau } from '../test/server.ts'
import { type Row, row, timeRow } from './row.ts'

const run = promisify(execFile)
const MB = 1024 * 1024
/** A recording's size, in MB: BENCH_RECORDING=4200 is two hours in full HD. */
const SIZE = Number(process.env.BENCH_RECORDING ?? 512)
const CHUNK = MB
const ROUNDS = 3

/** A recording through HTTP until its verdict stands, beside `cp` and `sha256sum` of the same bytes on the same disk. */
export const recording = async (): Promise<readonly Row[]> => {
  const postgres = await startPostgres({ fsync: true })
  const bureau = await startBureau(postgres.url, undefined, { ZHAOMING_DEMO: '0' })
  const directory = mkdtempSync(join(tmpdir(), 'zhaoming-bench-'))
  const path = join(directory, 'recording')
  try {
    const { cookie } = await person(bureau.url, 'admin', /密码 (\S+?)（/.exec(bureau.printed)?.[1])
    const song = { url: bureau.url, cookie }
    const phone = await enrolDevice(song)
    const ours: number[] = []
    const peer: number[] = []
    const started: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      // Sealing is the device's work, and was done while it recorded.
      const made = await record(phone, { officer: 'admin' })
      const file = openSync(path, 'w')
      for (let n = 0; n < SIZE; n++) {
        const chunk = randomBytes(CHUNK)
        writeSync(file, chunk)
        await made.add(chunk)
        made.chunks.length = 0
        if (n % entriesAtOnce === entriesAtOnce - 1 || n === SIZE - 1) {
          const answer = await made.seal(song, {
            from: n - (n % entriesAtOnce),
            ...(n === SIZE - 1 ? { final: 'stopped' } : {}),
          })
          if (answer.status !== 200) throw new Error(JSON.stringify(answer))
        }
      }
      closeSync(file)
      const begun = performance.now()
      const { href } = await beginUpload(song, made.id, SIZE * MB)
      await send(song, href, path)
      const view = await until(song, made.id)
      if (view.state !== 'verified') throw new Error(JSON.stringify(view.verdicts))
      ours.push(SIZE / ((performance.now() - begun) / 1000))
      const alone = performance.now()
      for (const command of [`cp ${path} ${path}.copy && sync ${path}.copy`, `sha256sum ${path}.copy`])
        if (spawnSync('sh', ['-c', command]).status !== 0) throw new Error(command)
      peer.push(SIZE / ((performance.now() - alone) / 1000))
      rmSync(`${path}.copy`)
      started.push(await firstBytes(song, made.id))
    }
    return [
      row(`recording: ${SIZE} MB sealed, uploaded, verified, beside cp, sync and sha256sum`, 'MB/s', ours, peer),
      timeRow(`recording: first bytes of ${SIZE} MB for a player, from the middle`, 'ms', started),
    ]
  } finally {
    await bureau.stop()
    bureau.remove()
    await postgres.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Sends a file by a program that costs little itself: the phones do that work, not the bureau. */
const send = async ({ url, cookie }: Session, href: string, path: string): Promise<void> => {
  const headers = {
    cookie,
    origin: url,
    'tus-resumable': '1.0.0',
    'content-type': 'application/offset+octet-stream',
    'upload-offset': '0',
    expect: '',
  }
  const { stdout } = await run('curl', [
    ...['--silent', '--output', '/dev/null', '--write-out', '%{http_code}', '--request', 'PATCH'],
    ...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
    ...['--upload-file', path, url + href],
  ])
  if (stdout !== '204') throw new Error(`curl was answered ${stdout}`)
}

/** How long a player waits for the first bytes that it asks for, in ms. */
const firstBytes = async (session: Session, id: string): Promise<number> => {
  const { href } = await openViewing(session, id)
  const asked: number[] = []
  for (let n = 0; n < 50; n++) {
    const from = Math.floor(SIZE * MB * (0.1 + n / 100))
    const begun = performance.now()
    const answer = await fetch(session.url + href, {
      headers: { cookie: session.cookie, range: `bytes=${from}-${from + 64 * 1024 - 1}` },
    })
    if (answer.status !== 206 || (await answer.arrayBuffer()).byteLength !== 64 * 1024)
      throw new Error(`a player was answered ${answer.status}`)
    asked.push(performance.now() - begun)
  }
  return asked.toSorted((a, b) => a - b)[asked.length >> 1] ?? Number.NaN
}
