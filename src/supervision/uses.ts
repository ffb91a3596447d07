import { createRoute, z } from '@hono/zod-openapi'
import { lastMonths } from '../casework/index.ts'
import { formOf } from '../documents/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { citationText, litigationLaw, reconsiderationLaw, refusal } from '../kernel/index.ts'
import {
  type Db,
  type Http,
  Instant,
  json,
  list,
  refused,
  refuseWith,
  session,
  signedIn,
  sql,
  view,
} from '../platform/index.ts'
import { isOpenGap, remedyKinds, remedyResults } from '../procedure/index.ts'
import { recordedActs } from '../registry/index.ts'
import {
  type ReviewFigures,
  reviewEventsSince,
  reviewFigures,
  reviewOutcomes,
  reviewPoints,
  submissionItems,
} from '../review/index.ts'
import { readers } from './evaluation-routes.ts'
import { measured } from './recording-checks.ts'

/* 记录的使用 (R8): what a year's records say of where the bureau is weak, what can be learnt from them, and which are in dispute. */

/** Of each list at most so many; the worst, or the newest. */
const MOST = 50
/** A dossier of so many points or more is one to learn from. */
const EXEMPLARY = 95

const ReviewCounts = list(
  view({
    name: z.string(),
    submitted: z.int().openapi({ description: '送审' }),
    returned: z.int().openapi({ description: '退回补正材料' }),
    opinions: z.int(),
    objected: z.int().openapi({ description: '提出修改或者不同意的意见' }),
    days: z.number().optional().openapi({ description: '从受理到出具意见，日历日的中位数' }),
  }),
)

const UsesView = view({
  since: z.iso.date().openapi({ description: '从哪一天起' }),
  units: list(
    view({
      unit: z.string(),
      dossiers: z.int().openapi({ description: '评查的案卷' }),
      average: z.number().optional().openapi({ description: '评查的平均分' }),
      unrecorded: z.int().openapi({ description: '应当音像记录而没有录到的' }),
      late: z.int().openapi({ description: '超过期限才办的' }),
      objected: z.int().openapi({ description: '法制审核提出修改或者不同意的' }),
    }),
  ),
  acts: list(view({ act: z.string(), title: z.string(), times: z.int(), excused: z.int(), unrecorded: z.int() })),
  forms: list(
    view({
      form: z.int(),
      title: z.string(),
      made: z.int(),
      voided: z.int().openapi({ description: '重新制作而作废的' }),
    }),
  ),
  review: view({
    submitted: z.int().openapi({ description: '送审的次数' }),
    returned: z.int().openapi({ description: '退回补正材料的次数' }),
    opinions: z.int(),
    days: z.number().optional().openapi({ description: '从受理到出具意见，日历日的中位数' }),
    longest: z.number().optional().openapi({ description: '最长的一次' }),
    outcomes: list(view({ outcome: z.string(), title: z.string(), times: z.int() })),
    units: ReviewCounts.openapi({ description: '按承办机构' }),
    items: ReviewCounts.openapi({ description: '按事项，问题多的在前' }),
    lacking: list(view({ item: z.string(), title: z.string(), times: z.int() })).openapi({
      description: '送审缺少的材料',
    }),
    caught: list(
      view({
        point: z.string(),
        title: z.string(),
        no: z.int().openapi({ description: '审核指出问题' }),
        mended: z.int().openapi({ description: '其中改正后再次审核答“是”的' }),
      }),
    ),
    fines: view({
      decided: z.int().openapi({ description: '可以比较的决定' }),
      lowered: z.int(),
      raised: z.int(),
      difference: z.int().openapi({ description: '决定的罚款比第一次送审的建议多多少，分，可以为负' }),
    }),
  }),
  points: list(
    view({ point: z.string(), title: z.string(), times: z.int().openapi({ description: '法制审核答“否”的次数' }) }),
  ),
  lessons: list(
    view({
      caseId: z.string(),
      title: z.string(),
      unit: z.string(),
      point: z.string().openapi({ description: '扣分的评查项目' }),
      note: z.string().openapi({ description: '扣分的理由' }),
      evaluation: z.string(),
    }),
  ),
  examples: list(
    view({ caseId: z.string(), title: z.string(), unit: z.string(), total: z.number(), evaluation: z.string() }),
  ),
  disputes: list(
    view({
      caseId: z.string(),
      title: z.string(),
      unit: z.string(),
      kind: z.enum(['reconsideration', 'suit', 'appeal']),
      kindTitle: z.string(),
      organ: z.string(),
      document: z.string(),
      on: z.string(),
      answer: z.string().openapi({ description: '答复、答辩的期限和依据' }),
      result: z.string().optional(),
      endedAt: Instant.optional(),
      archived: z.boolean().openapi({ description: '案卷已经归档，可以下载全卷' }),
    }),
  ),
}).openapi('Uses')
export type UsesView = z.infer<typeof UsesView>

