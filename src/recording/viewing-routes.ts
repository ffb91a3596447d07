import { Readable } from 'node:stream'
import { createRoute, z } from '@hono/zod-openapi'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { newId, refusal } from '../kernel/index.ts'
import {
  type Blobs,
  fileAnswer,
  type Http,
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
} from '../platform/index.ts'
import type { RecordingKind } from './chain.ts'
import { bestVerdict } from './projections.ts'
import type { RecordingReader } from './read.ts'
import type { Span } from './recording.ts'
import { grantedRecording } from './retrieval-grant.ts'
import { MyViewing, recordingKinds, ViewingIn, ViewingView, viewingPurposes, WatchedIn } from './view.ts'
import { secondsOf, type Viewing, viewingStream } from './viewing.ts'

const tags = ['录音录像']
const params = z.object({ id: z.uuid() })

const open = createRoute({
  method: 'post',
  path: '/api/recordings/{id}/viewings',
  tags,
  summary: '调阅一份录制：说明目的以后才能播放，调阅和看过的时间都记入日志',
  security: session,
  request: { params, body: jsonBody(ViewingIn) },
  responses: { 200: json(ViewingView, '调阅'), ...refused(404, 409), ...sent, ...signedIn },
})
const all = createRoute({
  method: 'get',
  path: '/api/recordings/{id}/viewings',
  tags,
  summary: '谁在何时为何调阅过一份录制，看了多少',
  security: session,
  request: { params, query: z.object({ page }) },
  responses: {
    200: { ...json(list(ViewingView), '一页，新的在前'), headers: linkToNext },
    ...refused(400, 404),
    ...signedIn,
  },
})
const mine = createRoute({
  method: 'get',
  path: '/api/viewings',
  tags,
  summary: '我看过的：本人每次调阅的录制、目的和看了多少',
  security: session,
  request: { query: z.object({ page }) },
  responses: { 200: { ...json(list(MyViewing), '一页，新的在前'), headers: linkToNext }, ...refused(400), ...signedIn },
})
const watched = createRoute({
  method: 'post',
  path: '/api/viewings/{id}/watched',
  tags,
  summary: '播放器报告看过的各段：从开始算起的秒数',
  security: session,
  request: { params, body: jsonBody(WatchedIn) },
  responses: { 200: json(ViewingView, '调阅'), ...refused(404, 409), ...sent, ...signedIn },
})
const content = createRoute({
  method: 'get',
  path: '/api/viewings/{id}/content',
  tags,
  summary: '播放调阅的录制，可以按 Range 读取',
  security: session,
  request: { params },
  responses: {
    200: {
      description: '内容',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    206: { description: '内容的一部分（Range）' },
    304: { description: '与 If-None-Match 所说的相同' },
    416: { description: '没有所要的这一部分' },
    ...refused(404, 409),
    ...signedIn,
  },
})

const expired = refusal('viewing-expired', '这次调阅已经到期，请重新说明目的后调阅')
const notYours = refusal('not-your-viewing', '这次调阅不是您登记的，请先说明调阅的目的')
const notHere = refusal('not-received', '内容还没有收到，或者还没有核对完，请稍后再看')
const infected = refusal('infected', '病毒扫描发现这份文件有危险，不能播放；请联系系统管理员')

/** Nothing plays without a purpose: who looks says why first, and what was watched is told by the player. */
export const viewingRoutes = (
  app: Http,
  { journal, reader, blobs }: { readonly journal: Journal; readonly reader: RecordingReader; readonly blobs: Blobs },
): void => {
  app.openapi(open, async (c) => {
    const { id: recording } = c.req.valid('param')
    const { purpose, note, key } = c.req.valid('json')
    const actor = actorOf(c)
    const state = await reader.state(actor, recording)
    if (state === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in state) return refuseWith(c, 403, state)
    const outcome = await journal.execute(viewingStream, {
      streamId: newId(),
      command: {
        do: 'open',
        recording,
        ...(state.caseId === undefined ? {} : { caseId: state.caseId }),
        purpose,
        ...(note === undefined || note === '' ? {} : { note }),
      },
      meta: { actor, key },
    })
    if (!outcome.ok) return refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals)
    return c.json(viewingView(outcome.events[0]?.streamId ?? '', outcome.state as Viewing), 200)
  })

  app.openapi(mine, async (c) => {
    const { page: at } = c.req.valid('query')
    const { rows } = await sql<{
      id: string
      state: Viewing
      title: string | null
      kind: RecordingKind
      started_at: string
      origin: string
    }>`
      select v.id, s.state, f.title, r.kind, r.started_at, r.origin
      from recording_viewing v join stream s on s.kind = 'viewing' and s.id = v.id join recording r on r.id = v.recording
        left join case_file f on f.id = v.case_id
      where v.person = ${actorOf(c).id} order by v.at desc, v.id limit ${rowsOfPage + 1} offset ${(at - 1) * rowsOfPage}`.execute(
      journal.database.db,
    )
    return c.json(
      pageOf(c, at, rows).map(({ id, state, title, kind, started_at, origin }) => ({
        ...viewingView(id, state),
        title: `${origin === 'copy' ? '复制件 ' : ''}${recordingKinds[kind]}`,
        startedAt: started_at,
        ...(title === null ? {} : { caseTitle: title }),
      })),
      200,
    )
  })

  app.openapi(all, async (c) => {
    const { id: recording } = c.req.valid('param')
    const { page: at } = c.req.valid('query')
    const state = await reader.state(actorOf(c), recording)
    if (state === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in state) return refuseWith(c, 403, state)
    const { rows } = await sql<{ id: string; state: Viewing }>`
      select v.id, s.state from recording_viewing v join stream s on s.kind = 'viewing' and s.id = v.id
      where v.recording = ${recording} order by v.at desc, v.id limit ${rowsOfPage + 1} offset ${(at - 1) * rowsOfPage}`.execute(
      journal.database.db,
    )
    return c.json(
      pageOf(c, at, rows).map((row) => viewingView(row.id, row.state)),
      200,
    )
  })

  app.openapi(watched, async (c) => {
    const { id } = c.req.valid('param')
    const { spans, key } = c.req.valid('json')
    const actor = actorOf(c)
    const viewing = (await journal.state(viewingStream, id))?.state
    if (viewing === undefined) return refuseWith(c, 404, nothingHere)
    const outcome = await journal.execute(viewingStream, {
      streamId: id,
      command: {
        do: 'watched',
        spans: spans.map(([from, until]) => [Math.round(from * 1000), Math.round(until * 1000)] as const),
      },
      meta: { actor, key },
    })
    return outcome.ok
      ? c.json(viewingView(id, outcome.state as Viewing), 200)
      : refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals)
  })

  app.openapi(content, async (c) => {
    const { id } = c.req.valid('param')
    const actor = actorOf(c)
    const viewing = (await journal.state(viewingStream, id))?.state
    if (viewing === undefined) return refuseWith(c, 404, nothingHere)
    if (viewing.person.id !== actor.id) return refuseWith(c, 403, notYours)
    if (viewing.until < journal.clock.now()) return refuseWith(c, 403, expired)
    // Who may see the case may have changed since; what was granted may have run out.
    const state =
      viewing.retrieval === undefined
        ? await reader.state(actor, viewing.recording)
        : await grantedRecording(journal, actor, viewing.retrieval, viewing.recording)
    if (state === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in state) return refuseWith(c, 403, state)
    const verdict = bestVerdict(state)
    if (verdict === undefined) return refuseWith(c, 409, notHere)
    if (verdict.infected !== undefined) return refuseWith(c, 403, infected)
    const size = await blobs.size(verdict.sha256)
    if (size === undefined) return refuseWith(c, 404, nothingHere)
    const playable = /^(audio|video)\/|^image\/(jpeg|png|webp)$/.test(verdict.type ?? '')
    return fileAnswer(c, {
      size,
      tag: verdict.sha256,
      headers: {
        'Content-Type': playable ? (verdict.type ?? '') : 'application/octet-stream',
        'Cache-Control': 'private, no-store',
        'Content-Security-Policy': 'sandbox',
        'Content-Disposition': playable ? 'inline' : 'attachment',
      },
      bytes: (range) => Readable.toWeb(blobs.stream(verdict.sha256, range)) as ReadableStream,
    }) as never
  })
}

export const viewingView = (id: string, viewing: Viewing): ViewingView => ({
  id,
  recording: viewing.recording,
  ...(viewing.caseId === undefined ? {} : { caseId: viewing.caseId }),
  person: { id: viewing.person.id, name: viewing.person.name },
  purpose: viewing.purpose,
  purposeTitle: viewingPurposes[viewing.purpose],
  ...(viewing.note === undefined ? {} : { note: viewing.note }),
  ...(viewing.retrieval === undefined ? {} : { retrieval: viewing.retrieval }),
  at: viewing.at,
  until: viewing.until,
  seconds: secondsOf(viewing.spans),
  spans: viewing.spans.map(([from, until]: Span) => [from / 1000, until / 1000] as [number, number]),
  href: `/api/viewings/${id}/content`,
})
