import { yuan } from '../../kernel/index.ts'
import type { Dossier, Penalty } from '../../procedure/index.ts'
import { type Comparison, type Finding, found, inPaper, onFile } from './finding.ts'
import { amountsIn, figuresIn, wordAmountsIn } from './found.ts'
import { quote, type ReadPaper } from './paper.ts'

/** 伍仟元整（¥5,000.00元）: an amount said in words and at once in figures is one amount. */
export const wordsAndFigures: Comparison = ({ papers }) =>
  papers.flatMap((paper) =>
    paper.lines.flatMap(({ field, text }) => {
      const figures = figuresIn(text)
      return wordAmountsIn(text).flatMap((words) => {
        const after = words.at + words.text.length
        const beside = figures.find(
          ({ at, text: written }) =>
            (at >= after && /^[（(](?:小写)?[:：]?(?:人民币|RMB)?[¥￥]?\s*$/u.test(text.slice(after, at))) ||
            (at + written.length <= words.at &&
              /^[（(](?:大写)?[:：]?(?:人民币)?\s*$/u.test(text.slice(at + written.length, words.at))),
        )
        if (beside === undefined || beside.value === words.value) return []
        return [
          found(
            'amount',
            'differs',
            [inPaper(paper, field, words.text), inPaper(paper, field, beside.text)],
            `《${paper.title}》的大写“${words.text}”与小写“${beside.text}”不是同一个数`,
          ),
        ]
      })
    }),
  )

const proposing = '建议|拟|决定|给予|处以|处|并处|应当|予以|作出'
const fined = new RegExp(`(${proposing})?(?:当事人|你单位|你（单位）)?罚款(?:人民币)?[¥￥]?\\s*$`, 'u')
const gained = /违法所得(?:共计|合计|金额|为|是|计)?(?:人民币)?[¥￥]?\s*$/u
const valued = /货值(?:金额)?(?:共计|合计|为|是|计)?(?:人民币)?[¥￥]?\s*$/u

/** What others said, and what was said of earlier cases: not the bureau's own account of this penalty. */
const othersWords = /陈述|申辩|意见|答|问|请求|诉|线索|来源/u

/** Forms that propose, notify or impose the penalty. */
const ofPenalty = new Set([35, 36, 37, 40, 41, 42, 43, 44, 45])

/** Amounts of one kind of penalty in the lines in which a paper proposes or imposes it. */
const ownAmounts = (paper: ReadPaper, kind: string): ReadonlySet<number> => {
  const lines = Array.isArray(paper.content.penalty) ? paper.content.penalty : []
  return new Set(
    lines
      .filter((line): line is string => typeof line === 'string')
      .flatMap((line) => line.split(/[；。]/u).filter((each) => each.includes(kind)))
      .flatMap((each) => amountsIn(each).map(({ value }) => value)),
  )
}

/** What the penalties of a case are measured by: 货值金额, 违法经营额 or 广告费用. */
const measuresOf = ({ decision, notice, proposal }: Dossier): readonly number[] =>
  [decision?.penalty, notice?.penalty, proposal]
    .flatMap((penalty): readonly Pick<Penalty, 'baseValue'>[] =>
      penalty === undefined ? [] : [penalty, ...(penalty.parts ?? [])],
    )
    .flatMap(({ baseValue }) => (baseValue === undefined ? [] : [baseValue]))

/** Amounts in running text against those with which the penalty is measured: the fine, the gains, the value of the goods. */
export const penaltyAmounts: Comparison = ({ state: { dossier }, papers }) => {
  const values = measuresOf(dossier)
  return papers
    .filter(({ form }) => ofPenalty.has(form))
    .flatMap((paper) => {
      const [fines, gains] = [ownAmounts(paper, '罚款'), ownAmounts(paper, '没收违法所得')]
      const own = new Set(Array.isArray(paper.content.penalty) ? paper.content.penalty : [])
      return paper.lines
        .filter(({ field, text }) => !own.has(text) && !othersWords.test(field) && !/陈述申辩/u.test(text))
        .flatMap(({ field, text }) =>
          amountsIn(text).flatMap(({ value, text: written, at }): Finding[] => {
            const before = text.slice(Math.max(0, at - 24), at)
            const place = inPaper(paper, field, quote(text, at, written.length))
            const told = fined.exec(before)
            if (told !== null && fines.size > 0 && !fines.has(value)) {
              const ours = [...fines].map((fen) => `${yuan(fen)} 元`).join('、')
              return [
                found(
                  'amount',
                  told[1] === undefined ? 'unclear' : 'differs',
                  [place, inPaper(paper, '处罚内容', `罚款 ${ours}`)],
                  told[1] === undefined
                    ? `《${paper.title}》的文字中有“罚款${written}”，处罚内容是罚款 ${ours}，请核对说的是不是这次处罚`
                    : `《${paper.title}》的文字写“${told[1]}罚款${written}”，处罚内容是罚款 ${ours}`,
                ),
              ]
            }
            // What was given back to those who paid isn't confiscated (行政处罚法 art. 28 (2)).
            const returned = /退还|退赔|退款/u.test(text.slice(at, at + 80))
            if (gained.test(before) && !returned && own.size > 0 && !gains.has(value)) {
              const ours = [...gains].map((fen) => `${yuan(fen)} 元`).join('、')
              return [
                found(
                  'amount',
                  gains.size > 0 ? 'differs' : 'unclear',
                  [place, inPaper(paper, '处罚内容', gains.size > 0 ? `没收违法所得 ${ours}` : '没有没收违法所得')],
                  gains.size > 0
                    ? `《${paper.title}》的文字写违法所得${written}，处罚内容是没收违法所得 ${ours}`
                    : `《${paper.title}》的文字写违法所得${written}，处罚内容没有没收违法所得，请核对`,
                ),
              ]
            }
            if (valued.test(before) && values.length > 0 && !values.includes(value))
              return [
                found(
                  'amount',
                  'unclear',
                  [place, onFile('裁量所按的货值或者经营额', `${yuan(values[0] ?? 0)} 元`)],
                  `《${paper.title}》写货值${written}，处罚建议按 ${yuan(values[0] ?? 0)} 元裁量，请核对`,
                ),
              ]
            return []
          }),
        )
    })
}

/** Of the goods' value, all papers tell one amount; what the parts of it are worth only a person can say. */
export const goodsValues: Comparison = ({ papers }) => {
  const told = papers.flatMap((paper) =>
    paper.lines.flatMap(({ field, text }) =>
      amountsIn(text).flatMap(({ value, text: written, at }) =>
        valued.test(text.slice(Math.max(0, at - 24), at))
          ? [{ value, written, place: inPaper(paper, field, quote(text, at, written.length)) }]
          : [],
      ),
    ),
  )
  const [first] = told
  if (first === undefined) return []
  return told
    .filter(({ value }) => value !== first.value)
    .map(({ written, place }) =>
      found(
        'amount',
        'unclear',
        [place, first.place],
        `${place.title}写货值${written}，${first.place.title}写货值${first.written}，请核对说的是不是同一批货物`,
      ),
    )
}

/** What a paper collects in all is what its rows add up to. */
export const sums: Comparison = ({ papers }) =>
  papers.flatMap((paper) => {
    const [due, fine] = [paper.content.due, paper.content.fine]
    if (typeof due !== 'number' || typeof fine !== 'number' || fine <= due) return []
    return [
      found(
        'amount',
        'differs',
        [inPaper(paper, '罚没款合计', `${yuan(due)} 元`), inPaper(paper, '罚款', `${yuan(fine)} 元`)],
        `《${paper.title}》的罚没款合计 ${yuan(due)} 元少于罚款 ${yuan(fine)} 元`,
      ),
    ]
  })
