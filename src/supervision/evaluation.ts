import { createHash } from 'node:crypto'
import { dayOf } from '../calendar/index.ts'
import type { Json, NewEvent, StreamKind } from '../journal/index.ts'
import { type Actor, accept, law, type Result, type Role, refusal, refuse } from '../kernel/index.ts'
import { sql } from '../platform/index.ts'
import { type EvaluationList, standingOf } from '../registry/index.ts'

/**
 * Evaluation of dossiers (案卷评查, 执法监督暂行规定 art. 7 and 11): closed cases are drawn by lot, and scored by the standard of the day.
 * The lot can be drawn again by anybody who has the seed and the cases of the period: see `drawn`.
 */

const basis = [law('市场监督管理执法监督暂行规定')(11)]
const evaluators: readonly Role[] = ['supervisor', 'legal-affairs']

export interface Score {
  readonly case: string
  readonly points: readonly { readonly id: string; readonly got: number; readonly note?: string }[]
  readonly total: number
  readonly passed: boolean
  readonly by: { readonly id: string; readonly name: string }
  readonly at: string
}

export interface Evaluation {
  readonly title: string
  /** Days, both included, between which the cases were closed. */
  readonly from: string
  readonly until: string
  readonly seed: string
  /** How many closed cases there were to draw from. */
  readonly population: number
  readonly cases: readonly string[]
  readonly list: EvaluationList
  readonly listVersion: number
  readonly by: { readonly id: string; readonly name: string }
  readonly at: string
  readonly scores: readonly Score[]
}

export type EvaluationCommand =
  | {
      readonly do: 'draw'
      readonly title: string
      readonly from: string
      readonly until: string
      readonly size: number
      readonly seed: string
    }
  | {
      readonly do: 'score'
      readonly case: string
      readonly points: readonly { readonly id: string; readonly got: number; readonly note?: string }[]
    }

export interface EvaluationFacts {
  /** Closed within the period, in any order. */
  readonly closed: readonly string[]
  readonly list?: { readonly data: EvaluationList; readonly version: number }
  /** Who handled the case that is scored. */
  readonly handlers: readonly string[]
}

/** Draws by lot: the cases in the order of SHA-256(seed, a line feed, the case's id) in hex; the first are drawn. */
export const drawn = (seed: string, cases: readonly string[], size: number): readonly string[] =>
  cases
    .map((id) => [createHash('sha256').update(`${seed}\n${id}`).digest('hex'), id] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, size)
    .map(([, id]) => id)

export const decideEvaluation = (
  state: Evaluation | undefined,
  command: EvaluationCommand,
  facts: EvaluationFacts,
  { actor }: { readonly actor: Actor },
): Result<readonly NewEvent[]> => {
  const event = (type: string, data: object): Result<readonly NewEvent[]> =>
    accept([{ type, data: JSON.parse(JSON.stringify(data)) as Readonly<Record<string, Json>> }])
  if (!actor.roles.some((role) => evaluators.includes(role)))
    return refuse(refusal('not-your-role', '案卷评查由监督人员和法规处进行', { basis }))
  if (command.do === 'draw') {
    if (state !== undefined) return refuse(refusal('drawn-before', '这次评查已经抽取'))
    const { title, from, until, size, seed } = command
    if (from > until) return refuse(refusal('bad-period', '结束的日期不能早于开始', { field: 'until' }))
    if (facts.list === undefined)
      return refuse(refusal('no-standard', '还没有现行有效的案卷评查标准，请法规处先制定', { basis }))
    if (facts.closed.length === 0) return refuse(refusal('no-cases', '这段时间没有结案的案件', { field: 'from' }))
    return event('draw-dossiers', {
      title,
      from,
      until,
      seed,
      population: facts.closed.length,
      cases: drawn(seed, facts.closed, size),
      list: facts.list.data,
      listVersion: facts.list.version,
    })
  }
  if (state === undefined) return refuse(refusal('no-evaluation', '没有这次评查，请返回列表'))
  if (!state.cases.includes(command.case)) return refuse(refusal('not-drawn', '这个案件没有被抽中', { field: 'case' }))
  if (state.scores.some((score) => score.case === command.case))
    return refuse(refusal('scored-before', '这个案件已经评查，结果不能再改'))
  if (facts.handlers.includes(actor.id)) return refuse(refusal('own-case', '自己办理的案件由别人评查', { basis }))
  const wrong = state.list.points.flatMap(({ id, title, full }) => {
    const point = command.points.find((each) => each.id === id)
    if (point === undefined) return [refusal('unscored', `“${title}”还没有评分`, { field: id })]
    if (point.got > full) return [refusal('more-than-full', `“${title}”最多 ${full} 分`, { field: id })]
    if (point.got < full && (point.note ?? '') === '')
      return [refusal('no-note', `“${title}”扣了分，请写明扣分的理由`, { field: id, basis })]
    return []
  })
  if (wrong.length > 0) return refuse(...wrong)
  const points = state.list.points.flatMap(({ id }) => command.points.find((each) => each.id === id) ?? [])
  const total = points.reduce((sum, { got }) => sum + got, 0)
  return event('score-dossier', { case: command.case, points, total, passed: total >= state.list.passing })
}

