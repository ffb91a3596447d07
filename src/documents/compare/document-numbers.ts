import { type Comparison, type Finding, found, inPaper, onFile } from './finding.ts'
import { numbersIn } from './found.ts'
import { quote } from './paper.ts'

/** 澄市监罚告: the words of a number without year and count. */
const seriesIn = (number: string): string => number.slice(0, number.indexOf('〔'))

/** The last characters of what was read that make a known number: before it may stand any words. */
const endsWith = (read: string, known: ReadonlySet<string>): boolean =>
  [...known].some((number) => read.endsWith(number))

/**
 * Numbers of documents cited in running text. Said of a paper by its name, the number is the one that this paper bears in the case;
 * a number alone of one of the case's series may be that of an earlier case.
 */
export const documentNumbers: Comparison = ({ state, papers }) => {
  const byTitle = new Map<string, string[]>()
  for (const { title, number } of [
    ...state.papers.map((paper) => ({ title: paper.title, number: paper.number?.text })),
    ...papers,
  ])
    if (number !== undefined) byTitle.set(title, [...(byTitle.get(title) ?? []), number])
  const known = new Set([...byTitle.values()].flat())
  if (state.dossier.number !== undefined) known.add(state.dossier.number)
  if (state.dossier.revoked !== undefined) known.add(state.dossier.revoked.number)
  const series = new Set([...known].map(seriesIn))
  return papers.flatMap((paper) =>
    paper.lines.flatMap(({ field, text }) =>
      numbersIn(text).flatMap(({ value, text: written, at }): Finding[] => {
        if (endsWith(value, known)) return []
        const place = inPaper(paper, field, quote(text, at, written.length))
        const called = /《([^《》]{2,30})》[（(]?\s*$/u.exec(text.slice(0, at))?.[1]
        const ours = called === undefined ? undefined : byTitle.get(called)?.at(-1)
        if (called !== undefined && ours !== undefined)
          return [
            found(
              'number',
              'differs',
              [place, onFile(`《${called}》文号`, ours)],
              `《${paper.title}》写《${called}》的文号是 ${written}，本案的是 ${ours}`,
            ),
          ]
        const like = [...series].find((each) => seriesIn(value).endsWith(each))
        if (like === undefined) return []
        const nearest = [...known].find((number) => seriesIn(number) === like) ?? like
        return [
          found(
            'number',
            'unclear',
            [place, onFile('本案文号', nearest)],
            `《${paper.title}》引用的 ${written} 不是本案的文号，请核对是不是另一案件的`,
          ),
        ]
      }),
    ),
  )
}
