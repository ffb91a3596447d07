import { type Refusal, refusal } from './refusal.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The check character of a 居民身份证号码 (GB 11643), from its first 17 digits. */
export const identityCardCheckDigit = (first17: string): string => {
  const sum = weights.reduce((total, weight, place) => total + weight * Number(first17[place]), 0)
  if (!Number.isInteger(sum)) throw new RangeError(`not 17 digits: ${first17}`)
  return '10X98765432'[sum % 11] ?? ''
}

/** The date of birth (YYYY-MM-DD) in it; undefined when it is no date. */
export const birthDateOf = (number: string): string | undefined => {
  const date = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  const day = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date) && date >= '1880-01-01' ? date : undefined
}

/** Why this isn't a 居民身份证号码; undefined when it is one. */
export const checkIdentityCard = (number: string): Refusal | undefined => {
  if (!/^\d{17}[\dX]$/.test(number)) return refusal('id-form', '居民身份证号码应为 18 位数字，末位可以是大写 X')
  if (birthDateOf(number) === undefined)
    return refusal('id-birth', '居民身份证号码中的出生日期不对，请核对第 7 至 14 位')
  if (identityCardCheckDigit(number.slice(0, 17)) !== number[17])
    return refusal('id-check', '居民身份证号码的校验位不对，请对照证件核对')
  return undefined
}
