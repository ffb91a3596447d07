import type { Citation } from './citation.ts'
import { chineseNumber, numeralCharacters } from './numerals.ts'

const figures = '零一二三四五六七八九'

/** 1–999 as articles are numbered: 十九, 一百零二. */
export const ordinal = (n: number): string => {
  if (!Number.isInteger(n) || n < 1 || n > 999) throw new RangeError(`not the number of an article: ${n}`)
  const hundreds = Math.trunc(n / 100)
  const tens = Math.trunc(n / 10) % 10
  const ones = n % 10
  const high = hundreds === 0 ? '' : `${figures[hundreds]}百`
  const middle =
    tens === 0 ? (hundreds > 0 && ones > 0 ? '零' : '') : `${tens === 1 && hundreds === 0 ? '' : figures[tens]}十`
  return `${high}${middle}${ones === 0 ? '' : figures[ones]}`
}

/** 《行政处罚法》第五十七条第一款第（二）项 */
export const citationText = ({ law, article, paragraph, item }: Citation): string =>
  `《${law}》第${ordinal(article)}条${paragraph === undefined ? '' : `第${ordinal(paragraph)}款`}${item === undefined ? '' : `第（${ordinal(item)}）项`}`

/**
 * Reads what `citationText` writes, and as people write it: 食品安全法第122条第1款, 《价格法》第四十二条. Undefined for anything else.
 */
export const citationOf = (text: string): Citation | undefined => {
  const plain = text.replace(/\s/g, '')
  const number = `([0-9]{1,4}|[${numeralCharacters}]{1,8})`
  const found = new RegExp(
    `^(?:《([^《》]+)》|([^《》第]+?))第${number}条(?:第${number}款)?(?:第[（(]?${number}[）)]?项)?$`,
  ).exec(plain)
  if (found === null) return undefined
  const [, titled, bare, ...figures] = found
  const [article, paragraph, item] = figures.map((each) =>
    each === undefined ? undefined : /^\d/.test(each) ? Number(each) : chineseNumber(each),
  )
  const law = titled ?? bare
  if (law === undefined || article === undefined) return undefined
  return {
    law,
    article,
    ...(paragraph === undefined ? {} : { paragraph }),
    ...(item === undefined ? {} : { item }),
  }
}
