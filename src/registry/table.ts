import type { Db, TableColumn } from '../platform/index.ts'
import { rowsOfPage } from '../platform/index.ts'
import type { RegistryKind } from './kinds.ts'
import { type InForce, pageInForce } from './read.ts'

/** What of a JSON Schema's property says how its value is written in a cell. */
interface Field {
  readonly title?: string
  readonly 'x-widget'?: string
  readonly 'x-from'?: string
  readonly 'x-options'?: readonly { readonly value: string; readonly title: string }[]
}

/** Values of one cell; what is made of parts has its own page and no column. */
const inOneCell = new Set([
  'text',
  'long-text',
  'choice',
  'choices',
  'number',
  'money',
  'yes-no',
  'day',
  'unit',
  'lines',
])

const cellOf = (
  { 'x-widget': widget, 'x-from': from, 'x-options': options = [] }: Field,
  value: unknown,
  units: ReadonlyMap<string, string>,
) => {
  if (from === 'unit' || widget === 'unit') return units.get(String(value ?? '')) ?? String(value ?? '')
  const called = (each: unknown) => options.find((option) => option.value === each)?.title ?? String(each)
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (widget === 'money') return Number(value)
  return Array.isArray(value) ? value.map(called).join('、') : called(value)
}

/** The columns of a kind's list: name, days and version as the page has them, then every field that fits a cell; units by their names. */
export const entryColumns = (schema: unknown, units: ReadonlyMap<string, string>): readonly TableColumn<InForce>[] => {
  const { properties = {} } = schema as { readonly properties?: Readonly<Record<string, Field>> }
  return [
    ['名称', ({ title }) => title],
    ['标识', ({ id }) => id],
    ['生效', ({ from }) => from, 'day'],
    ['失效', ({ until }) => until ?? '', 'day'],
    ['版本', ({ version }) => version],
    ...Object.entries(properties).flatMap(([name, field]): TableColumn<InForce>[] =>
      inOneCell.has(field['x-widget'] ?? '')
        ? [
            [
              field['x-widget'] === 'money' ? `${field.title ?? name}（元）` : (field.title ?? name),
              ({ data }) => cellOf(field, (data as Readonly<Record<string, unknown>>)[name], units),
              field['x-widget'] === 'money' ? 'yuan' : 'plain',
            ],
          ]
        : [],
    ),
    ['变更理由', ({ reason }) => reason],
  ]
}

/** Every entry of a kind that holds on a day, page by page. */
export async function* eachInForce(db: Db, kind: RegistryKind, day: string, q: string): AsyncGenerator<InForce> {
  for (let page = 1; ; page++) {
    const rows = await pageInForce(db, kind, day, { page, q })
    yield* rows.slice(0, rowsOfPage)
    if (rows.length <= rowsOfPage) return
  }
}
