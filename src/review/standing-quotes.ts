import { paperText } from '../documents/index.ts'
import type { CaseState } from '../procedure/index.ts'
import { type Anchor, type Line, linesOfEvidence, linesOfPaper, placeOf } from './anchor.ts'

/** 调查终结报告: written again after a return, the newest takes the place of those before. */
const rewritten = new Set([35])

/** What has become of the place of a comment: as it was, found in the paper that took its place, or changed. */
export interface QuoteStands {
  readonly state: 'same' | 'moved' | 'changed'
  /** Where it is to be opened now. */
  readonly id: string
  /** What the reviewer is told. */
  readonly told?: string
}

export interface Content {
  readonly id: string
  readonly form: number
  readonly title: string
  readonly content: unknown
}

/** The text of a piece of the dossier, line by line; undefined where it isn't in the dossier. */
export const linesIn = (
  state: CaseState,
  papers: readonly Content[],
  { kind, id }: Pick<Anchor, 'kind' | 'id'>,
): readonly Line[] | undefined => {
  if (kind === 'evidence') {
    const found = state.dossier.evidence.find((each) => each.id === id)
    return found === undefined ? undefined : linesOfEvidence(found)
  }
  const paper = papers.find((each) => each.id === id)
  return paper === undefined ? undefined : linesOfPaper(paperText(paper.form, paper.content))
}

/** Holds a comment's quote against the dossier as it is. */
export const quoteStands = (state: CaseState, papers: readonly Content[], anchor: Anchor): QuoteStands => {
  if (anchor.kind === 'recording') return { state: 'same', id: anchor.id }
  const lines = linesIn(state, papers, anchor)
  if (lines === undefined)
    return {
      state: 'changed',
      id: anchor.id,
      told: anchor.kind === 'paper' ? '批注的文书已不在卷内' : '批注的证据已不在卷内',
    }
  const stands = (in_: readonly Line[]) => anchor.quote === undefined || placeOf(in_, anchor) !== undefined
  if (anchor.kind === 'evidence')
    return stands(lines)
      ? { state: 'same', id: anchor.id }
      : { state: 'changed', id: anchor.id, told: '批注引用的文字已经改动' }
  const paper = state.papers.find(({ id }) => id === anchor.id)
  const newest = state.papers.findLast(({ form }) => form === paper?.form)
  if (paper !== undefined && newest !== undefined && newest.id !== paper.id && rewritten.has(paper.form)) {
    const now = linesIn(state, papers, { kind: 'paper', id: newest.id }) ?? []
    return stands(now)
      ? { state: 'moved', id: newest.id, told: `${newest.title}已重新制作，引用的文字还在` }
      : { state: 'changed', id: anchor.id, told: `${newest.title}已重新制作，引用的文字已经改动` }
  }
  return state.strands.some(
    ({ kind, state: now, data }) => kind === 'service' && now === 'voided' && data.paper === anchor.id,
  )
    ? { state: 'changed', id: anchor.id, told: '批注的文书已经作废' }
    : { state: 'same', id: anchor.id }
}
