import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readdir, readFile, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Journal } from '../journal/index.ts'
import { systemActor } from '../kernel/index.ts'
import { type Db, type FileBlobs, sql } from '../platform/index.ts'
import type { OpenBucket } from './bucket.ts'
import { derivedId } from './derived-id.ts'
import type { Device } from './device.ts'
import { probeMedia } from './probe.ts'
import { type Person, recordingStream } from './recording.ts'
import type { Scan } from './scan.ts'

/** Files of body-worn cameras, docking stations, fixed cameras and recorders: taken in from a folder, or named by a media server. */
export interface Importing {
  readonly journal: Journal
  readonly blobs: FileBlobs
  readonly scan?: Scan
  /** Where docking stations put their files. */
  readonly folder?: string
  /** And the bucket in which others do. */
  readonly bucket?: OpenBucket
}

/** Bytes of one file at most. */
const LARGEST = 64 * 1024 ** 3
/** A file that was changed within so many milliseconds may still be on its way in. */
const SETTLED = 10_000
/** An act within so many minutes of a recording's beginning or end may be what was recorded. */
const NEAR = 30
const BATCH = 100

const actor = systemActor('recording-import', '系统（导入录制）')

/** What stands beside a file, in `<file>.json` or as its row of an `index.csv` with these columns. All of it may be missing. */
const Sidecar = z.object({
  officer: z.string().min(1).max(100).optional(),
  serial: z.string().min(1).max(60).optional(),
  startedAt: z.iso.datetime({ offset: true }).optional(),
  seconds: z.coerce.number().min(0).optional(),
  caseId: z.string().min(1).max(100).optional(),
  act: z.string().min(1).max(60).optional(),
})
export type Sidecar = z.infer<typeof Sidecar>

/** Notes a finished file so that it is taken in; one that is noted already stays as it is. */
export const noteFile = async (
  db: Db,
  {
    path,
    size,
    changed,
    source,
    sidecar,
  }: {
    readonly path: string
    readonly size: number
    readonly changed: number
    readonly source: string
    readonly sidecar: Sidecar
  },
): Promise<void> => {
  await sql`
    insert into recording_import (path, size, changed, source, sidecar, state)
    values (${path}, ${size}, ${changed}, ${source}, ${JSON.stringify(sidecar)}::jsonb, 'waiting') on conflict do nothing`.execute(
    db,
  )
}

/** A path that a media server told, if it lies in the folder that it records to: nobody has another file taken in. */
export const within = async (folder: string, path: string): Promise<string | undefined> => {
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(path)])
    const inside = relative(root, real)
    return inside === '' || inside.startsWith('..') || inside.startsWith(sep) ? undefined : real
  } catch {
    return undefined
  }
}

/** Looks through the folder and takes in what is new; gives how many. A file is never moved, changed or deleted. */
export const importRecordings = async (
  importing: Importing,
  signal: AbortSignal = new AbortController().signal,
): Promise<number> => {
  const { db } = importing.journal.database
  if (importing.folder !== undefined) await lookThrough(db, importing.folder)
  if (importing.bucket !== undefined) await lookThroughBucket(db, importing.bucket, signal)
  let n = 0
  let after = ''
  while (!signal.aborted) {
    const { rows } = await sql<Waiting>`
      select path, size, changed, source, sidecar from recording_import where state = 'waiting' and path > ${after} order by path limit ${BATCH}`.execute(
      db,
    )
    const last = rows.at(-1)
    if (last === undefined) break
    after = last.path
    for (const file of rows) {
      if (signal.aborted) break
      const outcome = await take(importing, file)
      await sql`
        update recording_import set state = ${'recording' in outcome ? 'done' : 'refused'}, recording = ${'recording' in outcome ? outcome.recording : null},
          reason = ${outcome.reason}, at = now() where path = ${file.path} and size = ${file.size} and changed = ${file.changed}`.execute(
        db,
      )
      n++
    }
  }
  return n
}

