import { timingSafeEqual } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { createRoute, z } from '@hono/zod-openapi'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { refusal } from '../kernel/index.ts'
import {
  type Http,
  Instant,
  json,
  jsonBody,
  linkToNext,
  list,
  page,
  pageOf,
  refused,
  refuseWith,
  rowsOfPage,
  sent,
  session,
  signedIn,
  sql,
  view,
} from '../platform/index.ts'
import { noteFile, within } from './import.ts'

const tags = ['录音录像']

const ImportRow = view({
  path: z.string(),
  source: z.string(),
  size: z.int().openapi({ description: '字节' }),
  state: z.enum(['waiting', 'done', 'refused']),
  recording: z.string().optional(),
  reason: z.string().optional(),
  at: Instant,
}).openapi('RecordingImport')

const all = createRoute({
  method: 'get',
  path: '/api/recording-imports',
  tags,
  summary: '从采集站和流媒体服务器导入的文件，以及没有导入的原因',
  security: session,
  request: { query: z.object({ page }) },
  responses: { 200: { ...json(list(ImportRow), '一页，新的在前'), headers: linkToNext }, ...refused(400), ...signedIn },
})

/** What ZLMediaKit tells when it has finished a file; it tells more, which isn't needed here. */
const OnRecordMp4 = z
  .object({
    app: z.string().max(200),
    stream: z.string().max(200),
    vhost: z.string().max(200).optional(),
    mediaServerId: z.string().max(200).optional(),
    file_path: z.string().max(1000),
    file_name: z.string().max(300),
    file_size: z.int().min(0),
    start_time: z.int().min(0).openapi({ description: '秒，自 1970 年' }),
    time_len: z.number().min(0).openapi({ description: '秒' }),
  })
  .openapi('ZlmediakitRecorded')

const hook = createRoute({
  method: 'post',
  path: '/hooks/zlmediakit/on_record_mp4',
  tags,
  summary: 'ZLMediaKit 录完一个文件时调用：文件应在约定的目录中',
  security: [],
  request: { query: z.object({ secret: z.string().max(200).default('') }), body: jsonBody(OnRecordMp4) },
  responses: { 200: json(z.object({ code: z.int(), msg: z.string() }), '已记下'), ...refused(403, 404), ...sent },
})

const importers = new Set(['system-admin', 'supervisor', 'leader', 'head', 'archivist', 'audit-admin', 'unit-head'])
const notYours = refusal('not-your-role', '导入的情况由机构负责人、监督人员和系统管理员查看')

export interface MediaServer {
  /** The folder that it records to, as this machine sees it. */
  readonly folder: string
  readonly secret: string
}

export const importRoutes = (
  app: Http,
  journal: Journal,
  { mediaServer, noted }: { readonly mediaServer?: MediaServer; noted(): void },
): void => {
  const { db } = journal.database
  app.openapi(all, async (c) => {
    const { page: at } = c.req.valid('query')
    if (!actorOf(c).roles.some((role) => importers.has(role))) return refuseWith(c, 403, notYours)
    const { rows } = await sql<{
      path: string
      source: string
      size: number
      state: 'waiting' | 'done' | 'refused'
      recording: string | null
      reason: string | null
      at: string
    }>`
      select path, source, size, state, recording, reason, at from recording_import order by at desc, path limit ${rowsOfPage + 1} offset ${(at - 1) * rowsOfPage}`.execute(
      db,
    )
    return c.json(
      pageOf(c, at, rows).map(({ recording, reason, ...row }) => ({
        ...row,
        ...(recording === null ? {} : { recording }),
        ...(reason === null ? {} : { reason }),
      })),
      200,
    )
  })
  app.openapi(hook, async (c) => {
    const told = c.req.valid('json')
    if (mediaServer === undefined || !same(c.req.valid('query').secret, mediaServer.secret))
      return refuseWith(c, 403, refusal('bad-secret', '没有约定流媒体服务器，或者密钥不对'))
    const path = await within(mediaServer.folder, told.file_path)
    if (path === undefined)
      return refuseWith(c, 404, refusal('no-such-file', '文件不在约定的目录中，没有导入', { field: 'file_path' }))
    const { size, mtimeMs } = await stat(path)
    await noteFile(db, {
      path,
      size,
      changed: Math.floor(mtimeMs),
      source: `流媒体服务器 ${told.app}/${told.stream}`,
      sidecar: {
        serial: told.stream.slice(0, 60),
        startedAt: new Date(told.start_time * 1000).toISOString(),
        seconds: told.time_len,
      },
    })
    noted()
    return c.json({ code: 0, msg: 'success' }, 200)
  })
}

const same = (a: string, b: string): boolean => {
  const [one, two] = [Buffer.from(a), Buffer.from(b)]
  return one.length === two.length && timingSafeEqual(one, two)
}
