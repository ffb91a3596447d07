import { pairsOf, searched, termsOf } from '../kernel/index.ts'
import { type Db, hasTerms, type Sql, sql, transaction } from '../platform/index.ts'
import type { Hidden } from './masks.ts'
import type { DecisionQuery, DecisionSort, Facet, PublicDecisionRow } from './view.ts'

/** A row of `public_decision` (`projection.ts`). */
export interface DecisionRow {
  readonly number: string
  readonly case_id: string
  readonly paper: string
  readonly form: number
  readonly party: string
  readonly party_kind: PublicDecisionRow['partyKind']
  readonly party_code: string | null
  readonly violation: string
  readonly penalties: string[]
  readonly content: string
  readonly fine: number
  readonly gains: number
  readonly procedure: PublicDecisionRow['procedure']
  readonly decided_on: string
  readonly published_on: string
  readonly target_on: string
  readonly due_on: string
  readonly on_time: boolean
  readonly until_day: string
  readonly unit: string
  readonly unit_name: string
  readonly item: string
  readonly corrected_on: string | null
  readonly corrections: readonly { readonly on: string; readonly what: string }[]
  readonly ended_on: string | null
  readonly ended_early: boolean | null
  readonly withdrawn_on: string | null
  readonly reason: string | null
  readonly hidden: readonly Hidden[]
}

/** Under which a decision is found: every character of its text, and every pair of neighbours. */
export const indexed = (text: string): { readonly plain: string; readonly pairs: readonly string[] } => {
  const { plain, pairs } = searched(text)
  return { plain, pairs: [...new Set([...plain.replaceAll(' ', ''), ...pairs])] }
}

/** What of that a plain term needs: its pairs, which have each of its characters but one that stands alone. */
const gramsOf = (term: string): readonly string[] => [
  ...term.split(' ').filter((word) => [...word].length === 1),
  ...pairsOf(term),
]

/** Decisions that the public sees on a day, YYYY-MM-DD; the order of lists, newest first, is that of an index. */
export const shownOn = (day: string): Sql =>
  sql`withdrawn_on is null and ended_on is null and until_day >= ${day}::date`
const newestFirst = sql`order by published_on desc, number desc`
const orders: Readonly<Record<DecisionSort, Sql>> = {
  newest: newestFirst,
  oldest: sql`order by published_on, number`,
  amount: sql`order by fine desc, number desc`,
}

export const PAGE = 20
/** So many are counted, and turned over page by page; of more it is only told that there are more. */
export const COUNTED = 10_000
/** So many are read at once of a list that is read to its end. */
const BATCH = 500

const fitting = (day: string, { q, penalty, procedure, from, to, unit, item, year, min, max }: DecisionQuery): Sql => {
  const terms = termsOf(q ?? '')
  const conditions = [
    shownOn(day),
    ...(q === undefined || q === ''
      ? []
      : terms.length === 0
        ? [sql`false`]
        : [hasTerms(sql`public_decision`, terms, gramsOf)]),
    ...(penalty === undefined ? [] : [sql`penalties @> array[${penalty}]`]),
    ...(procedure === undefined ? [] : [sql`procedure = ${procedure}`]),
    ...(from === undefined ? [] : [sql`decided_on >= ${from}::date`]),
    ...(to === undefined ? [] : [sql`decided_on <= ${to}::date`]),
    ...(year === undefined
      ? []
      : [sql`decided_on >= ${`${year}-01-01`}::date and decided_on < ${`${year + 1}-01-01`}::date`]),
    ...(unit === undefined ? [] : [sql`unit = ${unit}`]),
    ...(item === undefined ? [] : [sql`item = ${item}`]),
    ...(min === undefined ? [] : [sql`fine >= ${min * 100}::bigint`]),
    ...(max === undefined ? [] : [sql`fine <= ${max * 100}::bigint`]),
  ]
  return sql`${sql.join(conditions, sql` and `)}`
}

/** One page of what fits, and how many fit; `more`: more than were counted. */
export const decisionPage = (
  db: Db,
  day: string,
  query: DecisionQuery,
): Promise<{
  readonly rows: readonly DecisionRow[]
  readonly total: number
  readonly more: boolean
  readonly facets: readonly Facet[]
}> =>
  transaction(db, async (tx) => {
    // Without a sequential scan a rare word is found by its index even before the table was ever analysed.
    await sql`set local enable_seqscan = off`.execute(tx)
    // What a frequent word's index gives is kept row by row, not page by page.
    await sql`set local work_mem = '32MB'`.execute(tx)
    const fits = fitting(day, query)
    const order = orders[query.sort ?? 'newest']
    const page = sql`${order} limit ${PAGE} offset ${((query.page ?? 1) - 1) * PAGE}`
    const found = (await surelyMany(tx, query, fits)) ? undefined : await gathered(tx, fits, page)
    // Of what is frequent a page is soon met on the way from the newest; PostgreSQL knows when.
    const numbers =
      found === undefined
        ? sql`select number from public_decision where ${fits} ${page}`
        : sql`select unnest(${found.numbers}::text[]) as number`
    const { rows } = await sql<DecisionRow>`
      with page as materialized (${numbers}) select d.* from page join public_decision d using (number) ${order}`.execute(
      tx,
    )
    return found === undefined
      ? { rows, total: COUNTED, more: true, facets: [] }
      : { rows, total: found.total, more: false, facets: found.facets }
  })

