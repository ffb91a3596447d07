import { digestOfEvent, type EventRow, eventColumns, eventOf } from '../../src/journal/index.ts'
import { canonicalJson } from '../../src/kernel/index.ts'
import { type Db, sql } from '../../src/platform/index.ts'
import { ledger } from './ledger.ts'

export interface Found {
  /** Version of its stream after each command that is there, by its key. */
  readonly commands: Readonly<Record<string, number>>
  /** What is not as it must be, in words; empty: all is well. */
  readonly wrong: readonly string[]
}

/** Reads the whole journal in one snapshot and compares everything in it with everything else. */
export const verify = (db: Db): Promise<Found> => db.transaction().setIsolationLevel('repeatable read').execute(examine)

/** The same in a transaction of the caller's. */
export const examine = async (tx: Db): Promise<Found> => {
  const rows = async <R>(text: string) => (await sql.raw<R>(text).execute(tx)).rows
  const streams = await rows<{ id: string; version: number; state: unknown }>('select id, version, state from stream')
  const events = await rows<EventRow & { digest: Uint8Array; secret: Uint8Array }>(
    `select ${eventColumns}, digest, secret from event order by stream_id, version`,
  )
  const commands = await rows<{ key: string; stream_id: string; from_version: number; to_version: number }>(
    'select key, stream_id, from_version, to_version from command order by stream_id, from_version',
  )
  const wrong: string[] = []
  const same = (what: string, found: unknown, wanted: unknown): void => {
    if (canonicalJson(found) !== canonicalJson(wanted))
      wrong.push(`${what}: ${canonicalJson(found)} instead of ${canonicalJson(wanted)}`)
  }
  const eventsOf = Map.groupBy(events, (event) => event.stream_id)
  const commandsOf = Map.groupBy(commands, (command) => command.stream_id)
  same('streams of events', [...eventsOf.keys()].toSorted(), streams.map(({ id }) => id).toSorted())
  same('streams of commands', [...commandsOf.keys()].toSorted(), streams.map(({ id }) => id).toSorted())

  const wanted = ledger.projections.map(() => [] as object[])
  for (const { id, version, state } of streams) {
    const own = (eventsOf.get(id) ?? []).map((row) => ({ row, event: eventOf(row) }))
    same(
      `versions of ${id}`,
      own.map(({ event }) => event.version),
      Array.from({ length: version }, (_, n) => n + 1),
    )
    const folded = own.reduce((before, { event }) => ledger.evolve(before, event), ledger.initial)
    same(`state of ${id}`, state, folded)
    for (const { row, event } of own)
      if (!Buffer.from(digestOfEvent(event, row.secret)).equals(row.digest))
        wrong.push(`digest of ${id}/${event.version}`)
    // Each command begins where the one before it ended, and the last one ends where the stream stands.
    const bounds = (commandsOf.get(id) ?? []).flatMap((command) => [command.from_version, command.to_version])
    const ends = bounds.filter((_, n) => n % 2 === 1)
    same(
      `commands of ${id}`,
      bounds,
      ends.flatMap((end, n) => [n === 0 ? 0 : (ends[n - 1] ?? 0), end]),
    )
    same(`last command of ${id}`, ends.at(-1), version)
    for (const [n, projection] of ledger.projections.entries())
      wanted[n]?.push(...projection.rows(id, folded).map((row) => ({ stream_id: id, ...row })))
  }
  for (const [n, { table }] of ledger.projections.entries()) {
    const sorted = (list: readonly object[]) => list.map((row) => canonicalJson(row)).toSorted()
    same(`rows of ${table}`, sorted(await rows<object>(`select * from ${table}`)), sorted(wanted[n] ?? []))
  }
  const unsealed = await rows<{ id: string }>('select event_id as id from unsealed')
  same('events that wait for the log', unsealed.map(({ id }) => id).toSorted(), events.map(({ id }) => id).toSorted())
  return { commands: Object.fromEntries(commands.map(({ key, to_version }) => [key, to_version])), wrong }
}
