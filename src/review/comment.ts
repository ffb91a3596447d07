import type { Json, StreamKind } from '../journal/index.ts'
import { type Actor, accept, refusal, refuse } from '../kernel/index.ts'
import { type Db, sql } from '../platform/index.ts'
import type { CommentFact } from '../procedure/index.ts'
import type { Anchor } from './anchor.ts'

/** Comments that a case may have. */
export const MOST = 300

export interface Said {
  readonly kind: 'comment' | 'answer' | 'handled' | 'reopened'
  readonly by: { readonly id: string; readonly name: string }
  readonly at: string
  readonly text: string
}

/** 批注: what a reviewer remarks on one place of the dossier, and what became of it. A stream of its own. */
export interface Comment {
  readonly caseId: string
  /** Strand of the review in which it was made. */
  readonly review: string
  readonly anchor: Anchor
  readonly state: 'open' | 'handled'
  /** The comment itself comes first. */
  readonly said: readonly Said[]
}

export type CommentCommand =
  | {
      readonly do: 'comment'
      readonly caseId: string
      readonly review: string
      readonly anchor: Anchor
      readonly text: string
    }
  | { readonly do: 'answer' | 'handle' | 'reopen'; readonly text: string }

/** Who handles the case, who ever did, and how many comments it has. */
export interface CommentFacts {
  readonly handlers: readonly string[]
  readonly handled: readonly string[]
  readonly comments: number
}

/** Who may do what with comments of a case: reviewers make and reopen them, handlers handle them, both answer. */
export const commenting = (
  { id, roles }: Pick<Actor, 'id' | 'roles'>,
  { handlers, handled }: Pick<CommentFacts, 'handlers' | 'handled'>,
) => ({
  reviews: roles.includes('reviewer') && !handled.includes(id),
  handles: handlers.includes(id),
})

const events = {
  comment: 'comment-on-dossier',
  answer: 'answer-comment',
  handle: 'handle-comment',
  reopen: 'reopen-comment',
} as const
const kinds: Readonly<Record<string, Said['kind']>> = {
  'comment-on-dossier': 'comment',
  'answer-comment': 'answer',
  'handle-comment': 'handled',
  'reopen-comment': 'reopened',
}

const notReviewer = refusal('not-the-reviewer', '批注由没有办过本案的审核人员作出；您可以答复或者说明处理情况')
const notHandler = refusal('not-handling', '批注由本案办案人员标记为已处理')
const neither = refusal('not-of-the-review', '批注由审核人员和本案办案人员答复')

export const commentStream: StreamKind<Comment | undefined, CommentCommand, CommentFacts> = {
  kind: 'review-comment',
  stateVersion: 1,
  initial: undefined,
  async facts(requests, db) {
    const cases = requests.map(({ state, command }) =>
      command.do === 'comment' ? command.caseId : (state?.caseId ?? ''),
    )
    const { rows } = await sql<{
      id: string
      handlers: readonly { id: string }[]
      handled: string[]
      comments: number
    }>`
      select id, state -> 'dossier' -> 'handlers' as handlers, state -> 'dossier' -> 'handled' as handled,
        (select count(*)::int from review_comment c where c.case_id = s.id) as comments
      from stream s where kind = 'case' and id = any(${[...new Set(cases)]}::text[])`.execute(db)
    const of = new Map(rows.map((row) => [row.id, row]))
    return cases.map((id) => {
      const { handlers = [], handled = [], comments = 0 } = of.get(id) ?? {}
      return { handlers: handlers.map((each) => each.id), handled, comments }
    })
  },
  decide: (state, command, facts, { actor }) => {
    const may = commenting(actor, facts)
    const told = (data: { readonly [key: string]: Json | undefined }) => accept([{ type: events[command.do], data }])
    if (command.do === 'comment') {
      if (state !== undefined) return refuse(refusal('commented-before', '这条批注已经写下'))
      if (!may.reviews) return refuse(notReviewer)
      if (facts.comments >= MOST)
        return refuse(refusal('too-many-comments', `一案最多 ${MOST} 条批注，请把意见合并后写进审核意见`))
      return told({ case: command.caseId, review: command.review, anchor: { ...command.anchor }, text: command.text })
    }
    if (state === undefined) return refuse(refusal('no-comment', '没有这条批注，请刷新页面'))
    if (command.do === 'answer' && !may.reviews && !may.handles) return refuse(neither)
    if (command.do === 'handle') {
      if (!may.handles) return refuse(notHandler)
      if (state.state === 'handled')
        return refuse(refusal('handled-before', '这条批注已经标记为已处理，补充说明请写在答复里'))
    }
    if (command.do === 'reopen') {
      if (!may.reviews) return refuse(notReviewer)
      if (state.state === 'open') return refuse(refusal('still-open', '这条批注还没有处理，不需要重新提出'))
    }
    return told({ case: state.caseId, text: command.text })
  },
  evolve: (state, { type, data, actor, enteredAt }) => {
    const said: Said = {
      kind: kinds[type] ?? 'answer',
      by: { id: actor.id, name: actor.name },
      at: enteredAt,
      text: String(data.text),
    }
    if (state === undefined)
      return {
        caseId: String(data.case),
        review: String(data.review),
        anchor: data.anchor as unknown as Anchor,
        state: 'open',
        said: [said],
      }
    return {
      ...state,
      state: said.kind === 'handled' ? 'handled' : said.kind === 'reopened' ? 'open' : state.state,
      said: [...state.said, said],
    }
  },
  subject: (state, streamId) => state?.caseId ?? streamId,
  projections: [
    {
      table: 'review_comment',
      columns: { id: 'text', case_id: 'text', state: 'text', at: 'timestamptz' },
      key: ['id'],
      indexes: ['(case_id, at)'],
      rows: (id, comment) =>
        comment === undefined
          ? []
          : [{ id, case_id: comment.caseId, state: comment.state, at: comment.said[0]?.at ?? null }],
    },
  ],
}

/** Comments of these cases, by their state: one query, however many cases. */
export const commentsOfCases = async (
  db: Db,
  cases: readonly string[],
): Promise<(caseId: string) => readonly CommentFact[]> => {
  const ids = [...new Set(cases)].filter((id) => id !== '')
  if (ids.length === 0) return () => []
  const { rows } = await sql<CommentFact & { readonly case_id: string }>`
    select case_id, id, state from review_comment where case_id = any(${ids}::text[]) order by at, id`.execute(db)
  const of = Map.groupBy(rows, ({ case_id }) => case_id)
  return (caseId) => (of.get(caseId) ?? []).map(({ id, state }) => ({ id, state }))
}

/** A case's comments, oldest first; never more than `MOST`. */
export const commentsOf = async (
  db: Db,
  caseId: string,
): Promise<readonly { readonly id: string; readonly comment: Comment }[]> => {
  const { rows } = await sql<{ id: string; comment: Comment }>`
    select c.id, s.state as comment from review_comment c join stream s on s.kind = 'review-comment' and s.id = c.id
    where c.case_id = ${caseId} order by c.at, c.id limit ${MOST}`.execute(db)
  return rows
}
