import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { dayOf } from '../calendar/index.ts'
import { renderPaper } from '../documents/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { newId, refusal } from '../kernel/index.ts'
import {
  CommandKey,
  Day,
  fileAnswer,
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
  sql,
  view,
} from '../platform/index.ts'
import { trainedBy, trainingAsked } from '../registry/index.ts'
import { readers } from './evaluation-routes.ts'
import { type Roster, type RosterCommand, rosterStream } from './roster.ts'
import { LEAST_SHARE, loadsOf, staffingOn } from './staffing.ts'

const tags = ['监督']
const params = z.object({ id: z.uuid() })
const level = z.enum(['government', 'superior'], { error: '请选择报送对象' })

const ReviewersView = view({
  least: z.number().openapi({ description: '法制审核人员占执法人员的最低比例，百分之几' }),
  share: z.number().optional(),
  officers: z.int().openapi({ description: '持有效证件的执法人员' }),
  units: list(view({ unit: z.string(), officers: z.int(), reviewers: z.int() })),
  trainingAsked: z.int().optional().openapi({ description: '审核办法要求的每年培训学时' }),
  reviewers: list(
    view({
      id: z.string(),
      name: z.string(),
      unit: z.string(),
      duty: z.string(),
      qualified: z.boolean(),
      qualification: z.string().optional(),
      away: Day.optional().openapi({ description: '正在休假的，休假到哪一天' }),
      engaged: view({ organisation: z.string(), until: Day })
        .optional()
        .openapi({ description: '购买服务的，服务单位和合同期止' }),
      trained: z.int().openapi({ description: '近一年培训学时' }),
      waiting: z.int().openapi({ description: '手上待审核的案件' }),
      given: z.int().openapi({ description: '近一年出具的审核意见' }),
    }),
  ),
  rosters: list(
    view({
      id: z.string(),
      day: Day,
      share: z.string(),
      reviewers: z.int(),
      by: z.string(),
      at: Instant,
      pdf: z.string(),
      filings: list(view({ level, to: z.string(), on: Day, number: z.string().optional() })),
    }),
  ),
  mayMake: z.boolean(),
  mayFile: z.boolean(),
}).openapi('Reviewers')
export type ReviewersView = z.infer<typeof ReviewersView>

/** The last day of the leave that somebody is on. */
const awayOn = (leaves: readonly { readonly from: string; readonly until: string }[] = [], day: string) => {
  const away = leaves.find(({ from, until }) => from <= day && day <= until)
  return away === undefined ? {} : { away: away.until }
}

