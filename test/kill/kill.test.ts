import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, test } from 'node:test'
import { openDatabase, sql, transaction } from '../../src/platform/index.ts'
import { freshPostgres } from '../../src/platform/testing.ts'
import type { Order, Report } from './protocol.ts'
import { examine, verify } from './verify.ts'

const KILLS = Number(process.env.KILLS ?? 12)
/** Commands that a life has before it; enough that it never gets through them before it is killed. */
const ORDERS = 120
const STREAMS = 12

type Place = Parameters<typeof openDatabase>[0]

/** When a life ends: at its so many-th acknowledgement, so many milliseconds after its start, or by itself. */
type End = { readonly acknowledged: number } | { readonly milliseconds: number } | 'by itself'

/** Runs a worker on orders until its end; gives what it told. */
const live = async (place: Place, orders: readonly Order[], end: End): Promise<readonly Report[]> => {
  const worker = spawn(process.execPath, [join(import.meta.dirname, 'worker.ts'), JSON.stringify(place)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const kill = () => worker.kill('SIGKILL')
  const exited = once(worker, 'exit')
  const timer = typeof end === 'object' && 'milliseconds' in end ? setTimeout(kill, end.milliseconds) : undefined
  worker.stdin.on('error', () => {}) // killed before it had read everything
  worker.stdin.end(orders.map((order) => `${JSON.stringify(order)}\n`).join(''))
  const reports: Report[] = []
  let acknowledged = 0
  for await (const line of createInterface({ input: worker.stdout })) {
    // The last line of a killed process may be half a line: then it told nothing.
    if (!line.endsWith('}')) continue
    const report = JSON.parse(line) as Report
    reports.push(report)
    if ('done' in report && typeof end === 'object' && 'acknowledged' in end && ++acknowledged === end.acknowledged)
      kill()
  }
  const [code, signal] = await exited
  clearTimeout(timer)
  assert.ok(
    end === 'by itself' ? code === 0 : signal === 'SIGKILL' || code === 0,
    `the worker ended with ${code ?? signal}`,
  )
  return reports
}

const random = (below: number): number => Math.floor(Math.random() * below)

const surviveKills = async (place: Place): Promise<void> => {
  const sent = new Map<string, Order>()
  const acknowledged = new Map<string, number>()
  let midway = 0
  let seen = 0

  const oneLife = async (orders: readonly Order[], end: End): Promise<void> => {
    for (const order of orders) sent.set(order.key, order)
    let there: ReadonlySet<string> = new Set()
    let answers = 0
    for (const report of await live(place, orders, end))
      if ('found' in report) {
        seen++
        assert.deepEqual(report.found.wrong, [])
        for (const [key, version] of acknowledged)
          assert.equal(report.found.commands[key], version, `acknowledged: ${key}`)
        there = new Set(Object.keys(report.found.commands))
        for (const key of there) assert.ok(sent.has(key), `never sent: ${key}`)
      } else {
        answers++
        acknowledged.set(report.done, report.version)
        if (there.has(report.done)) assert.ok(report.repeated, `done twice: ${report.done}`)
      }
    if (answers > 0 && answers < orders.length) midway++
  }
  const unanswered = () => [...sent.values()].filter(({ key }) => !acknowledged.has(key))

  for (let life = 0; life < KILLS; life++) {
    // Whoever gets no answer asks again, with the same key.
    const again = unanswered()
    const fresh = Array.from({ length: ORDERS - again.length }, (_, n) => ({
      key: `${life}-${n}`,
      stream: `ledger-${random(STREAMS)}`,
      note: { note: `${life}-${n}`, amount: random(1000) - 500 },
    }))
    const orders = [...again, ...fresh]
    await oneLife(orders, life % 4 === 3 ? { milliseconds: random(2000) } : { acknowledged: 1 + random(ORDERS / 2) })
  }
  await oneLife(unanswered(), 'by itself')
  await oneLife([], 'by itself')
  assert.equal(acknowledged.size, sent.size)
  assert.ok(midway >= KILLS / 2, `only ${midway} of ${KILLS} kills came in the midst of work`)
  assert.ok(seen >= KILLS / 2, `only ${seen} lives came to look at what the one before left`)
}

describe('a process that is killed at any moment', { concurrency: true }, () => {
  test('loses no acknowledged command and does none twice (pglite)', async (t) => {
    const directory = mkdtempSync(join(tmpdir(), 'zhaoming-kill-'))
    t.after(() => rmSync(directory, { recursive: true, force: true }))
    await surviveKills({ directory })
  })

  test('loses no acknowledged command and does none twice (postgres)', async (t) => {
    const { url, drop } = await freshPostgres()
    t.after(drop)
    await surviveKills({ url })

    // The judge must be able to condemn.
    const { db, close } = await openDatabase({ url })
    try {
      assert.deepEqual((await verify(db)).wrong, [])
      for (const damage of damages) {
        const undone = new Error('undone')
        await assert.rejects(
          transaction(db, async (tx) => {
            await sql.raw(damage).execute(tx)
            assert.notDeepEqual((await examine(tx)).wrong, [], damage)
            throw undone
          }),
          undone,
        )
      }
    } finally {
      await close()
    }
  })
})

const damages = [
  'delete from event where id = (select id from event order by random() limit 1)',
  `update event set data = data || '{"amount": 1000000}' where id = (select id from event where type = 'noted' order by random() limit 1)`,
  'update stream set version = version + 1 where id = (select id from stream limit 1)',
  `update stream set state = state || '{"sum": 1000000}' where id = (select id from stream limit 1)`,
  'delete from command where key = (select key from command limit 1)',
  'delete from ledger_note where note = (select note from ledger_note limit 1)',
  `insert into ledger_note (stream_id, note, amount) select id, 'nobody', 1 from stream limit 1`,
  'update ledger_sum set sum = sum + 1 where ledger = (select ledger from ledger_sum limit 1)',
  'delete from unsealed where event_id = (select event_id from unsealed limit 1)',
]