interface Waiting {
  readonly path: string
  readonly size: number
  readonly changed: number
  readonly source: string
  readonly sidecar: Sidecar
}

const lookThrough = async (db: Db, folder: string): Promise<void> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile() && !/\.(json|csv)$|^\./i.test(entry.name))
  const indexes = new Map<string, ReadonlyMap<string, unknown>>()
  for (const { name, parentPath } of files) {
    const path = join(parentPath, name)
    const { size, mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs < SETTLED) continue
    const index = indexes.get(parentPath) ?? indexIn(await textIn(join(parentPath, 'index.csv')))
    indexes.set(parentPath, index)
    const said = jsonIn(await textIn(`${path}.json`)) ?? index.get(name) ?? {}
    const parsed = Sidecar.safeParse(said)
    await noteFile(db, {
      path,
      size,
      changed: Math.floor(mtimeMs),
      source: '采集站',
      sidecar: parsed.success ? parsed.data : {},
    })
  }
}

const lookThroughBucket = async (db: Db, bucket: OpenBucket, signal: AbortSignal): Promise<void> => {
  const indexes = new Map<string, ReadonlyMap<string, unknown>>()
  const textOf = async (key: string) => {
    const content = await bucket.read(key)
    return content === undefined ? undefined : new Response(content).text()
  }
  for await (const page of bucket.pages()) {
    if (signal.aborted) return
    const files = page.filter(({ key, changed }) => !/\.(json|csv)$/i.test(key) && Date.now() - changed >= SETTLED)
    const { rows } = await sql<{ path: string }>`
      select path from recording_import where path = any(${files.map(({ key }) => bucket.nameOf(key))}::text[])`.execute(
      db,
    )
    const known = new Set(rows.map(({ path }) => path))
    for (const { key, size, changed } of files) {
      if (known.has(bucket.nameOf(key))) continue
      const folder = key.slice(0, key.lastIndexOf('/') + 1)
      const index = indexes.get(folder) ?? indexIn(await textOf(`${folder}index.csv`))
      indexes.set(folder, index)
      const said = jsonIn(await textOf(`${key}.json`)) ?? index.get(basename(key)) ?? {}
      const parsed = Sidecar.safeParse(said)
      await noteFile(db, {
        path: bucket.nameOf(key),
        size,
        changed,
        source: '采集站（对象存储）',
        sidecar: parsed.success ? parsed.data : {},
      })
    }
  }
}

const textIn = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined)

const jsonIn = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

const indexIn = (text: string | undefined): ReadonlyMap<string, unknown> => {
  try {
    const rows: Record<string, string>[] = parse(text ?? '', {
      columns: true,
      bom: true,
      trim: true,
      skip_empty_lines: true,
    })
    return new Map(
      rows.map((row) => [row.file ?? '', Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''))]),
    )
  } catch {
    return new Map()
  }
}

type Taken = { readonly recording: string; readonly reason: string } | { readonly reason: string }