const uses = createRoute({
  method: 'get',
  path: '/api/uses',
  tags: ['监督'],
  summary: '记录的使用：近十二个月各机构、各行为、各文书的薄弱环节，可供培训的案卷，复议诉讼中的案件',
  security: session,
  responses: { 200: json(UsesView, '记录的使用'), ...refused(403), ...signedIn },
})

const answers = {
  reconsideration: `收到申请书副本之日起 10 日内答复并提交证据（简易程序 5 日）：${citationText(reconsiderationLaw(48))}、${citationText(reconsiderationLaw(54))}`,
  suit: `收到起诉状副本之日起 15 日内答辩并提交证据：${citationText(litigationLaw(67))}`,
  appeal: '按二审法院的通知答辩',
} as const

/** What a year's records say. Each list is one query and is bounded. */
export const usesOf = async (db: Db, now: string): Promise<UsesView> => {
  const since = `${lastMonths(now)[0]}-01`
  const from = `${since}T00:00:00+08:00`
  const [recorded, dossiers, late, opinions, forms, reviews, outcomes, points, lessons, disputes, events] =
    await Promise.all([
      measured(db, from),
      sql<{ unit: string; dossiers: number; average: number }>`
      select f.unit_name as unit, count(*)::int as dossiers, round(avg(d.total), 1)::float as average
      from dossier_evaluation d join case_file f on f.id = d.case_id
      where d.scored_at >= ${from}::timestamptz group by f.unit_name`.execute(db),
      sql<{ unit: string; late: number }>`
      select f.unit_name as unit, count(*)::int as late from case_limit l join case_file f on f.id = l.case_id
      where l.due >= ${from}::timestamptz and not l.party_right and not l.target and coalesce(l.met_at, ${now}::timestamptz) > l.due
      group by f.unit_name`.execute(db),
      sql<{ unit: string; objected: number }>`
      select f.unit_name as unit, count(*)::int as objected from event e join case_file f on f.id = e.stream_id
      where e.kind = 'case' and e.type = 'give-opinion' and e.happened_at >= ${from}::timestamptz
        and e.data -> 'input' ->> 'outcome' <> 'agree' group by f.unit_name`.execute(db),
      sql<{ form: number; made: number; voided: number }>`
      select p.form, count(*)::int as made, count(n.voided)::int as voided
      from case_paper p left join paper_number n on n.paper = p.id
      where p.at >= ${from}::timestamptz group by p.form having count(n.voided) > 0 order by count(n.voided) desc, p.form limit ${MOST}`.execute(
        db,
      ),
      sql<{ submitted: number; returned: number; days: number | null; longest: number | null }>`
      with told as (
        select type, stream_id, data -> 'strand' ->> 'id' as strand, happened_at from event
        where kind = 'case' and type in ('submit-for-review', 'return-submission', 'accept-review', 'give-opinion')
          and happened_at >= ${from}::timestamptz
      ), taken as (
        select extract(epoch from o.happened_at - a.happened_at) / 86400 as days
        from told o join told a on a.stream_id = o.stream_id and a.strand = o.strand and a.type = 'accept-review'
        where o.type = 'give-opinion'
      )
      select (select count(*)::int from told where type = 'submit-for-review') as submitted,
        (select count(*)::int from told where type = 'return-submission') as returned,
        (select round(percentile_cont(0.5) within group (order by days)::numeric, 1)::float from taken) as days,
        (select round(max(days), 1)::float from taken) as longest`.execute(db),
      sql<{ outcome: keyof typeof reviewOutcomes; times: number }>`
      select data -> 'input' ->> 'outcome' as outcome, count(*)::int as times from event
      where kind = 'case' and type = 'give-opinion' and happened_at >= ${from}::timestamptz
      group by 1 order by 2 desc, 1`.execute(db),
      sql<{ point: string; times: number }>`
      select p.key as point, count(*)::int as times
      from event e, jsonb_each(e.data -> 'input' -> 'points') as p(key, value)
      where e.kind = 'case' and e.type = 'give-opinion' and e.happened_at >= ${from}::timestamptz
        and p.value ->> 'answer' = 'no' group by p.key order by count(*) desc, p.key`.execute(db),
      sql<{
        evaluation: string
        case_id: string
        title: string
        unit: string
        total: number
        notes: readonly { readonly id: string; readonly note: string | null }[]
        points: readonly { readonly id: string; readonly title: string }[]
      }>`
      select e.stream_id as evaluation, f.id as case_id, f.title, f.unit_name as unit, (e.data ->> 'total')::float as total,
        e.data -> 'points' as notes, drawn.data -> 'list' -> 'points' as points
      from event e join case_file f on f.id = e.data ->> 'case'
        join event drawn on drawn.kind = 'evaluation' and drawn.stream_id = e.stream_id and drawn.version = 1
      where e.kind = 'evaluation' and e.type = 'score-dossier' and e.happened_at >= ${from}::timestamptz
      order by e.happened_at desc, f.id limit ${MOST}`.execute(db),
      sql<{
        case_id: string
        title: string
        unit: string
        input: {
          readonly kind: keyof typeof remedyKinds
          readonly organ: string
          readonly document: string
          readonly on: string
        }
        archived: boolean
        result: keyof typeof remedyResults | null
        ended_at: string | null
      }>`
      select f.id as case_id, f.title, f.unit_name as unit, e.data -> 'input' as input, r.sentence as result, r.happened_at as ended_at,
        exists (select from event a where a.kind = 'case' and a.stream_id = f.id and a.type = 'file-dossier') as archived
      from event e join case_file f on f.id = e.stream_id left join lateral (
        select happened_at, data -> 'input' ->> 'result' as sentence from event r
        where r.kind = 'case' and r.stream_id = e.stream_id and r.type = 'record-remedy-result' and r.version > e.version
        order by r.version limit 1) r on true
      where e.kind = 'case' and e.type = 'record-remedy' and e.happened_at >= ${from}::timestamptz
      order by e.happened_at desc, f.id limit ${MOST}`.execute(db),
      reviewEventsSince(db, from),
    ])
  const unrecorded = recorded.filter(({ coverage }) => isOpenGap(coverage))
  const names = new Set(
    [dossiers.rows, late.rows, opinions.rows]
      .flatMap((rows) => rows.map(({ unit }) => unit))
      .concat(unrecorded.map(({ unit_name }) => unit_name)),
  )
  const titleOfPoint = new Map<string, string>(Object.entries(reviewPoints))
  return {
    since,
    units: [...names].sort().map((unit) => {
      const scored = dossiers.rows.find((row) => row.unit === unit)
      return {
        unit,
        dossiers: scored?.dossiers ?? 0,
        ...(scored === undefined ? {} : { average: scored.average }),
        unrecorded: unrecorded.filter(({ unit_name }) => unit_name === unit).length,
        late: late.rows.find((row) => row.unit === unit)?.late ?? 0,
        objected: opinions.rows.find((row) => row.unit === unit)?.objected ?? 0,
      }
    }),
    acts: [...Map.groupBy(recorded, ({ act }) => act)].map(([act, all]) => ({
      act,
      title: recordedActs[act] ?? act,
      times: all.length,
      excused: all.filter(({ coverage }) => !coverage.covered && coverage.excuse?.state === 'granted').length,
      unrecorded: all.filter(({ coverage }) => isOpenGap(coverage)).length,
    })),
    forms: forms.rows.map((row) => ({ ...row, title: formOf(row.form).name })),
    review: reviewOf(reviews.rows[0], outcomes.rows, reviewFigures(events)),
    points: points.rows.map(({ point, times }) => ({ point, title: titleOfPoint.get(point) ?? point, times })),
    lessons: lessons.rows.flatMap(({ evaluation, case_id, title, unit, notes, points: asked }) =>
      notes.flatMap(({ id, note }) =>
        (note ?? '') === ''
          ? []
          : [
              {
                caseId: case_id,
                title,
                unit,
                point: asked.find((each) => each.id === id)?.title ?? id,
                note: note ?? '',
                evaluation,
              },
            ],
      ),
    ),
    examples: lessons.rows
      .filter(({ total }) => total >= EXEMPLARY)
      .map(({ evaluation, case_id, title, unit, total }) => ({ caseId: case_id, title, unit, total, evaluation })),
    disputes: disputes.rows.map(({ case_id, title, unit, input, archived, result, ended_at }) => ({
      caseId: case_id,
      title,
      unit,
      kind: input.kind,
      kindTitle: remedyKinds[input.kind],
      organ: input.organ,
      document: input.document,
      on: input.on,
      answer: answers[input.kind],
      archived,
      ...(result === null ? {} : { result: remedyResults[result] }),
      ...(ended_at === null ? {} : { endedAt: new Date(ended_at).toISOString() }),
    })),
  }
}

