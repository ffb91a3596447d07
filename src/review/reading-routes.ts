import { createRoute, z } from '@hono/zod-openapi'
import type { Casework } from '../casework/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { refusal } from '../kernel/index.ts'
import {
  CommandKey,
  type Http,
  json,
  jsonBody,
  list,
  nothingHere,
  refusalStatus,
  refused,
  refuseWith,
  sent,
  session,
  signedIn,
  view,
} from '../platform/index.ts'
import type { CaseState } from '../procedure/index.ts'
import { lastReview, reviewedSet } from './bound.ts'
import { openedOf } from './opened.ts'
import { openedOfCases, type ReadPart, readingId, readingStream } from './reading.ts'

/** Parts that one report may have, and the longest that one may say. */
const MOST = 50
const LONGEST = 600

const Opened = view({
  id: z.string().openapi({ description: '材料的标识；文件为 file: 加 SHA-256' }),
  title: z.string(),
  sha256: z.string(),
  pages: list(z.int()).openapi({ description: '显示过的页' }),
  seen: z.int().openapi({ description: '看到了百分之几' }),
  seconds: z.int(),
})

export const ReadingView = view({
  review: z.string().openapi({ description: '哪一次审核' }),
  opened: list(Opened).openapi({ description: '本人打开过的，以现在的内容计' }),
  unopened: list(view({ id: z.string(), title: z.string() })).openapi({ description: '应当审阅而本人没有打开过的' }),
}).openapi('Reading')
export type ReadingView = z.infer<typeof ReadingView>

const params = z.object({ id: z.string().max(100).openapi({ description: '案件的标识' }) })
const tags = ['审核']

const tell = createRoute({
  method: 'post',
  path: '/api/cases/{id}/reading',
  tags,
  summary: '审核页面报告本人打开了哪些材料、显示了多久、看到哪里；记入日志，不改变案件',
  security: session,
  request: {
    params,
    body: jsonBody(
      z.strictObject({
        parts: z
          .array(
            z.strictObject({
              item: z.string().max(200),
              pages: z.array(z.int().min(1).max(10_000)).max(1000).default([]),
              seen: z.int().min(0).max(100).default(0).openapi({ description: '看到了百分之几' }),
              seconds: z.int().min(0).max(LONGEST),
            }),
          )
          .min(1)
          .max(MOST),
        key: CommandKey,
      }),
    ),
  },
  responses: { 200: json(ReadingView, '阅卷记录'), ...refused(404, 409), ...sent, ...signedIn },
})
const read = createRoute({
  method: 'get',
  path: '/api/cases/{id}/reading',
  tags,
  summary: '本人在案件最近一次审核中打开过哪些材料，哪些没有打开过',
  security: session,
  request: { params },
  responses: { 200: json(ReadingView, '阅卷记录'), ...refused(404, 409), ...signedIn },
})

const noReview = refusal('no-review', '案件还没有送审，没有要审阅的材料')
const notOfDossier = refusal('not-of-dossier', '报告的材料都不在卷内，请刷新页面')

/** What may be read in a review, by the id that a page tells: the set that an opinion is bound to, and the dossier's files. */
const readable = (state: CaseState): ReadonlyMap<string, { readonly title: string; readonly sha256: string }> =>
  new Map([
    ...reviewedSet(state).map(({ id, title, sha256 }) => [id, { title, sha256 }] as const),
    ...state.dossier.evidence
      .flatMap(({ files }) => files)
      .map(({ blob, name }) => [`file:${blob}`, { title: name, sha256: blob }] as const),
  ])

/** What a reviewer opened, told by the page a batch at a time. */
export const readingRoutes = (app: Http, journal: Journal, casework: Casework): void => {
  const { db } = journal.database
  const shown = async (state: CaseState, person: string): Promise<ReadingView> => {
    const review = lastReview(state)
    const { opened, unopened } = openedOf(state, review, person, (await openedOfCases(db, [state.id]))(state.id))
    return { review: review?.id ?? '', opened: opened.map((each) => ({ ...each, pages: [...each.pages] })), unopened }
  }
  app.openapi(read, async (c) => {
    const actor = actorOf(c)
    const state = await casework.state(actor, c.req.valid('param').id)
    if (state === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in state) return refuseWith(c, 403, state)
    if (lastReview(state) === undefined) return refuseWith(c, 409, noReview)
    return c.json(await shown(state, actor.id), 200)
  })
  app.openapi(tell, async (c) => {
    const actor = actorOf(c)
    const { parts, key } = c.req.valid('json')
    const state = await casework.state(actor, c.req.valid('param').id)
    if (state === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in state) return refuseWith(c, 403, state)
    const review = lastReview(state)
    if (review === undefined) return refuseWith(c, 409, noReview)
    const known = readable(state)
    // What left the dossier meanwhile is no more to be read; the rest of the report counts.
    const told = parts.flatMap((part): readonly ReadPart[] => {
      const found = known.get(part.item)
      return found === undefined ? [] : [{ ...part, ...found }]
    })
    if (told.length === 0) return refuseWith(c, 422, notOfDossier)
    const outcome = await journal.execute(readingStream, {
      streamId: readingId(state.id, review.id, actor.id),
      command: { caseId: state.id, review: review.id, parts: told },
      meta: { actor, key },
    })
    return outcome.ok
      ? c.json(await shown(state, actor.id), 200)
      : refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals)
  })
}
