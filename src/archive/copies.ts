import { type Db, type Migration, sql } from '../platform/index.ts'

/** Who took a copy of which dossier, or of which of its papers: kept for good, and nothing ever changes it. */
export const archiveMigrations: readonly Migration[] = [
  {
    name: 'dossier-copy',
    up: async (tx) => {
      await sql`
        create table dossier_copy (
          id bigint generated always as identity primary key, case_id text not null, person text not null, name text not null,
          volume text not null, at timestamptz not null
        )`.execute(tx)
      await sql`create index dossier_copy_case on dossier_copy (case_id, at)`.execute(tx)
    },
  },
  {
    name: 'dossier-copy-papers',
    up: async (tx) => {
      await sql`alter table dossier_copy add column papers text[] not null default '{}'`.execute(tx)
    },
  },
]

export interface Copy {
  readonly name: string
  readonly volume: 'main' | 'all' | 'papers'
  readonly at: string
  /** Ids of the papers, where not a volume was taken. */
  readonly papers: readonly string[]
}

export const noteCopy = async (
  db: Db,
  caseId: string,
  person: { readonly id: string; readonly name: string },
  { volume, at, papers }: Omit<Copy, 'name'>,
): Promise<void> => {
  await sql`insert into dossier_copy (case_id, person, name, volume, at, papers)
    values (${caseId}, ${person.id}, ${person.name}, ${volume}, ${at}, ${[...papers]}::text[])`.execute(db)
}

/** The last hundred, newest first. */
export const copiesOf = async (db: Db, caseId: string): Promise<readonly Copy[]> => {
  const { rows } = await sql<Copy>`
    select name, volume, at, papers from dossier_copy where case_id = ${caseId} order by id desc limit 100`.execute(db)
  return rows
}
