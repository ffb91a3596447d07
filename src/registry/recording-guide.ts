import { createRoute, z } from '@hono/zod-openapi'
import { dayOf } from '../calendar/index.ts'
import type { Journal } from '../journal/index.ts'
import type { Citation } from '../kernel/index.ts'
import { citationView, type Db, type Http, json, list, refused, session, signedIn } from '../platform/index.ts'
import { situations } from '../procedure/index.ts'
import { allInForce } from './read.ts'
import { media, type RecordRule, recordedActs, requirements, storageText, viewers } from './record-list.ts'
import { RecordingGuideView, type RecordRuleView } from './view.ts'
import { wordingSteps } from './wording.ts'

const guide = createRoute({
  method: 'get',
  path: '/api/recording-guide',
  tags: ['音像记录'],
  summary: '各个执法行为要怎样音像记录、说哪些规范用语；可以整份下载供离线使用',
  security: session,
  request: {
    query: z.object({
      act: z.string().max(60).optional().openapi({ description: '只要这一个执法行为的', example: 'inspect-site' }),
      day: z.iso.date('日期请按“2026-01-31”的样子填写').optional().openapi({ description: '默认今天' }),
    }),
  },
  responses: { 200: json(list(RecordingGuideView), '按执法行为'), ...refused(400), ...signedIn },
})

/** What the bureau's cards call themselves by; each bureau's own name stands in its place. */
const agencyName = '〔机关名称〕'

/** The list's items and the wording of each act, as they hold on a day. */
export const recordingGuide = async (db: Db, day: string): Promise<readonly RecordingGuideView[]> => {
  const [lists, wordings, [agency]] = await Promise.all([
    allInForce(db, ['record-list'], day),
    allInForce(db, ['wording'], day),
    allInForce(db, ['agency'], day),
  ])
  const [current] = lists
  return Object.entries(recordedActs).map(([act, title]) => ({
    act,
    title,
    ...(current === undefined ? {} : { listVersion: current.version }),
    rules: (current?.data.rows ?? []).filter((row) => row.act === act).map(ruleView),
    cards: wordings
      .filter(({ data }) => data.act === act)
      .toSorted((a, b) => Number(b.data.situation === 'always') - Number(a.data.situation === 'always'))
      .map(({ id, version, data }) => ({
        card: `${id}:${version}`,
        situation: data.situation,
        situationTitle: situations[data.situation],
        lines: data.cards.map(({ step, say, required, basis }, line) => ({
          line,
          step,
          stepTitle: wordingSteps[step],
          say: say.replaceAll(agencyName, agency?.data.name ?? agencyName),
          required,
          basis: basis.map((each) => citationView(each as Citation)),
        })),
      })),
  }))
}

export const ruleView = (rule: RecordRule): RecordRuleView => ({
  situation: rule.situation,
  situationTitle: situations[rule.situation],
  required: rule.required,
  requiredTitle: requirements[rule.required],
  media: rule.media,
  mediaTitle: rule.media.map((each) => media[each]).join('、'),
  equipment: rule.equipment,
  usage: rule.usage,
  begins: rule.begins,
  ends: rule.ends,
  seen: rule.seen,
  said: rule.said,
  storage: storageText(rule.storage),
  checker: rule.checker,
  viewing: (rule.viewing ?? []).map((each) => viewers[each]),
  basis: rule.basis.map((each) => citationView(each as Citation)),
  ...(rule.document === undefined ? {} : { document: rule.document }),
})

/** GET /api/recording-guide, for the phone and the desk. */
export const recordingGuideRoutes = (app: Http, { database: { db }, clock }: Journal): void => {
  app.openapi(guide, async (c) => {
    const { act, day = dayOf(clock.now()) } = c.req.valid('query')
    const all = await recordingGuide(db, day)
    return c.json(act === undefined ? all : all.filter((each) => each.act === act), 200)
  })
}
