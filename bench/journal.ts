import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createJournal, type Journal, journalMigrations, type StreamKind } from '../src/journal/index.ts'
import { accept, newId, systemActor } from '../src/kernel/index.ts'
import { migrate, openDatabase, systemClock } from '../src/platform/index.ts'
import { postgresPrograms, startPostgres } from '../src/platform/testing.ts'
import { type Row, row } from './row.ts'

const CLIENTS = 16
const SECONDS = 4
const ROUNDS = 3
const STREAMS = 1000

/** A stream of which each command writes five rows: itself, an event, its key, what waits for the log, one projection. */
interface Matter {
  readonly steps: number
  readonly parties: readonly string[]
  readonly facts: string
}
const matter: StreamKind<Matter, { readonly text: string }, undefined> = {
  kind: 'matter',
  stateVersion: 1,
  initial: { steps: 0, parties: ['澄州市某食品经营部', '经营者'], facts: '经营超过保质期的食品'.repeat(10) },
  facts: async (requests) => requests.map(() => undefined),
  decide: (_, { text }) => accept([{ type: 'stepped', data: { text, place: '澄州市', persons: ['甲', '乙'] } }]),
  evolve: (state) => ({ ...state, steps: state.steps + 1 }),
  projections: [
    {
      table: 'matter_list',
      columns: { matter: 'text', steps: 'integer' },
      key: ['matter'],
      rows: (matter, { steps }) => [{ matter, steps }],
    },
  ],
}

const stepOn = async (journal: Journal, stream: number): Promise<void> => {
  const outcome = await journal.execute(matter, {
    streamId: `matter-${stream}`,
    command: { text: '现场检查时，货架上有三袋食品超过保质期' },
    meta: { actor: systemActor('bench'), key: newId() },
  })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
}

/** Commands a second of clients that each wait for their answer before they ask again. */
const ours = async (journal: Journal): Promise<number> => {
  const started = performance.now()
  const end = started + SECONDS * 1000
  let done = 0
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      await stepOn(journal, 1 + Math.floor(Math.random() * STREAMS))
      done++
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return done / ((performance.now() - started) / 1000)
}

/** The same rows, as the same tables' own statements; pgbench fills in what the sample says. */
const script = `
\\set stream random(1, ${STREAMS})
begin;
update stream set version = version + 1, state = :state, state_version = 1, subject = 'matter-' || :stream, changed_by = '系统', changed_at = now()
  where kind = 'matter' and id = 'matter-' || :stream returning version \\gset
insert into command (key, kind, stream_id, request, from_version, to_version)
  values (gen_random_uuid()::text, 'matter', 'matter-' || :stream, :request, :version - 1, :version);
insert into event (id, kind, stream_id, version, subject, type, shape, data, actor, happened_at, entered_at, digest, secret)
  values (gen_random_uuid(), 'matter', 'matter-' || :stream, :version, 'matter-' || :stream, 'stepped', 0, :data, :actor, now(), now(), :digest, :secret)
  returning id \\gset
insert into unsealed (event_id) values (:id);
update matter_list set steps = :version where matter = 'matter-' || :stream;
end;
`

/** Transactions a second of as many clients of pgbench. */
const peer = (url: string, file: string, sample: Readonly<Record<string, string>>): number => {
  const { hostname, port, username, pathname } = new URL(url)
  const { status, stdout, stderr } = spawnSync(
    join(postgresPrograms() ?? '', 'pgbench'),
    [
      ...['-h', hostname, '-p', port, '-U', username, '-n', '-M', 'prepared', '-f', file],
      ...['-c', String(CLIENTS), '-j', '2', '-T', String(SECONDS)],
      ...Object.entries(sample).flatMap(([name, value]) => ['-D', `${name}=${value}`]),
      pathname.slice(1),
    ],
    { encoding: 'utf8' },
  )
  const tps = /tps = ([\d.]+)/.exec(stdout)?.[1]
  if (status !== 0 || tps === undefined) throw new Error(`pgbench: ${stderr}`)
  return Number(tps)
}

/** A journal of its own with all streams begun, so that every command of the measure finds one. */
const begin = async (url: string): Promise<Journal> => {
  const database = await openDatabase({ url })
  await migrate(database.db, journalMigrations)
  const journal = createJournal(database, systemClock)
  journal.register(matter)
  await journal.prepare()
  await Promise.all(Array.from({ length: STREAMS }, (_, n) => stepOn(journal, n + 1)))
  await database.pool.query('vacuum analyze')
  return journal
}

/** How many rows each table got, so that both sides are known to have written the same. */
const written = async ({ database }: Journal): Promise<readonly number[]> => {
  const { rows } = await database.pool.query<{
    event: number
    command: number
    unsealed: number
    moved: number
    listed: number
  }>(
    `select (select count(*) from event) as event, (select count(*) from command) as command, (select count(*) from unsealed) as unsealed,
      (select sum(version) from stream)::int8 as moved, (select sum(steps) from matter_list)::int8 as listed`,
  )
  return Object.values(rows[0] ?? {})
}

/** Commands a second of the journal, against pgbench writing the same rows in one transaction; both on one server that syncs. */
export const journal = async (): Promise<readonly Row[]> => {
  const server = await startPostgres({ fsync: true })
  const directory = mkdtempSync(join(tmpdir(), 'zhaoming-bench-'))
  try {
    const urls = ['ours', 'peer'].map((name) => server.url.replace(/\/postgres$/, `/${name}`))
    const admin = new pg.Client(server.url)
    await admin.connect()
    for (const name of ['ours', 'peer']) await admin.query(`create database ${name}`)
    await admin.end()
    const [own, other] = (await Promise.all(urls.map(begin))) as [Journal, Journal]

    const file = join(directory, 'writes.sql')
    writeFileSync(file, script)
    const { rows } = await other.database.pool.query<Record<string, string>>(
      `select s.state::text as state, e.data::text as data, e.actor::text as actor, e.digest::text as digest, e.secret::text as secret, c.request
      from stream s join event e on e.stream_id = s.id join command c on c.stream_id = s.id limit 1`,
    )
    const sample = rows[0] ?? {}

    const figures: { ours: number[]; peer: number[] } = { ours: [], peer: [] }
    for (let round = 0; round < ROUNDS; round++) {
      figures.ours.push(await ours(own))
      figures.peer.push(peer(urls[1] as string, file, sample))
    }
    for (const each of [own, other]) {
      const counts = await written(each)
      if (new Set(counts).size !== 1) throw new Error(`rows are missing: ${counts}`)
      await each.database.close()
    }
    return [
      row(
        `journal: commands, ${CLIENTS} clients, against pgbench with the same 5 row writes`,
        '/s',
        figures.ours,
        figures.peer,
      ),
    ]
  } finally {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
