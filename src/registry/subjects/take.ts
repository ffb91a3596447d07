import { searched, sha256Hex } from '../../kernel/index.ts'
import { type Db, sql } from '../../platform/index.ts'
import { positionOf } from './position.ts'
import { fieldNames, type Subject } from './subject.ts'

/** A subject out of a file's row. */
export interface Taken {
  readonly row: number
  readonly subject: Subject
}

/** What became of a row: `repeated` stood in this file before, in row `first`; of an `older` one the register has newer data. */
export interface Verdict {
  readonly code: string
  readonly row: number
  readonly verdict: 'added' | 'changed' | 'same' | 'repeated' | 'older'
  readonly first: number | null
  readonly as_of: string | null
}

/** Where the data comes from, and as of which day it holds. */
export interface Origin {
  readonly import: string
  readonly source: string
  readonly asOf: string
  readonly now: string
}

const columns = sql.raw(
  'code, name, kind, status, licence, representative, id_number, phone, address, district, station, industry, scope, lon, lat, given, digest, plain, pairs',
)
const record = sql.raw(
  'code text, name text, kind text, status text, licence text, representative text, id_number text, phone text, address text, district text, station text, industry text, scope text, lon float8, lat float8, given jsonb, digest text, plain text, pairs text[], row int',
)
const changed = sql.raw(
  'name = excluded.name, kind = excluded.kind, status = excluded.status, licence = excluded.licence, representative = excluded.representative, id_number = excluded.id_number, phone = excluded.phone, address = excluded.address, district = excluded.district, station = excluded.station, industry = excluded.industry, scope = excluded.scope, lon = excluded.lon, lat = excluded.lat, given = excluded.given, digest = excluded.digest, plain = excluded.plain, pairs = excluded.pairs, source = excluded.source, as_of = excluded.as_of, import = excluded.import, version = subject.version + 1, changed_at = excluded.changed_at, seen = excluded.seen, seen_row = excluded.seen_row',
)

const inOrder = fieldNames.toSorted()
/** A subject is flat: its members in order are its canonical JSON (RFC 8785), and a tenth of the work. */
export const digestOfSubject = (subject: Subject): string => sha256Hex(JSON.stringify(subject, inOrder))

/** A row of the table. What a file has no column for stays unknown. */
const rowOf = ({ row, subject }: Taken) => {
  const { idNumber, lon, lat, datum, ...rest } = subject
  const place =
    lon === undefined || lat === undefined || datum === undefined ? undefined : positionOf({ lon, lat }, datum)
  return {
    ...rest,
    id_number: idNumber,
    ...(place === undefined ? {} : { ...place, given: { lon, lat, datum } }),
    digest: digestOfSubject(subject),
    ...searched(subject.name),
    row,
  }
}

/** Rows as one JSON, as `takeRows` wants them: made while the rows before are still being written. */
export const rowsAsJson = (rows: readonly Taken[]): string => JSON.stringify(rows.map(rowOf))

/**
 * Takes rows into the register with one statement: what is new is added, what differs becomes the next version and the one before
 * is kept, what is the same is only noted as seen. No code may be twice among the rows; one that an earlier row of this import had is
 * left alone, and so is one of which the register has newer data. Within a transaction that holds the lock `subjects`.
 */
export const takeRows = async (db: Db, origin: Origin, rows: string): Promise<readonly Verdict[]> => {
  const { import: id, source, asOf, now } = origin
  const { rows: verdicts } = await sql<Verdict>`
    with incoming as materialized (select * from jsonb_to_recordset(${rows}::jsonb) as r (${record})),
    judged as materialized (
      select i.*, o.seen_row as first, o.as_of as held_as_of, case when o.code is null then 'added' when o.seen = ${id} then 'repeated'
        when o.digest = i.digest then 'same' when o.as_of > ${asOf}::date then 'older' else 'changed' end as verdict
      from incoming i left join subject o using (code)
    ), kept as (
      insert into subject_version (code, version, data, import, source, as_of, changed_at)
      select s.code, s.version, to_jsonb(s) - array['plain', 'pairs', 'digest', 'seen', 'seen_row', 'import', 'source', 'as_of', 'version', 'changed_at', 'code'],
        s.import, s.source, s.as_of, s.changed_at from subject s join judged j using (code) where j.verdict = 'changed'
    ), put as (
      insert into subject (${columns}, source, as_of, import, version, changed_at, seen, seen_row)
      select ${columns}, ${source}::text, ${asOf}::date, ${id}::text, 1, ${now}::timestamptz, ${id}::text, row from judged where verdict in ('added', 'changed')
      on conflict (code) do update set ${changed}
    ), noted as (
      update subject s set seen = ${id}, seen_row = j.row, as_of = greatest(s.as_of, ${asOf}::date) from judged j where j.code = s.code and j.verdict = 'same'
    )
    select code, row, verdict, first, held_as_of as as_of from judged order by row`.execute(db)
  return verdicts
}
