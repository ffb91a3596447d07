import { type Db, type Sql, sql } from '../platform/index.ts'
import type { LedgerQuery, LedgerRow, LedgerView, PublicUpdate } from './view.ts'

/** So many rows of the ledger stand on a page. */
export const LEDGER_PAGE = 50
const BATCH = 500

/** Why a decision isn't shown, as it is counted. */
export const exceptionTitles: Readonly<Record<string, string>> = {
  warning: '仅受到警告',
  secret: '涉及国家秘密',
  security: '公开会危及国家安全、公共安全、经济安全和社会稳定',
  minor: '当事人是未成年人',
  privacy: '涉及商业秘密、个人隐私，处理后仍会造成损害',
  other: '法律、行政法规规定不予公示的其他情形',
  fallen: '公示前已被撤销、确认无效',
}

/** What counts in the account: published, or due and not. What must not be shown is never listed. */
const counted = sql`exception is null`
const late = (day: string): Sql => sql`(published_on > due_on or published_on is null and due_on < ${day}::date)`

const fitting = (day: string, { year, unit, late: onlyLate }: LedgerQuery): Sql =>
  sql.join(
    [
      counted,
      ...(year === undefined
        ? []
        : [sql`decided_on >= ${`${year}-01-01`}::date and decided_on < ${`${year + 1}-01-01`}::date`]),
      ...(unit === undefined ? [] : [sql`unit = ${unit}`]),
      ...(onlyLate === true ? [late(day)] : []),
    ],
    sql` and `,
  )

interface Found {
  readonly number: string
  readonly unit: string
  readonly unit_name: string
  readonly decided_on: string
  readonly target_on: string
  readonly due_on: string
  readonly published_on: string | null
  readonly withdrawn_on: string | null
}

const rowOf = (row: Found, day: string): LedgerRow => {
  const { published_on: published, due_on: due } = row
  return {
    number: row.number,
    unit: row.unit_name,
    decidedOn: row.decided_on,
    targetOn: row.target_on,
    dueOn: due,
    ...(published === null ? {} : { publishedOn: published }),
    ...(row.withdrawn_on === null ? {} : { withdrawnOn: row.withdrawn_on }),
    state: published === null ? (due < day ? 'late-open' : 'open') : published > due ? 'late' : 'on-time',
  }
}

const columns = sql`number, unit, unit_name, decided_on, target_on, due_on, published_on, withdrawn_on`

