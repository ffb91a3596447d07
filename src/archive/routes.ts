import { createRoute, z } from '@hono/zod-openapi'
import { actorOf } from '../identity/index.ts'
import {
  type Http,
  Instant,
  json,
  list,
  nothingHere,
  refused,
  refuseWith,
  session,
  signedIn,
  view,
} from '../platform/index.ts'
import { copiesOf, noteCopy } from './copies.ts'
import { type Archive, bindDossier } from './dossier.ts'

const tags = ['案卷']
const params = z.object({ id: z.string().max(100).openapi({ description: '案件的标识' }) })
const Volume = z.enum(['main', 'all'])

const download = createRoute({
  method: 'get',
  path: '/api/cases/{id}/dossier.pdf',
  tags,
  summary: '已归档案件的案卷，合成一个 PDF：封面、目录、全部文书和图片、备考表；谁下载过有记录',
  security: session,
  request: {
    params,
    query: z.object({
      volume: Volume.default('all').openapi({ description: 'main：只要正卷；all：正卷和副卷' }),
    }),
  },
  responses: {
    200: {
      description: '案卷',
      content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...refused(400, 404, 422),
    ...signedIn,
  },
})

export const CopyView = view({
  name: z.string().openapi({ description: '下载人' }),
  volume: Volume,
  at: Instant,
}).openapi('DossierCopy')
export type CopyView = z.infer<typeof CopyView>

const copies = createRoute({
  method: 'get',
  path: '/api/cases/{id}/dossier/copies',
  tags,
  summary: '谁在什么时候下载过案卷，最近的一百次',
  security: session,
  request: { params },
  responses: { 200: json(list(CopyView), '下载记录'), ...refused(404), ...signedIn },
})

/** Dossiers of closed cases, for who may read the case; every copy that leaves is noted first. */
export const archiveRoutes = (app: Http, archive: Archive): void => {
  const { casework, journal } = archive
  app.openapi(download, async (c) => {
    const { id } = c.req.valid('param')
    const { volume } = c.req.valid('query')
    const actor = actorOf(c)
    const state = await casework.state(actor, id)
    if (state === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in state) return refuseWith(c, 403, state)
    const bound = await bindDossier(archive, state, volume)
    if (!bound.ok) return refuseWith(c, 422, ...bound.refusals)
    await noteCopy(journal.database.db, id, actor, { volume, at: journal.clock.now() })
    const name = `${state.dossier.number ?? state.dossier.title}${volume === 'main' ? '正卷' : '案卷'}.pdf`
    return c.body(Buffer.from(bound.value), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'private, no-store',
    })
  })
  app.openapi(copies, async (c) => {
    const { id } = c.req.valid('param')
    const state = await casework.state(actorOf(c), id)
    if (state === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in state) return refuseWith(c, 403, state)
    return c.json(await copiesOf(journal.database.db, id), 200)
  })
}
