import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { House } from '../house.ts'
import {
  createLog,
  digestOfEvent,
  type EventRow,
  eventColumns,
  eventOf,
  keptLogKey,
  logRoutes,
  rebuild,
} from '../journal/index.ts'
import { fileBlobs, type HttpVariables, sql, systemClock } from '../platform/index.ts'
import {
  type FetchBytes,
  growingTree,
  leafOf,
  readVkey,
  type Verdict,
  verifyCheckpoint,
  verifyDecisions,
  verifyExport,
  verifyLog,
  verifyReceipt,
} from '../verifier/index.ts'
import { configFor, withHouse } from './opening.ts'
import { progress } from './progress.ts'
import { Told } from './told.ts'

/** Verifies a receipt, a bureau from outside, or the whole journal on this machine. 0 only if everything holds. */
export const verify = async (
  [file]: readonly string[],
  options: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> => {
  const { url, key, export: exported } = options
  if (typeof exported === 'string') return exportedCase(exported, typeof key === 'string' ? key : undefined)
  if (typeof url === 'string') return fromOutside(url.replace(/\/$/, ''), typeof key === 'string' ? key : undefined)
  if (file !== undefined) return receipt(file, typeof key === 'string' ? key : undefined)
  return everything(options)
}

const receipt = (file: string, key: string | undefined): number => told(verifyReceipt(readText(file), trusted(key)))

/** A case as it was exported: alone, or in a folder with its files. */
const exportedCase = async (path: string, key: string | undefined): Promise<number> => {
  const vkey = trusted(key)
  if (!(existsSync(path) && statSync(path).isDirectory())) return told(await verifyExport(readText(path), vkey))
  const hashOf = async (name: string): Promise<string | undefined> => {
    const file = join(path, 'files', name)
    return existsSync(file) ? hashOfStream(createReadStream(file)) : undefined
  }
  return told(await verifyExport(readText(join(path, 'case.json')), vkey, hashOf))
}

const told = ({ ok, checks, unproved }: Pick<Verdict, 'ok' | 'checks' | 'unproved'>): number => {
  for (const check of checks) console.log(`${check.ok ? '✔' : '✖'} ${check.name}：${check.says}`)
  if (ok) for (const each of unproved) console.log(`没有证明的：${each}`)
  return ok ? 0 : 1
}

const readText = (file: string): string => {
  if (!existsSync(file)) throw new Told(`没有文件 ${file}`)
  return readFileSync(file, 'utf8')
}

/** Who verifies takes the key from elsewhere than from what is verified. */
const trusted = (key: string | undefined): string => {
  if (key === undefined) throw new Told('请用 --key 给出账本公钥（公示门户的 /log.vkey，或者向机关索取）')
  return readable(key)
}

/** A key is given as text or as the file that holds it. */
const readable = (key: string): string => (key.includes('+') ? key : readText(key).trim())

const hashOfStream = async (stream: Readable): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of stream) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

const fromOutside = async (url: string, key: string | undefined): Promise<number> => {
  const bytes = async (path: string): Promise<Uint8Array> => {
    const answer = await fetch(url + path).catch((error: Error) => {
      throw new Told(`连不上 ${url}：${error.message}`)
    })
    if (!answer.ok) throw new RangeError(`${path} 回答 ${answer.status}`)
    return new Uint8Array(await answer.arrayBuffer())
  }
  const text = async (path: string) => Buffer.from(await bytes(path)).toString('utf8')
  try {
    const vkey = key === undefined ? (await text('/log.vkey')).trim() : readable(key)
    const bar = progress('正在核验账本')
    const report = await verifyLog(bytes, vkey, (done, of) => bar.at(done / of))
    bar.done(`✔ 账本 ${report.origin}：签名正确，${report.entries} 条记录与检查点一致`)
    const { decisions, problems } = await verifyDecisions(bytes, report, vkey)
    if (problems[0] !== undefined) throw new RangeError(`决定 ${problems[0].number} 的凭证不成立：${problems[0].says}`)
    console.log(`✔ 公示的决定 ${decisions} 份，凭证全部成立`)
    return 0
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    console.error(`✖ ${error.message}`)
    return 1
  }
}

const everything = async (options: Readonly<Record<string, string | boolean | undefined>>): Promise<number> => {
  const config = configFor(options)
  return withHouse(config, async (house) => {
    const log = createLog(house.database, keptLogKey(config.data, `${new URL(config.origin).host}/log`), systemClock)
    try {
      console.log(`✔ 事件摘要：${await verifyDigests(house)}`)
      console.log(`✔ 账本：${await verifyLeaves(house, log)}`)
      console.log(`✔ 附件：${await verifyBlobs(house, config.data)}`)
      const result = await rebuild(house.journal, { check: true })
      if (result.damage !== undefined) throw new RangeError(`事件被改动或者缺失：${JSON.stringify(result.damage)}`)
      if (result.differences[0] !== undefined)
        throw new RangeError(`数据表与事件不一致：${JSON.stringify(result.differences[0])}`)
      console.log(`✔ 数据表：${result.streams} 份记录与事件一致`)
      return 0
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      console.error(`✖ ${error.message}`)
      return 1
    }
  })
}

const BATCH = 1000

