import { type Citation, citationText } from '../../kernel/index.ts'
import { itemsOf } from '../../procedure/index.ts'
import { type Comparison, type Finding, found, inPaper, onFile } from './finding.ts'
import { citationsIn } from './found.ts'
import { quote } from './paper.ts'

/** The same article; paragraph and item must agree where both name them. */
const same = (a: Citation, b: Citation): boolean =>
  a.law === b.law &&
  a.article === b.article &&
  (a.paragraph === undefined || b.paragraph === undefined || a.paragraph === b.paragraph) &&
  (a.item === undefined || b.item === undefined || a.item === b.item)

/** Forms that rest a penalty, or that none is imposed, on articles. */
const ofPenalty = new Set([35, 37, 43, 44, 45, 46])

/**
 * Articles in running text against those of the case's items. “违反……” names what was breached. What a text rests a penalty on
 * may also be an article of procedure, so it is asked about only where it is of the very law that punishes.
 */
export const articles: Comparison = ({ state: { dossier }, papers }) => {
  const items = itemsOf(dossier)
  if (items.length === 0) return []
  const breached = items.flatMap((item) => item.breached)
  const penalty = items.flatMap((item) => item.penalty)
  const listed = (some: readonly Citation[]) => some.map(citationText).join('、')
  return papers.flatMap((paper) =>
    paper.lines.flatMap(({ field, text }) =>
      citationsIn(text).flatMap(({ value, text: written, at }): Finding[] => {
        if ([...breached, ...penalty].some((each) => same(each, value))) return []
        const before = text.slice(Math.max(0, at - 12), at)
        const place = inPaper(paper, field, quote(text, at, written.length))
        if (/违反了?(?:[^，。；违]{0,4}、?)?$/u.test(before))
          return [
            found(
              'article',
              'differs',
              [place, onFile('违反的规定', listed(breached))],
              `《${paper.title}》写违反${written}，本案处罚事项登记的是违反${listed(breached)}`,
            ),
          ]
        if (
          ofPenalty.has(paper.form) &&
          /(?:依据|依照|根据|按照)$/u.test(before) &&
          penalty.some(({ law }) => law === value.law)
        )
          return [
            found(
              'article',
              'unclear',
              [place, onFile('处罚依据', listed(penalty))],
              `《${paper.title}》引用${written}，本案的处罚依据是${listed(penalty)}，请核对条、款、项`,
            ),
          ]
        return []
      }),
    ),
  )
}
