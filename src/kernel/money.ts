/** Money is whole fen, so that nothing is ever rounded. */
export type Fen = number

/** "12,000.00": yuan with separators and two decimals. */
export const yuan = (fen: Fen): string => {
  const sign = fen < 0 ? '-' : ''
  const whole = Math.trunc(Math.abs(fen) / 100)
  const rest = Math.abs(fen) % 100
  return `${sign}${String(whole).replace(/\B(?=(\d{3})+$)/g, ',')}.${String(rest).padStart(2, '0')}`
}

/** Fen of "120", "120.5" or "12,000.50"; undefined for anything else. */
export const fenOfYuan = (text: string): Fen | undefined => {
  const found = /^(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (found === null) return undefined
  return Number(found[1]?.replaceAll(',', '')) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
}

const digits = '零壹贰叁肆伍陆柒捌玖'
const places = ['', '拾', '佰', '仟']
const groups = ['', '万', '亿', '万亿']

/** 壹万贰仟元整: an amount in Chinese capitals, as papers must give it. From 0 to 9,999 万亿. */
export const capitals = (fen: Fen): string => {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError(`not an amount of money: ${fen}`)
  const whole = Math.trunc(fen / 100)
  const jiao = Math.trunc((fen % 100) / 10)
  const cents = fen % 10
  const big = whole === 0 ? '' : `${integer(whole)}元`
  if (jiao === 0 && cents === 0) return `${big === '' ? '零元' : big}整`
  const small = `${jiao === 0 ? '' : `${digits[jiao]}角`}${cents === 0 ? '整' : `${digits[cents]}分`}`
  return jiao === 0 && big !== '' ? `${big}零${small}` : `${big}${small}`
}

/** Groups of four digits, from the left; a gap of zeros between two digits is read as one 零. */
const integer = (value: number): string => {
  let text = ''
  let gap = false
  for (let group = groups.length - 1; group >= 0; group--) {
    const part = Math.trunc(value / 10_000 ** group) % 10_000
    if (part === 0) {
      gap = gap || text !== ''
      continue
    }
    for (let place = 3; place >= 0; place--) {
      const digit = Math.trunc(part / 10 ** place) % 10
      if (digit === 0) {
        gap = gap || text !== ''
        continue
      }
      if (gap) text += '零'
      gap = false
      text += `${digits[digit]}${places[place]}`
    }
    text += groups[group]
    gap = false
  }
  return text
}
