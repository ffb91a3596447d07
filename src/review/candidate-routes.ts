import { createRoute, z } from '@hono/zod-openapi'
import { addDays, dayOf } from '../calendar/index.ts'
import { type Casework, officerFact } from '../casework/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { refusal } from '../kernel/index.ts'
import {
  CitationView,
  citationView,
  type Db,
  type Http,
  json,
  list,
  nothingHere,
  refused,
  refuseWith,
  session,
  signedIn,
  sql,
  view,
} from '../platform/index.ts'
import { itemsOf } from '../procedure/index.ts'
import { allInForce } from '../registry/index.ts'
import { assignedTo, assigner } from './assignment.ts'
import { lastReview } from './bound.ts'
import { type ReviewerLoad, rankReviewers } from './candidates.ts'

/** Who reviews what: acts for which a reviewer is awaited by name. */
const reviewing = ['accept-review', 'give-opinion', 'reread-changes']
const opinions = ['give-opinion', 'give-second-opinion', 'give-head-opinion']

const Candidate = view({
  id: z.string(),
  name: z.string(),
  unit: z.string().openapi({ description: '所在机构的名称' }),
  because: list(z.string()).openapi({ description: '为什么排在这里，一句一条' }),
  against: list(view({ message: z.string(), basis: list(CitationView) })).openapi({
    description: '不能审核本案的原因；能审核的为空',
  }),
  assigned: z.boolean().openapi({ description: '现在就由其审核' }),
})

export const CandidatesView = view({
  rule: z.string().openapi({ description: '按什么排列' }),
  candidates: list(Candidate),
}).openapi('ReviewCandidates')
export type CandidatesView = z.infer<typeof CandidatesView>

const route = createRoute({
  method: 'get',
  path: '/api/cases/{id}/review/candidates',
  tags: ['审核'],
  summary: '送审的案件建议由谁审核，每人附理由；不能审核的，附原因和条文。供法制机构负责人分派时参考',
  security: session,
  request: { params: z.object({ id: z.string().max(100).openapi({ description: '案件的标识' }) }) },
  responses: { 200: json(CandidatesView, '建议'), ...refused(404, 409), ...signedIn },
})

const noReview = refusal('no-review', '案件还没有送审，或者审核已经结束，不需要分派')

/** What waits for everybody who reviews, and what each gave in a year: two queries, however many they are. */
const loadsOf = async (
  db: Db,
  caseId: string,
  people: readonly string[],
  categories: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, ReviewerLoad>> => {
  const { rows } = await sql<ReviewerLoad & { readonly person: string }>`
    select p.person,
      (select count(distinct w.case_id)::int from case_wait w
        where w.person = p.person and w.act = any(${reviewing}::text[]) and w.case_id <> ${caseId}) as open,
      coalesce(g.given, 0) as given, coalesce(g.alike, 0) as alike
    from unnest(${[...people]}::text[]) as p (person) left join (
      select e.actor ->> 'id' as person, count(*)::int as given, (count(*) filter (where exists (
        select from registry_entry r where r.kind = 'item' and r.entry = f.item and r.data ->> 'category' = any(${[...categories]}::text[]))))::int as alike
      from event e join case_file f on f.id = e.stream_id
      where e.kind = 'case' and e.type = any(${opinions}::text[]) and e.happened_at >= ${addDays(day, -365)}::date group by 1
    ) g on g.person = p.person`.execute(db)
  return new Map(rows.map(({ person, ...load }) => [person, load]))
}

/** Who is proposed to review a case that was submitted. */
export const candidateRoutes = (app: Http, journal: Journal, casework: Casework): void => {
  const { db } = journal.database
  app.openapi(route, async (c) => {
    const actor = actorOf(c)
    const laid = await casework.laidOut(actor, c.req.valid('param').id)
    if (laid === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in laid) return refuseWith(c, 403, laid)
    const { state, facts } = laid
    // What each has to do, and why somebody can't, is for who gives the work out.
    const barred = assigner.test({ state, facts, actor, at: facts.now })
    if (barred.length > 0) return refuseWith(c, 403, ...barred)
    const review = lastReview(state)
    if (review === undefined || !['submitted', 'accepted'].includes(review.state)) return refuseWith(c, 409, noReview)
    const day = dayOf(facts.now)
    const entries = await allInForce(db, ['officer', 'unit'], day)
    const officers = entries.flatMap((entry) => {
      if (entry.kind !== 'officer') return []
      const officer = officerFact(entry as typeof entry & { kind: 'officer' } as Parameters<typeof officerFact>[0])
      return officer.roles.includes('reviewer') ? [officer] : []
    })
    const units = new Map(entries.flatMap(({ kind, id, title }) => (kind === 'unit' ? [[id, title] as const] : [])))
    const categories = [...new Set(itemsOf(state.dossier).flatMap(({ id }) => facts.items.get(id)?.category ?? []))]
    const loads = await loadsOf(
      db,
      state.id,
      officers.map(({ id }) => id),
      categories,
      day,
    )
    const now =
      review.state === 'submitted' ? assignedTo(review, state) : (review.data.reviewer as { readonly id: string })
    return c.json(
      {
        rule: '手上待办的审核少的在前；审核领域与本案一致的按少 2 件、审核过本案此前送审的按少 1 件比较；相同的，近一年审核少的在前',
        candidates: rankReviewers({ state, facts, reviewers: officers, loads, categories }).map(
          ({ id, name, unit, because, against }) => ({
            id,
            name,
            unit: units.get(unit) ?? unit,
            because: [...because],
            against: against.map(({ message, basis = [] }) => ({ message, basis: basis.map(citationView) })),
            assigned: now?.id === id,
          }),
        ),
      },
      200,
    )
  })
}
