import type { CaseState, CommentFact, OpenedFact, Strand } from '../procedure/index.ts'
import { reviewedSet } from './bound.ts'

/** One document as an opinion says that it was opened. */
export interface Opened {
  readonly id: string
  readonly title: string
  readonly sha256: string
  readonly pages: readonly number[]
  /** Percent. */
  readonly seen: number
  readonly seconds: number
}

/** Of what an opinion reads: what its reviewer had open, as it is now, and the titles of what never was. */
export interface OpenedSet {
  readonly opened: readonly Opened[]
  readonly unopened: readonly { readonly id: string; readonly title: string }[]
}

/** The comments of a case as an opinion refers to them; nothing where there are none. */
export const commented = (
  comments: readonly CommentFact[],
): { readonly comments?: { readonly open: readonly string[]; readonly handled: readonly string[] } } => {
  const of = (state: CommentFact['state']) => comments.filter((each) => each.state === state).map(({ id }) => id)
  return comments.length === 0 ? {} : { comments: { open: of('open'), handled: of('handled') } }
}

/**
 * What one person opened of a review's set. What changed after it was opened counts as not opened; files of the dossier that were
 * opened stand beside the set.
 */
export const openedOf = (
  state: CaseState,
  review: Pick<Strand, 'id'> | undefined,
  person: string,
  readings: readonly OpenedFact[],
): OpenedSet => {
  const mine = readings.filter((each) => each.person === person && each.review === review?.id)
  const set = reviewedSet(state)
  const files = new Map(
    state.dossier.evidence.flatMap(({ files }) => files).map(({ blob, name }) => [`file:${blob}`, name] as const),
  )
  const of = (id: string, title: string, sha256: string): readonly Opened[] =>
    mine
      .filter((each) => each.item === id && each.sha256 === sha256)
      .map(({ pages, seen, seconds }) => ({ id, title, sha256, pages: [...pages], seen, seconds }))
  const opened = set.flatMap(({ id, title, sha256 }) => of(id, title, sha256))
  const known = new Set(opened.map(({ id }) => id))
  return {
    opened: [...opened, ...[...files].flatMap(([id, name]) => of(id, `文件：${name}`, id.slice('file:'.length)))],
    unopened: set.filter(({ id }) => !known.has(id)).map(({ id, title }) => ({ id, title })),
  }
}