const all = createRoute({
  method: 'get',
  path: '/api/reviewers',
  tags,
  summary: '法制审核人员：资格、培训、手上的案件，占执法人员的比例，历次名册',
  security: session,
  responses: { 200: json(ReviewersView, '审核人员'), ...signedIn },
})
const responses = { 200: json(ReviewersView, '审核人员'), ...refused(409), ...sent, ...signedIn }
const make = createRoute({
  method: 'post',
  path: '/api/rosters',
  tags,
  summary: '按今天的人员制作法制审核人员名册',
  security: session,
  request: { body: jsonBody(z.strictObject({ key: CommandKey }).openapi('RosterMade')) },
  responses,
})
const file = createRoute({
  method: 'post',
  path: '/api/rosters/{id}/filings',
  tags,
  summary: '记录名册的报送',
  security: session,
  request: {
    params,
    body: jsonBody(
      z
        .strictObject({
          level,
          to: z.string({ error: '请填写收到名册的机关' }).trim().min(1, '请填写收到名册的机关').max(60),
          on: z.iso.date('请填写报送日期'),
          number: z.string().trim().max(60).optional(),
          key: CommandKey,
        })
        .openapi('RosterFiling'),
    ),
  },
  responses,
})
const pdf = createRoute({
  method: 'get',
  path: '/api/rosters/{id}/roster.pdf',
  tags,
  summary: '法制审核人员名册',
  security: session,
  request: { params },
  responses: {
    200: {
      description: '名册',
      content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...refused(404),
    ...signedIn,
  },
})

const LAST = 20
const notYours = refusal('not-your-role', '法制审核人员的情况由法规处、审核人员、监督人员和局领导查看')

/** Who reviews, and the rosters that were made of them. */
export const rosterRoutes = (app: Http, journal: Journal, origin: string): void => {
  const { db } = journal.database
  const mayRead = (c: Context) => actorOf(c).roles.some((role) => readers.has(role) || role === 'reviewer')

  const view_ = async (c: Context): Promise<ReviewersView> => {
    const { roles } = actorOf(c)
    const today = dayOf(journal.clock.now())
    const [staffing, asked, loads, { rows }] = await Promise.all([
      staffingOn(db, today),
      trainingAsked(db, today),
      loadsOf(db, today),
      sql<{ id: string; state: Roster }>`
        select id, state from stream where kind = 'roster' order by id desc limit ${LAST}`.execute(db),
    ])
    return {
      least: LEAST_SHARE,
      ...(staffing.share === undefined ? {} : { share: staffing.share }),
      officers: staffing.officers,
      units: staffing.units,
      ...(asked === undefined ? {} : { trainingAsked: asked }),
      reviewers: staffing.reviewers.map(({ id, data }) => ({
        id,
        name: data.name,
        unit: staffing.unitOf.get(data.unit) ?? '',
        duty: data.duty,
        qualified: data.legalQualification,
        ...(data.qualification === undefined ? {} : { qualification: data.qualification.number }),
        ...awayOn(data.leaves, today),
        ...(data.engagement === undefined
          ? {}
          : { engaged: { organisation: data.engagement.organisation, until: data.engagement.until } }),
        trained: trainedBy(data, today),
        waiting: loads.get(id)?.waiting ?? 0,
        given: loads.get(id)?.given ?? 0,
      })),
      rosters: rows.map(({ id, state }) => ({
        id,
        day: state.day,
        share: state.content.share,
        reviewers: state.content.reviewers.length,
        by: state.by.name,
        at: state.at,
        pdf: `/api/rosters/${id}/roster.pdf`,
        filings: state.filings,
      })),
      mayMake: roles.includes('legal-affairs') && roles.includes('unit-head'),
      mayFile: roles.includes('legal-affairs'),
    }
  }
  const tell = async (c: Context, id: string, command: RosterCommand, key: string) => {
    const outcome = await journal.execute(rosterStream, { streamId: id, command, meta: { actor: actorOf(c), key } })
    return outcome.ok
      ? c.json(await view_(c), 200)
      : refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals)
  }

  app.openapi(all, async (c) => (mayRead(c) ? c.json(await view_(c), 200) : refuseWith(c, 403, notYours)))
  app.openapi(make, async (c) => (await tell(c, newId(), { do: 'make' }, c.req.valid('json').key)) as never)
  app.openapi(file, async (c) => {
    const { key, number, ...filing } = c.req.valid('json')
    return (await tell(
      c,
      c.req.valid('param').id,
      { do: 'file', ...filing, ...(number === undefined || number === '' ? {} : { number }) },
      key,
    )) as never
  })
  app.openapi(pdf, async (c) => {
    if (!mayRead(c)) return refuseWith(c, 403, notYours)
    const { id } = c.req.valid('param')
    const state = (await journal.state(rosterStream, id))?.state
    if (state === undefined) return refuseWith(c, 404, nothingHere)
    const { day, content, digest } = state
    const bytes = renderPaper({
      form: 101,
      content,
      agency: content.agency,
      day,
      check: `${origin}/papers/${id}?d=${digest}`,
    })
    return fileAnswer(c, {
      size: bytes.length,
      tag: digest,
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(`法制审核人员名册（${day}）.pdf`)}`,
      },
      bytes: ({ start, end }) => bytes.subarray(start, end + 1),
    }) as never
  })
}
