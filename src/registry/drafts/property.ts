import { z } from 'zod'
import { type RegistryKind, registryKinds } from '../kinds.ts'

/** What a property of a kind's JSON Schema says of its values. */
export interface Property {
  readonly title?: string
  readonly properties?: Readonly<Record<string, Property>>
  readonly required?: readonly string[]
  readonly items?: Property
  readonly 'x-widget'?: string
  readonly 'x-from'?: string
  readonly 'x-hint'?: string
  readonly 'x-options'?: readonly { readonly value: string; readonly title: string }[]
}

export const propertyOf = (kind: RegistryKind): Property =>
  z.toJSONSchema(registryKinds[kind].schema, { io: 'input', unrepresentable: 'any' }) as Property

/** A row that is an article of law and is written as one. */
export const isCitation = ({ properties = {} }: Property): boolean => 'law' in properties && 'article' in properties

export const isUnit = (property: Property): boolean => property['x-from'] === 'unit' || property['x-widget'] === 'unit'
