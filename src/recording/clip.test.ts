import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { makeMedia } from '../../test/media.ts'
import { cutOut } from './clip.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhaoming-clip-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** Hashes of the encoded pictures of a file, by another program, each once. */
const picturesOf = (path: string): readonly string[] => {
  const { stdout, status, stderr } = spawnSync(
    'ffmpeg',
    ['-v', 'error', '-i', path, '-map', '0:v', '-c', 'copy', '-f', 'framehash', '-'],
    { encoding: 'utf8' },
  )
  assert.equal(status, 0, stderr)
  return stdout
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(',').at(-1)?.trim() ?? '')
}

for (const name of ['whole.webm', 'whole.mp4'])
  test(`a piece of ${name} has the pictures of its seconds as they were, from the last that stands by itself`, async () => {
    const source = join(folder, name)
    writeFileSync(source, makeMedia(name, 12))
    const target = join(folder, `piece-${name}`)
    const cut = await cutOut(source, target, { from: 3500, until: 8000 })
    // Sound may be some milliseconds longer than its pictures.
    assert.ok(Math.abs(cut.from - 3000) < 20 && cut.until === 8000, JSON.stringify(cut))
    const [all, piece] = [picturesOf(source), picturesOf(target)]
    // Ten pictures a second.
    assert.deepEqual(piece, all.slice(30, 80))
  })

test('what is no recording is not cut', async () => {
  const source = join(folder, 'text.webm')
  writeFileSync(source, '不是录像')
  await assert.rejects(cutOut(source, join(folder, 'nothing.webm'), { from: 0, until: 1000 }))
})
