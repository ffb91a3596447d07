import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const made = new Map<string, Buffer>()

/** Real media: a test picture and a tone of some seconds, made by ffmpeg. `name` tells the container, e.g. `a.webm`. */
export const makeMedia = (name: string, seconds: number, more: readonly string[] = []): Buffer => {
  const known = made.get(`${name} ${seconds} ${more.join(' ')}`)
  if (known !== undefined) return known
  const directory = mkdtempSync(join(tmpdir(), 'zhaoming-media-'))
  try {
    const path = join(directory, name)
    const codecs = name.endsWith('.webm')
      ? ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus']
      : ['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac', '-movflags', '+faststart']
    const args = [
      ...['-y', '-loglevel', 'error', '-f', 'lavfi', '-i', `testsrc=size=160x120:rate=10:duration=${seconds}`],
      ...['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`, '-g', '10', ...codecs, ...more, path],
    ]
    const done = spawnSync('ffmpeg', args, { encoding: 'utf8' })
    if (done.status !== 0) throw new Error(`ffmpeg: ${done.stderr}`)
    const bytes = readFileSync(path)
    made.set(`${name} ${seconds} ${more.join(' ')}`, bytes)
    return bytes
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
