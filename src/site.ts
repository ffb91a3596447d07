import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { decisionPaths, fileOf, leadsTo } from '../portal/tree.ts'
import { dayOf } from './calendar/index.ts'
import { publicNumbers, touchedDecisions } from './disclosure/index.ts'
import { type Log, newTiles } from './journal/index.ts'
import { earlierId } from './kernel/index.ts'
import { type Clock, type Db, sql } from './platform/index.ts'

/** The public site as a tree of files (`ZHAOMING_SITE`), for any web server or CDN. */
export interface SiteTree {
  readonly directory: string
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  /** Names this version of the program: another one writes every file anew. */
  readonly version: string
  /** Answers an address as the portal answers everybody. */
  request(path: string): Promise<Response>
  /** Puts bytes into a file that nobody reads yet. */
  write?(file: string, bytes: Uint8Array): Promise<void>
}

/** How far the tree is; it stands in the tree itself, in a file that no address leads to. */
interface Reached {
  readonly version: string
  /** The newest event that was looked at. */
  readonly seen: string
  /** The day of the last look: what ended since then has to go. */
  readonly on: string
  /** Leaves of the log whose tiles are there. */
  readonly leaves: number
  /** The first writing goes through all decisions; the last number so far, absent when it is through. */
  readonly through?: string
  /** When pages and lists were last written, in milliseconds since 1970. */
  readonly looked: number
  /** Files of pages and lists, so that those to which nothing leads any more can go. */
  readonly pages: readonly string[]
}

const STATE = '.site.json'
const INCOMING = '.incoming'
/** Events looked at in one step, and decisions written in one step of the first writing. */
const STEP = 500
const FIRST = 200
/** A receipt can be had when the log has sealed the decision, in milliseconds. */
const SEALED = 2000
/** An event may come into the journal after one whose id is younger: transactions are shorter than this, in milliseconds. */
const OVERLAP = 60_000
/** Pages and lists: more than these are a fault of a page that leads to itself for ever. */
const MOST_PAGES = 20_000
/** Pages and lists are written with each change of a decision, and else after this long at the latest, in milliseconds. */
const LOOK = 50_000
const NO_EVENT = '00000000-0000-7000-8000-000000000000'

/**
 * Brings the tree up to what is public now, and gives after how many milliseconds there is more to do, or nothing where there isn't.
 * What is withdrawn or over leaves first, whatever becomes of the rest. Each file is whole: written beside the tree and moved there. Who
 * is killed, or finds the disk full, leaves files of before and goes on with the next call; done twice is the same as done once. Only
 * one may write at a time.
 */
export const writeSite = async (
  tree: SiteTree,
  signal: AbortSignal = new AbortController().signal,
): Promise<number | undefined> => {
  const { directory, db, clock, log } = tree
  await rm(join(directory, INCOMING), { recursive: true, force: true })
  await mkdir(join(directory, INCOMING), { recursive: true })
  const before = await reached(tree)
  const on = dayOf(clock.now())

  let { seen, through } = before
  let [unsealed, changed] = [false, false]
  const write = async (numbers: Iterable<string>): Promise<void> => {
    const present = new Map<string, Uint8Array>()
    for (const number of numbers) {
      const page = await publicPage(tree, number)
      if (page === undefined) changed = true
      else present.set(number, page)
    }
    for (const [number, page] of present) {
      signal.throwIfAborted()
      const written = await writeDecision(tree, number, page)
      if (written !== 'as before') changed = true
      if (written === 'in part') unsealed = true
    }
  }
  const touched = new Set<string>()
  for (let after = earlierId(seen, OVERLAP); ; ) {
    const step = await touchedDecisions(db, after, { from: before.on, until: on }, STEP)
    for (const number of step.numbers) touched.add(number)
    if (step.seen === undefined) break
    if (step.seen > seen) seen = step.seen
    after = step.seen
  }
  await write(touched)

  if (through !== undefined) {
    const numbers = await publicNumbers(db, through, FIRST)
    await write(numbers)
    through = numbers.at(-1)
  }

  // The checkpoint comes last, and is the one whose tiles are there: the log grows meanwhile.
  const sealed = await log.latest()
  const leaves = sealed?.size ?? 0
  for (const tile of newTiles(before.leaves, leaves)) await mirror(tree, `/tile/${tile}`)
  if (sealed !== undefined) await put(tree, 'checkpoint', Buffer.from(sealed.note))
  await mirror(tree, '/log.vkey')

  const look = Date.parse(clock.now())
  const { pages, looked } =
    (changed && (through === undefined || before.looked === 0)) || look - before.looked >= LOOK
      ? { pages: await writePages(tree, before.pages, signal), looked: look }
      : before
  const now: Reached = {
    version: tree.version,
    seen,
    on,
    leaves,
    looked,
    pages,
    ...(through === undefined ? {} : { through }),
  }
  await put(tree, STATE, Buffer.from(JSON.stringify(now)))
  return through !== undefined ? 0 : unsealed ? SEALED : undefined
}

