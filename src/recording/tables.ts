import { type Migration, sql } from '../platform/index.ts'

/**
 * What isn't a projection. `recording_chunk` holds the entries of chains: the heads in the journal vouch for them, so they need no
 * events of their own. Two entries of one number stand there only where a device sent two; the chain says which one counts.
 * `recording_upload` is what tus knows of an upload. `device_contact` is what was measured of a device's clock.
 */
export const recordingMigrations: readonly Migration[] = [
  {
    name: 'recording',
    up: async (tx) => {
      await sql`
        create table recording_chunk (
          recording text not null, n int not null, hash text not null, entry jsonb not null, primary key (recording, n, hash)
        )`.execute(tx)
      await sql`
        create table recording_upload (
          id text primary key, recording text not null, attempt int not null, upload jsonb not null, by text not null,
          received boolean not null default false, at timestamptz not null default now(), unique (recording, attempt)
        )`.execute(tx)
      await sql`create index recording_upload_open on recording_upload (at) where not received`.execute(tx)
      await sql`
        create table device_contact (
          device text not null, at timestamptz not null, offset_ms bigint not null, primary key (device, at)
        )`.execute(tx)
    },
  },
  {
    // Files of other makers' devices as they were first seen: none is taken in twice, and one that changes afterwards is another.
    name: 'recording-import',
    up: async (tx) => {
      await sql`
        create table recording_import (
          path text not null, size bigint not null, changed bigint not null, source text not null, sidecar jsonb not null,
          state text not null, recording text, reason text, at timestamptz not null default now(), primary key (path, size, changed)
        )`.execute(tx)
      await sql`create index recording_import_waiting on recording_import (path) where state = 'waiting'`.execute(tx)
    },
  },
  {
    // Who sent which masked copy, until it is said what it is of.
    name: 'recording-copy-upload',
    up: async (tx) => {
      await sql`
        create table recording_copy_upload (
          blob text not null, person text not null, at timestamptz not null default now(), primary key (blob, person)
        )`.execute(tx)
    },
  },
]
