import type { PaperText } from '../api.ts'

/** The sentences of a record, in their order. */
export const sentencesOf = ({ sections }: Pick<PaperText, 'sections'>): readonly string[] =>
  sections
    .flatMap(({ paragraphs }) => paragraphs)
    .flatMap((paragraph) =>
      paragraph
        .map((span) => ('text' in span ? span.text : `〔${span.masked}〕`))
        .join('')
        .split(/(?<=[。；？！\n])/u),
    )
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')

const clock = /(?<![\d:])([01]?\d|2[0-3])(?:时|:|：)([0-5]?\d)(?:分|(?!\d))/u

/**
 * The second of a recording at which a sentence stands: the time of day that it names, where that lies within the act; otherwise
 * by its place among the others, which is an estimate.
 */
export const secondIn = (
  sentence: string,
  share: number,
  { from, until }: { readonly from: string; readonly until: string },
  startedAt: string,
): { readonly second: number; readonly exact: boolean } => {
  const [begin, end, start] = [Date.parse(from), Date.parse(until), Date.parse(startedAt)]
  const [, hour, minute] = clock.exec(sentence) ?? []
  if (hour !== undefined && minute !== undefined) {
    const day = new Date(begin + 8 * 3_600_000).toISOString().slice(0, 10)
    const named = Date.parse(`${day}T${hour.padStart(2, '0')}:${minute.padStart(2, '0')}:00+08:00`)
    if (named >= begin - 60_000 && named <= end + 60_000) return { second: (named - start) / 1000, exact: true }
  }
  return { second: (begin + (end - begin) * share - start) / 1000, exact: false }
}
