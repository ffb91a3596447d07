import { type Refusal, refusal } from './refusal.ts'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The check character of a 统一社会信用代码 (GB 32100), from its first 17 characters. */
export const usccCheckDigit = (first17: string): string => {
  let sum = 0
  for (const [place, weight] of weights.entries()) {
    const value = alphabet.indexOf(first17[place] ?? '?')
    if (value < 0) throw new RangeError(`not 17 characters of a social credit code: ${first17}`)
    sum += value * weight
  }
  return alphabet[(31 - (sum % 31)) % 31] ?? ''
}

/** Why this isn't a 统一社会信用代码; undefined when it is one. */
export const checkUscc = (code: string): Refusal | undefined => {
  if (code.length !== 18) return refusal('uscc-length', `统一社会信用代码应为 18 位，现在是 ${code.length} 位`)
  for (const character of code)
    if (!alphabet.includes(character))
      return refusal('uscc-character', `统一社会信用代码中不能有“${character}”（字母须大写，且不使用 I、O、S、V、Z）`)
  if (usccCheckDigit(code.slice(0, 17)) !== code[17])
    return refusal('uscc-check', '统一社会信用代码的校验位不对，请对照营业执照核对')
  return undefined
}
