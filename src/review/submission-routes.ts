import { createRoute, z } from '@hono/zod-openapi'
import type { Casework } from '../casework/index.ts'
import { actorOf } from '../identity/index.ts'
import {
  CitationView,
  citationView,
  type Http,
  json,
  list,
  nothingHere,
  refused,
  refuseWith,
  session,
  signedIn,
  view,
} from '../platform/index.ts'
import { lastReview } from './bound.ts'
import { subjectOf } from './subjects.ts'
import { type SubmissionStanding, submissionOf, submissionStandings } from './submission.ts'

export const SubmissionView = view({
  items: list(
    view({
      item: z.string(),
      title: z.string().openapi({ description: '送审材料的一项' }),
      standing: z.enum(Object.keys(submissionStandings) as [SubmissionStanding, ...SubmissionStanding[]]),
      standingTitle: z.string(),
      found: z.string().openapi({ description: '查到的情况，一句话' }),
      sure: z.boolean().openapi({ description: '一定缺少，补齐以前不能送审' }),
      explained: z.string().optional().openapi({ description: '承办机构送审时的说明' }),
      places: list(
        view({
          title: z.string(),
          paper: z.string().optional().openapi({ description: '文书的标识' }),
          evidence: z.string().optional().openapi({ description: '证据的标识' }),
        }),
      ).openapi({ description: '在卷内的位置' }),
      basis: list(CitationView),
    }),
  ),
}).openapi('Submission')
export type SubmissionView = z.infer<typeof SubmissionView>

const route = createRoute({
  method: 'get',
  path: '/api/cases/{id}/submission',
  tags: ['审核'],
  summary: '一起案件的送审材料，逐项：已有、缺少、本案不需要，各在卷内何处，承办机构怎样说明',
  security: session,
  request: { params: z.object({ id: z.string().max(100).openapi({ description: '案件的标识' }) }) },
  responses: { 200: json(SubmissionView, '送审材料'), ...refused(404), ...signedIn },
})

/** What a submission is made of, as it stands now: handlers see it before they submit, reviewers before they accept. */
export const submissionRoutes = (app: Http, casework: Casework): void => {
  app.openapi(route, async (c) => {
    const laid = await casework.laidOut(actorOf(c), c.req.valid('param').id)
    if (laid === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in laid) return refuseWith(c, 403, laid)
    const explained = (lastReview(laid.state)?.data.explained ?? {}) as Readonly<Record<string, string>>
    return c.json(
      {
        items: submissionOf(subjectOf(laid.procedure.name).submission, laid).map(
          ({ item, standing, sure, places, basis, title, found }) => ({
            item,
            title,
            standing,
            standingTitle: submissionStandings[standing],
            found,
            sure: sure === true,
            ...((explained[item] ?? '') === '' ? {} : { explained: explained[item] }),
            places: [...places],
            basis: basis.map(citationView),
          }),
        ),
      },
      200,
    )
  })
}
