import { fromHex, toHex } from '../../kernel/index.ts'
import {
  advisoryLock,
  type Clock,
  type Database,
  type Db,
  type Migration,
  sql,
  transaction,
} from '../../platform/index.ts'
import { inclusionProof, leafHash, rootHash } from './merkle.ts'
import { checkpointText, type LogKey, ownCheckpoint } from './note.ts'
import { addLeaves, nodeOf, type ReadTile, WIDTH } from './tiles.ts'

export const logMigrations: readonly Migration[] = [
  {
    name: 'log',
    up: async (tx) => {
      await sql`create table log_leaf (leaf_index bigint primary key, event_id uuid not null unique, digest bytea not null)`.execute(
        tx,
      )
      await sql`create table log_tile (level int not null, tile_index bigint not null, bytes bytea not null, primary key (level, tile_index))`.execute(
        tx,
      )
      await sql`create table log_checkpoint (size bigint primary key, root bytea not null, note text not null, at timestamptz not null)`.execute(
        tx,
      )
    },
  },
]

export interface Checkpoint {
  readonly size: number
  readonly root: Uint8Array
  readonly note: string
  readonly at: string
}

export interface Log {
  readonly key: LogKey
  /** Takes waiting events into the log and signs; gives how many. */
  seal(): Promise<number>
  latest(db?: Db): Promise<Checkpoint | undefined>
  tile(level: number, index: number): Promise<Uint8Array | undefined>
  /** Digests of a bundle's entries, in order. */
  entries(index: number): Promise<readonly Uint8Array[]>
  leaf(eventId: string): Promise<{ readonly index: number; readonly digest: Uint8Array } | undefined>
  /** The inclusion proof of a leaf in the latest tree. */
  prove(index: number, size: number): Promise<readonly Uint8Array[]>
  /** Seals within a second of every commit until stopped. */
  start(onCommitted: (wake: () => void) => () => void, onError: (error: unknown) => void): () => Promise<void>
}

const BATCH = 20_000

