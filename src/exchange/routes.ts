import { Readable } from 'node:stream'
import { createRoute, z } from '@hono/zod-openapi'
import type { WorkCalendar } from '../calendar/index.ts'
import type { Casework } from '../casework/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { type Result, refusal } from '../kernel/index.ts'
import {
  type Blobs,
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
  sent,
  session,
  signedIn,
  view,
} from '../platform/index.ts'
import { penaltySet } from './columns.ts'
import { mayLook, notYours, tags } from './file-routes.ts'
import type { Platform, Signer } from './platforms.ts'
import { pushId, pushStream } from './push-stream.ts'
import { reconcile, type Theirs } from './reconcile.ts'
import { acknowledgedBy, pushesOf, shownTo, shows, standingOf } from './standing.ts'
import { listOfFile, listOfPlatform } from './their-list.ts'

const ExchangeView = view({
  platforms: list(
    view({
      id: z.string(),
      name: z.string(),
      address: z.string(),
      workingDays: z.int().openapi({ description: '自公示之日起取得回执的工作日数（未经核实）' }),
      since: z.string().optional().openapi({ description: '从哪一天公示的起推送' }),
      signature: z.string(),
      list: z.boolean().openapi({ description: '平台有清单可以对账' }),
      waiting: z.int(),
      acknowledged: z.int(),
      refused: z.int(),
      late: z.int(),
      last: Instant.optional().openapi({ description: '最近一次回执' }),
      lag: view({ median: z.int(), longest: z.int(), of: z.int() })
        .optional()
        .openapi({ description: '从公示到回执的工作日，最近的 200 件' }),
      failing: view({ error: z.string(), at: Instant, nextAt: Instant, attempts: z.int() })
        .optional()
        .openapi({ description: '最近一次没有送到的' }),
    }),
  ),
  publicKey: z.string().optional().openapi({ description: '本机关签名的公钥，PEM' }),
  unverified: z.string(),
  maySend: z.boolean(),
}).openapi('Exchange')
export type ExchangeView = z.infer<typeof ExchangeView>

const PushView = view({
  number: z.string(),
  caseId: z.string(),
  version: z.int(),
  operation: z.enum(['publish', 'correct', 'withdraw']),
  state: z.enum(['waiting', 'acknowledged', 'refused', 'unfit']),
  reason: z.string().optional().openapi({ description: '退回的理由，或者哪些栏目不合要求' }),
  acknowledgement: z.string().optional().openapi({ description: '回执' }),
  acknowledgedAt: Instant.optional(),
  publishedOn: z.string(),
  dueOn: z.string(),
  error: z.string().optional().openapi({ description: '上一次为什么没有送到' }),
  nextAt: Instant.optional().openapi({ description: '什么时候再送' }),
}).openapi('Push')
export type PushView = z.infer<typeof PushView>

const difference = view({
  number: z.string(),
  caseId: z.string().optional(),
  columns: list(view({ name: z.string(), ours: z.string(), theirs: z.string() })),
})
const ReconciliationView = view({
  same: z.int(),
  missing: list(difference).openapi({ description: '已公示，平台没有' }),
  extra: list(difference).openapi({ description: '平台有，没有公示或者已经撤回' }),
  different: list(difference),
  more: z.boolean().openapi({ description: '每种只列出前 500 件' }),
}).openapi('Reconciliation')
export type ReconciliationView = z.infer<typeof ReconciliationView>

const params = z.object({ platform: z.string().max(40).openapi({ description: '平台的标识' }) })
const exchange = createRoute({
  method: 'get',
  path: '/api/exchange',
  tags,
  summary: '接收公示信息的平台：等待、退回、超期各多少，多久取得回执',
  security: session,
  responses: { 200: json(ExchangeView, '平台'), ...signedIn },
})
const pushes = createRoute({
  method: 'get',
  path: '/api/exchange/{platform}/pushes',
  tags,
  summary: '推送给一个平台的决定：等待的、退回的，或者已有回执的',
  security: session,
  request: { params, query: z.object({ show: z.enum(shows).default('refused'), page }) },
  responses: { 200: { ...json(list(PushView), '一页'), headers: linkToNext }, ...refused(400, 404), ...signedIn },
})
const again = createRoute({
  method: 'post',
  path: '/api/exchange/{platform}/again',
  tags,
  summary: '把一件决定重新推送给平台，仍用原来的版本号',
  security: session,
  request: {
    params,
    body: jsonBody(z.strictObject({ number: z.string().min(1).max(128), key: CommandKey }).openapi('SendAgain')),
  },
  responses: {
    200: json(z.object({ number: z.string() }), '已经等待推送'),
    ...refused(404, 409),
    ...sent,
    ...signedIn,
  },
})
const report = createRoute({
  method: 'get',
  path: '/api/exchange/{platform}/reconciliation',
  tags,
  summary: '对账：已公示的与平台回执过的，或者与平台自己的清单',
  security: session,
  request: {
    params,
    query: z.object({
      with: z
        .enum(['acknowledgements', 'list'])
        .default('acknowledgements')
        .openapi({ description: 'list：向平台要它的清单' }),
    }),
  },
  responses: { 200: json(ReconciliationView, '对账结果'), ...refused(400, 404, 422), ...signedIn },
})
const reportOfFile = createRoute({
  method: 'post',
  path: '/api/exchange/{platform}/reconciliation',
  tags,
  summary: '对账：已公示的与上传的平台清单（CSV 或者 XLSX，要有文号一列）',
  security: session,
  request: {
    params,
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.unknown().openapi({ type: 'string', format: 'binary' }) } },
    },
  },
  responses: { 200: json(ReconciliationView, '对账结果'), ...refused(404), ...sent, ...signedIn },
})

