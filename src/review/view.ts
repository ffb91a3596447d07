import type { ReviewView } from '../casework/index.ts'
import { type CaseState, type Facts, type Strand, withdrew } from '../procedure/index.ts'
import { assignedTo } from './assignment.ts'
import { changedSince, lastReview, type ReadItem, readIn } from './bound.ts'
import type { OpenedSet } from './opened.ts'
import { type LadderStep, ladderOutcomes, ladderTitles, reviewOutcomes } from './outcomes.ts'
import { reviewPoints } from './penalty.ts'
import { countingScope } from './scope.ts'

const kinds = { legal: '法制审核', case: '案件审核' } as const
const states = {
  submitted: '已送审，等待受理',
  accepted: '审核中',
  returned: '材料已退回',
  passed: '审核通过',
  'sent-back': '未通过，已退回',
  amending: '同意，须按意见修改',
  disputed: '有分歧，等待复审',
  upheld: '复审维持审核意见',
  referred: '有分歧，等待法制机构负责人的意见',
  'upheld-again': '法制机构负责人维持审核意见',
  'to-discuss': '有分歧，等待集体讨论',
  settled: '集体讨论维持审核意见',
  void: '审核意见已失效',
} as const

/** While it is in these states the review waits for its reviewer. */
const awaiting = new Set<string>(['accepted', 'amending'])
const underWay = new Set<string>(['submitted', 'accepted'])
const reviewerOf = ({ data }: Strand): string => (data.reviewer as { readonly id?: string } | undefined)?.id ?? ''

/** The newest review of a case as the desk shows it: what it is bound to, and what of that has changed since. */
export const reviewView = (state: CaseState, facts?: Pick<Facts, 'reviewScope'>): ReviewView | undefined => {
  const review = lastReview(state)
  if (review === undefined) return undefined
  // While it is under way a later list may ask more.
  const scope = facts !== undefined && underWay.has(review.state) ? countingScope(state, facts) : state.dossier.review
  const kind = scope?.kind ?? 'case'
  const bound = review.state === 'passed' || review.state === 'amending'
  const read = (bound ? readIn(review) : (review.data.read ?? review.data.submitted ?? [])) as readonly ReadItem[]
  const changes = bound ? changedSince(read, state) : new Map<string, string>()
  const withdrawn = awaiting.has(review.state) && withdrew(state, reviewerOf(review))
  const now = review.state === 'passed' && changes.size > 0 ? 'void' : (review.state as keyof typeof states)
  const assigned = review.state === 'submitted' ? assignedTo(review, state) : undefined
  const {
    asked = reviewPoints,
    reviewer,
    outcome,
    opinion,
    points,
    missing,
    ladder = [],
    opened = [],
    unopened = [],
  } = review.data as Partial<OpenedSet> & {
    readonly asked?: Readonly<Record<string, string>>
    readonly ladder?: readonly LadderStep[]
    readonly reviewer?: { readonly id: string; readonly name: string }
    readonly outcome?: keyof typeof reviewOutcomes
    readonly opinion?: string
    readonly points?: Readonly<Record<string, { readonly answer: string; readonly reason?: string } | undefined>>
    readonly missing?: string
  }
  const papers = new Set(state.papers.map(({ id }) => id))
  const evidence = new Set(state.dossier.evidence.map(({ id }) => id))
  const known = new Set(read.map(({ id }) => id))
  return {
    kind,
    kindTitle: kinds[kind],
    because: [...(scope?.because ?? [])],
    state: now,
    ...(assigned === undefined ? {} : { assigned: { id: assigned.id, name: assigned.name } }),
    stateTitle:
      assigned !== undefined
        ? '已分派，等待受理'
        : withdrawn
          ? `${states[now]}，原审核人员已经回避，由他人继续`
          : states[now],
    ...(reviewer === undefined || withdrawn ? {} : { reviewer }),
    ...(outcome === undefined
      ? missing === undefined
        ? {}
        : { opinion: missing }
      : { opinion: `${reviewOutcomes[outcome]}。${opinion ?? ''}` }),
    ladder: ladder.map(({ step, by, at, outcome: said, opinion: words }) => ({
      title: ladderTitles[step],
      by: by.name,
      at,
      ...(said === undefined ? {} : { outcome: ladderOutcomes[said] }),
      opinion: words,
    })),
    read: [
      ...read.map(({ id, title, sha256 }) => {
        const changed = changes.get(id)
        return {
          title,
          sha256,
          ...(changed === undefined ? {} : { changed }),
          ...(papers.has(id) ? { href: `/api/papers/${id}.pdf` } : {}),
          ...(evidence.has(id) ? { evidence: id } : {}),
        }
      }),
      ...[...changes]
        .filter(([id]) => !known.has(id))
        .map(([, changed]) => ({ title: changed.replace(/^审核后新增/, ''), sha256: '', changed })),
    ],
    opened: opened.map(({ title, pages, seen, seconds }) => ({ title, pages: [...pages], seen, seconds })),
    unopened: unopened.map(({ title }) => title),
    points: Object.entries(asked).map(([name, title]) => {
      const found = points?.[name]
      return {
        title,
        ...(found === undefined ? {} : { answer: found.answer === 'yes' ? '是' : '否' }),
        ...(found?.reason === undefined || found.reason === '' ? {} : { reason: found.reason }),
      }
    }),
  }
}