/** Every event's digest, computed anew from its content and its secret. */
const verifyDigests = async ({ database }: House): Promise<string> => {
  const { rows: total } = await sql<{ n: number }>`select count(*)::int as n from event`.execute(database.db)
  const bar = progress('正在核验事件')
  let after = 0
  let done = 0
  let erased = 0
  for (;;) {
    const { rows } = await sql<EventRow & { seq: number; digest: Buffer; secret: Buffer | null }>`
      select ${sql.raw(eventColumns)}, seq, digest, secret from event where seq > ${after} order by seq limit ${BATCH}`.execute(
      database.db,
    )
    if (rows.length === 0) break
    for (const row of rows) {
      if (row.secret === null) erased++
      else if (Buffer.compare(digestOfEvent(eventOf(row), row.secret), row.digest) !== 0)
        throw new RangeError(`事件 ${row.id}（${row.kind} ${row.stream_id} 第 ${row.version} 条）的内容与摘要不符`)
    }
    done += rows.length
    after = rows.at(-1)?.seq ?? after
    bar.at(done / Math.max(1, total[0]?.n ?? 1))
  }
  bar.done(`核验事件 ${done} 条`)
  return `${done} 条${erased > 0 ? `，其中 ${erased} 条内容已依法清除` : ''}`
}

/** The log's leaves are the events' digests, and give the root of every checkpoint that was signed. */
const verifyLeaves = async ({ database }: House, log: ReturnType<typeof createLog>): Promise<string> => {
  const { rows: wrong } = await sql<{ leaf_index: number }>`
    select l.leaf_index from log_leaf l left join event e on e.id = l.event_id where e.id is null or e.digest <> l.digest order by 1 limit 1`.execute(
    database.db,
  )
  if (wrong[0] !== undefined) throw new RangeError(`账本第 ${wrong[0].leaf_index + 1} 条与事件不符`)
  const { rows: checkpoints } = await sql<{
    size: number
    note: string
  }>`select size, note from log_checkpoint order by size`.execute(database.db)
  const key = readVkey(log.key.vkey)
  const tree = growingTree()
  let next = 0
  for (let from = 0; next < checkpoints.length; from += BATCH) {
    const { rows } = await sql<{
      leaf_index: number
      digest: Buffer
    }>`select leaf_index, digest from log_leaf where leaf_index >= ${from} and leaf_index < ${from + BATCH} order by leaf_index`.execute(
      database.db,
    )
    if (rows.length === 0) break
    for (const { leaf_index, digest } of rows) {
      if (leaf_index !== tree.size()) throw new RangeError(`账本缺少第 ${tree.size() + 1} 条`)
      tree.add(leafOf(digest))
      while (checkpoints[next]?.size === tree.size()) {
        const checkpoint = verifyCheckpoint(checkpoints[next]?.note ?? '', key)
        if (Buffer.compare(checkpoint.root, tree.root()) !== 0)
          throw new RangeError(`账本与第 ${checkpoint.size} 条时签名的检查点不符`)
        next++
      }
    }
  }
  if (next < checkpoints.length)
    throw new RangeError(`账本只有 ${tree.size()} 条，少于已签名的 ${checkpoints.at(-1)?.size} 条`)
  // And what the log serves says the same, tile by tile.
  if (checkpoints.length > 0) await verifyLog(servedBy(log), log.key.vkey)
  const { rows: waiting } = await sql<{ n: number }>`select count(*)::int as n from unsealed`.execute(database.db)
  return `${tree.size()} 条，${checkpoints.length} 个检查点全部成立${(waiting[0]?.n ?? 0) > 0 ? `，${waiting[0]?.n} 条等待封存` : ''}`
}

/** The log's public addresses, without a server. */
const servedBy = (log: ReturnType<typeof createLog>): FetchBytes => {
  const app = new OpenAPIHono<{ Variables: HttpVariables }>()
  logRoutes(app, log)
  return async (path) => {
    const answer = await app.request(path)
    if (!answer.ok) throw new RangeError(`账本数据块 ${path} 缺失`)
    return new Uint8Array(await answer.arrayBuffer())
  }
}

/** Every file that an event names is there, with the content that its name says: what people gave, and papers as they were finished. */
const verifyBlobs = async ({ database }: House, data: string): Promise<string> => {
  const blobs = fileBlobs(data)
  let after = 0
  const seen = new Set<string>()
  for (;;) {
    const { rows } = await sql<{ seq: number; blobs: readonly string[] }>`
      select seq, case kind when 'paper' then array[data ->> 'pdf']
        else array(select f ->> 'blob' from jsonb_path_query(data, '$.input.**{1 to 3} ? (exists (@.blob))') f) end as blobs
      from event where seq > ${after} and kind in ('case', 'paper') order by seq limit ${BATCH}`.execute(database.db)
    if (rows.length === 0) return `${seen.size} 个`
    after = rows.at(-1)?.seq ?? after
    for (const blob of rows.flatMap((row) => row.blobs)) {
      if (seen.has(blob)) continue
      seen.add(blob)
      if ((await blobs.size(blob)) === undefined) throw new RangeError(`附件 ${blob} 缺失`)
      if ((await hashOfStream(blobs.stream(blob))) !== blob) throw new RangeError(`附件 ${blob} 的内容被改动`)
    }
  }
}
