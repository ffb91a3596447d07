import { type Db, sql, type TableColumn } from '../../platform/index.ts'
import type { RegistryKind } from '../kinds.ts'
import { cellGuide, headingOf, type Units, writeCell } from './cells.ts'
import { propertyOf } from './property.ts'

/** An entry as the table to be filled in has it: its newest version, whether it has begun or not. */
export interface TableRow {
  readonly id: string
  readonly version: number
  readonly data: Readonly<Record<string, unknown>>
}

/** What a row says of itself before its fields. */
export const idHeading = '标识'
export const versionHeading = '版本'
export const endHeading = '终止'

/** The columns of a kind's table: what a row is, then every field. */
export const draftColumns = (kind: RegistryKind, units: Units): readonly TableColumn<TableRow>[] => [
  [idHeading, ({ id }) => id],
  [versionHeading, ({ version }) => version],
  [endHeading, () => ''],
  ...Object.entries(propertyOf(kind).properties ?? {}).map(
    ([name, property]): TableColumn<TableRow> => [
      headingOf(name, property),
      ({ data }) => writeCell(property, data[name], units),
    ],
  ),
]

/** How each column is filled in. */
export const columnGuide = (
  kind: RegistryKind,
): readonly { readonly heading: string; readonly needed: boolean; readonly how: string }[] => {
  const { properties = {}, required = [] } = propertyOf(kind)
  return [
    { heading: idHeading, needed: false, how: '原有的不要改；新增的留空' },
    { heading: versionHeading, needed: false, how: '原有的不要改；新增的留空' },
    { heading: endHeading, needed: false, how: '不再有效的写“是”，其他栏不用改' },
    ...Object.entries(properties).map(([name, property]) => ({
      heading: headingOf(name, property),
      needed: required.includes(name),
      how: cellGuide(property),
    })),
  ]
}

const BATCH = 500

/** The entries that a unit answers for and that haven't ended on a day. */
export async function* rowsToFill(db: Db, kind: RegistryKind, unit: string, today: string): AsyncGenerator<TableRow> {
  for (let after = ''; ; ) {
    const { rows } = await sql<TableRow>`
      select entry as id, version, data from (
        select distinct on (entry) entry, version, until_day, data from registry_entry
        where kind = ${kind} and entry > ${after} order by entry, version desc) newest
      where (until_day is null or until_day >= ${today}::date) and data ->> 'unit' = ${unit}
      order by entry limit ${BATCH}`.execute(db)
    yield* rows
    if (rows.length < BATCH) return
    after = rows.at(-1)?.id ?? ''
  }
}
