import { type Migration, sql } from '../platform/index.ts'

/**
 * Events are only ever added. `unsealed` holds what the log hasn't taken in yet, `errand` what work outside
 * the database waits for; both are written with the event itself.
 * A state is written anew with every command, and PostgreSQL's own compression would cost more than the rest of the command: lz4 where the
 * server has it, none where it hasn't (PGlite).
 * `seq` puts the events of a subject in the order of entry: ids made within one millisecond have none.
 * `shape` counts the upcasts that the event's type had when it was written; `projection` holds, by table, what it was made from.
 */
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
        do $$ begin
          alter table stream alter column state set compression lz4;
        exception when feature_not_supported then
          alter table stream alter column state set storage external;
        end $$`.execute(tx)
      await sql`
        create table event (
          id uuid primary key, seq bigint generated always as identity,
          kind text not null, stream_id text not null, version int not null, subject text not null,
          type text not null, shape int not null, data jsonb not null, actor jsonb not null, device text,
          happened_at timestamptz not null, entered_at timestamptz not null,
          digest bytea not null, secret bytea,
          unique (kind, stream_id, version)
        )`.execute(tx)
      await sql`create index event_subject on event (subject, seq)`.execute(tx)
      await sql`create index event_type on event (kind, type, happened_at)`.execute(tx)
      await sql`create table unsealed (event_id uuid primary key)`.execute(tx)
      await sql`create table errand (name text, event_id uuid, primary key (name, event_id))`.execute(tx)
      await sql`
        create table command (
          key text primary key, kind text not null, stream_id text not null, request text not null,
          from_version int not null, to_version int not null
        )`.execute(tx)
      await sql`create table projection (name text primary key, declaration text not null)`.execute(tx)
    },
  },
]
