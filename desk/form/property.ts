import type { JsonSchema } from '../../src/casework/view.ts'

/** One property of a JSON Schema as acts and registry kinds give it (see casework/view.ts). */
export interface Property {
  readonly title?: string
  readonly description?: string
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Property>>
  readonly required?: readonly string[]
  readonly items?: Property
  readonly maxLength?: number
  readonly 'x-widget'?: string
  readonly 'x-options'?: readonly { readonly value: string; readonly title: string }[]
  readonly 'x-hint'?: string
  readonly 'x-from'?: string
  readonly 'x-outline'?: string
  readonly 'x-preflight'?: string
  readonly 'x-submission'?: boolean
  readonly 'x-offers'?: string
  readonly 'x-shows'?: string
  readonly 'x-all'?: string
  readonly 'x-fills'?: Readonly<Record<string, 'name' | 'address' | 'contact'>>
  readonly 'x-templates'?: readonly string[]
  readonly 'x-when'?: { readonly field: string; readonly is: unknown }
}

export type Values = Readonly<Record<string, unknown>>

export const asProperty = (schema: JsonSchema): Property => schema as Property

export const asValues = (value: unknown): Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {}

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const join = (path: string, name: string | number): string => (path === '' ? String(name) : `${path}.${name}`)

/** The widget that a property names, or the one that fits its type. */
export const widgetOf = ({
  'x-widget': named,
  'x-options': options,
  'x-from': from,
  type,
  properties,
  items,
}: Property): string => {
  if (named === 'text' && from === 'unit') return 'unit'
  if (named !== undefined) return named
  if (options !== undefined) return type === 'array' ? 'choices' : 'choice'
  if (properties !== undefined) return 'group'
  if (type === 'array') return items?.properties === undefined ? 'lines' : 'list'
  if (type === 'boolean') return 'yes-no'
  if (type === 'integer' || type === 'number') return 'number'
  return 'text'
}

/** Whether the field is asked for, given what stands in its neighbours. */
export const asked = ({ 'x-when': when, 'x-widget': widget }: Property, beside: Values): boolean =>
  widget !== 'hidden' && widget !== 'showings' && (when === undefined || [when.is].flat().includes(beside[when.field]))

/** What is sent: fields that aren't asked for and those left empty are left out. */
export const filled = (property: Property, value: unknown): unknown => {
  if (property.properties !== undefined) {
    const values = asValues(value)
    return Object.fromEntries(
      Object.entries(property.properties).flatMap(([name, each]) => {
        if (!asked(each, values) && each['x-widget'] !== 'hidden') return []
        const inner = filled(each, values[name])
        const optional = property.required?.includes(name) !== true
        return inner === undefined ||
          (optional && each.properties !== undefined && Object.keys(asValues(inner)).length === 0)
          ? []
          : [[name, inner]]
      }),
    )
  }
  if (Array.isArray(value))
    return property.items === undefined ? value : value.map((each) => filled(property.items as Property, each))
  return value === '' || value === null ? undefined : value
}
