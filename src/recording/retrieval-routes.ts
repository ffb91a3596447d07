import { Readable } from 'node:stream'
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { actorOf } from '../identity/index.ts'
import { type Actor, newId, type Role, refusal, systemActor } from '../kernel/index.ts'
import {
  citationView,
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
import type { Copying } from './make-copy.ts'
import { makeClip } from './make-copy.ts'
import { startOf } from './projections.ts'
import type { SeesCase } from './read.ts'
import { type Recording, recordingStream } from './recording.ts'
import { approvers, type Item, type Retrieval, type RetrievalCommand, retrievalStream, whyClosed } from './retrieval.ts'
import { mayUse } from './retrieval-grant.ts'
import { askerBasis, causeBasis } from './retrieval-kinds.ts'
import { type AskerKind, askerTitles, causeTitles, retrievalWays } from './retrieval-titles.ts'
import {
  HandOverIn,
  PrepareIn,
  RetrievalAnswerIn,
  RetrievalIn,
  RetrievalRow,
  RetrievalView,
  retrievalStates,
} from './retrieval-view.ts'
import { recordingKinds, ViewingView } from './view.ts'
import { type Viewing, viewingStream } from './viewing.ts'
import { viewingView } from './viewing-routes.ts'

const tags = ['录音录像']
const params = z.object({ id: z.uuid() })
const responses = { 200: json(RetrievalView, '调取'), ...refused(404, 409), ...sent, ...signedIn }
const post = <const P extends string, const B extends z.ZodType>(path: P, summary: string, body: B) =>
  createRoute({
    method: 'post',
    path: `/api/retrievals/{id}/${path}`,
    tags,
    summary,
    security: session,
    request: { params, body: jsonBody(body) },
    responses,
  })

const ask = createRoute({
  method: 'post',
  path: '/api/retrievals',
  tags,
  summary: '申请调取录音录像：本局办理其他案件的人员自己申请，局外的由人员代为登记',
  security: session,
  request: { body: jsonBody(RetrievalIn) },
  responses,
})
const all = createRoute({
  method: 'get',
  path: '/api/retrievals',
  tags,
  summary: '调取申请：本人的；局领导、法规、档案和监督人员看全部；写明案件的，是这个案件的',
  security: session,
  request: { query: z.object({ case: z.string().max(100).optional(), waiting: z.enum(['1']).optional(), page }) },
  responses: {
    200: { ...json(list(RetrievalRow), '一页，新的在前'), headers: linkToNext },
    ...refused(400),
    ...signedIn,
  },
})
const one = createRoute({
  method: 'get',
  path: '/api/retrievals/{id}',
  tags,
  summary: '一次调取：申请、答复、查看和交付',
  security: session,
  request: { params },
  responses: { 200: json(RetrievalView, '调取'), ...refused(404), ...signedIn },
})
const answer = post('answer', '批准或者不批准，写明理由；与申请的不能是同一人', RetrievalAnswerIn)
const ItemIn = z.strictObject({ item: z.int().min(0).max(49), key: HandOverIn.shape.key })
const watch = createRoute({
  method: 'post',
  path: '/api/retrievals/{id}/viewings',
  tags,
  summary: '查看批准的一项：只批准其中一段的，看的是截取的那一段',
  security: session,
  request: { params, body: jsonBody(ItemIn) },
  responses: { 200: json(ViewingView, '调阅'), ...refused(404, 409), ...sent, ...signedIn },
})
const prepare = post('copies', '为批准的一项备好复制件', PrepareIn)
const take = createRoute({
  method: 'get',
  path: '/api/retrievals/{id}/copies/{copy}/content',
  tags,
  summary: '取得备好的复制件，刻录以后交付；每次取得都记入日志',
  security: session,
  request: { params: params.extend({ copy: z.uuid() }) },
  responses: {
    200: {
      description: '复制件',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...refused(404, 409),
    ...signedIn,
  },
})
const handOver = post('handing-over', '交付复制件：接收人、载体和回执', HandOverIn)

const seeAll: ReadonlySet<Role> = new Set(['leader', 'head', 'archivist', 'supervisor', 'legal-affairs', 'audit-admin'])
const notYours = refusal('not-your-retrieval', '这次调取不是您申请或者办理的，您不能查看')
const noCase = refusal('no-such-case', '没有找到这个案件，请写明完整的案件编号、文号或者名称', { field: 'case' })
const ambiguous = refusal('several-cases', '有不止一个这样的案件，请写明案件编号或者文号', { field: 'case' })

const mayAnswer = (actor: Actor, enteredBy: string): boolean =>
  actor.id !== enteredBy && actor.roles.some((role) => approvers.includes(role))

const seconds = (ms: number): number => Math.round(ms) / 1000
const milliseconds = ({ recording, from, until }: { recording: string; from?: number; until?: number }): Item => ({
  recording,
  ...(from === undefined || until === undefined
    ? {}
    : { from: Math.round(from * 1000), until: Math.round(until * 1000) }),
})

/** Asking for recordings, the answer, and what was made of it. */
export const retrievalRoutes = (app: Http, copying: Copying, sees: SeesCase): void => {
  const { journal, blobs } = copying
  const { db } = journal.database

  const mayRead = async (actor: Actor, { asker, enteredBy, caseId }: Retrieval): Promise<boolean> =>
    asker.id === actor.id ||
    enteredBy.id === actor.id ||
    actor.roles.some((role) => seeAll.has(role)) ||
    (await sees(actor, caseId))

  const viewOf = async (actor: Actor, id: string, state: Retrieval): Promise<RetrievalView> => {
    const { asker, enteredBy, caseId, items, prepared, answer: answered, handedOver } = state
    const [states, { rows: cases }, { rows: looks }, mine] = await Promise.all([
      journal.states(
        recordingStream,
        items.map(({ recording }) => recording),
      ),
      sql<{ title: string }>`select title from case_file where id = ${caseId}`.execute(db),
      sql<{ id: string; state: Viewing }>`
        select v.id, s.state from recording_viewing v join stream s on s.kind = 'viewing' and s.id = v.id
        where v.retrieval = ${id} order by v.at limit 500`.execute(db),
      sees(actor, caseId),
    ])
    const closed = whyClosed(state, journal.clock.now())
    return {
      id,
      ...(mine ? { caseId } : {}),
      caseTitle: cases[0]?.title ?? '',
      asker: {
        kind: asker.kind,
        kindTitle: askerTitles[asker.kind],
        name: asker.name,
        ...(asker.organisation === undefined ? {} : { organisation: asker.organisation }),
        ...(asker.document === undefined ? {} : { document: asker.document }),
      },
      enteredBy: enteredBy.name,
      at: state.at,
      purpose: state.purpose,
      way: state.way,
      wayTitle: retrievalWays[state.way],
      wanted: state.wanted,
      items: items.map(({ recording, from, until }, n) => {
        const found = states[n]?.state
        const ready = prepared.find(({ item }) => item === n)
        return {
          recording,
          title: found === undefined ? '' : recordingKinds[found.kind],
          startedAt: found === undefined ? '' : startOf(found),
          ...(from === undefined || until === undefined ? {} : { from: seconds(from), until: seconds(until) }),
          ...(ready === undefined
            ? {}
            : {
                copy: {
                  id: ready.copy,
                  sha256: ready.sha256,
                  by: ready.by.name,
                  at: ready.at,
                  href: `/api/retrievals/${id}/copies/${ready.copy}/content`,
                },
              }),
        }
      }),
      state: state.state,
      stateTitle: retrievalStates[state.state],
      basis: askerBasis[asker.kind].map(citationView),
      ...(answered === undefined
        ? {}
        : {
            answer: {
              by: answered.by.name,
              at: answered.at,
              reasons: answered.reasons,
              ...(answered.cause === undefined ? {} : { causeTitle: causeTitles[answered.cause] }),
              ...(answered.until === undefined ? {} : { until: answered.until }),
              basis: (answered.cause === undefined ? [] : causeBasis[answered.cause]).map(citationView),
            },
          }),
      viewings: looks.map((row) => viewingView(row.id, row.state)),
      taken: state.taken.map(({ copy, by, at }) => ({ copy, by: by.name, at })),
      ...(handedOver === undefined ? {} : { handedOver: { ...handedOver, by: handedOver.by.name } }),
      ...(closed === undefined || state.state === 'asked' ? {} : { closed: closed.message }),
      mayAnswer: state.state === 'asked' && mayAnswer(actor, enteredBy.id),
      mayUse: closed === undefined && mayUse(actor, state),
    }
  }

  const found = async (c: Context, id: string): Promise<Retrieval | Response> => {
    const state = (await journal.state(retrievalStream, id))?.state
    if (state === undefined) return refuseWith(c, 404, nothingHere) as Response
    return (await mayRead(actorOf(c), state)) ? state : (refuseWith(c, 403, notYours) as Response)
  }
  const tell = async (c: Context, id: string, command: RetrievalCommand, key: string) => {
    const actor = actorOf(c)
    const outcome = await journal.execute(retrievalStream, { streamId: id, command, meta: { actor, key } })
    if (!outcome.ok) return refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals)
    return c.json(await viewOf(actor, id, outcome.state as Retrieval), 200)
  }

  app.openapi(ask, async (c) => {
    const asked = c.req.valid('json')
    const actor = actorOf(c)
    const { rows } = await sql<{ id: string }>`
      select id from case_file where id = ${asked.case} or number = ${asked.case} or title = ${asked.case} limit 2`.execute(
      db,
    )
    const [first, second] = rows
    if (first === undefined) return refuseWith(c, 422, noCase)
    if (second !== undefined) return refuseWith(c, 422, ambiguous)
    const { asker: kind, name = '', organisation = '', document = '' } = asked
    if (kind !== 'colleague' && name === '')
      return refuseWith(c, 422, refusal('no-name', '请写明来人的姓名', { field: 'name' }))
    return (await tell(
      c,
      newId(),
      {
        do: 'ask',
        caseId: first.id,
        asker:
          kind === 'colleague'
            ? { kind, id: actor.id, name: actor.name }
            : {
                kind,
                name,
                ...(organisation === '' ? {} : { organisation }),
                ...(document === '' ? {} : { document }),
              },
        purpose: asked.purpose,
        way: asked.way,
        wanted: asked.wanted,
        items: asked.items.map(milliseconds as never),
      },
      asked.key,
    )) as never
  })

  app.openapi(all, async (c) => {
    const { page: at, case: caseId, waiting } = c.req.valid('query')
    const actor = actorOf(c)
    if (caseId !== undefined && !(await sees(actor, caseId))) return refuseWith(c, 403, notYours)
    const which =
      caseId !== undefined
        ? sql`q.case_id = ${caseId}`
        : actor.roles.some((role) => seeAll.has(role))
          ? sql`true`
          : sql`(q.asker = ${actor.id} or q.entered_by = ${actor.id})`
    const { rows } = await sql<{
      id: string
      title: string | null
      asker_name: string
      kind: AskerKind
      way: keyof typeof retrievalWays
      state: keyof typeof retrievalStates
      entered_by: string
      asked_at: string
      until: string | null
    }>`
      select q.id, f.title, q.asker_name, q.kind, q.way, q.state, q.entered_by, q.asked_at, q.until from recording_retrieval q
        left join case_file f on f.id = q.case_id
      where ${which} and ${waiting === undefined ? sql`true` : sql`q.state = 'asked'`}
      order by q.asked_at desc, q.id limit ${rowsOfPage + 1} offset ${(at - 1) * rowsOfPage}`.execute(db)
    return c.json(
      pageOf(c, at, rows).map((row) => ({
        id: row.id,
        caseTitle: row.title ?? '',
        asker: row.asker_name,
        kindTitle: askerTitles[row.kind],
        wayTitle: retrievalWays[row.way],
        at: row.asked_at,
        state: row.state,
        stateTitle: retrievalStates[row.state],
        ...(row.until === null ? {} : { until: row.until }),
        mayAnswer: row.state === 'asked' && mayAnswer(actor, row.entered_by),
      })),
      200,
    )
  })

  app.openapi(one, async (c) => {
    const { id } = c.req.valid('param')
    const state = await found(c, id)
    return (state instanceof Response ? state : c.json(await viewOf(actorOf(c), id, state), 200)) as never
  })

  app.openapi(answer, async (c) => {
    const { id } = c.req.valid('param')
    const said = c.req.valid('json')
    const state = await found(c, id)
    if (state instanceof Response) return state as never
    const { reasons, key } = said
    return (await tell(
      c,
      id,
      said.granted
        ? { do: 'grant', items: said.items.map(milliseconds as never), days: said.days, reasons }
        : { do: 'refuse', cause: said.cause, reasons },
      key,
    )) as never
  })

  /** The granted item and its recording, or why it can't be used now. */
  const usable = async (c: Context, id: string, n: number) => {
    const state = await found(c, id)
    if (state instanceof Response) return state
    const closed = whyClosed(state, journal.clock.now())
    if (closed !== undefined) return refuseWith(c, 403, closed) as Response
    if (!mayUse(actorOf(c), state)) return refuseWith(c, 403, notYours) as Response
    const item = state.items[n]
    const recording = item === undefined ? undefined : (await journal.state(recordingStream, item.recording))?.state
    if (item === undefined || recording === undefined) return refuseWith(c, 404, nothingHere) as Response
    return { state, item, recording }
  }
  const clipOf = (
    actor: Actor,
    id: string,
    n: number,
    item: Item,
    original: Recording,
    note: string,
    transcript?: string,
  ) =>
    makeClip(
      copying,
      actor,
      item.recording,
      original,
      {
        from: item.from ?? 0,
        until: item.until ?? original.spans.at(-1)?.[1] ?? 0,
        note,
        ...(transcript === undefined || transcript === '' ? {} : { transcript }),
      },
      `retrieval/${id}/${n}/${actor.id}`,
    )

  app.openapi(watch, async (c) => {
    const { id } = c.req.valid('param')
    const { item: n, key } = c.req.valid('json')
    const actor = actorOf(c)
    const use = await usable(c, id, n)
    if (use instanceof Response) return use as never
    const { state, item, recording } = use
    // Who was granted a part sees that part, which is cut out for it.
    const shown =
      item.from === undefined ? undefined : await clipOf(cutter, id, n, item, recording, `调取查看：${state.purpose}`)
    if (shown !== undefined && !shown.ok)
      return refuseWith(c, refusalStatus(shown.refusals), ...shown.refusals) as never
    const to = state.asker.kind === 'colleague' ? '' : `${askerTitles[state.asker.kind]}${state.asker.name}查看：`
    const outcome = await journal.execute(viewingStream, {
      streamId: newId(),
      command: {
        do: 'open',
        recording: shown?.value ?? item.recording,
        caseId: state.caseId,
        purpose: 'retrieval',
        note: `${to}${state.purpose}`.slice(0, 500),
        retrieval: id,
      },
      meta: { actor, key },
    })
    if (!outcome.ok) return refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals) as never
    return c.json(viewingView(outcome.events[0]?.streamId ?? '', outcome.state as Viewing), 200)
  })

  app.openapi(prepare, async (c) => {
    const { id } = c.req.valid('param')
    const { item: n, copy, transcript, key } = c.req.valid('json')
    const actor = actorOf(c)
    const use = await usable(c, id, n)
    if (use instanceof Response) return use as never
    const made =
      copy === undefined
        ? await clipOf(actor, id, n, use.item, use.recording, `调取：${use.state.purpose}`, transcript)
        : ({ ok: true, value: copy } as const)
    if (!made.ok) return refuseWith(c, refusalStatus(made.refusals), ...made.refusals) as never
    return (await tell(c, id, { do: 'prepare', item: n, copy: made.value }, key)) as never
  })

  app.openapi(take, async (c) => {
    const { id, copy } = c.req.valid('param')
    const state = await found(c, id)
    if (state instanceof Response) return state as never
    if (!mayUse(actorOf(c), state)) return refuseWith(c, 403, notYours) as never
    const ready = state.prepared.find((each) => each.copy === copy)
    const recording = (await journal.state(recordingStream, copy))?.state
    const size = ready === undefined ? undefined : await blobs.size(ready.sha256)
    if (ready === undefined || recording === undefined || size === undefined)
      return refuseWith(c, 404, nothingHere) as never
    const outcome = await journal.execute(retrievalStream, {
      streamId: id,
      command: { do: 'take', copy },
      meta: { actor: actorOf(c), key: `take/${newId()}` },
    })
    if (!outcome.ok) return refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals) as never
    const ending = { 'video/webm': 'webm', 'video/mp4': 'mp4', 'image/jpeg': 'jpg', 'image/png': 'png' }[recording.mime]
    return fileAnswer(c, {
      size,
      tag: ready.sha256,
      headers: {
        'Content-Type': 'application/octet-stream',
        'Cache-Control': 'private, no-store',
        'Content-Disposition': `attachment; filename="${ready.sha256.slice(0, 12)}.${ending ?? 'bin'}"`,
      },
      bytes: (range) => Readable.toWeb(blobs.stream(ready.sha256, range)) as ReadableStream,
    }) as never
  })

  app.openapi(handOver, async (c) => {
    const { id } = c.req.valid('param')
    const { key, ...handed } = c.req.valid('json')
    const state = await found(c, id)
    if (state instanceof Response) return state as never
    if (!mayUse(actorOf(c), state)) return refuseWith(c, 403, notYours) as never
    return (await tell(c, id, { do: 'hand-over', ...handed }, key)) as never
  })
}

/** Cuts out what was granted, for who watches it. */
const cutter = systemActor('recording-retrieval', '系统（调取）')