/** A tree of another version, or one whose state can't be read, is written from the beginning; its files stay until then. */
const reached = async ({ directory, version, db, clock }: SiteTree): Promise<Reached> => {
  const kept = await readFile(join(directory, STATE), 'utf8').then(
    (text) => JSON.parse(text) as Reached,
    () => undefined,
  )
  if (kept?.version === version) return kept
  const { rows } = await sql<{ id: string }>`select id from event order by id desc limit 1`.execute(db)
  return {
    version,
    seen: rows[0]?.id ?? NO_EVENT,
    on: dayOf(clock.now()),
    leaves: 0,
    looked: 0,
    through: '',
    pages: kept?.pages ?? [],
  }
}

/** A decision's page, if it is public now; of one that isn't, the files go, and what there is to say of it stands in their place. */
const publicPage = async (tree: SiteTree, number: string): Promise<Uint8Array | undefined> => {
  const page = decisionPaths(number).at(-1) ?? ''
  const answer = await asked(tree, page)
  if (answer.status === 200) return answer.bytes()
  for (const path of decisionPaths(number)) await remove(tree, path)
  if (answer.status === 410) await put(tree, fileOf(page), await answer.bytes())
  return undefined
}

/** Its data tell whether anything changed; a receipt waits for the log, which seals within seconds. */
const writeDecision = async (
  tree: SiteTree,
  number: string,
  page: Uint8Array,
): Promise<'as before' | 'whole' | 'in part'> => {
  const [data = '', pdf = '', receipt = '', address = ''] = decisionPaths(number)
  const others = [pdf, receipt, address].map((path) => join(tree.directory, fileOf(path) ?? ''))
  if (!(await mirror(tree, data)).changed && others.every((file) => existsSync(file))) return 'as before'
  const files = [await mirror(tree, pdf), await mirror(tree, receipt)]
  await put(tree, fileOf(address), page)
  return files.every(({ there }) => there) ? 'whole' : 'in part'
}

/** Follows the links of the portal from its first page and its map on; gives the files. Those of before to which nothing leads any more go. */
const writePages = async (
  tree: SiteTree,
  before: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const files = new Set<string>()
  const waiting = ['/', '/sitemap.xml', '/robots.txt', '/openapi.json', '/decisions.json', '/decisions.csv']
  const known = new Set(waiting)
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    signal.throwIfAborted()
    const file = fileOf(path)
    const answer = file === undefined ? undefined : await asked(tree, path)
    if (file === undefined || answer?.status !== 200) continue
    const bytes = await answer.bytes()
    await put(tree, file, bytes)
    files.add(file)
    if (!/html|javascript|xml/.test(answer.headers.get('content-type') ?? '')) continue
    for (const next of leadsTo(Buffer.from(bytes).toString('utf8'))) {
      if (known.has(next) || known.size >= MOST_PAGES) continue
      known.add(next)
      waiting.push(next)
    }
  }
  for (const file of before)
    if (!files.has(file) && !file.startsWith('assets/')) await rm(join(tree.directory, file), { force: true })
  return [...files]
}

/** The answer to an address into its file, or no file where there is none. */
const mirror = async (
  tree: SiteTree,
  path: string,
): Promise<{ readonly there: boolean; readonly changed: boolean }> => {
  const answer = await asked(tree, path)
  const there = answer.status === 200
  if (there) return { there, changed: await put(tree, fileOf(path), await answer.bytes()) }
  await remove(tree, path)
  return { there, changed: true }
}

/** A fault of ours is no answer: whoever writes tries again later, and no file goes because of it. */
const asked = async (tree: SiteTree, path: string): Promise<Response> => {
  const answer = await tree.request(path)
  if (answer.status >= 500 || answer.status === 429) throw new Error(`${path} was answered with ${answer.status}`)
  return answer
}

/** Gives whether the file was another before. */
const put = async (
  { directory, write = writeFile }: SiteTree,
  file: string | undefined,
  bytes: Uint8Array,
): Promise<boolean> => {
  if (file === undefined) return false
  const place = join(directory, file)
  const there = await readFile(place).catch(() => undefined)
  if (there?.equals(bytes) === true) return false
  const incoming = join(directory, INCOMING, randomUUID())
  try {
    await write(incoming, bytes)
    await mkdir(dirname(place), { recursive: true })
    await rename(incoming, place)
  } finally {
    await rm(incoming, { force: true })
  }
  return true
}

const remove = async ({ directory }: SiteTree, path: string): Promise<void> => {
  const file = fileOf(path)
  if (file !== undefined) await rm(join(directory, file), { force: true })
}