/** A platform's list is no larger. */
const largestList = 50 * 1024 * 1024

/** What the desk asks of the exchange with other platforms. */
export const exchangeRoutes = (
  app: Http,
  { journal, casework, calendar, blobs }: Tools,
  platforms: readonly Platform[],
  signer: (platform: Platform) => Signer,
): void => {
  const { db } = journal.database
  const known = (id: string) => platforms.find((platform) => platform.id === id)

  app.openapi(exchange, async (c) => {
    const actor = actorOf(c)
    if (!mayLook(actor)) return refuseWith(c, 403, notYours)
    const now = journal.clock.now()
    const shown = await Promise.all(
      platforms.map(async (platform) => {
        const { last, ...standing } = await standingOf(db, calendar, platform, now)
        return {
          id: platform.id,
          name: platform.name,
          address: new URL(platform.url).host,
          workingDays: platform.workingDays,
          ...(platform.since === undefined ? {} : { since: platform.since }),
          signature: platform.secret === undefined ? 'Ed25519' : 'HMAC-SHA-256',
          list: platform.list !== undefined,
          ...standing,
          ...(last === null ? {} : { last }),
        }
      }),
    )
    const own = platforms.find(({ secret }) => secret === undefined)
    const publicKey = own === undefined ? undefined : signer(own).publicKey
    return c.json(
      {
        platforms: shown,
        ...(publicKey === undefined ? {} : { publicKey }),
        unverified: penaltySet.unverified,
        maySend: actor.roles.includes('publisher'),
      },
      200,
    )
  })
  app.openapi(pushes, async (c) => {
    if (!mayLook(actorOf(c))) return refuseWith(c, 403, notYours)
    const platform = known(c.req.valid('param').platform)
    if (platform === undefined) return refuseWith(c, 404, nothingHere)
    const { show, page: at } = c.req.valid('query')
    const rows = pageOf(c, at, await pushesOf(db, platform.id, show, at))
    return c.json(
      rows.map((row) => ({
        number: row.number,
        caseId: row.case_id,
        version: row.version,
        operation: row.operation,
        state: row.state,
        publishedOn: row.published_on,
        dueOn: row.due_on,
        ...(row.reason === null ? {} : { reason: row.reason }),
        ...(row.acknowledgement === null ? {} : { acknowledgement: row.acknowledgement }),
        ...(row.acknowledged_at === null ? {} : { acknowledgedAt: row.acknowledged_at }),
        ...(row.error === null ? {} : { error: row.error }),
        ...(row.next_at === null ? {} : { nextAt: row.next_at }),
      })),
      200,
    )
  })
  app.openapi(again, async (c) => {
    const platform = known(c.req.valid('param').platform)
    if (platform === undefined) return refuseWith(c, 404, nothingHere)
    const { number, key } = c.req.valid('json')
    const outcome = await journal.execute(pushStream, {
      streamId: pushId(platform.id, number),
      command: { do: 'again' },
      meta: { actor: actorOf(c), key },
    })
    return outcome.ok
      ? c.json({ number }, 200)
      : (refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals) as never)
  })
  const told = async (platform: Platform, theirs: readonly Theirs[]) =>
    reconcile(shownTo(journal, casework, platform), theirs)
  app.openapi(report, async (c) => {
    if (!mayLook(actorOf(c))) return refuseWith(c, 403, notYours)
    const platform = known(c.req.valid('param').platform)
    if (platform === undefined) return refuseWith(c, 404, nothingHere)
    if (c.req.valid('query').with === 'acknowledgements')
      return c.json(await told(platform, await acknowledgedBy(db, platform.id)), 200)
    if (platform.list === undefined)
      return refuseWith(c, 422, refusal('no-list', '这个平台没有配置清单的地址；可以上传它给的清单对账'))
    const theirs: Result<readonly Theirs[]> = await listOfPlatform(platform.list, signer(platform))
    return theirs.ok ? c.json(await told(platform, theirs.value), 200) : refuseWith(c, 422, ...theirs.refusals)
  })
  app.openapi(reportOfFile, async (c) => {
    if (!mayLook(actorOf(c))) return refuseWith(c, 403, notYours)
    const platform = known(c.req.valid('param').platform)
    if (platform === undefined) return refuseWith(c, 404, nothingHere)
    const { body } = c.req.raw
    if (body === null) return refuseWith(c, 422, refusal('empty-file', '这个文件是空的，请重新选择', { field: 'file' }))
    const { sha256 } = await blobs.put(Readable.fromWeb(body as never), largestList)
    const theirs = await listOfFile(penaltySet, blobs, sha256)
    return theirs.ok ? c.json(await told(platform, theirs.value), 200) : refuseWith(c, 422, ...theirs.refusals)
  })
}

interface Tools {
  readonly journal: Journal
  readonly casework: Casework
  readonly calendar: WorkCalendar
  readonly blobs: Blobs
}
