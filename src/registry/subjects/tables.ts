import { type Migration, sql } from '../../platform/index.ts'

/**
 * The register of subjects is data that upper platforms give, and no event of a case: rows that an import writes. What a row was
 * before stands in `subject_version`; that the import happened, of which file, with what outcome, stands in the journal.
 */
export const subjectMigrations: readonly Migration[] = [
  {
    name: 'subject',
    up: async (tx) => {
      // `lon` and `lat` are WGS-84; `given` has them as they came. `seen` is the last import in which the subject stood.
      await sql`create table subject (
        code text collate "C" primary key, name text not null, kind text not null, status text not null, licence text, representative text,
        id_number text, phone text, address text, district text, station text, industry text, scope text,
        lon float8, lat float8, given jsonb, source text not null, as_of date not null, import text not null, version int not null,
        changed_at timestamptz not null, digest text not null, seen text not null, seen_row int not null, plain text not null, pairs text[] not null
      )`.execute(tx)
      await sql`create index on subject using gin (pairs)`.execute(tx)
      await sql`create index on subject (district, code)`.execute(tx)
      await sql`create index on subject (status, code) where status <> 'active'`.execute(tx)
      await sql`create index on subject (lon, lat) where lon is not null`.execute(tx)
      await sql`create table subject_version (
        code text collate "C" not null, version int not null, data jsonb not null, import text not null, source text not null, as_of date not null,
        changed_at timestamptz not null, primary key (code, version)
      )`.execute(tx)
      await sql`create table subject_import_progress (
        import text primary key, lines int not null, row int not null, added int not null, changed int not null, same int not null,
        refused int not null, repeated int not null, older int not null, problems int not null
      )`.execute(tx)
      await sql`create table subject_import_problem (
        import text not null, row int not null, n int not null, what text not null, value text not null, problem text not null, advice text not null,
        primary key (import, row, n)
      )`.execute(tx)
      await sql`create table subject_file (
        blob text primary key, name text not null, size bigint not null, sheet jsonb not null, about int not null, person text not null, at timestamptz not null
      )`.execute(tx)
      // How many subjects stand in each square of a grid (see grid.ts), made again after each import.
      await sql`create table subject_square (
        x int not null, y int not null, district text not null, status text not null, n int not null, lon float8 not null, lat float8 not null,
        primary key (x, y, district, status)
      )`.execute(tx)
    },
  },
]
