import type { Actor } from '../kernel/index.ts'
import { type Db, sql } from '../platform/index.ts'
import { mayReadRow } from './sight.ts'

/** How the fines of decided cases of one item spread, for one kind of party: of very many, of the newest. Money in fen. */
export interface Spread {
  readonly cases: number
  readonly min: number
  /** A quarter of the cases was fined less, a quarter more than `high`. */
  readonly low: number
  readonly median: number
  readonly high: number
  readonly max: number
}

/** Years that like cases are looked back on. */
export const likeYears = 3

/** More of them tell nothing new; the newest count. */
const MOST = 2_000

/** The fines of other cases of these items in the three years before, by item and kind of party (行政处罚法 art. 5, 34). */
export const spreadsOf = async (
  db: Db,
  caseId: string,
  items: readonly string[],
  now: string,
): Promise<(item: string, organisation: boolean) => Spread | undefined> => {
  const { rows } = await sql<Spread & { item: string; organisation: boolean }>`
    select item, organisation, count(*)::int as cases, min(fine)::float8 as min, max(fine)::float8 as max,
      percentile_disc(0.25) within group (order by fine)::float8 as low,
      percentile_disc(0.5) within group (order by fine)::float8 as median,
      percentile_disc(0.75) within group (order by fine)::float8 as high
    from unnest(${items}::text[]) item, unnest(array[true, false]) organisation, lateral (
      select fine from case_decision d where d.item = item.item and d.organisation = organisation.organisation and case_id <> ${caseId}
        and decided_at between ${now}::timestamptz - make_interval(years => ${likeYears}) and ${now}::timestamptz
      order by decided_at desc limit ${MOST}
    ) like_case group by item, organisation`.execute(db)
  const found = new Map(rows.map(({ item, organisation, ...spread }) => [`${organisation} ${item}`, spread]))
  return (item, organisation) => found.get(`${organisation} ${item}`)
}

/** Another case of a party of the case. */
export interface OtherCase {
  readonly party: string
  readonly id: string
  readonly title: string
  readonly item: string
  readonly openedAt: string
  /** When a penalty was imposed, if one was. */
  readonly decidedAt?: string
}

/** The newest other cases of these parties that this person may see, at most fifty of all. */
export const otherCasesOf = async (
  db: Db,
  actor: Actor,
  caseId: string,
  parties: readonly string[],
): Promise<readonly OtherCase[]> => {
  const { rows } = await sql<{
    party: string
    id: string
    title: string
    item: string
    opened: string
    decided: string | null
  }>`
    select p.party_key as party, case_file.id, coalesce(case_file.number || ' ', '') || case_file.title as title,
      coalesce(case_file.item, '') as item, case_file.opened_at as opened,
      (select min(d.decided_at) from case_decision d where d.case_id = case_file.id) as decided
    from case_party p join case_file on case_file.id = p.case_id
    where p.party_key = any(${parties}::text[]) and case_file.id <> ${caseId} and ${mayReadRow(actor)}
    order by case_file.opened_at desc limit 50`.execute(db)
  return rows.map(({ opened, decided, ...row }) => ({
    ...row,
    openedAt: opened,
    ...(decided === null ? {} : { decidedAt: decided }),
  }))
}
