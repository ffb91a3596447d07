import { createRoute, z } from '@hono/zod-openapi'
import { dayOf } from '../calendar/index.ts'
import { eachDecided, itemFact, reviewListEntry } from '../casework/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { refusal } from '../kernel/index.ts'
import {
  type Http,
  json,
  jsonBody,
  list,
  refused,
  refuseWith,
  sent,
  session,
  signedIn,
  view,
} from '../platform/index.ts'
import { allInForce, registryKinds, roleTitles } from '../registry/index.ts'
import { tryList } from './trial.ts'

const Counts = view({
  legal: z.int().openapi({ description: '应当法制审核的' }),
  major: z.int().openapi({ description: '应当集体讨论的' }),
})

export const TrialView = view({
  from: z.string(),
  until: z.string(),
  decisions: z.int().openapi({ description: '这段时间普通程序的处罚决定' }),
  before: Counts,
  after: Counts,
  otherwise: z.int().openapi({ description: '结论不同的决定' }),
  shown: list(
    view({
      caseId: z.string(),
      title: z.string(),
      decidedAt: z.string(),
      before: z.string(),
      after: z.string(),
      because: list(z.string()),
    }),
  ).openapi({ description: '最近的，最多一百件' }),
}).openapi('ReviewListTrial')
export type TrialView = z.infer<typeof TrialView>

const route = createRoute({
  method: 'post',
  path: '/api/review-list/trial',
  tags: ['审核'],
  summary: '试算：拟议的法制审核清单用在过去一年的处罚决定上，结论有什么不同；什么也不改动',
  security: session,
  request: { body: jsonBody(z.object({ data: z.unknown() })) },
  responses: { 200: json(TrialView, '试算'), ...sent, ...refused(403), ...signedIn },
})

const kind = registryKinds['review-list']
const notKeeper = refusal(
  'not-your-role',
  `法制审核清单由${kind.mayEdit.map((role) => roleTitles[role]).join('、')}维护，请由他们试算`,
)

/** Who keeps the review list tries a change of it on last year's decisions before it takes effect. */
export const trialRoutes = (app: Http, journal: Journal): void => {
  app.openapi(route, async (c) => {
    const { roles } = actorOf(c)
    if (!kind.mayEdit.some((role) => roles.includes(role))) return refuseWith(c, 403, notKeeper)
    const parsed = kind.schema.safeParse(c.req.valid('json').data)
    if (!parsed.success)
      return refuseWith(
        c,
        422,
        ...parsed.error.issues.map(({ message, path }) =>
          refusal('bad-field', message, { field: ['data', ...path].join('.') }),
        ),
      )
    const { db } = journal.database
    const now = journal.clock.now()
    const today = dayOf(now)
    const from = Temporal.PlainDate.from(today).subtract({ years: 1 }).toString()
    const [lists, items] = [
      await allInForce(db, ['review-list'], today),
      new Map((await allInForce(db, ['item'], today)).map((entry) => [entry.id, itemFact(entry)])),
    ]
    const trial = await tryList(
      eachDecided(db, `${from}T00:00:00+08:00`, now),
      lists.find(({ id }) => id === reviewListEntry)?.data,
      parsed.data,
      (id) => items.get(id),
    )
    return c.json(
      {
        from,
        until: today,
        ...trial,
        shown: [...trial.shown.map((each) => ({ ...each, because: [...each.because] }))],
      },
      200,
    )
  })
}
