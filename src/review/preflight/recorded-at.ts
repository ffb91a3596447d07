import { type ActCoverage, type CaseState, isOpenGap } from '../../procedure/index.ts'
import { ofPaper, type Trace } from './check.ts'

/** Milliseconds that are shown before something is missing, so that a person sees how it broke off. */
const BEFORE = 3_000

/** 09:41:20, as the bureau's clocks show it. */
const clock = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(11, 19)

/**
 * Where to look in the recordings of an act: its beginning where it was recorded as asked; else each gap, in what was recorded before
 * it or, at its beginning, after it, and what doesn't hold against its seal. Of an act that nothing shows, its papers.
 */
export const recordedAt = (coverage: ActCoverage, { papers }: CaseState): readonly Trace[] => {
  const { title, from, version, stretches, gaps } = coverage
  const [first] = stretches
  const shown = (words: string, recording: string, at: number): Trace => ({
    title: words,
    recording,
    at: new Date(at).toISOString(),
  })
  if (first === undefined) return papers.filter((paper) => paper.version === version).map(ofPaper)
  const begins = shown(title, first.recording, Math.max(first.from, from))
  if (!isOpenGap(coverage)) return [begins]
  const missing = gaps.flatMap((gap) => {
    const before = stretches.findLast((each) => each.from < gap.from)
    const stretch = before ?? first
    return shown(
      `${clock(gap.from)} 起没有录到`,
      stretch.recording,
      before === undefined ? stretch.from : Math.max(before.from, Math.min(before.until, gap.from) - BEFORE),
    )
  })
  const unsound = stretches
    .filter(({ sound }) => !sound)
    .map((each) => shown(each.damaged === true ? '损坏的一段' : '没有通过校验的录制', each.recording, each.from))
  const all = [...missing, ...unsound]
  return all.length === 0 ? [begins] : all
}