const reviewOf = (
  row:
    | {
        readonly submitted: number
        readonly returned: number
        readonly days: number | null
        readonly longest: number | null
      }
    | undefined,
  outcomes: readonly { readonly outcome: keyof typeof reviewOutcomes; readonly times: number }[],
  { units, items, lacking, caught, fines }: ReviewFigures,
): UsesView['review'] => ({
  submitted: row?.submitted ?? 0,
  returned: row?.returned ?? 0,
  opinions: outcomes.reduce((sum, { times }) => sum + times, 0),
  ...(row?.days == null ? {} : { days: row.days }),
  ...(row?.longest == null ? {} : { longest: row.longest }),
  outcomes: outcomes.map(({ outcome, times }) => ({ outcome, title: reviewOutcomes[outcome], times })),
  units,
  items: items.slice(0, MOST),
  lacking: lacking.map(({ item, times }) => ({ item, title: titleOfItem.get(item) ?? item, times })),
  caught,
  fines,
})

const titleOfItem = new Map<string, string>(Object.entries(submissionItems))

export const usesRoutes = (app: Http, journal: Journal): void => {
  app.openapi(uses, async (c) =>
    actorOf(c).roles.some((role) => readers.has(role))
      ? c.json(await usesOf(journal.database.db, journal.clock.now()), 200)
      : refuseWith(c, 403, refusal('not-your-role', '记录的使用情况由监督人员、法规处和局领导查看')),
  )
}
