const values: Readonly<Record<string, number>> = {
  ...Object.fromEntries([...'零一二三四五六七八九'].map((each, n) => [each, n])),
  ...Object.fromEntries([...'零壹贰叁肆伍陆柒捌玖'].map((each, n) => [each, n])),
  〇: 0,
  两: 2,
}
const places: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }

/** The characters of which Chinese numbers are made, for a character class of an expression. */
export const numeralCharacters = [...Object.keys(values), ...Object.keys(places), '万', '亿'].join('')

/** 伍仟, 五千, 十五, 一百零三, 二〇二六; undefined for what is no number. */
export const chineseNumber = (text: string): number | undefined => {
  if (text === '') return undefined
  if ([...text].every((each) => values[each] !== undefined))
    return Number([...text].map((each) => values[each]).join(''))
  let [total, below, group, digit] = [0, 0, 0, 0]
  for (const [at, each] of [...text].entries()) {
    const [value, place] = [values[each], places[each]]
    if (value !== undefined) digit = value
    else if (place !== undefined) {
      group += (digit === 0 && at === 0 ? 1 : digit) * place
      digit = 0
    } else if (each === '万') {
      below += (group + digit) * 10_000
      ;[group, digit] = [0, 0]
    } else if (each === '亿') {
      total += (below + group + digit) * 100_000_000
      ;[below, group, digit] = [0, 0, 0]
    } else return undefined
  }
  return total + below + group + digit
}
