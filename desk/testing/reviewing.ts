import type { CaseView } from '../../src/casework/view.ts'
import type { CommentsView } from '../../src/review/comment-routes.ts'
import type { ReviewDossierView } from '../../src/review/dossier-routes.ts'
import type { ReadingView } from '../../src/review/reading-routes.ts'

/** What a reviewer has before them of any case here. */
export const reviewDossierOf = (view: CaseView): ReviewDossierView => ({
  documents: [
    ...view.papers.slice(0, 6).map(({ id, title }) => ({ id, kind: 'paper' as const, title })),
    ...view.evidence.map(({ id, title }) => ({ id, kind: 'evidence' as const, title: `证据：${title}` })),
    ...view.parties.map(({ id, name }) => ({ id, kind: 'party' as const, title: `当事人：${name}` })),
    { id: 'proposal', kind: 'proposal', title: '处罚建议', changed: '处罚建议在审核后有变动' },
  ],
  gone: [],
  opinions: [
    {
      title: '审核意见',
      by: '冯审核',
      at: '2026-03-09T02:00:00.000Z',
      outcome: '建议补充调查',
      opinion: '请补充进货票据。',
      noes: [{ title: '案件事实是否清楚、证据是否充分', reason: '缺少书证' }],
    },
  ],
  citations: view.item?.breached ?? [],
  like: [
    {
      item: view.item?.name ?? '经营超过保质期的食品',
      cases: 12,
      min: 500_000,
      low: 1_000_000,
      median: 2_000_000,
      high: 3_000_000,
      max: 5_000_000,
    },
  ],
  proposed: 5_000_000,
})

export const readingOf = (view: CaseView): ReadingView => {
  const [first, ...rest] = reviewDossierOf(view).documents
  return {
    review: 'review',
    opened:
      first === undefined
        ? []
        : [{ id: first.id, title: first.title, sha256: 'a'.repeat(64), pages: [], seen: 100, seconds: 65 }],
    unopened: rest.map(({ id, title }) => ({ id, title })),
  }
}

/** One open comment on the first evidence, which a reviewer may answer. */
export const commentsOf = (view: CaseView): CommentsView => {
  const [evidence] = view.evidence
  return {
    comments:
      evidence === undefined || view.review === undefined
        ? []
        : [
            {
              id: 'comment',
              anchor: {
                kind: 'evidence',
                id: evidence.id,
                path: 'proves',
                quote: evidence.proves.slice(0, 4),
                before: '',
              },
              title: evidence.title,
              state: 'open',
              stateTitle: '待处理',
              place: 'same',
              opens: evidence.id,
              said: [
                {
                  kind: 'comment',
                  kindTitle: '批注',
                  by: '冯审核',
                  at: '2026-03-09T02:00:00.000Z',
                  text: '数量从何而来？请补充凭证。',
                },
              ],
            },
          ],
    open: evidence === undefined || view.review === undefined ? 0 : 1,
    handled: 0,
    reviews: true,
    handles: true,
  }
}
