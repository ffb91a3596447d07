import { createRoute, z } from '@hono/zod-openapi'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { refusal } from '../kernel/index.ts'
import {
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
  sent,
  session,
  signedIn,
} from '../platform/index.ts'
import type { Manifest } from './chain.ts'
import type { RecordingReader, SeesCase } from './read.ts'
import { recordingStream } from './recording.ts'
import { sealHeads } from './seal.ts'
import type { Uploads } from './uploads.ts'
import { HeadsIn, LinkIn, RecordingView, SealedView } from './view.ts'

const tags = ['录音录像']
const params = z.object({ id: z.uuid() })

const seal = createRoute({
  method: 'post',
  path: '/api/recordings/{id}/heads',
  tags,
  summary: '提交链头：封存此前录下的一切。格式见 docs/formats.md',
  security: session,
  request: { params, body: jsonBody(HeadsIn) },
  responses: { 200: json(SealedView, '已封存到哪里'), ...refused(409), ...sent, ...signedIn },
})
const sealed = createRoute({
  method: 'get',
  path: '/api/recordings/{id}/heads',
  tags,
  summary: '已经接受到哪里，内容收到了多少：设备由此继续',
  security: session,
  request: { params },
  responses: { 200: json(SealedView, '已封存到哪里'), ...refused(404), ...signedIn },
})
const all = createRoute({
  method: 'get',
  path: '/api/recordings',
  tags,
  summary: '一个案件的录音、录像和照片；不写案件的，是本人录制的和还没有归入案件的',
  security: session,
  request: {
    query: z.object({
      case: z.string().max(100).optional(),
      unlinked: z.enum(['1']).optional().openapi({ description: '只要还没有归入案件的' }),
      page,
    }),
  },
  responses: {
    200: { ...json(list(RecordingView), '一页，新的在前'), headers: linkToNext },
    ...refused(400),
    ...signedIn,
  },
})
const one = createRoute({
  method: 'get',
  path: '/api/recordings/{id}',
  tags,
  summary: '一份录制的来历、标记和核对结果；内容要说明目的才能播放',
  security: session,
  request: { params },
  responses: { 200: json(RecordingView, '录制'), ...refused(404), ...signedIn },
})
const link = createRoute({
  method: 'post',
  path: '/api/recordings/{id}/link',
  tags,
  summary: '把一份录制归入案件和环节，写明理由；原来的归属留在记录里',
  security: session,
  request: { params, body: jsonBody(LinkIn) },
  responses: { 200: json(RecordingView, '录制'), ...refused(404, 409), ...sent, ...signedIn },
})

const notYourCase = refusal('not-your-case', '没有这个案件，或者您不能查看它，不能把录制归入其中')

export interface RecordingHttp {
  readonly journal: Journal
  readonly reader: RecordingReader
  readonly uploads: Uploads
  readonly sees: SeesCase
}

export const recordingRoutes = (app: Http, { journal, reader, uploads, sees }: RecordingHttp): void => {
  const standing = async (id: string, offsetMs?: number): Promise<SealedView | undefined> => {
    const state = (await journal.state(recordingStream, id))?.state
    if (state === undefined) return undefined
    const open = await uploads.openOf(id)
    const verdict = state.verdicts.at(-1)
    return {
      recording: id,
      ...(state.sealed === undefined ? {} : { accepted: state.tip }),
      final: state.final !== undefined,
      serverTime: journal.clock.now(),
      ...(offsetMs === undefined ? {} : { offsetMs }),
      ...(open === undefined ? {} : { upload: open }),
      mayUpload: open === undefined && uploads.mayBegin(state),
      // What was lost on the device, or sealed after it was revoked, sending again doesn't mend.
      mayForget:
        verdict !== undefined &&
        verdict.attempt >= state.received &&
        (verdict.ok || (verdict.damaged.length === 0 && (verdict.beyond === 0 || state.refused.length > 0))),
    }
  }

  app.openapi(seal, async (c) => {
    const { id } = c.req.valid('param')
    const { manifest, ...heads } = c.req.valid('json')
    const outcome = await sealHeads(
      journal,
      actorOf(c),
      id,
      { ...heads, ...(manifest === undefined ? {} : { manifest: manifest as Manifest }) } as never,
      sees,
    )
    if (!outcome.ok)
      return refuseWith(
        c,
        outcome.refusal.code === 'chain-gap' ? 409 : refusalStatus([outcome.refusal]),
        outcome.refusal,
      )
    return c.json((await standing(id, outcome.offsetMs)) as SealedView, 200)
  })
  app.openapi(sealed, async (c) => {
    const found = await standing(c.req.valid('param').id)
    return found === undefined ? refuseWith(c, 404, nothingHere) : c.json(found, 200)
  })
  app.openapi(all, async (c) => {
    const { page: at, case: caseId, unlinked } = c.req.valid('query')
    const found = await reader.list(actorOf(c), { case: caseId, unlinked: unlinked !== undefined, page: at })
    return 'code' in found ? refuseWith(c, 403, found) : c.json(pageOf(c, at, found), 200)
  })
  app.openapi(one, async (c) => {
    const found = await reader.view(actorOf(c), c.req.valid('param').id)
    if (found === undefined) return refuseWith(c, 404, nothingHere)
    return 'code' in found ? refuseWith(c, 403, found) : c.json(found, 200)
  })
  app.openapi(link, async (c) => {
    const { id } = c.req.valid('param')
    const { caseId, act, reason, key } = c.req.valid('json')
    const actor = actorOf(c)
    const state = await reader.state(actor, id)
    if (state === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in state) return refuseWith(c, 403, state)
    if (!(await sees(actor, caseId))) return refuseWith(c, 403, notYourCase)
    const outcome = await journal.execute(recordingStream, {
      streamId: id,
      command: { do: 'link', caseId, ...(act === undefined ? {} : { act }), reason },
      meta: { actor, key },
    })
    if (!outcome.ok) return refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals)
    return c.json((await reader.view(actor, id)) as RecordingView, 200)
  })
}
