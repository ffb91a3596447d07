import { type Migration, sql } from '../platform/index.ts'

/** Events are only ever added. `unsealed` holds what the log hasn't taken in yet, written with the event itself. */
export const journalMigrations: readonly Migration[] = [
  {
    name: 'journal',
    up: async (tx) => {
      await sql`
        create table stream (
          kind text not null, id text not null, version int not null, state jsonb not null, state_version int not null,
          subject text not null, changed_by text not null, changed_at timestamptz not null,
          primary key (kind, id)
        )`.execute(tx)
      await sql`
        create table event (
          id uuid primary key, kind text not null, stream_id text not null, version int not null, subject text not null,
          type text not null, data jsonb not null, actor jsonb not null, device text,
          happened_at timestamptz not null, entered_at timestamptz not null,
          digest bytea not null, secret bytea,
          unique (kind, stream_id, version)
        )`.execute(tx)
      await sql`create index event_subject on event (subject, id)`.execute(tx)
      await sql`create table unsealed (event_id uuid primary key)`.execute(tx)
      await sql`
        create table command (
          key text primary key, kind text not null, stream_id text not null, request text not null,
          from_version int not null, to_version int not null
        )`.execute(tx)
    },
  },
]
