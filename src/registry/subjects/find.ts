import { pairsOf, plainOf, termsOf } from '../../kernel/index.ts'
import { type Db, hasTerms, rowsOfPage, type Sql, sql } from '../../platform/index.ts'
import type { Datum, Subject, SubjectKind, SubjectStatus } from './subject.ts'

export interface SubjectQuery {
  /** The beginning of a code, or words of a name. */
  readonly q?: string
  readonly district?: string
  readonly status?: SubjectStatus
  readonly kind?: SubjectKind
}

/** A subject as it stands in the register. */
export interface Registered extends Subject {
  /** WGS-84. */
  readonly position?: { readonly lon: number; readonly lat: number }
  readonly source: string
  readonly asOf: string
  readonly version: number
  readonly changedAt: string
}

interface Row {
  readonly code: string
  readonly name: string
  readonly kind: SubjectKind
  readonly status: SubjectStatus
  readonly licence: string | null
  readonly representative: string | null
  readonly id_number: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly district: string | null
  readonly station: string | null
  readonly industry: string | null
  readonly scope: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly given: { readonly lon: number; readonly lat: number; readonly datum: Datum } | null
  readonly source: string
  readonly as_of: string
  readonly version: number
  readonly changed_at: string
}

const columns = sql.raw(
  'code, name, kind, status, licence, representative, id_number, phone, address, district, station, industry, scope, lon, lat, given, source, as_of, version, changed_at',
)

const filled = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>
  }

const subjectOf = ({
  id_number,
  lon,
  lat,
  given,
  code,
  name,
  kind,
  status,
  source,
  as_of,
  version,
  changed_at,
  ...rest
}: Row): Registered => ({
  code,
  name,
  kind,
  status,
  ...filled(rest),
  ...(id_number === null ? {} : { idNumber: id_number }),
  ...(given === null ? {} : given),
  ...(lon === null || lat === null ? {} : { position: { lon, lat } }),
  source,
  asOf: as_of,
  version,
  changedAt: changed_at,
})

/** Of what is found no more than so many are looked at: whoever finds a thousand asks more exactly. */
const MOST = 1000
export const pageOfSubjects = 50

/** A code's beginning: four letters or figures at least, as no name is one. */
const isCode = (q: string): boolean => /^[0-9A-Za-z]{4,18}$/.test(q) && /\d/.test(q)

const asked = ({ q = '', district, status, kind }: SubjectQuery): Sql => {
  const words = q.trim()
  return sql.join(
    [
      sql`true`,
      ...(words === ''
        ? []
        : isCode(words)
          ? [sql`code like ${`${words.toUpperCase()}%`}`]
          : [hasTerms(sql`subject`, termsOf(words))]),
      ...(district === undefined ? [] : [sql`district = ${district}`]),
      ...(status === undefined ? [] : [sql`status = ${status}`]),
      ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
    ],
    sql` and `,
  )
}

/** Whether words are enough to look for: a code's beginning, or two characters side by side. */
export const askable = (q: string): boolean => {
  const words = q.trim()
  return words === '' || isCode(words) || termsOf(words).some((term) => pairsOf(plainOf(term)).length > 0)
}

/** A page of what is found; of more than a thousand, a thousand, and that there are more. */
export const findSubjects = async (
  db: Db,
  query: SubjectQuery,
  page: number,
  size = pageOfSubjects,
): Promise<{ readonly rows: readonly Registered[]; readonly total: number; readonly more: boolean }> => {
  const { rows } = await sql<Row & { total: number }>`
    with hit as materialized (select ${columns} from subject where ${asked(query)} limit ${MOST + 1})
    select *, count(*) over ()::int as total from hit order by (status <> 'active'), char_length(name), name, code
    limit ${size} offset ${(page - 1) * size}`.execute(db)
  const total = rows[0]?.total ?? 0
  return { rows: rows.map(subjectOf), total: Math.min(total, MOST), more: total > MOST }
}

/** All that is found, by their codes. */
export async function* eachSubject(db: Db, query: SubjectQuery): AsyncGenerator<Registered> {
  for (let after = ''; ; ) {
    const { rows }: { rows: readonly Row[] } = await sql<Row>`
      select ${columns} from subject where ${asked(query)} and code > ${after} order by code limit ${rowsOfPage}`.execute(
      db,
    )
    yield* rows.map(subjectOf)
    if (rows.length < rowsOfPage) return
    after = rows.at(-1)?.code ?? ''
  }
}

export const subjectByCode = async (db: Db, code: string): Promise<Registered | undefined> => {
  const { rows } = await sql<Row>`select ${columns} from subject where code = ${code}`.execute(db)
  return rows[0] === undefined ? undefined : subjectOf(rows[0])
}

/** Those of these codes that the register has. */
export const subjectsByCode = async (db: Db, codes: readonly string[]): Promise<ReadonlyMap<string, Registered>> => {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<Row>`select ${columns} from subject where code = any(${codes}::text[])`.execute(db)
  return new Map(rows.map((row) => [row.code, subjectOf(row)]))
}

/** What a subject was before, the newest first, at most fifty; `until` is when the next version came. */
export const versionsOf = async (db: Db, code: string): Promise<readonly Registered[]> => {
  const { rows } = await sql<
    Pick<Row, 'code' | 'version' | 'source' | 'as_of' | 'changed_at'> & { data: Omit<Row, 'code'> }
  >`
    select code, version, data, source, as_of, changed_at from subject_version where code = ${code} order by version desc limit 50`.execute(
    db,
  )
  return rows.map(({ data, ...row }) => subjectOf({ ...data, ...row }))
}

/** The districts that the register names, in order. */
export const districtsOf = async (db: Db): Promise<readonly string[]> => {
  // From one to the next by the index: a million rows have a dozen districts.
  const { rows } = await sql<{ district: string }>`
    with recursive each as (
      (select district from subject where district is not null order by district limit 1)
      union all
      select (select s.district from subject s where s.district > each.district order by s.district limit 1) from each where each.district is not null
    ) select district from each where district is not null limit 100`.execute(db)
  return rows.map(({ district }) => district)
}
