import type { CaseView } from '../../src/casework/view.ts'
import type { ReviewDossierView } from '../../src/review/dossier-routes.ts'
import type { ReadingView } from '../../src/review/reading-routes.ts'
import type { RecordingView } from '../api.ts'
import { instantText } from '../time.ts'

/** One document of the dossier as who reviews goes through it. */
export interface Document {
  /** `paper:<id>`, `evidence:<id>` …: stands in the address. */
  readonly key: string
  readonly kind: 'paper' | 'evidence' | 'party' | 'proposal' | 'handling' | 'recording' | 'law' | 'like' | 'opinions'
  readonly id: string
  readonly title: string
  readonly group: string
  /** What of it is told as read; left out for what isn't part of the dossier. */
  readonly item?: string
  /** What changed since the last opinion. */
  readonly changed?: string
  readonly opened?: boolean
}

const groups = {
  paper: '文书',
  evidence: '证据',
  party: '当事人',
  proposal: '处理',
  handling: '处理',
} as const

/** Every document, what changed since the last opinion before all others. */
export const documentsOf = (
  view: CaseView,
  dossier: ReviewDossierView,
  recordings: readonly RecordingView[],
  reading: ReadingView | undefined,
): readonly Document[] => {
  const opened = new Set((reading?.opened ?? []).map(({ id }) => id))
  const read = dossier.documents.map(
    ({ id, kind, title, changed }): Document => ({
      key: kind === 'proposal' || kind === 'handling' ? kind : `${kind}:${id}`,
      kind,
      id,
      title: title.replace(/^(证据|当事人)：/, ''),
      group: changed === undefined ? groups[kind] : '上次意见以后的变动',
      item: id,
      opened: opened.has(id),
      ...(changed === undefined ? {} : { changed }),
    }),
  )
  const known = new Set(read.map(({ id }) => id))
  const others = view.papers
    .filter(({ id }) => !known.has(id))
    .map(({ id, title }): Document => ({ key: `paper:${id}`, kind: 'paper', id, title, group: '其他文书' }))
  const beside: readonly Document[] = [
    ...recordings.map(
      ({ id, kindTitle, startedAt }): Document => ({
        key: `recording:${id}`,
        kind: 'recording',
        id,
        title: `${kindTitle} ${instantText(startedAt)}`,
        group: '音像',
      }),
    ),
    ...dossier.citations.map(
      ({ law, article, text }): Document => ({
        key: `law:${law}|${article}`,
        kind: 'law',
        id: `${law}|${article}`,
        title: text,
        group: '适用条文',
      }),
    ),
    ...(dossier.like.length === 0
      ? []
      : [{ key: 'like', kind: 'like', id: '', title: '同类案件的罚款', group: '参考' } as const]),
    ...(dossier.opinions.length === 0
      ? []
      : [{ key: 'opinions', kind: 'opinions', id: '', title: '以前的审核意见', group: '参考' } as const]),
  ]
  const once = new Map([...read, ...beside, ...others].map((each) => [each.key, each]))
  return [...once.values()].toSorted((a, b) => Number(b.changed !== undefined) - Number(a.changed !== undefined))
}
