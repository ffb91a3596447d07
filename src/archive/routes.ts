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
import { type Archive, bindDossier, bindPapers } from './dossier.ts'

const tags = ['案卷']
const params = z.object({ id: z.string().max(100).openapi({ description: '案件的标识' }) })
const Volume = z.enum(['main', 'all'])
const Switch = z.enum(['0', '1']).default('0')

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
  volume: z.enum(['main', 'all', 'papers']),
  at: Instant,
  papers: list(z.string()).openapi({ description: '打印的是哪几份文书' }),
}).openapi('DossierCopy')
export type CopyView = z.infer<typeof CopyView>

const print = createRoute({
  method: 'get',
  path: '/api/cases/{id}/papers.pdf',
  tags,
  summary: '选出的几份文书合成一个 PDF，供打印；按选择的先后，每份另起一页，谁打印过有记录',
  security: session,
  request: {
    params,
    query: z.object({
      papers: z
        .union([z.string().max(150), z.array(z.string().max(150)).min(1).max(100, '一次最多打印 100 份文书')], {
          error: '请先选择要打印的文书',
        })
        .transform((each) => [each].flat())
        .openapi({ description: '文书的标识，按打印的先后' }),
      files: Switch.openapi({ description: '1：连同各份文书的附件' }),
      duplex: Switch.openapi({ description: '1：双面打印，每份另起一张纸' }),
    }),
  },
  responses: {
    200: {
      description: '文书',
      content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...refused(400, 404, 422),
    ...signedIn,
  },
})

const copies = createRoute({
  method: 'get',
  path: '/api/cases/{id}/dossier/copies',
  tags,
  summary: '谁在什么时候下载过案卷、打印过文书，最近的一百次',
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
    await noteCopy(journal.database.db, id, actor, { volume, at: journal.clock.now(), papers: [] })
    const name = `${state.dossier.number ?? state.dossier.title}${volume === 'main' ? '正卷' : '案卷'}.pdf`
    return c.body(Buffer.from(bound.value), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'private, no-store',
    })
  })
  app.openapi(print, async (c) => {
    const { id } = c.req.valid('param')
    const { papers, files, duplex } = c.req.valid('query')
    const actor = actorOf(c)
    const state = await casework.state(actor, id)
    if (state === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in state) return refuseWith(c, 403, state)
    const bound = await bindPapers(archive, state, papers, { files: files === '1', duplex: duplex === '1' })
    if (!bound.ok) return refuseWith(c, 422, ...bound.refusals)
    await noteCopy(journal.database.db, id, actor, { volume: 'papers', at: journal.clock.now(), papers })
    const name = `${state.dossier.number ?? state.dossier.title}文书.pdf`
    return c.body(Buffer.from(bound.value), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'private, no-store',
    })
  })
  app.openapi(copies, async (c) => {
    const { id } = c.req.valid('param')
    const state = await casework.state(actorOf(c), id)
    if (state === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in state) return refuseWith(c, 403, state)
    const titles = new Map(state.papers.map((paper) => [paper.id, paper.title]))
    const taken = await copiesOf(journal.database.db, id)
    return c.json(
      taken.map(({ papers, ...copy }) => ({ ...copy, papers: papers.map((each) => titles.get(each) ?? each) })),
      200,
    )
  })
}
