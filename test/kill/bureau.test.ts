import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, test } from 'node:test'
import { openDatabase, sql } from '../../src/platform/index.ts'
import { freshPostgres } from '../../src/platform/testing.ts'
import { growingTree, leafOf } from '../../src/verifier/index.ts'
import { runCli } from '../server.ts'
import type { Told } from './protocol.ts'

const KILLS = Number(process.env.KILLS ?? 8)

type Place = Parameters<typeof openDatabase>[0]

/** A life of the bureau, killed so many milliseconds after it first told something; or the last, which ends by itself. */
const live = async (place: Place, data: string, milliseconds: number | 'last'): Promise<readonly Told[]> => {
  const worker = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'bureau-worker.ts'),
      JSON.stringify(place),
      data,
      ...(milliseconds === 'last' ? ['last'] : []),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const exited = once(worker, 'exit')
  const told: Told[] = []
  let timer: NodeJS.Timeout | undefined
  for await (const line of createInterface({ input: worker.stdout })) {
    // The last line of a killed process may be half a line: then it told nothing.
    if (line.endsWith('}')) told.push(JSON.parse(line) as Told)
    if (milliseconds !== 'last') timer ??= setTimeout(() => worker.kill('SIGKILL'), milliseconds)
  }
  const [code, signal] = await exited
  clearTimeout(timer)
  assert.ok(milliseconds === 'last' ? code === 0 : signal === 'SIGKILL', `the worker ended with ${code ?? signal}`)
  return told
}

const surviveKills = async (place: Place, env: Readonly<Record<string, string>>, data: string): Promise<void> => {
  const told: Told[] = []
  for (let life = 0; life < KILLS; life++) told.push(...(await live(place, data, Math.random() * 1500)))
  told.push(...(await live(place, data, 'last')))

  const { db, close } = await openDatabase(place)
  try {
    const count = async (query: ReturnType<typeof sql<{ n: number }>>) => (await query.execute(db)).rows[0]?.n
    const registered = told.flatMap((each) => ('registered' in each ? [each.registered] : []))
    assert.ok(registered.length >= KILLS, `only ${registered.length} cases in ${KILLS} lives`)
    const { rows: cases } = await sql<{ id: string }>`select id from case_file`.execute(db)
    const there = new Set(cases.map(({ id }) => id))
    assert.deepEqual(
      registered.filter((id) => !there.has(id)),
      [],
      'acknowledged and not there',
    )
    assert.equal(
      await count(sql`select count(*)::int as n from case_paper where id not in (select paper from paper_file)`),
      0,
    )
    assert.equal(await count(sql`select count(*)::int as n from errand`), 0)
    assert.equal(await count(sql`select count(*)::int as n from unsealed`), 0)

    // Whatever checkpoint anybody was ever shown is one of the log as it now is.
    const shown = new Map(told.flatMap((each) => ('size' in each ? [[each.size, each.root] as const] : [])))
    const { rows: leaves } = await sql<{ digest: Buffer }>`select digest from log_leaf order by leaf_index`.execute(db)
    const tree = growingTree()
    const roots = new Map<number, string>()
    for (const { digest } of leaves) {
      tree.add(leafOf(digest))
      roots.set(tree.size(), Buffer.from(tree.root()).toString('hex'))
    }
    assert.ok(shown.size > 1)
    for (const [size, root] of shown) assert.equal(roots.get(size), root, `the checkpoint of ${size} entries`)
  } finally {
    await close()
  }
  const verified = await runCli(['verify'], { ...env, ZHAOMING_DATA: data, ZHAOMING_ORIGIN: 'https://kill.example' })
  assert.equal(verified.code, 0, verified.out)
}

describe('a bureau that is killed while it acts, makes papers and seals', { concurrency: true }, () => {
  const directory = (t: { after(work: () => void): void }): string => {
    const data = mkdtempSync(join(tmpdir(), 'zhaoming-killed-'))
    t.after(() => rmSync(data, { recursive: true, force: true }))
    return data
  }

  test('keeps what it acknowledged, makes every paper once, and never forks its log (pglite)', async (t) => {
    const data = directory(t)
    await surviveKills({ directory: data }, { DATABASE_URL: '' }, data)
  })

  test('keeps what it acknowledged, makes every paper once, and never forks its log (postgres)', async (t) => {
    const { url, drop } = await freshPostgres()
    t.after(drop)
    await surviveKills({ url }, { DATABASE_URL: url }, directory(t))
  })
})
