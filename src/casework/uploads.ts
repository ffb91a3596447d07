import { type Db, type Migration, sql } from '../platform/index.ts'

/** Who uploaded which file: until a case has it, nobody else may read it or attach it. */
export const caseworkMigrations: readonly Migration[] = [
  {
    name: 'upload',
    up: async (tx) => {
      await sql`
        create table upload (
          blob text not null, person text not null, at timestamptz not null default now(), primary key (blob, person)
        )`.execute(tx)
    },
  },
]

export const noteUpload = async (db: Db, blob: string, person: string): Promise<void> => {
  await sql`insert into upload (blob, person) values (${blob}, ${person}) on conflict do nothing`.execute(db)
}
