import { type Db, rowsOfPage, sql } from '../platform/index.ts'
import { streamIdOf } from './entry.ts'
import type { RegistryData, RegistryKind } from './kinds.ts'

export interface InForce<K extends RegistryKind = RegistryKind> {
  readonly kind: K
  readonly id: string
  readonly version: number
  readonly from: string
  readonly until?: string
  readonly title: string
  readonly data: RegistryData<K>
  readonly reason: string
}

interface EntryRow {
  readonly kind: string
  readonly entry: string
  readonly version: number
  readonly from_day: string
  readonly until_day: string | null
  readonly title: string
  readonly data: unknown
  readonly reason: string
}

const entryOf = <K extends RegistryKind>(row: EntryRow): InForce<K> => ({
  kind: row.kind as K,
  id: row.entry,
  version: row.version,
  from: row.from_day,
  ...(row.until_day === null ? {} : { until: row.until_day }),
  title: row.title,
  data: row.data as RegistryData<K>,
  reason: row.reason,
})

/** Everything of these kinds that holds on a day. */
export const allInForce = async <K extends RegistryKind>(
  db: Db,
  kinds: readonly K[],
  day: string,
): Promise<readonly InForce<K>[]> => {
  const { rows } =
    await sql<EntryRow>`select kind, entry, version, from_day, until_day, title, data, reason from registry_entry
    where kind = any(${kinds}::text[]) and from_day <= ${day}::date and (until_day is null or until_day >= ${day}::date) order by kind, title, entry`.execute(
      db,
    )
  return rows.map(entryOf<K>)
}

/** One page, from 1, of what holds of a kind on a day, and one row more where there is a next page. */
export const pageInForce = async <K extends RegistryKind>(
  db: Db,
  kind: K,
  day: string,
  { page, q = '', unit }: { readonly page: number; readonly q?: string; readonly unit?: string },
): Promise<readonly InForce<K>[]> => {
  const { rows } =
    await sql<EntryRow>`select kind, entry, version, from_day, until_day, title, data, reason from registry_entry
    where kind = ${kind} and from_day <= ${day}::date and (until_day is null or until_day >= ${day}::date)
      and position(${q.trim()}::text in title) > 0 and (${unit ?? null}::text is null or data ->> 'unit' = ${unit ?? null})
    order by title, entry limit ${rowsOfPage + 1} offset ${(page - 1) * rowsOfPage}`.execute(db)
  return rows.map(entryOf<K>)
}

/** One page, from 1, of an entry's versions, newest first, with who entered each; and one row more where there is a next page. */
export const historyOf = async <K extends RegistryKind>(
  db: Db,
  kind: K,
  id: string,
  page: number,
): Promise<readonly (InForce<K> & { readonly by?: string; readonly at?: string })[]> => {
  // Each putting of an entry takes the next version number, whether or not the version is still there.
  const { rows } = await sql<EntryRow & { readonly by: string | null; readonly at: string | null }>`
    with puts as (
      select row_number() over (order by version) as n, actor ->> 'name' as by, entered_at as at from event
      where kind = 'registry' and stream_id = ${streamIdOf(kind, id)} and type = 'put'
    )
    select e.kind, e.entry, e.version, e.from_day, e.until_day, e.title, e.data, e.reason, puts.by, puts.at
    from registry_entry e left join puts on puts.n = e.version where e.kind = ${kind} and e.entry = ${id}
    order by e.version desc limit ${rowsOfPage + 1} offset ${(page - 1) * rowsOfPage}`.execute(db)
  return rows.map((row) => ({
    ...entryOf<K>(row),
    ...(row.by === null ? {} : { by: row.by }),
    ...(row.at === null ? {} : { at: row.at }),
  }))
}

/** What of an entry holds on a day. */
export type Standing = <K extends RegistryKind>(kind: K, id: string, day: string) => InForce<K> | undefined

/** Loads all versions of these entries with one query, and answers for any day. */
export const standingOf = async (
  db: Db,
  wanted: Iterable<{ readonly kind: RegistryKind; readonly id: string }>,
): Promise<Standing> => {
  const once = [...new Map([...wanted].map((each) => [`${each.kind}:${each.id}`, each])).values()]
  const kinds = once.map(({ kind }) => kind)
  const ids = once.map(({ id }) => id)
  const { rows } =
    await sql<EntryRow>`select e.kind, e.entry, e.version, e.from_day, e.until_day, e.title, e.data, e.reason
    from unnest(${kinds}::text[], ${ids}::text[]) as w (kind, entry) join registry_entry e on e.kind = w.kind and e.entry = w.entry`.execute(
      db,
    )
  const found = Map.groupBy(rows, ({ kind, entry }) => `${kind}:${entry}`)
  return <K extends RegistryKind>(kind: K, id: string, day: string): InForce<K> | undefined => {
    const row = found
      .get(`${kind}:${id}`)
      ?.find(({ from_day, until_day }) => from_day <= day && (until_day === null || day <= until_day))
    return row === undefined ? undefined : entryOf<K>(row)
  }
}

/** 取证指引 for these items, for their categories and for all: all versions with one query; answers for any day, the widest first. */
export const guidesOf = async (
  db: Db,
  items: readonly string[],
): Promise<(day: string) => readonly RegistryData<'guide'>[]> => {
  if (items.length === 0) return () => []
  const { rows } = await sql<EntryRow>`
    select kind, entry, version, from_day, until_day, title, data, reason from registry_entry g
    where g.kind = 'guide' and (
      g.data ->> 'item' = any(${[...items]}::text[])
      or g.data ->> 'item' is null and (g.data ->> 'category' is null or g.data ->> 'category' in (
        select i.data ->> 'category' from registry_entry i where i.kind = 'item' and i.entry = any(${[...items]}::text[])))
    ) order by title, entry`.execute(db)
  return (day) =>
    rows
      .filter(({ from_day, until_day }) => from_day <= day && (until_day === null || day <= until_day))
      .map((row) => entryOf<'guide'>(row).data)
}