/**
 * Whether nothing, or a single word alone, is asked for that is in so many decisions that there is nothing to count: to count as far as is
 * told would take longer than all the rest. PostgreSQL knows from its statistics how frequent such words are; where it may be wrong, it is
 * counted.
 */
const surelyMany = async (
  db: Db,
  { sort: _sort, page: _page, q, ...narrower }: DecisionQuery,
  fits: Sql,
): Promise<boolean> => {
  if (termsOf(q ?? '').length > 1 || Object.values(narrower).some((value) => value !== undefined)) return false
  const { rows } = await sql<{ 'QUERY PLAN': readonly [{ readonly Plan: { readonly 'Plan Rows': number } }] }>`
    explain (format json) select from public_decision where ${fits}`.execute(db)
  return (rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0) > SURELY * COUNTED
}
/** An estimate is wrong by less. */
const SURELY = 5

/**
 * All that fits, fetched once by its index: how many there are, of which unit, item, kind and year (the most frequent first, years from
 * the last), and the numbers of a page. Undefined where there are more than are counted.
 */
const gathered = async (
  db: Db,
  fits: Sql,
  page: Sql,
): Promise<
  { readonly total: number; readonly facets: readonly Facet[]; readonly numbers: readonly string[] } | undefined
> => {
  const { rows } = await sql<{ name: Facet['name'] | 'all' | 'row'; value: string; title: string; n: number }>`
    with found as materialized (
      select number, published_on, fine, unit, unit_name, item, penalties, decided_on from public_decision where ${fits} limit ${COUNTED + 1}
    ), page as materialized (select number from found ${page})
    select 'all' as name, '' as value, '' as title, count(*)::int as n from found
    union all select 'row', number, '', 1 from page
    union all select 'unit', unit, max(unit_name), count(*)::int from found where unit <> '' group by unit
    union all select 'item', item, item, count(*)::int from found where item <> '' group by item
    union all select 'penalty', kind, kind, count(*)::int from found, unnest(penalties) kind group by kind
    union all select 'year', y::text, y || ' 年', count(*)::int from (select extract(year from decided_on)::int as y from found) years group by y`.execute(
    db,
  )
  const of = (wanted: string) => rows.filter(({ name }) => name === wanted)
  const total = of('all')[0]?.n ?? 0
  if (total > COUNTED) return undefined
  return {
    total,
    numbers: of('row').map(({ value }) => value),
    facets: facets.map((name) => ({
      name,
      values: of(name)
        .sort((a, b) =>
          name === 'year' ? Number(b.value) - Number(a.value) : b.n - a.n || a.value.localeCompare(b.value),
        )
        .slice(0, FACET)
        .map(({ value, title, n }) => ({ value, title, n })),
    })),
  }
}
const facets = ['unit', 'item', 'penalty', 'year'] as const
/** No more values of one kind are offered. */
const FACET = 30

/** Where a list that goes on begins: after this row. */
export type Place = Pick<PublicDecisionRow, 'publishedOn' | 'number'>

/** All that fit, newest first, read in batches from where the last ended: never a whole list in memory, never an offset. */
export async function* decisionsFrom(
  db: Db,
  day: string,
  query: DecisionQuery,
  after: Place | undefined,
  more: Sql = sql`true`,
): AsyncGenerator<DecisionRow> {
  const fits = fitting(day, query)
  for (let last = after; ; ) {
    const beyond =
      last === undefined ? sql`true` : sql`(published_on, number) < (${last.publishedOn}::date, ${last.number})`
    const { rows } = await sql<DecisionRow>`
      select * from public_decision where ${fits} and ${more} and ${beyond} ${newestFirst} limit ${BATCH}`.execute(db)
    yield* rows
    const end = rows.at(-1)
    if (end === undefined || rows.length < BATCH) return
    last = { publishedOn: end.published_on, number: end.number }
  }
}

/** The months, YYYY-MM, from the first publication to the last, newest first; a month may have none. */
export const publishedMonths = async (db: Db): Promise<readonly string[]> => {
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select min(published_on) as first, max(published_on) as last from public_decision`.execute(db)
  const { first, last } = rows[0] ?? {}
  if (first == null || last == null) return []
  const months: string[] = []
  const end = Temporal.PlainYearMonth.from(first)
  for (
    let month = Temporal.PlainYearMonth.from(last);
    Temporal.PlainYearMonth.compare(month, end) >= 0;
    month = month.subtract({ months: 1 })
  )
    months.push(month.toString())
  return months
}

/** Those of a month that search engines may list: not those about a person. */
export const listedIn = (db: Db, day: string, month: string): AsyncGenerator<DecisionRow> => {
  const begin = Temporal.PlainDate.from(`${month}-01`)
  return decisionsFrom(
    db,
    day,
    {},
    undefined,
    sql`party_kind <> 'person' and published_on >= ${begin.toString()}::date and published_on < ${begin.add({ months: 1 }).toString()}::date`,
  )
}

/** What is over on this day is shown no more, though nobody has recorded it yet. */
export const endOf = (
  { ended_on, ended_early, until_day, withdrawn_on }: DecisionRow,
  day: string,
): PublicDecisionRow['ended'] =>
  withdrawn_on !== null
    ? undefined
    : ended_on !== null
      ? { on: ended_on, early: ended_early === true }
      : until_day < day
        ? { on: Temporal.PlainDate.from(until_day).add({ days: 1 }).toString(), early: false }
        : undefined