const take = async (importing: Importing, file: Waiting): Promise<Taken> => {
  const { path, size } = file
  if (size === 0) return { reason: '文件是空的' }
  if (size > LARGEST) return { reason: '文件大于 64 GB，请分段后导入' }
  const key = importing.bucket?.keyOf(path)
  if (importing.bucket === undefined || key === undefined) return takeFile(importing, file, path)
  const content = await importing.bucket.read(key)
  if (content === undefined) return { reason: '文件已经不在对象存储中' }
  const folder = await mkdtemp(join(tmpdir(), 'zhaoming-import-'))
  try {
    const copy = join(folder, basename(key))
    await pipeline(content as unknown as AsyncIterable<Uint8Array>, createWriteStream(copy))
    return await takeFile(importing, file, copy)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Takes in what lies at `path`, which may be a copy. */
const takeFile = async ({ journal, blobs, scan }: Importing, file: Waiting, path: string): Promise<Taken> => {
  const { source, sidecar } = file
  const probed = await probeMedia(path)
  if (probed === undefined) return { reason: '不是能够识别的录像、录音或者照片' }
  const kept = await blobs.put(createReadStream(path, { highWaterMark: 1024 * 1024 }))
  const infected = await scan?.(blobs.pathOf(kept.sha256))
  const seconds = probed.media.seconds ?? sidecar.seconds ?? 0
  const startedAt = sidecar.startedAt ?? probed.media.takenAt ?? new Date(file.changed - seconds * 1000).toISOString()
  const { db } = journal.database
  const officer = await officerOf(db, sidecar)
  const match = await caseOf(db, sidecar, officer?.id, startedAt, seconds)
  const id = derivedId(kept.sha256)
  const outcome = await journal.execute(recordingStream, {
    streamId: id,
    command: {
      do: 'import',
      kind: probed.kind,
      mime: probed.type,
      type: probed.type,
      source,
      name: basename(path),
      startedAt: new Date(startedAt).toISOString(),
      seconds,
      ...(match.caseId === undefined ? {} : { caseId: match.caseId }),
      ...(match.act === undefined ? {} : { act: match.act }),
      ...(officer === undefined ? {} : { officer }),
      ...(sidecar.serial === undefined ? {} : { serial: sidecar.serial }),
      matched: match.why,
      sha256: kept.sha256,
      size: kept.size,
      media: probed.media,
      ...(infected === undefined ? {} : { infected }),
    },
    meta: { actor, key: `import/${kept.sha256}` },
  })
  if (outcome.ok || outcome.refusals.every(({ code }) => code === 'imported-before' || code === 'key-reused'))
    return { recording: id, reason: outcome.ok ? match.why : '同样的文件已经导入过' }
  return { reason: outcome.refusals.map(({ message }) => message).join('；') }
}

/** Who recorded: as it is said beside the file, else who holds the device of that serial number. */
const officerOf = async (db: Db, { officer, serial }: Sidecar): Promise<Person | undefined> => {
  if (officer !== undefined) {
    const { rows } = await sql<{ name: string; unit: string }>`
      select title as name, data ->> 'unit' as unit from registry_entry where kind = 'officer' and entry = ${officer} order by version desc limit 1`.execute(
      db,
    )
    return rows[0] === undefined ? undefined : { id: officer, ...rows[0] }
  }
  if (serial === undefined) return undefined
  const { rows } = await sql<{ device: Device }>`
    select device from device where serial = ${serial} and state <> 'revoked' order by enrolled_at desc limit 1`.execute(
    db,
  )
  return rows[0]?.device.holder
}

/** The case and act that a file belongs to: as it is said, else the only case in which its officer acted at that time. */
const caseOf = async (
  db: Db,
  { caseId, act }: Sidecar,
  officer: string | undefined,
  startedAt: string,
  seconds: number,
): Promise<{ readonly caseId?: string; readonly act?: string; readonly why: string }> => {
  if (caseId !== undefined) {
    const { rows } = await sql`select from case_file where id = ${caseId}`.execute(db)
    if (rows.length > 0) return { caseId, ...(act === undefined ? {} : { act }), why: '按随附的说明归入案件' }
  }
  if (officer === undefined) return { why: '不知道是谁录制的，请人工归入案件' }
  const { rows } = await sql<{ stream_id: string; type: string }>`
    select stream_id, type from event where kind = 'case' and actor ->> 'id' = ${officer}
      and happened_at between ${startedAt}::timestamptz - make_interval(mins => ${NEAR}) and ${startedAt}::timestamptz + make_interval(mins => ${NEAR}, secs => ${seconds})
    order by abs(extract(epoch from happened_at - ${startedAt}::timestamptz)), seq limit 50`.execute(db)
  const cases = new Set(rows.map((row) => row.stream_id))
  const [found] = rows
  if (found === undefined) return { why: '录制人当时没有办案记录，请人工归入案件' }
  if (cases.size > 1) return { why: `录制人当时办理了 ${cases.size} 个案件，请人工归入其中一个` }
  return { caseId: found.stream_id, act: found.type, why: '按录制人和时间归入案件' }
}
