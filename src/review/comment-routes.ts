import { createRoute, z } from '@hono/zod-openapi'
import { type Casework, papersOfCase } from '../casework/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { type Actor, newId, type Refusal, refusal } from '../kernel/index.ts'
import {
  CommandKey,
  type Http,
  Instant,
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
import { recordingsOfCases } from '../recording/index.ts'
import { type Anchor, BEFORE, placeOf } from './anchor.ts'
import { lastReview } from './bound.ts'
import { type CommentCommand, commenting, commentStream, commentsOf } from './comment.ts'
import { type Content, linesIn, quoteStands } from './standing-quotes.ts'

const saidTitles = { comment: '批注', answer: '答复', handled: '已处理', reopened: '重新提出' } as const

const AnchorView = view({
  kind: z.enum(['paper', 'evidence', 'recording']),
  id: z.string().openapi({ description: '文书、证据或者录制的标识' }),
  path: z.string().optional().openapi({ description: '引用的文字所在的行；证据为字段' }),
  quote: z.string().optional().openapi({ description: '引用的文字' }),
  before: z.string().optional().openapi({ description: '引用的文字前面的文字' }),
  second: z.number().optional().openapi({ description: '录制的第几秒' }),
})

const CommentView = view({
  id: z.string(),
  anchor: AnchorView,
  title: z.string().openapi({ description: '批注在哪份材料上' }),
  state: z.enum(['open', 'handled']),
  stateTitle: z.string(),
  place: z
    .enum(['same', 'moved', 'changed'])
    .openapi({ description: '引用的文字：没有变、在重新制作的文书里、已改动' }),
  opens: z.string().openapi({ description: '现在打开哪份材料' }),
  told: z.string().optional().openapi({ description: '引用的文字有变动的，说明' }),
  said: list(
    view({
      kind: z.enum(['comment', 'answer', 'handled', 'reopened']),
      kindTitle: z.string(),
      by: z.string(),
      at: Instant,
      text: z.string(),
    }),
  ),
})
export const CommentsView = view({
  comments: list(CommentView),
  open: z.int().openapi({ description: '没有处理的' }),
  handled: z.int(),
  reviews: z.boolean().openapi({ description: '您可以批注和重新提出' }),
  handles: z.boolean().openapi({ description: '您可以标记为已处理' }),
}).openapi('ReviewComments')
export type CommentsView = z.infer<typeof CommentsView>

const tags = ['审核']
const params = z.object({ id: z.string().max(100).openapi({ description: '案件的标识' }) })
const text = z.string().trim().min(1, '请写内容').max(2000, '最多 2000 字')

const all = createRoute({
  method: 'get',
  path: '/api/cases/{id}/comments',
  tags,
  summary: '审核人员对卷内一处文字、证据或者录制某一秒的批注，和处理情况',
  security: session,
  request: { params },
  responses: { 200: json(CommentsView, '批注'), ...refused(404), ...signedIn },
})
const write = createRoute({
  method: 'post',
  path: '/api/cases/{id}/comments',
  tags,
  summary: '在卷内一处写批注；记入日志，不改变案件',
  security: session,
  request: {
    params,
    body: jsonBody(
      z.strictObject({
        anchor: z.strictObject({
          kind: z.enum(['paper', 'evidence', 'recording']),
          id: z.string().max(100),
          path: z.string().max(50).optional(),
          quote: z.string().min(1).max(1000, '引用的文字太长，请少选一些').optional(),
          before: z.string().max(BEFORE).optional(),
          second: z.number().min(0).max(1_000_000).optional(),
        }),
        text,
        key: CommandKey,
      }),
    ),
  },
  responses: { 200: json(CommentsView, '批注'), ...refused(404, 409), ...sent, ...signedIn },
})
const answer = createRoute({
  method: 'post',
  path: '/api/cases/{id}/comments/{comment}/{act}',
  tags,
  summary: '答复一条批注、标记为已处理，或者重新提出',
  security: session,
  request: {
    params: params.extend({
      comment: z.string().max(100).openapi({ description: '批注的标识' }),
      act: z
        .enum(['answer', 'handle', 'reopen'])
        .openapi({ description: 'answer：答复；handle：已处理；reopen：重新提出' }),
    }),
    body: jsonBody(z.strictObject({ text, key: CommandKey })),
  },
  responses: { 200: json(CommentsView, '批注'), ...refused(404, 409), ...sent, ...signedIn },
})

const noReview = refusal('no-review', '案件还没有送审，没有要审阅的材料')
const notThere = refusal('quote-not-there', '没有找到引用的文字，请刷新页面后重新选择', { field: 'anchor' })
const noSuchRecording = refusal('recording-not-there', '这份录制不在本案中，请刷新页面', { field: 'anchor' })

/** Comments on the dossier, made in a review and handled by who handles the case. */
export const commentRoutes = (app: Http, journal: Journal, casework: Casework): void => {
  const { db } = journal.database
  const contents = async (state: CaseState): Promise<readonly Content[]> =>
    (await papersOfCase(journal, state)).map(({ paper: { id, form, title, content } }) => ({
      id,
      form,
      title,
      content,
    }))

  const shown = async (actor: Actor, state: CaseState): Promise<CommentsView> => {
    const [comments, papers] = await Promise.all([commentsOf(db, state.id), contents(state)])
    const titles = new Map([...papers, ...state.dossier.evidence].map(({ id, title }) => [id, title]))
    const open = comments.filter(({ comment }) => comment.state === 'open').length
    return {
      comments: comments.map(({ id, comment: { anchor, state: now, said } }) => {
        const place = quoteStands(state, papers, anchor)
        return {
          id,
          anchor,
          title: anchor.kind === 'recording' ? '录音录像' : (titles.get(anchor.id) ?? '已不在卷内的材料'),
          state: now,
          stateTitle: now === 'open' ? '待处理' : '已处理',
          place: place.state,
          opens: place.id,
          ...(place.told === undefined ? {} : { told: place.told }),
          said: said.map(({ kind, by, at, text: words }) => ({
            kind,
            kindTitle: saidTitles[kind],
            by: by.name,
            at,
            text: words,
          })),
        }
      }),
      open,
      handled: comments.length - open,
      ...commenting(actor, {
        handlers: state.dossier.handlers.map(({ id }) => id),
        handled: state.dossier.handled,
      }),
    }
  }

  /** Why a comment can't stand there. */
  const misplaced = async (state: CaseState, anchor: Anchor): Promise<Refusal | undefined> => {
    if (anchor.kind === 'recording') {
      const recordings = (await recordingsOfCases(db, [state.id])).get(state.id) ?? []
      return recordings.some(({ id }) => id === anchor.id) ? undefined : noSuchRecording
    }
    const lines = linesIn(state, anchor.kind === 'paper' ? await contents(state) : [], anchor)
    return lines === undefined || placeOf(lines, anchor) === undefined ? notThere : undefined
  }

  const execute = async (actor: Actor, streamId: string, command: CommentCommand, key: string) => {
    const outcome = await journal.execute(commentStream, { streamId, command, meta: { actor, key } })
    return outcome.ok ? undefined : outcome.refusals
  }

  app.openapi(all, async (c) => {
    const actor = actorOf(c)
    const state = await casework.state(actor, c.req.valid('param').id)
    if (state === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in state) return refuseWith(c, 403, state)
    return c.json(await shown(actor, state), 200)
  })
  app.openapi(write, async (c) => {
    const actor = actorOf(c)
    const { anchor, text: words, key } = c.req.valid('json')
    const state = await casework.state(actor, c.req.valid('param').id)
    if (state === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in state) return refuseWith(c, 403, state)
    const review = lastReview(state)
    if (review === undefined) return refuseWith(c, 409, noReview)
    const wrong = await misplaced(state, anchor)
    if (wrong !== undefined) return refuseWith(c, 422, wrong)
    const refusals = await execute(
      actor,
      newId(),
      { do: 'comment', caseId: state.id, review: review.id, anchor, text: words },
      key,
    )
    return refusals === undefined
      ? c.json(await shown(actor, state), 200)
      : refuseWith(c, refusalStatus(refusals), ...refusals)
  })
  app.openapi(answer, async (c) => {
    const actor = actorOf(c)
    const { id, comment, act } = c.req.valid('param')
    const { text: words, key } = c.req.valid('json')
    const state = await casework.state(actor, id)
    if (state === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in state) return refuseWith(c, 403, state)
    if ((await journal.state(commentStream, comment))?.state?.caseId !== state.id)
      return refuseWith(c, 404, nothingHere)
    const refusals = await execute(actor, comment, { do: act, text: words }, key)
    return refusals === undefined
      ? c.json(await shown(actor, state), 200)
      : refuseWith(c, refusalStatus(refusals), ...refusals)
  })
}
