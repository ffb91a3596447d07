import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { actorOf } from '../../identity/index.ts'
import type { Journal } from '../../journal/index.ts'
import { newId } from '../../kernel/index.ts'
import {
  CommandKey,
  Day,
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
} from '../../platform/index.ts'
import { type RegistryKind, registryKinds } from '../kinds.ts'
import { EntryData } from '../view.ts'
import { applyDrafts } from './apply.ts'
import type { DraftCommand, RegistryDraft } from './draft.ts'
import { type DraftRow, draftChanges, draftPage, draftStatuses, stepsOf, unitNames } from './read.ts'
import { draftStream, draftTitle } from './stream.ts'

const tags = ['基础数据']
const params = z.object({ id: z.uuid() })
const kind = z.enum(Object.keys(registryKinds) as [RegistryKind, ...RegistryKind[]])

const Status = z.enum(['drafted', 'returned', 'approved', 'published', 'withdrawn'])

export const RegistryDraftRow = view({
  id: z.string(),
  kind: z.string(),
  kindTitle: z.string(),
  title: z.string(),
  unit: z.string(),
  status: Status,
  statusTitle: z.string().openapi({ description: '等谁做什么' }),
  from: Day.openapi({ description: '生效日期' }),
  reason: z.string(),
  by: z.string().openapi({ description: '起草的人' }),
  at: Instant,
  reviewer: z.string().optional(),
}).openapi('RegistryDraftRow')
export type RegistryDraftRow = z.infer<typeof RegistryDraftRow>

const Person = view({ name: z.string(), at: Instant })
export const RegistryDraftView = view({
  id: z.string(),
  kind: z.string(),
  kindTitle: z.string(),
  title: z.string(),
  unit: z.string(),
  status: Status,
  statusTitle: z.string(),
  from: Day,
  reason: z.string(),
  drafted: Person,
  approved: Person.optional(),
  published: Person.optional(),
  returned: view({ name: z.string(), at: Instant, reason: z.string() }).optional(),
  changes: list(
    view({
      id: z.string(),
      title: z.string(),
      what: z.string().openapi({ description: '新增、变更、终止' }),
      fields: list(view({ title: z.string(), before: list(z.string()), after: list(z.string()) })),
      data: EntryData.optional().openapi({ description: '起草的内容，供修改' }),
      base: view({ version: z.int(), until: Day.optional() }).optional(),
    }),
  ),
  steps: list(z.enum(['approve', 'publish', 'return', 'withdraw', 'draft'])).openapi({ description: '您可以办理的' }),
}).openapi('RegistryDraft')
export type RegistryDraftView = z.infer<typeof RegistryDraftView>

const Drafting = z
  .strictObject({
    id: z.uuid().optional().openapi({ description: '修改退回的草稿时，它的标识' }),
    kind,
    changes: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[\p{L}\p{N}._-]{1,60}$/u, '标识只能用字母、数字、点、横线'),
          base: z
            .strictObject({ version: z.int(), until: z.string().optional() })
            .optional()
            .openapi({ description: '起草时所见的最新版本；新增的没有' }),
          data: EntryData.optional().openapi({ description: '新的内容；没有的，是终止' }),
        }),
      )
      .max(500, '一份草稿最多 500 条，请分几份起草'),
    checked: z.boolean().optional().openapi({ description: '逐条核对过，没有变化' }),
    from: z.string().openapi({ format: 'date', description: '生效日期；终止的，自这一天起不再有效' }),
    reason: z.string({ error: '请写明修改理由' }).max(2000, '修改理由最多 2000 字'),
    key: CommandKey,
  })
  .openapi('RegistryDrafting')

