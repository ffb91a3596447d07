import { type Citation, chineseNumber, type Fen, numeralCharacters, ordinal } from '../../kernel/index.ts'

/** Something that a text says, where it says it and in what words. */
export interface Said<T> {
  readonly value: T
  readonly text: string
  readonly at: number
}

const none: readonly Said<never>[] = []

/** What the pattern finds. A text without `sign`, which each find has in it, isn't searched: most lines of a dossier name no amount. */
const all = <T>(
  text: string,
  sign: RegExp,
  pattern: RegExp,
  read: (found: RegExpExecArray) => T | undefined,
): readonly Said<T>[] =>
  sign.test(text)
    ? [...text.matchAll(pattern)].flatMap((found) => {
        const value = read(found)
        return value === undefined ? [] : [{ value, text: found[0], at: found.index }]
      })
    : none

const figure = /(\d[\d,]*(?:\.\d+)?)\s*(万|亿)?元/gu
const words = new RegExp(
  `(?<![\\d.,万亿])([${numeralCharacters}]+)[元圆](?:整|正|([零壹贰叁肆伍陆柒捌玖]角)?零?([壹贰叁肆伍陆柒捌玖]分)?)?`,
  'gu',
)

const small = (text: string | undefined): number => (text === undefined ? 0 : (chineseNumber(text.slice(0, 1)) ?? 0))

/** 5000元, 5,000.00元, 0.5万元. */
export const figuresIn = (text: string): readonly Said<Fen>[] =>
  all(text, /元/, figure, ([, amount = '', unit]) => {
    const times = unit === '万' ? 10_000 : unit === '亿' ? 100_000_000 : 1
    const value = Math.round(Number(amount.replaceAll(',', '')) * times * 100)
    return Number.isSafeInteger(value) ? value : undefined
  })

/** 伍仟元整, 五千元. */
export const wordAmountsIn = (text: string): readonly Said<Fen>[] =>
  all(text, /[元圆]/, words, ([, amount = '', jiao, fen]) => {
    const whole = chineseNumber(amount)
    return whole === undefined ? undefined : Math.round(whole * 100) + small(jiao) * 10 + small(fen)
  })

export const amountsIn = (text: string): readonly Said<Fen>[] =>
  [...figuresIn(text), ...wordAmountsIn(text)].toSorted((a, b) => a.at - b.at)

/** 2026年3月2日 as 2026-03-02, and also days that no month has: 2026-02-30. */
export const datesIn = (text: string): readonly Said<string>[] =>
  all(
    text,
    /年/,
    /(20\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/gu,
    ([, year = '', month = '', day = '']) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  )

export const isDay = (day: string): boolean => {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

/** 澄市监罚告〔2026〕3号, whatever brackets were typed. */
export const numbersIn = (text: string): readonly Said<string>[] =>
  all(
    text,
    /号/,
    /([\p{Script=Han}]{2,12})\s*[〔[（(【]\s*(20\d{2})\s*[〕\]）)】]\s*第?\s*0*(\d{1,6})\s*号/gu,
    ([, series = '', year, n]) => `${series}〔${year}〕${n}号`,
  )

const part = `([${numeralCharacters}]+|\\d{1,3})`
const cited = new RegExp(
  `《(?:中华人民共和国)?([^《》]{2,40})》(?:（[^）]*）)?第${part}条(?:第${part}款)?(?:第[（(]?${part}[）)]?项)?`,
  'gu',
)
const count = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : /^\d+$/.test(text) ? Number(text) : chineseNumber(text)

/** 《食品安全法》第一百二十四条第一款第（五）项; 中华人民共和国 before the title is left out, as `Citation` has it. */
export const citationsIn = (text: string): readonly Said<Citation>[] =>
  all(text, /《/, cited, ([, law = '', article, paragraph, item]) => {
    const [n, p, i] = [count(article), count(paragraph), count(item)]
    return n === undefined
      ? undefined
      : { law, article: n, ...(p === undefined ? {} : { paragraph: p }), ...(i === undefined ? {} : { item: i }) }
  })

/** Eighteen figures and letters in a row: a code of a firm or the number of an identity card, right or wrong. */
export const codesIn = (text: string): readonly Said<string>[] =>
  all(text, /\d{6}/, /(?<![0-9A-Za-z])[0-9A-Za-z]{18}(?![0-9A-Za-z])/gu, ([code]) =>
    /\d{6}/.test(code) ? code.toUpperCase() : undefined,
  )

const unit = '盒|袋|瓶|箱|包|台|件|个|只|支|块|桶|罐|套|条|张|双|辆|部|处|间|份|斤|公斤|千克|克|吨|升|毫升|米'
const countedIn = new RegExp(`[\\d${numeralCharacters}]\\s*(?:${unit})`, 'u')
const counted = new RegExp(`(\\d{1,9}|[${numeralCharacters}]{1,8})\\s*(${unit})(?![\\p{Script=Han}]*条第)`, 'gu')

/** 三盒, 3 盒: the number and what is counted in. */
export const quantitiesIn = (text: string): readonly Said<{ readonly n: number; readonly unit: string }>[] =>
  all(text, countedIn, counted, ({ index, input, 1: n = '', 2: of = '' }) => {
    // 第三条, 第五项 and the like count nothing.
    if (input[index - 1] === '第') return undefined
    const value = count(n)
    return value === undefined ? undefined : { n: value, unit: of }
  })

/** Every hard fact that a text states, as words that compare: two texts with the same ones may differ only in their wording. */
export const hardFactsIn = (text: string): ReadonlySet<string> =>
  new Set([
    ...amountsIn(text).map(({ value }) => `${value / 100}元`),
    ...datesIn(text).map(({ value }) => value),
    ...numbersIn(text).map(({ value }) => value),
    ...citationsIn(text).map(
      ({ value: { law, article, paragraph, item } }) =>
        `《${law}》第${ordinal(article)}条${paragraph === undefined ? '' : `第${ordinal(paragraph)}款`}${item === undefined ? '' : `第（${ordinal(item)}）项`}`,
    ),
    ...codesIn(text).map(({ value }) => value),
    ...quantitiesIn(text).map(({ value: { n, unit: of } }) => `${n}${of}`),
  ])
