import { createRoute, z } from '@hono/zod-openapi'
import type { Http } from '../../platform/index.ts'
import type { Log } from './log.ts'
import { readTilePath, WIDTH } from './tiles.ts'

const forGood = 'public, max-age=31536000, immutable'

const text = (description: string) => ({ description, content: { 'text/plain': { schema: z.string() } } })
const common = { method: 'get' as const, tags: ['公开日志'], security: [] }

const vkey = createRoute({
  ...common,
  path: '/log.vkey',
  summary: '核验日志签名的公钥',
  responses: { 200: text('c2sp.org/signed-note 的公钥') },
})
const checkpoint = createRoute({
  ...common,
  path: '/checkpoint',
  summary: '最近一次封存，已签名',
  responses: { 200: text('c2sp.org/tlog-checkpoint'), 404: text('还没有封存任何记录') },
})
const tile = createRoute({
  ...common,
  path: '/tile/{tile}',
  summary: '日志的数据块',
  request: {
    params: z.object({
      tile: z
        .string()
        .openapi({ description: '<层>/<序号>，或者 entries/<序号>；未满的加 .p/<宽度>', example: '0/x000/000' }),
    }),
  },
  responses: {
    200: {
      description: 'c2sp.org/tlog-tiles',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    404: text('没有这样的数据块'),
  },
})

/** The log as static files: /checkpoint, /tile/…, /log.vkey (c2sp.org/tlog-tiles). */
export const logRoutes = (app: Http, log: Log): void => {
  // A tile's path holds slashes, which a parameter of the document's paths can't say.
  app.openAPIRegistry.registerPath(tile)

  app.openapi(vkey, (c) => c.text(`${log.key.vkey}\n`, 200))
  app.openapi(checkpoint, async (c) => {
    const latest = await log.latest()
    return latest === undefined
      ? c.text('还没有封存任何记录\n', 404)
      : c.text(latest.note, 200, { 'Cache-Control': 'no-cache' })
  })
  app.get('/tile/:tile{.+}', async (c) => {
    const asked = readTilePath(c.req.param('tile'))
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
