import { createRoute, z } from '@hono/zod-openapi'
import { dayOf } from '../calendar/index.ts'
import { type Casework, issuedPapers } from '../casework/index.ts'
import { paperText } from '../documents/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
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
import { everyParty, isJoint, partyIn, sharesOf } from '../procedure/index.ts'
import { type Hidden, hiddenTexts } from './masks.ts'
import { displayOf, displayPeriods } from './periods.ts'
import { decisionPapers, kindOfParty, type MaskAnswer, publicationOf, suggestionsOf } from './preparing.ts'
import { type MaskKind, maskKinds } from './suggest.ts'

const Kind = z.enum(Object.keys(maskKinds) as [MaskKind, ...MaskKind[]])

export const PublicationDraft = view({
  decisions: list(
    view({
      number: z.string(),
      party: z.string().openapi({ description: '当事人' }),
      title: z.string(),
      sections: list(
        view({
          heading: z.string().optional(),
          paragraphs: list(
            list(
              view({
                text: z.string(),
                always: z.string().optional().openapi({ description: '自动隐去的理由' }),
                suggestion: z.int().optional().openapi({ description: '第几处建议' }),
                named: z.literal(true).optional().openapi({ description: '拟稿人另外写明隐去的' }),
              }),
            ),
          ),
        }),
      ),
      periodTitle: z.string(),
      until: z.string().openapi({ description: '今天公示的，公示到哪一天' }),
    }),
  ),
  suggestions: list(
    view({ text: z.string(), kind: Kind, title: z.string(), basis: list(CitationView), count: z.int() }),
  ),
  draft: view({
    by: z.string(),
    answers: list(view({ text: z.string(), kind: Kind, hide: z.boolean() })),
    named: list(z.string()),
    secret: z.boolean(),
    ground: z.string().optional(),
  }).optional(),
}).openapi('PublicationDraft')
export type PublicationDraft = z.infer<typeof PublicationDraft>

const route = createRoute({
  method: 'get',
  path: '/api/cases/{id}/publication',
  tags: ['公示'],
  summary: '一起案件的公示稿：决定书全文，自动隐去的、建议隐去的各在哪里，现在的稿子怎样答复',
  security: session,
  request: { params: z.object({ id: z.string().max(100).openapi({ description: '案件的标识' }) }) },
  responses: { 200: json(PublicationDraft, '公示稿'), ...refused(404), ...signedIn },
})

type Mark = { readonly text: string } & (
  | { readonly always: string }
  | { readonly suggestion: number }
  | { readonly named: true }
)
type Run = PublicationDraft['decisions'][number]['sections'][number]['paragraphs'][number][number]

/** A text cut where something of it is marked; what stands first in the list is looked for first. */
const cut = (text: string, marks: readonly Mark[]): readonly Run[] => {
  let runs: readonly Run[] = [{ text }]
  for (const mark of marks)
    runs = runs.flatMap((run) =>
      Object.keys(run).length > 1
        ? [run]
        : run.text
            .split(mark.text)
            .flatMap((piece, n) => (n === 0 ? [{ text: piece }] : [mark, { text: piece }]))
            .filter((piece) => piece.text !== ''),
    )
  return runs
}

/** The desk's part of disclosure: the decision as it would be published, with what should be looked at in it. */
export const disclosureRoutes = (app: Http, journal: Journal, casework: Casework): void => {
  app.openapi(route, async (c) => {
    const laid = await casework.laidOut(actorOf(c), c.req.valid('param').id)
    if (laid === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in laid) return refuseWith(c, 403, laid)
    const { state, facts } = laid
    const issued = await issuedPapers(journal, decisionPapers(state))
    const papers = new Map(issued.map(({ paper }) => [paper.id, paper]))
    const suggestions = suggestionsOf(state, [...papers.values()], facts.agency)
    const shares = sharesOf(state.dossier)
    const strand = shares
      .flatMap(({ party }) => publicationOf(state, isJoint(state.dossier) ? party : undefined) ?? [])
      .find(({ data }) => data.preparedBy !== undefined)
    const draft = strand?.data as
      | {
          readonly preparedBy: { readonly name: string }
          readonly answers: readonly MaskAnswer[]
          readonly named: readonly string[]
          readonly hide: readonly Hidden[]
          readonly secret: string
          readonly ground?: string
          readonly restrictedUntil?: string
        }
      | undefined
    const named = draft?.named ?? []
    const marks: readonly Mark[] = [
      ...hiddenTexts(everyParty(state.dossier), []).map(({ text, reason }) => ({ text, always: reason })),
      ...named.map((text) => ({ text, named: true as const })),
      ...suggestions.map(({ text }, suggestion) => ({ text, suggestion })),
    ]
    const decisions = shares.flatMap(({ party: whose, decision }) => {
      const paper = decision === undefined ? undefined : papers.get(decision.paper)
      if (decision === undefined || paper === undefined) return []
      const { period, until } = displayOf(
        decision.penalty,
        kindOfParty(state, whose),
        facts.agency.publicity,
        dayOf(facts.now),
        draft?.restrictedUntil,
      )
      return [
        {
          number: decision.number,
          party: partyIn(state.dossier, whose)?.name ?? '',
          title: paper.title,
          sections: paperText(paper.form, paper.content).map(({ heading, paragraphs }) => ({
            ...(heading === undefined ? {} : { heading }),
            paragraphs: paragraphs.map((runs) =>
              cut(runs.map((run) => ('text' in run ? run.text : '')).join(''), marks).map((run) => ({ ...run })),
            ),
          })),
          periodTitle: displayPeriods[period],
          until,
        },
      ]
    })
    const runs = decisions.flatMap(({ sections }) => sections.flatMap(({ paragraphs }) => paragraphs.flat()))
    return c.json(
      {
        decisions,
        suggestions: suggestions.map(({ text, kind }, n) => ({
          text,
          kind,
          title: maskKinds[kind].title,
          basis: maskKinds[kind].basis.map(citationView),
          count: runs.filter(({ suggestion }) => suggestion === n).length,
        })),
        ...(draft === undefined
          ? {}
          : {
              draft: {
                by: draft.preparedBy.name,
                answers: draft.answers.map((answer) => ({ ...answer })),
                named: [...named],
                secret: draft.secret === 'marked',
                ...(draft.ground === undefined ? {} : { ground: draft.ground }),
              },
            }),
      },
      200,
    )
  })
}