export const evolveEvaluation = (
  state: Evaluation | undefined,
  {
    type,
    data,
    actor,
    enteredAt,
  }: {
    readonly type: string
    readonly data: NewEvent['data']
    readonly actor: { readonly id: string; readonly name: string }
    readonly enteredAt: string
  },
): Evaluation | undefined => {
  const by = { id: actor.id, name: actor.name }
  if (type === 'draw-dossiers')
    return { ...(data as unknown as Omit<Evaluation, 'by' | 'at' | 'scores'>), by, at: enteredAt, scores: [] }
  if (state === undefined || type !== 'score-dossier') return state
  const score = data as unknown as Omit<Score, 'by' | 'at'>
  return { ...state, scores: [...state.scores, { ...score, by, at: enteredAt }] }
}

export const evaluationStream: StreamKind<Evaluation | undefined, EvaluationCommand, EvaluationFacts> = {
  kind: 'evaluation',
  stateVersion: 1,
  initial: undefined,
  facts: (requests, db) =>
    Promise.all(
      requests.map(async ({ command, now }) => {
        if (command.do === 'score') {
          const { rows } = await sql<{ handlers: readonly string[] }>`
            select handlers from case_file where id = ${command.case}`.execute(db)
          return { closed: [], handlers: rows[0]?.handlers ?? [] }
        }
        const [{ rows }, standing] = await Promise.all([
          sql<{ id: string }>`
            select distinct e.stream_id as id from event e join case_file f on f.id = e.stream_id and f.final
            where e.kind = 'case' and e.type in ('approve-closing', 'close-on-the-spot')
              and (e.happened_at at time zone 'Asia/Shanghai')::date between ${command.from}::date and ${command.until}::date`.execute(
            db,
          ),
          standingOf(db, [{ kind: 'evaluation-list', id: 'main' }]),
        ])
        const list = standing('evaluation-list', 'main', dayOf(now))
        return {
          closed: rows.map(({ id }) => id),
          handlers: [],
          ...(list === undefined ? {} : { list: { data: list.data, version: list.version } }),
        }
      }),
    ),
  decide: decideEvaluation,
  evolve: evolveEvaluation,
  projections: [
    {
      table: 'dossier_evaluation',
      columns: {
        evaluation: 'text',
        case_id: 'text',
        drawn_at: 'timestamptz',
        scored_at: 'timestamptz',
        total: 'integer',
        passed: 'boolean',
        lost: 'jsonb',
      },
      key: ['evaluation', 'case_id'],
      indexes: ['(drawn_at)', '(case_id)'],
      rows: (evaluation, state) =>
        (state?.cases ?? []).map((id) => {
          const score = state?.scores.find((each) => each.case === id)
          return {
            evaluation,
            case_id: id,
            drawn_at: state?.at ?? '',
            scored_at: score?.at ?? null,
            total: score?.total ?? null,
            passed: score?.passed ?? null,
            // The points on which something was taken off, by their titles: where the bureau is weak.
            lost: (score?.points ?? []).flatMap(({ id: point, got }) => {
              const asked = state?.list.points.find((each) => each.id === point)
              return asked !== undefined && got < asked.full ? [asked.title] : []
            }) as never,
          }
        }),
    },
  ],
}