/** One page of the account, with its sums by month and unit; computed from a projection of the journal, nothing is entered. */
export const ledgerPage = async (db: Db, day: string, query: LedgerQuery): Promise<LedgerView> => {
  const fits = fitting(day, query)
  const sums = sql`count(*)::int as due, count(*) filter (where published_on is not null)::int as published,
    count(*) filter (where published_on <= due_on)::int as on_time, count(*) filter (where published_on <= target_on)::int as on_target,
    count(*) filter (where ${late(day)})::int as late, count(*) filter (where published_on is null and due_on < ${day}::date)::int as late_now`
  // What is not yet due and not yet published says nothing of being in time.
  const settled = sql`(published_on is not null or due_on < ${day}::date)`
  type Sums = { due: number; published: number; on_time: number; on_target: number; late: number; late_now: number }
  const [{ rows: all }, { rows: byMonth }, { rows: byUnit }, { rows }, { rows: years }, { rows: excepted }] =
    await Promise.all([
      sql<Sums & { total: number }>`
        select ${sums}, (select count(*)::int from publication_account where ${fits}) as total
        from publication_account where ${fits} and ${settled}`.execute(db),
      sql<Sums & { month: string }>`
        select to_char(decided_on, 'YYYY-MM') as month, ${sums} from publication_account where ${fits} and ${settled}
        group by 1 order by 1 desc limit 36`.execute(db),
      sql<Sums & { unit: string; name: string }>`
        select unit, max(unit_name) as name, ${sums} from publication_account where ${fits} and ${settled}
        group by unit order by count(*) desc, unit limit 100`.execute(db),
      sql<Found>`
        select ${columns} from publication_account where ${fits} order by decided_on desc, number desc
        limit ${LEDGER_PAGE} offset ${((query.page ?? 1) - 1) * LEDGER_PAGE}`.execute(db),
      sql<{ year: number }>`
        select distinct extract(year from decided_on)::int as year from publication_account order by 1 desc limit 30`.execute(
        db,
      ),
      sql<{ ground: string; n: number }>`
        select exception as ground, count(*)::int as n from publication_account where exception is not null
        ${query.year === undefined ? sql`` : sql`and decided_on >= ${`${query.year}-01-01`}::date and decided_on < ${`${query.year + 1}-01-01`}::date`}
        group by 1 order by 2 desc, 1`.execute(db),
    ])
  const told = ({ due, published, on_time, on_target, late: over, late_now }: Sums) => ({
    due,
    published,
    onTime: on_time,
    onTarget: on_target,
    late: over,
    lateNow: late_now,
  })
  const [sum] = all
  return {
    query,
    day,
    years: years.map(({ year }) => year),
    sum: told(sum ?? { due: 0, published: 0, on_time: 0, on_target: 0, late: 0, late_now: 0 }),
    months: byMonth.map(({ month, ...of }) => ({ month, ...told(of) })),
    units: byUnit.map(({ unit, name, ...of }) => ({ unit, name, ...told(of) })),
    exceptions: excepted.map(({ ground, n }) => ({ ground, title: exceptionTitles[ground] ?? ground, n })),
    rows: rows.map((row) => rowOf(row, day)),
    total: sum?.total ?? 0,
    page: query.page ?? 1,
    pageSize: LEDGER_PAGE,
  }
}

/** Every row that fits, newest first, read in batches. */
export async function* ledgerRows(db: Db, day: string, query: LedgerQuery): AsyncGenerator<LedgerRow> {
  const fits = fitting(day, query)
  for (let last: Found | undefined; ; ) {
    const beyond =
      last === undefined ? sql`true` : sql`(decided_on, number) < (${last.decided_on}::date, ${last.number})`
    const { rows }: { readonly rows: readonly Found[] } = await sql<Found>`
      select ${columns} from publication_account where ${fits} and ${beyond} order by decided_on desc, number desc limit ${BATCH}`.execute(
      db,
    )
    for (const row of rows) yield rowOf(row, day)
    last = rows.at(-1)
    if (last === undefined || rows.length < BATCH) return
  }
}

/** What was published, corrected or withdrawn lately, newest first. Of what is shown no more only its number, and why. */
export const lately = async (db: Db, day: string, limit: number): Promise<readonly PublicUpdate[]> => {
  const { rows } = await sql<{
    number: string
    on: string
    kind: PublicUpdate['kind']
    party: string
    violation: string
    content: string
    says: string | null
  }>`
    select * from (
      (select number, published_on as on, 'published' as kind, party, violation, content, null::text as says from public_decision
        where withdrawn_on is null and ended_on is null and until_day >= ${day}::date order by published_on desc, number desc limit ${limit})
      union all
      (select number, corrected_on, 'corrected', party, violation, content, corrections -> -1 ->> 'what' from public_decision
        where corrected_on is not null and withdrawn_on is null and ended_on is null and until_day >= ${day}::date order by corrected_on desc, number desc limit ${limit})
      union all
      (select number, withdrawn_on, 'withdrawn', '', '', '', reason from public_decision
        where withdrawn_on is not null order by withdrawn_on desc, number desc limit ${limit})
    ) u (number, "on", kind, party, violation, content, says) order by "on" desc, number desc, kind limit ${limit}`.execute(
    db,
  )
  return rows.map(({ says, ...row }) => ({ ...row, ...(says === null ? {} : { says }) }))
}
