import type { Env, Hono } from 'hono'
import type { Log } from './log.ts'
import { readTilePath, WIDTH } from './tiles.ts'

const forGood = 'public, max-age=31536000, immutable'

/** The log as static files: /checkpoint, /tile/…, /log.vkey (c2sp.org/tlog-tiles). */
export const logRoutes = <E extends Env>(app: Hono<E>, log: Log): void => {
  app.get('/log.vkey', (c) => c.text(`${log.key.vkey}\n`))
  app.get('/checkpoint', async (c) => {
    const checkpoint = await log.latest()
    return checkpoint === undefined
      ? c.text('还没有封存任何记录\n', 404)
      : c.text(checkpoint.note, 200, { 'Cache-Control': 'no-cache' })
  })
  app.get('/tile/*', async (c) => {
    const asked = readTilePath(c.req.path.slice('/tile/'.length))
    if (asked === undefined) return c.text('没有这样的数据块\n', 404)
    const { level, index, width } = asked
    const bytes =
      level === 'entries' ? await bundle(log, index, width) : (await log.tile(level, index))?.subarray(0, width * 32)
    if (bytes === undefined || (level !== 'entries' && bytes.length !== width * 32))
      return c.text('没有这样的数据块\n', 404)
    return c.body(new Uint8Array(bytes), 200, {
      'Content-Type': 'application/octet-stream',
      'Cache-Control': width === WIDTH ? forGood : 'public, max-age=3600',
    })
  })
}

/** Entries with their lengths before them; an entry is the 32-byte digest of an event. */
const bundle = async (log: Log, index: number, width: number): Promise<Uint8Array | undefined> => {
  const digests = (await log.entries(index)).slice(0, width)
  if (digests.length !== width) return undefined
  return Buffer.concat(digests.flatMap((digest) => [Buffer.from([0, 32]), digest]))
}
