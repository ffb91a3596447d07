import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import {
  CommandKey,
  type Http,
  Instant,
  json,
  jsonBody,
  linkToNext,
  list,
  nothingHere,
  page,
  pageOf,
  refusalStatus,
  refused,
  refuseWith,
  rowsOfPage,
  sent,
  session,
  signedIn,
  sql,
  view,
} from '../platform/index.ts'
import type { RecordingReader } from './read.ts'
import { type RecordingCommand, recordingStream } from './recording.ts'
import { KeyIn, ReasonIn, RecordingView } from './view.ts'

const tags = ['录音录像']
const params = z.object({ id: z.uuid() })
const responses = { 200: json(RecordingView, '录制'), ...refused(404, 409), ...sent, ...signedIn }
const act = <const P extends string, const B extends z.ZodType>(path: P, summary: string, body: B) =>
  createRoute({
    method: 'post',
    path: `/api/recordings/{id}/${path}`,
    tags,
    summary,
    security: session,
    request: { params, body: jsonBody(body) },
    responses,
  })

const KeepIn = z
  .strictObject({
    until: z.iso.date('请填写保存到哪一天'),
    reason: ReasonIn.shape.reason,
    key: CommandKey,
  })
  .openapi('RecordingKeep')
const keep = act('keep', '确定保存到哪一天；只能延长', KeepIn)
const hold = act('hold', '冻结：在解除以前不能销毁', ReasonIn)
const release = act('release', '解除冻结', ReasonIn)
const propose = act('propose-destruction', '保存期满后提出销毁', ReasonIn)
const approve = act('approve-destruction', '批准销毁：与提出的不能是同一人；销毁后记录和哈希仍在', KeyIn)
const ExpiredRow = view({
  id: z.string(),
  caseId: z.string().optional(),
  keepUntil: Instant,
  bytes: z.int(),
  held: z.boolean(),
  proposed: z.boolean(),
}).openapi('ExpiredRecording')
const expired = createRoute({
  method: 'get',
  path: '/api/recording-expiries',
  tags,
  summary: '保存期已满、还没有销毁的录制',
  security: session,
  request: { query: z.object({ page }) },
  responses: {
    200: { ...json(list(ExpiredRow), '一页，先到期的在前'), headers: linkToNext },
    ...refused(400),
    ...signedIn,
  },
})

/** How long recordings are kept, and how they end: by two people, with a certificate in the journal. */
export const keepRoutes = (app: Http, journal: Journal, reader: RecordingReader): void => {
  const send = async (c: Context, id: string, command: RecordingCommand, key: string) => {
    const actor = actorOf(c)
    const state = await reader.state(actor, id)
    if (state === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in state) return refuseWith(c, 403, state)
    const outcome = await journal.execute(recordingStream, { streamId: id, command, meta: { actor, key } })
    if (!outcome.ok) return refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals)
    return c.json((await reader.view(actor, id)) as RecordingView, 200)
  }
  app.openapi(keep, (c) => {
    const { until, reason, key } = c.req.valid('json')
    // To the end of that day in China.
    const end = new Date(Date.parse(`${until}T23:59:59.999+08:00`)).toISOString()
    return send(c, c.req.valid('param').id, { do: 'keep', until: end, reason }, key) as never
  })
  app.openapi(hold, (c) => {
    const { reason, key } = c.req.valid('json')
    return send(c, c.req.valid('param').id, { do: 'hold', reason }, key) as never
  })
  app.openapi(release, (c) => {
    const { reason, key } = c.req.valid('json')
    return send(c, c.req.valid('param').id, { do: 'release', reason }, key) as never
  })
  app.openapi(propose, (c) => {
    const { reason, key } = c.req.valid('json')
    return send(c, c.req.valid('param').id, { do: 'propose-destruction', reason }, key) as never
  })
  app.openapi(
    approve,
    (c) => send(c, c.req.valid('param').id, { do: 'approve-destruction' }, c.req.valid('json').key) as never,
  )
  app.openapi(expired, async (c) => {
    const { page: at } = c.req.valid('query')
    const { rows } = await sql<{
      id: string
      case_id: string | null
      keep_until: string
      bytes: number
      held: boolean
      proposed: boolean
    }>`
      select r.id, r.case_id, r.keep_until, r.bytes, r.held, s.state -> 'destruction' is not null as proposed
      from recording r join stream s on s.kind = 'recording' and s.id = r.id
      where r.keep_until < ${journal.clock.now()}::timestamptz and r.state <> 'destroyed'
        and (${actorOf(c).roles.some((role) => keepers.has(role))} or r.officer = ${actorOf(c).id})
      order by r.keep_until, r.id limit ${rowsOfPage + 1} offset ${(at - 1) * rowsOfPage}`.execute(journal.database.db)
    return c.json(
      pageOf(c, at, rows).map(({ id, case_id, keep_until, bytes, held, proposed }) => ({
        id,
        ...(case_id === null ? {} : { caseId: case_id }),
        keepUntil: keep_until,
        bytes,
        held,
        proposed,
      })),
      200,
    )
  })
}

const keepers = new Set(['archivist', 'supervisor', 'leader', 'head', 'legal-affairs', 'audit-admin'])
