/**
 * Where a comment stands: a quoted passage with the line that it was in and what stood before it, so that it is found again
 * however the page is drawn; of a recording, a second. Pure, and used by the desk as well.
 */
export interface Anchor {
  readonly kind: 'paper' | 'evidence' | 'recording'
  /** Of the paper, the evidence or the recording. */
  readonly id: string
  /** The line: `0.3` is the fourth paragraph of the first section; of evidence, its field. */
  readonly path?: string
  readonly quote?: string
  /** What stood before the quote in its line; tells two like passages apart. */
  readonly before?: string
  readonly second?: number
}

export interface Line {
  readonly path: string
  readonly text: string
}

/** Characters that are kept of what stands before a quote. */
export const BEFORE = 24

type Sections = readonly {
  readonly paragraphs: readonly (readonly ({ readonly text: string } | { readonly masked: string })[])[]
}[]

/** A paper's text, line by line; what is masked has its own words. */
export const linesOfPaper = (sections: Sections): readonly Line[] =>
  sections.flatMap(({ paragraphs }, section) =>
    paragraphs.map((spans, paragraph) => ({
      path: `${section}.${paragraph}`,
      text: spans.map((span) => ('text' in span ? span.text : span.masked)).join(''),
    })),
  )

/** What is written about a piece of evidence, field by field. */
export const linesOfEvidence = ({
  title,
  proves,
  source,
}: {
  readonly title: string
  readonly proves: string
  readonly source: string
}): readonly Line[] => [
  { path: 'title', text: title },
  { path: 'proves', text: proves },
  { path: 'source', text: source },
]

export interface Placed {
  readonly path: string
  readonly start: number
  readonly end: number
}

const occurrences = (text: string, quote: string): readonly number[] => {
  const found: number[] = []
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) found.push(at)
  return found
}
const likeness = (text: string, at: number, before: string): number => {
  let same = 0
  while (same < before.length && text[at - 1 - same] === before[before.length - 1 - same]) same++
  return same
}

/**
 * Where a passage stands in these lines: in its own line, before all others; of several like ones that with the same words before
 * it. Undefined where it isn't there any more.
 */
export const placeOf = (
  lines: readonly Line[],
  { path, quote = '', before = '' }: Pick<Anchor, 'path' | 'quote' | 'before'>,
): Placed | undefined => {
  if (quote === '') return undefined
  const all = lines.flatMap((line) =>
    occurrences(line.text, quote).map((start) => ({
      path: line.path,
      start,
      end: start + quote.length,
      likeness: likeness(line.text, start, before) + (line.path === path ? BEFORE + 1 : 0),
    })),
  )
  const [best] = all.toSorted((a, b) => b.likeness - a.likeness)
  return best === undefined ? undefined : { path: best.path, start: best.start, end: best.end }
}

/** The anchor of what was chosen in a line. */
export const anchorOf = (
  of: Pick<Anchor, 'kind' | 'id'>,
  { path, text }: Line,
  start: number,
  end: number,
): Anchor => ({
  ...of,
  path,
  quote: text.slice(start, end),
  before: text.slice(Math.max(0, start - BEFORE), start),
})

/** A line cut where marks begin and end: each piece with the marks that cover it. */
export const pieces = <Mark extends { readonly start: number; readonly end: number }>(
  length: number,
  marks: readonly Mark[],
): readonly { readonly start: number; readonly end: number; readonly marks: readonly Mark[] }[] => {
  const cuts = [...new Set([0, length, ...marks.flatMap(({ start, end }) => [start, end])])]
    .filter((cut) => cut >= 0 && cut <= length)
    .sort((a, b) => a - b)
  return cuts.slice(0, -1).map((start, n) => {
    const end = cuts[n + 1] ?? length
    return { start, end, marks: marks.filter((mark) => mark.start <= start && end <= mark.end) }
  })
}
