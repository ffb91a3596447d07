import { z } from 'zod'
import { type Citation, canonicalJson, citationText, yuan } from '../kernel/index.ts'
import { type RegistryKind, registryKinds } from './kinds.ts'

/** What of a property of a kind's JSON Schema says how its value reads. */
interface Property {
  readonly title?: string
  readonly properties?: Readonly<Record<string, Property>>
  readonly items?: Property
  readonly 'x-widget'?: string
  readonly 'x-from'?: string
  readonly 'x-options'?: readonly { readonly value: string; readonly title: string }[]
}

/** A field of an entry in words: one line, or one for each of its rows. */
export interface FieldWords {
  readonly name: string
  readonly title: string
  readonly lines: readonly string[]
}

/** Names of units by their ids. */
export type UnitNames = ReadonlyMap<string, string>

const schemas = new Map<RegistryKind, Property>()
const schemaOf = (kind: RegistryKind): Property => {
  const known =
    schemas.get(kind) ??
    (z.toJSONSchema(registryKinds[kind].schema, { io: 'input', unrepresentable: 'any' }) as Property)
  schemas.set(kind, known)
  return known
}

/** The fields of a kind in the order of its form: name and title. */
export const fieldTitles = (kind: RegistryKind): readonly (readonly [name: string, title: string])[] =>
  Object.entries(schemaOf(kind).properties ?? {}).map(([name, { title = name }]) => [name, title])

/** An entry's fields in words; what is empty is left out. */
export const entryWords = (kind: RegistryKind, data: unknown, units: UnitNames): readonly FieldWords[] =>
  Object.entries(schemaOf(kind).properties ?? {}).flatMap(([name, property]) => {
    const lines = linesOf(property, (data as Readonly<Record<string, unknown>>)[name], units)
    return lines.length === 0 ? [] : [{ name, title: property.title ?? name, lines }]
  })

/** The names of the fields in which two versions differ. */
export const changedFields = (before: unknown, after: unknown): readonly string[] => {
  const one = (before ?? {}) as Readonly<Record<string, unknown>>
  const other = (after ?? {}) as Readonly<Record<string, unknown>>
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => canonicalJson(one[name] ?? null) !== canonicalJson(other[name] ?? null),
  )
}

const linesOf = (property: Property, value: unknown, units: UnitNames): readonly string[] => {
  if (value === undefined || value === null || value === '') return []
  const options = new Map((property['x-options'] ?? []).map((option) => [option.value, option.title]))
  const called = (each: unknown) => options.get(String(each)) ?? String(each)
  const widget = property['x-widget']
  if (property['x-from'] === 'unit' || widget === 'unit') return [units.get(String(value)) ?? String(value)]
  if (typeof value === 'boolean') return [value ? '是' : '否']
  if (widget === 'money') return [`${yuan(Number(value))} 元`]
  if (widget === 'files') return (value as readonly { readonly name: string }[]).map(({ name }) => name)
  if (Array.isArray(value)) {
    if (widget === 'choices') return value.length === 0 ? [] : [value.map(called).join('、')]
    return value.map((each) => (typeof each === 'object' ? rowOf(property.items ?? {}, each, units) : called(each)))
  }
  if (typeof value === 'object') return [rowOf(property, value, units)]
  return [called(value)]
}

/** A row in one line: 材料名称：申请书；形式：原件 */
const rowOf = (property: Property, value: unknown, units: UnitNames): string => {
  const row = value as Readonly<Record<string, unknown>>
  if (typeof row.law === 'string' && typeof row.article === 'number') return citationText(row as unknown as Citation)
  return Object.entries(property.properties ?? {})
    .flatMap(([name, each]) => {
      const lines = linesOf(each, row[name], units)
      return lines.length === 0 ? [] : [`${each.title ?? name}：${lines.join('、')}`]
    })
    .join('；')
}