const responses = { 200: json(RegistryDraftView, '草稿'), ...refused(404, 409), ...sent, ...signedIn }
const all = createRoute({
  method: 'get',
  path: '/api/registry-drafts',
  tags,
  summary: '公示信息的变更草稿，新的在前',
  security: session,
  request: {
    query: z.object({
      show: z.enum(['open', 'done']).default('open').openapi({ description: '没有办完的，或者办完的' }),
      page,
    }),
  },
  responses: { 200: { ...json(list(RegistryDraftRow), '一页'), headers: linkToNext }, ...refused(400), ...signedIn },
})
const one = createRoute({
  method: 'get',
  path: '/api/registry-drafts/{id}',
  tags,
  summary: '一份草稿：改了什么，到了哪一步',
  security: session,
  request: { params },
  responses: { 200: json(RegistryDraftView, '草稿'), ...refused(404), ...signedIn },
})
const draft = createRoute({
  method: 'post',
  path: '/api/registry-drafts',
  tags,
  summary: '起草公示信息的变更：新增、变更、终止，可以几条一起；送法规处审核',
  security: session,
  request: { body: jsonBody(Drafting) },
  responses,
})
const act = createRoute({
  method: 'post',
  path: '/api/registry-drafts/{id}/steps',
  tags,
  summary: '审核通过、退回、发布或者撤回一份草稿',
  security: session,
  request: {
    params,
    body: jsonBody(
      z
        .strictObject({
          do: z.enum(['approve', 'return', 'publish', 'withdraw']),
          reason: z.string().max(1000, '理由最多 1000 字').optional().openapi({ description: '退回的理由' }),
          key: CommandKey,
        })
        .openapi('RegistryDraftStep'),
    ),
  },
  responses,
})

/** Drafts of what is published: writing, reviewing, returning, publishing, taking back. */
export const draftRoutes = (app: Http, journal: Journal): void => {
  const { db } = journal.database
  const viewOf = async (c: Context, id: string, state: RegistryDraft): Promise<RegistryDraftView> => {
    const units = await unitNames(db)
    const person = ({ by, at }: RegistryDraft['drafted']) => ({ name: by.name, at })
    const { approved, published, returned } = state
    const steps = stepsOf(state, actorOf(c))
    const changes = await draftChanges(db, state, units)
    return {
      id,
      kind: state.kind,
      kindTitle: registryKinds[state.kind].title,
      title: draftTitle(state),
      unit: units.get(state.unit) ?? state.unit,
      status: state.status,
      statusTitle: draftStatuses[state.status],
      from: state.from,
      reason: state.reason,
      drafted: person(state.drafted),
      ...(approved === undefined ? {} : { approved: person(approved) }),
      ...(published === undefined ? {} : { published: person(published) }),
      ...(returned === undefined ? {} : { returned: { ...person(returned), reason: returned.reason } }),
      changes: changes.map((each, n) => {
        const { data, base } = state.changes[n] ?? {}
        return {
          ...each,
          ...(steps.includes('draft') && data !== undefined ? { data } : {}),
          ...(base === undefined ? {} : { base }),
        }
      }),
      steps,
    }
  }
  const tell = async (c: Context, id: string, command: DraftCommand, key: string) => {
    const outcome = await journal.execute(draftStream, { streamId: id, command, meta: { actor: actorOf(c), key } })
    if (!outcome.ok) return refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals)
    if (command.do === 'publish') await applyDrafts(journal)
    return c.json(await viewOf(c, id, outcome.state as RegistryDraft), 200)
  }
  app.openapi(all, async (c) => {
    const { show, page: at } = c.req.valid('query')
    const [rows, units] = await Promise.all([draftPage(db, { open: show === 'open', page: at }), unitNames(db)])
    return c.json(
      pageOf(c, at, rows).map((row: DraftRow) => ({
        id: row.draft,
        kind: row.kind,
        kindTitle: registryKinds[row.kind].title,
        title: row.title,
        unit: units.get(row.unit) ?? row.unit,
        status: row.status,
        statusTitle: draftStatuses[row.status],
        from: row.from_day,
        reason: row.reason,
        by: row.by_name,
        at: row.drafted_at,
        ...(row.reviewer_name === null ? {} : { reviewer: row.reviewer_name }),
      })),
      200,
    )
  })
  app.openapi(one, async (c) => {
    const { id } = c.req.valid('param')
    const state = (await journal.state(draftStream, id))?.state
    return state === undefined ? refuseWith(c, 404, nothingHere) : c.json(await viewOf(c, id, state), 200)
  })
  app.openapi(draft, async (c) => {
    const { key, id = newId(), ...said } = c.req.valid('json')
    return (await tell(c, id, { do: 'draft', ...said } as DraftCommand, key)) as never
  })
  app.openapi(act, async (c) => {
    const { key, do: what, reason = '' } = c.req.valid('json')
    const command: DraftCommand = what === 'return' ? { do: 'return', reason } : { do: what }
    return (await tell(c, c.req.valid('param').id, command, key)) as never
  })
}
