import { accept, checkUscc, type Fen, type Refusal, type Result, refusal, refuse } from '../kernel/index.ts'
import type { Column, FieldSet, PartyCategory } from './columns.ts'

/** A row of a field set: a text for each of its columns, empty where nothing is said. */
export type FieldRow = Readonly<Record<string, string>>

/** 万元 with six decimals, exactly: a fen is a millionth of 万元. */
export const wanYuan = (fen: Fen): string => {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError(`not an amount of money: ${fen}`)
  return `${Math.trunc(fen / 1_000_000)}.${String(fen % 1_000_000).padStart(6, '0')}`
}

const must = ({ required }: Column, category: string): boolean =>
  required === 'always' || required?.includes(category as PartyCategory) === true

const wrong = (column: Column, value: string, category: string): Refusal | undefined => {
  const say = (code: string, message: string) =>
    refusal(code, `“${column.title}”（${column.name}）${message}`, { field: column.name })
  if (value === '') return must(column, category) ? say('field-missing', '必须填写，公示的内容中没有') : undefined
  const length = Array.from(value).length
  if (column.max !== undefined && length > column.max)
    return say('field-too-long', `最多 ${column.max} 个字，现在是 ${length} 个字`)
  if (column.codes !== undefined && !column.codes.includes(value))
    return say('field-not-a-code', `只能是 ${column.codes.join('、')}，现在是“${value}”`)
  if (column.kind === 'uscc' && checkUscc(value) !== undefined)
    return say('field-not-a-uscc', `应为统一社会信用代码，“${value}”不是`)
  if (column.kind === 'day' && !isDay(value)) return say('field-not-a-day', `应为日期，“${value}”不是`)
  if (column.kind === 'wan-yuan' && !/^\d{1,12}\.\d{6}$/.test(value))
    return say('field-not-an-amount', `应为万元，六位小数，整数部分最多 12 位，“${value}”不是`)
  return undefined
}

const isDay = (value: string): boolean => {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(value) && Temporal.PlainDate.from(value).toString() === value
  } catch {
    return false
  }
}

/** The row as the set takes it, or everything that is wrong with it, column by column. A column that the set doesn't have is a mistake of ours. */
export const checkRow = (set: FieldSet, row: FieldRow, category: PartyCategory): Result<FieldRow> => {
  const names = new Set(set.columns.map(({ name }) => name))
  for (const name of Object.keys(row)) if (!names.has(name)) throw new Error(`${set.id} has no column ${name}`)
  const whole = Object.fromEntries(set.columns.map(({ name }) => [name, row[name] ?? '']))
  const refusals = set.columns.flatMap((column) => wrong(column, whole[column.name] ?? '', category) ?? [])
  return refusals.length === 0 ? accept(whole) : refuse(...refusals)
}