export const createLog = (database: Database, key: LogKey, clock: Clock): Log => {
  const { db } = database

  const latest = async (on: Db = db): Promise<Checkpoint | undefined> => {
    const { rows } = await sql<{
      size: number
      root: Buffer
      note: string
      at: string
    }>`select size, root, note, at from log_checkpoint order by size desc limit 1`.execute(on)
    return rows[0]
  }
  const storedTile = async (on: Db, level: number, index: number): Promise<Uint8Array | undefined> => {
    const { rows } = await sql<{
      bytes: Buffer
    }>`select bytes from log_tile where level = ${level} and tile_index = ${index}`.execute(on)
    return rows[0]?.bytes
  }
  const reader = (on: Db, fresh: ReadonlyMap<string, Uint8Array> = new Map()): ReadTile => {
    const seen = new Map<string, Uint8Array>()
    return async (level, index) => {
      const name = `${level}/${index}`
      const found = fresh.get(name) ?? seen.get(name) ?? (await storedTile(on, level, index))
      if (found === undefined) throw new RangeError(`tile ${name} is missing`)
      seen.set(name, found)
      return found
    }
  }

  /**
   * Signs nothing that doesn't extend what was signed last: in the database, and in the file beside the key, which a database that
   * was set back to a backup, or lost what it had not yet put on its disk, does not take along.
   */
  const mustExtend = async (before: Checkpoint | undefined, read: ReadTile): Promise<void> => {
    const kept = key.lastKept()
    for (const { size, root } of [
      ...(before === undefined ? [] : [ownCheckpoint(key, before.note)]),
      ...(kept === undefined ? [] : [ownCheckpoint(key, kept)]),
    ]) {
      if (size > (before?.size ?? 0))
        throw new Error(`the database is older than the log: ${size} leaves were signed, it has ${before?.size ?? 0}`)
      if (toHex(await rootHash(nodeOf(read), size)) !== toHex(root))
        throw new Error(`the log's tiles do not give the root that was signed at size ${size}`)
    }
  }

  /**
   * Invariant: the log never forks. Leaves, tiles and checkpoint are written in ONE transaction under a lock that only one node
   * holds, so after a crash there is all of it or nothing, and no checkpoint is seen before it is committed; each tree is made from
   * the stored tiles of the last signed one; and a size is the key of its checkpoint, so that no second one is ever kept for it.
   * An event that is committed late simply gets a later leaf: the order of leaves says nothing but the order of sealing.
   */
  const seal = async (): Promise<number> => {
    const { sealed, note } = await sealBatch()
    if (note !== undefined) key.keep(note)
    return sealed
  }
  const sealBatch = (): Promise<{ readonly sealed: number; readonly note?: string }> =>
    transaction(db, async (tx) => {
      await advisoryLock('log').execute(tx)
      const { rows } = await sql<{ event_id: string; digest: string }>`
        select u.event_id, encode(e.digest, 'hex') as digest from unsealed u join event e on e.id = u.event_id order by e.seq limit ${BATCH}`.execute(
        tx,
      )
      if (rows.length === 0) return { sealed: 0 }
      const before = await latest(tx)
      const size = before?.size ?? 0
      const read = reader(tx)
      await mustExtend(before, read)
      const tiles = await addLeaves(
        size,
        rows.map(({ digest }) => leafHash(fromHex(digest))),
        read,
      )
      const fresh = new Map(tiles.map(({ level, index, bytes }) => [`${level}/${index}`, bytes]))
      const root = await rootHash(nodeOf(reader(tx, fresh)), size + rows.length)
      const ids = rows.map(({ event_id }) => event_id)
      await sql`insert into log_leaf (leaf_index, event_id, digest)
        select ${size}::bigint + n - 1, id::uuid, decode(digest, 'hex') from unnest(${ids}::text[], ${rows.map(({ digest }) => digest)}::text[]) with ordinality as l (id, digest, n)`.execute(
        tx,
      )
      await sql`insert into log_tile (level, tile_index, bytes)
        select level, tile_index, decode(bytes, 'hex') from unnest(${tiles.map(({ level }) => level)}::int[], ${tiles.map(({ index }) => index)}::bigint[], ${tiles.map(({ bytes }) => toHex(bytes))}::text[]) as t (level, tile_index, bytes)
        on conflict (level, tile_index) do update set bytes = excluded.bytes`.execute(tx)
      const note = key.signNote(checkpointText(key.name, size + rows.length, root))
      await sql`insert into log_checkpoint (size, root, note, at) values (${size + rows.length}, decode(${toHex(root)}, 'hex'), ${note}, ${clock.now()})`.execute(
        tx,
      )
      await sql`delete from unsealed where event_id = any(${ids}::uuid[])`.execute(tx)
      return { sealed: rows.length, note }
    })

  return {
    key,
    seal,
    latest,
    tile: (level, index) => storedTile(db, level, index),
    async entries(index) {
      const { rows } = await sql<{
        digest: Buffer
      }>`select digest from log_leaf where leaf_index >= ${index * WIDTH} and leaf_index < ${(index + 1) * WIDTH} order by leaf_index`.execute(
        db,
      )
      return rows.map(({ digest }) => digest)
    },
    async leaf(eventId) {
      const { rows } = await sql<{
        leaf_index: number
        digest: Buffer
      }>`select leaf_index, digest from log_leaf where event_id = ${eventId}::uuid`.execute(db)
      const [row] = rows
      return row === undefined ? undefined : { index: row.leaf_index, digest: row.digest }
    },
    prove: (index, size) => inclusionProof(nodeOf(reader(db)), index, size),
    start(onCommitted, onError) {
      let stopped = false
      let running: Promise<void> | undefined
      let again = false
      const wake = () => {
        if (stopped) return
        if (running !== undefined) {
          again = true
          return
        }
        running = (async () => {
          try {
            while ((await seal()) === BATCH && !stopped);
          } catch (error) {
            onError(error)
          } finally {
            running = undefined
            if (again) {
              again = false
              setTimeout(wake, 200).unref()
            }
          }
        })()
      }
      // Commands that follow one another closely are sealed together; none waits longer than half a second.
      let timer: NodeJS.Timeout | undefined
      const off = onCommitted(() => {
        timer ??= setTimeout(() => {
          timer = undefined
          wake()
        }, 300)
      })
      const steady = setInterval(wake, 1000)
      steady.unref()
      return async () => {
        stopped = true
        off()
        clearInterval(steady)
        clearTimeout(timer)
        await running
      }
    },
  }
}
