import { createRoute, z } from '@hono/zod-openapi'
import type { WorkCalendar } from '../calendar/index.ts'
import { type Casework, itemFact, officerFact, otherCasesOf, partyKeyOf, spreadsOf } from '../casework/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import {
  CitationView,
  citationView,
  type Http,
  Instant,
  json,
  list,
  nothingHere,
  refused,
  refuseWith,
  session,
  signedIn,
  view,
} from '../platform/index.ts'
import { caseCoverage, checklistIn, itemsOf } from '../procedure/index.ts'
import { citedTexts, standingOf, subjectsByCode } from '../registry/index.ts'
import { candidateRoutes } from './candidate-routes.ts'
import { commentRoutes } from './comment-routes.ts'
import { dossierRoutes } from './dossier-routes.ts'
import { type Examined, preflight, type Verdict, verdicts } from './preflight/index.ts'
import { readingRoutes } from './reading-routes.ts'
import { subjectOf } from './subjects.ts'

const PreflightAnswer = view({
  name: z.string(),
  title: z.string().openapi({ description: '检查的问题' }),
  verdict: z.enum(Object.keys(verdicts) as [Verdict, ...Verdict[]]),
  verdictTitle: z.string(),
  found: z.string().openapi({ description: '查到的情况，一句话' }),
  traces: list(
    view({
      title: z.string(),
      paper: z.string().optional().openapi({ description: '文书的标识' }),
      quote: z.string().optional().openapi({ description: '文书中的原文' }),
      evidence: z.string().optional().openapi({ description: '证据的标识' }),
      recording: z.string().optional().openapi({ description: '录音录像的标识' }),
      at: Instant.optional().openapi({ description: '录音录像中的时刻' }),
    }),
  ).openapi({ description: '依据在卷内的位置' }),
  basis: list(CitationView),
})

export const PreflightView = view({
  points: list(
    view({
      point: z.string().openapi({ description: '审核要点的标识' }),
      title: z.string().openapi({ description: '审核内容（程序规定第五十三条）' }),
      answers: list(PreflightAnswer),
    }),
  ),
  counts: view({ right: z.int(), wrong: z.int(), unknown: z.int() }),
}).openapi('Preflight')
export type PreflightView = z.infer<typeof PreflightView>

const route = createRoute({
  method: 'get',
  path: '/api/cases/{id}/preflight',
  tags: ['审核'],
  summary: '一起案件的预检：机器能查的逐项查，给出结论、依据和条文；查不出的写明无法判断',
  security: session,
  request: { params: z.object({ id: z.string().max(100).openapi({ description: '案件的标识' }) }) },
  responses: { 200: json(PreflightView, '预检'), ...refused(404), ...signedIn },
})

/** The pages' part of review: what can be checked of a case before a person reviews it. */
export const reviewRoutes = (app: Http, journal: Journal, casework: Casework, calendar: WorkCalendar): void => {
  readingRoutes(app, journal, casework)
  commentRoutes(app, journal, casework)
  candidateRoutes(app, journal, casework)
  dossierRoutes(app, journal, casework)
  app.openapi(route, async (c) => {
    const laid = await casework.laidOut(actorOf(c), c.req.valid('param').id)
    if (laid === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in laid) return refuseWith(c, 403, laid)
    const { state, procedure, facts, findings } = laid
    const people = new Set([...state.dossier.handled, ...state.done.map(({ by }) => by)])
    const { points, checks } = subjectOf(procedure.name)
    const { db } = journal.database
    const { parties } = state.dossier
    const items = itemsOf(state.dossier)
    const [standing, law, subjects, like, others] = await Promise.all([
      standingOf(db, [
        ...[...people].map((id) => ({ kind: 'officer', id }) as const),
        ...items.map(({ id }) => ({ kind: 'item', id }) as const),
      ]),
      citedTexts(
        db,
        items.flatMap(({ breached, penalty }) => [...breached, ...penalty]),
      ),
      subjectsByCode(
        db,
        parties.flatMap(({ code }) => code ?? []),
      ),
      spreadsOf(
        db,
        state.id,
        items.map(({ id }) => id),
        facts.now,
      ),
      otherCasesOf(db, actorOf(c), state.id, parties.map(partyKeyOf)),
    ])
    const examined: Examined = {
      state,
      procedure,
      calendar,
      now: facts.now,
      differences: findings,
      proof: checklistIn(state, facts),
      coverage: caseCoverage(state, facts),
      agency: facts.agency,
      subject: (code) => subjects.get(code),
      law,
      like,
      others,
      officer: (id, day) => {
        const entry = standing('officer', id, day)
        return entry === undefined ? undefined : officerFact(entry)
      },
      item: (id, day) => {
        const entry = standing('item', id, day)
        return entry === undefined ? undefined : itemFact(entry)
      },
    }
    const answers = preflight(examined, checks)
    const count = (verdict: Verdict) => answers.filter((each) => each.verdict === verdict).length
    return c.json(
      {
        points: Object.entries(points).map(([point, title]) => ({
          point,
          title,
          answers: answers
            .filter(({ check }) => check.point === point)
            .map(({ check: { name, title, basis }, verdict, found, traces }) => ({
              name,
              title,
              verdict,
              verdictTitle: verdicts[verdict],
              found,
              traces: [...traces],
              basis: basis.map(citationView),
            })),
        })),
        counts: { right: count('right'), wrong: count('wrong'), unknown: count('unknown') },
      },
      200,
    )
  })
}
