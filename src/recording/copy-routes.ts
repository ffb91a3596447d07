import { Readable } from 'node:stream'
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { actorOf } from '../identity/index.ts'
import { refusal } from '../kernel/index.ts'
import {
  type Http,
  json,
  jsonBody,
  largestFile,
  nothingHere,
  refusalStatus,
  refused,
  refuseWith,
  sent,
  session,
  signedIn,
  sql,
  view,
} from '../platform/index.ts'
import { contentToCopy } from './copy.ts'
import { type Copying, makeClip, takeMasked } from './make-copy.ts'
import { probeMedia } from './probe.ts'
import type { RecordingReader } from './read.ts'
import type { Recording } from './recording.ts'
import { ClipIn, MaskedIn, RecordingView } from './view.ts'

const tags = ['录音录像']
const params = z.object({ id: z.uuid() })
const responses = { 200: json(RecordingView, '复制件'), ...refused(404, 409), ...sent, ...signedIn }

const clip = createRoute({
  method: 'post',
  path: '/api/recordings/{id}/clips',
  tags,
  summary: '截取一段，成为复制件；原始载体不变，复制件写明由它怎样、何时、何人制作',
  security: session,
  request: { params, body: jsonBody(ClipIn) },
  responses,
})
const SentFile = view({ blob: z.string(), size: z.int(), type: z.string(), seconds: z.number().optional() }).openapi(
  'MaskedFile',
)
const send = createRoute({
  method: 'post',
  path: '/api/recording-copies/files',
  tags,
  summary: '上传在别处遮蔽、消音后的文件，最大 200 MB；然后说明遮蔽了什么',
  security: session,
  request: {
    query: z.object({ recording: z.uuid().openapi({ description: '原始载体' }) }),
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.unknown().openapi({ type: 'string', format: 'binary' }) } },
    },
  },
  responses: { 200: json(SentFile, '收到的文件'), ...refused(404, 409), ...sent, ...signedIn },
})
const masked = createRoute({
  method: 'post',
  path: '/api/recordings/{id}/masked',
  tags,
  summary: '把上传的遮蔽后的文件登记为复制件，写明遮蔽了什么、怎样制作、为什么',
  security: session,
  request: { params, body: jsonBody(MaskedIn) },
  responses,
})

/** Copies of recordings: cut out here, or masked elsewhere and sent. The original stays as it is. */
export const copyRoutes = (app: Http, copying: Copying, reader: RecordingReader): void => {
  const { journal, blobs } = copying
  const answer = async (c: Context, outcome: Awaited<ReturnType<typeof makeClip>>) => {
    if (!outcome.ok) return refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals)
    return c.json((await reader.view(actorOf(c), outcome.value)) as RecordingView, 200)
  }
  /** The recording that is named, or the answer to somebody who may not see it. */
  const readable = async (c: Context, id: string): Promise<Recording | Response> => {
    const state = await reader.state(actorOf(c), id)
    if (state === undefined) return refuseWith(c, 404, nothingHere) as Response
    return 'code' in state ? (refuseWith(c, 403, state) as Response) : state
  }
  const milliseconds = (seconds: number): number => Math.round(seconds * 1000)

  app.openapi(clip, async (c) => {
    const { id } = c.req.valid('param')
    const { from, until, note, transcript, key } = c.req.valid('json')
    const actor = actorOf(c)
    const state = await readable(c, id)
    if (state instanceof Response) return state as never
    return (await answer(
      c,
      await makeClip(
        copying,
        actor,
        id,
        state,
        {
          from: milliseconds(from),
          until: milliseconds(until),
          note,
          ...(transcript === undefined || transcript === '' ? {} : { transcript }),
        },
        key,
      ),
    )) as never
  })

  app.openapi(send, async (c) => {
    const actor = actorOf(c)
    const state = await readable(c, c.req.valid('query').recording)
    if (state instanceof Response) return state as never
    const content = contentToCopy(actor, state, 'masked')
    if (!content.ok) return refuseWith(c, refusalStatus(content.refusals), ...content.refusals) as never
    const { body } = c.req.raw
    if (body === null) return refuseWith(c, 422, refusal('empty-file', '这个文件是空的，请重新选择', { field: 'blob' }))
    const { sha256, size } = await blobs.put(Readable.fromWeb(body as never), largestFile)
    const probed = await probeMedia(blobs.pathOf(sha256))
    if (probed === undefined)
      return refuseWith(
        c,
        422,
        refusal('not-the-kind', '不是能够识别的录像、录音或者照片，请转换格式后上传', { field: 'blob' }),
      )
    await sql`
      insert into recording_copy_upload (blob, person) values (${sha256}, ${actor.id}) on conflict do nothing`.execute(
      journal.database.db,
    )
    const { seconds } = probed.media
    return c.json({ blob: sha256, size, type: probed.type, ...(seconds === undefined ? {} : { seconds }) }, 200)
  })

  app.openapi(masked, async (c) => {
    const { id } = c.req.valid('param')
    const { blob, what, method, note, from, until, transcript, key } = c.req.valid('json')
    const actor = actorOf(c)
    const state = await readable(c, id)
    if (state instanceof Response) return state as never
    return (await answer(
      c,
      await takeMasked(
        copying,
        actor,
        id,
        state,
        {
          blob,
          what,
          method,
          note,
          ...(from === undefined || until === undefined
            ? {}
            : { from: milliseconds(from), until: milliseconds(until) }),
          ...(transcript === undefined || transcript === '' ? {} : { transcript }),
        },
        key,
      ),
    )) as never
  })
}
