import { createRoute, z } from '@hono/zod-openapi'
import { type Casework, spreadsOf } from '../casework/index.ts'
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
  sql,
  view,
} from '../platform/index.ts'
import { type CaseState, itemsOf } from '../procedure/index.ts'
import { changedSince, lastReview, readIn, reviewedSet } from './bound.ts'
import { ladderOutcomes, reviewOutcomes } from './outcomes.ts'
import { reviewPoints } from './points.ts'

/** Opinions of a case that are shown. */
const MOST = 50

const Fen = z.int().openapi({ description: '分' })

export const ReviewDossierView = view({
  documents: list(
    view({
      id: z.string(),
      kind: z.enum(['paper', 'evidence', 'party', 'proposal', 'handling']),
      title: z.string(),
      changed: z.string().optional().openapi({ description: '上次意见以后的变动' }),
    }),
  ).openapi({ description: '应当审阅的材料：意见只对它们现在的内容有效' }),
  gone: list(z.string()).openapi({ description: '上次意见以后不再在卷内的' }),
  opinions: list(
    view({
      title: z.string(),
      by: z.string(),
      at: Instant,
      outcome: z.string(),
      opinion: z.string(),
      noes: list(view({ title: z.string(), reason: z.string() })).openapi({ description: '答“否”的要点' }),
    }),
  ).openapi({ description: '以前的审核意见、复核、复审，新的在前' }),
  citations: list(CitationView).openapi({ description: '违反的和处罚依据的条文' }),
  like: list(
    view({
      item: z.string(),
      cases: z.int(),
      min: Fen,
      low: Fen,
      median: Fen,
      high: Fen,
      max: Fen,
    }),
  ).openapi({ description: '近三年同类案件罚款的分布' }),
  proposed: Fen.optional().openapi({ description: '本案建议的罚款' }),
}).openapi('ReviewDossier')
export type ReviewDossierView = z.infer<typeof ReviewDossierView>

const route = createRoute({
  method: 'get',
  path: '/api/cases/{id}/review-dossier',
  tags: ['审核'],
  summary: '审核要看的：应当审阅的材料和上次意见以后的变动、以前的意见、适用的条文、同类案件的罚款分布',
  security: session,
  request: { params: z.object({ id: z.string().max(100).openapi({ description: '案件的标识' }) }) },
  responses: { 200: json(ReviewDossierView, '审核用的案卷'), ...refused(404), ...signedIn },
})

const titles = {
  'give-opinion': '审核意见',
  'reread-changes': '复核变动',
  'object-to-opinion': '承办机构不同意见',
  'give-second-opinion': '复审意见',
  'give-head-opinion': '法制机构负责人意见',
  'settle-disagreement': '集体讨论决定',
} as const
type Opining = keyof typeof titles
const rereadOutcomes = { holds: '意见继续有效', withdrawn: '撤回审核意见' } as const
const outcomeOf: Readonly<Record<string, string>> = { ...reviewOutcomes, ...rereadOutcomes }

const kindOf = (state: CaseState, id: string): ReviewDossierView['documents'][number]['kind'] =>
  id === 'proposal' || id === 'handling'
    ? id
    : state.papers.some((paper) => paper.id === id)
      ? 'paper'
      : state.dossier.evidence.some((evidence) => evidence.id === id)
        ? 'evidence'
        : 'party'

/** What changed since the newest opinion that was given, by the id of what changed; nothing where there was none. */
const changesOf = (state: CaseState): ReadonlyMap<string, string> => {
  const opined = state.strands.findLast(({ kind, data }) => kind === 'review' && data.read !== undefined)
  return opined === undefined || lastReview(state) === undefined ? new Map() : changedSince(readIn(opined), state)
}

/** What who reviews has before them beside the case itself: a few queries, however big the dossier is. */
export const dossierRoutes = (app: Http, journal: Journal, casework: Casework): void => {
  const { db } = journal.database
  app.openapi(route, async (c) => {
    const state = await casework.state(actorOf(c), c.req.valid('param').id)
    if (state === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in state) return refuseWith(c, 403, state)
    const items = itemsOf(state.dossier)
    const [spread, { rows }] = await Promise.all([
      spreadsOf(
        db,
        state.id,
        items.map(({ id }) => id),
        journal.clock.now(),
      ),
      sql<{
        type: Opining
        by: string
        at: string
        input: {
          readonly outcome?: string
          readonly opinion?: string
          readonly reasons?: string
          readonly points?: Readonly<Record<string, { readonly answer: string; readonly reason?: string }>>
        }
      }>`
        select type, actor ->> 'name' as by, happened_at as at, data -> 'input' as input from event
        where kind = 'case' and stream_id = ${state.id} and type = any(${Object.keys(titles)}::text[])
        order by version desc limit ${MOST}`.execute(db),
    ])
    const changes = changesOf(state)
    const set = reviewedSet(state)
    const known = new Set(set.map(({ id }) => id))
    const organisation = state.dossier.parties[0]?.kind === 'organisation'
    return c.json(
      {
        documents: set.map(({ id, title }) => {
          const changed = changes.get(id)
          return { id, kind: kindOf(state, id), title, ...(changed === undefined ? {} : { changed }) }
        }),
        gone: [...changes].filter(([id]) => !known.has(id)).map(([, told]) => told),
        opinions: rows.map(({ type, by, at, input }) => ({
          title: titles[type],
          by,
          at: new Date(at).toISOString(),
          outcome:
            type === 'object-to-opinion'
              ? ''
              : ((type === 'give-opinion' || type === 'reread-changes'
                  ? outcomeOf[input.outcome ?? '']
                  : ladderOutcomes[input.outcome as keyof typeof ladderOutcomes]) ?? ''),
          opinion: input.opinion ?? input.reasons ?? '',
          noes: Object.entries(input.points ?? {})
            .filter(([, { answer }]) => answer === 'no')
            .map(([point, { reason }]) => ({
              title: reviewPoints[point as keyof typeof reviewPoints] ?? point,
              reason: reason ?? '',
            })),
        })),
        citations: items.flatMap(({ breached, penalty }) => [...breached, ...penalty]).map(citationView),
        like: items.flatMap(({ id, name }) => {
          const found = spread(id, organisation)
          return found === undefined
            ? []
            : [
                {
                  item: name,
                  cases: found.cases,
                  min: found.min,
                  low: found.low,
                  median: found.median,
                  high: found.high,
                  max: found.max,
                },
              ]
        }),
        ...(state.dossier.proposal === undefined ? {} : { proposed: state.dossier.proposal.fine }),
      },
      200,
    )
  })
}
