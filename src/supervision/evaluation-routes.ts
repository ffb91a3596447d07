import { randomBytes } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { newId, refusal } from '../kernel/index.ts'
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
import { type Evaluation, type EvaluationCommand, evaluationStream } from './evaluation.ts'

const tags = ['监督']
const params = z.object({ id: z.uuid() })

const EvaluationRow = view({
  id: z.string(),
  title: z.string(),
  at: Instant,
  by: z.string(),
  drawn: z.int(),
  scored: z.int(),
  passed: z.int(),
}).openapi('EvaluationRow')
export type EvaluationRow = z.infer<typeof EvaluationRow>
export const EvaluationView = view({
  id: z.string(),
  title: z.string(),
  from: z.string(),
  until: z.string(),
  seed: z.string().openapi({ description: '抽签的种子：按 SHA-256(种子、换行、案件标识) 排序，取前若干' }),
  population: z.int(),
  by: z.string(),
  at: Instant,
  standard: view({
    title: z.string(),
    version: z.int(),
    passing: z.number(),
    points: list(view({ id: z.string(), title: z.string(), full: z.number(), how: z.string() })),
  }),
  cases: list(
    view({
      id: z.string(),
      title: z.string(),
      unit: z.string(),
      score: view({
        points: list(view({ id: z.string(), got: z.number(), note: z.string().optional() })),
        total: z.number(),
        passed: z.boolean(),
        by: z.string(),
        at: Instant,
      }).optional(),
    }),
  ),
  mayScore: z.boolean(),
}).openapi('Evaluation')
export type EvaluationView = z.infer<typeof EvaluationView>

const responses = { 200: json(EvaluationView, '评查'), ...refused(404, 409), ...sent, ...signedIn }
const draw = createRoute({
  method: 'post',
  path: '/api/evaluations',
  tags,
  summary: '从一段时间结案的案件中抽签，作为案卷评查的样本；种子由系统随机产生并记录，谁都可以重新算出',
  security: session,
  request: {
    body: jsonBody(
      z
        .strictObject({
          title: z.string({ error: '请填写名称' }).trim().min(1, '请填写名称').max(100),
          from: z.iso.date('请填写结案的起始日期'),
          until: z.iso.date('请填写结案的截止日期'),
          size: z.int().min(1, '至少抽一卷').max(200, '一次最多抽 200 卷'),
          key: CommandKey,
        })
        .openapi('EvaluationDraw'),
    ),
  },
  responses,
})
const all = createRoute({
  method: 'get',
  path: '/api/evaluations',
  tags,
  summary: '案卷评查，新的在前',
  security: session,
  request: { query: z.object({ page }) },
  responses: { 200: { ...json(list(EvaluationRow), '一页'), headers: linkToNext }, ...refused(400), ...signedIn },
})
const one = createRoute({
  method: 'get',
  path: '/api/evaluations/{id}',
  tags,
  summary: '一次评查：样本、标准和得分',
  security: session,
  request: { params },
  responses: { 200: json(EvaluationView, '评查'), ...refused(404), ...signedIn },
})
const score = createRoute({
  method: 'post',
  path: '/api/evaluations/{id}/scores',
  tags,
  summary: '为抽中的一卷评分；扣分的写明理由，自己办理的由别人评查',
  security: session,
  request: {
    params,
    body: jsonBody(
      z
        .strictObject({
          case: z.string().min(1).max(100),
          points: z
            .array(
              z.strictObject({
                id: z.string().max(20),
                got: z.number().min(0, '得分不能是负数').max(100),
                note: z.string().trim().max(500).optional(),
              }),
            )
            .max(100),
          key: CommandKey,
        })
        .openapi('DossierScore'),
    ),
  },
  responses,
})

/** Who sees what the records of others say of their work. */
export const readers: ReadonlySet<string> = new Set([
  'supervisor',
  'legal-affairs',
  'leader',
  'head',
  'archivist',
  'audit-admin',
])
const notYours = refusal('not-your-role', '案卷评查由监督人员、法规处和局领导查看')

/** Drawing dossiers, scoring them, and seeing what came of it. */
export const evaluationRoutes = (app: Http, journal: Journal): void => {
  const { db } = journal.database
  const viewOf = async (c: Context, id: string, state: Evaluation): Promise<EvaluationView> => {
    const { rows } = await sql<{ id: string; title: string; unit_name: string }>`
      select id, title, unit_name from case_file where id = any(${[...state.cases]}::text[])`.execute(db)
    const files = new Map(rows.map((row) => [row.id, row]))
    return {
      id,
      title: state.title,
      from: state.from,
      until: state.until,
      seed: state.seed,
      population: state.population,
      by: state.by.name,
      at: state.at,
      standard: {
        title: state.list.title,
        version: state.listVersion,
        passing: state.list.passing,
        points: state.list.points.map(({ id: point, title, full, how }) => ({ id: point, title, full, how })),
      },
      cases: state.cases.map((each) => {
        const found = state.scores.find((one_) => one_.case === each)
        return {
          id: each,
          title: files.get(each)?.title ?? '',
          unit: files.get(each)?.unit_name ?? '',
          ...(found === undefined
            ? {}
            : {
                score: {
                  points: found.points,
                  total: found.total,
                  passed: found.passed,
                  by: found.by.name,
                  at: found.at,
                },
              }),
        }
      }),
      mayScore: actorOf(c).roles.some((role) => role === 'supervisor' || role === 'legal-affairs'),
    }
  }
  const tell = async (c: Context, id: string, command: EvaluationCommand, key: string) => {
    const outcome = await journal.execute(evaluationStream, { streamId: id, command, meta: { actor: actorOf(c), key } })
    return outcome.ok
      ? c.json(await viewOf(c, id, outcome.state as Evaluation), 200)
      : refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals)
  }
  app.openapi(draw, async (c) => {
    const { key, ...asked } = c.req.valid('json')
    return (await tell(c, newId(), { do: 'draw', ...asked, seed: randomBytes(16).toString('hex') }, key)) as never
  })
  app.openapi(score, async (c) => {
    const { key, points, case: of } = c.req.valid('json')
    return (await tell(
      c,
      c.req.valid('param').id,
      {
        do: 'score',
        case: of,
        points: points.map(({ id, got, note }) => ({
          id,
          got,
          ...(note === undefined || note === '' ? {} : { note }),
        })),
      },
      key,
    )) as never
  })
  app.openapi(one, async (c) => {
    const { id } = c.req.valid('param')
    if (!actorOf(c).roles.some((role) => readers.has(role))) return refuseWith(c, 403, notYours)
    const state = (await journal.state(evaluationStream, id))?.state
    return state === undefined ? refuseWith(c, 404, nothingHere) : c.json(await viewOf(c, id, state), 200)
  })
  app.openapi(all, async (c) => {
    const { page: at } = c.req.valid('query')
    if (!actorOf(c).roles.some((role) => readers.has(role))) return refuseWith(c, 403, notYours)
    const { rows } = await sql<{ id: string; state: Evaluation }>`
      select id, state from stream where kind = 'evaluation' order by id desc limit ${rowsOfPage + 1} offset ${(at - 1) * rowsOfPage}`.execute(
      db,
    )
    return c.json(
      pageOf(c, at, rows).map(({ id, state }) => ({
        id,
        title: state.title,
        at: state.at,
        by: state.by.name,
        drawn: state.cases.length,
        scored: state.scores.length,
        passed: state.scores.filter(({ passed }) => passed).length,
      })),
      200,
    )
  })
}
