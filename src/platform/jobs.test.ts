import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type TestContext, test } from 'node:test'
import { setTimeout as after } from 'node:timers/promises'
import { Registry } from 'prom-client'
import { createJobs, createLog, type Database, type Jobs, sql, transaction } from './index.ts'
import { eachDatabase } from './testing.ts'

const started = async (t: TestContext, database: Database, define: (jobs: Jobs) => void): Promise<Jobs> => {
  const jobs = createJobs(database, createLog('silent'))
  define(jobs)
  await jobs.start()
  t.after(() => jobs.stop())
  return jobs
}

eachDatabase('jobs', (database) => {
  test('a job is done if, and only if, the transaction that asked for it is committed', async (t) => {
    const done: unknown[] = []
    const jobs = await started(t, database(), (all) => all.define('commit', async (data) => void done.push(data)))
    const { db } = database()
    await assert.rejects(
      transaction(db, async (tx) => {
        await jobs.enqueue(tx, [{ name: 'commit', data: { n: 0 } }])
        throw new Error('no')
      }),
    )
    await transaction(db, async (tx) => {
      await jobs.enqueue(tx, [
        { name: 'commit', data: { n: 1, text: '处罚决定书' } },
        { name: 'commit', data: { n: 2, list: [true, null] } },
      ])
      await sql`select 1`.execute(tx)
    })
    await jobs.idle()
    assert.deepEqual(done, [
      { n: 1, text: '处罚决定书' },
      { n: 2, list: [true, null] },
    ])
  })

  test('a hundred jobs that came together are done one after the other without rests between them', async (t) => {
    const done: number[] = []
    const jobs = await started(t, database(), (all) =>
      all.define<{ n: number }>('many', async ({ n }) => void done.push(n)),
    )
    const wanted = Array.from({ length: 100 }, (_, n) => n)
    await transaction(database().db, (tx) =>
      jobs.enqueue(
        tx,
        wanted.map((n) => ({ name: 'many', data: { n } })),
      ),
    )
    await jobs.idle()
    assert.deepEqual(
      done.toSorted((a, b) => a - b),
      wanted,
    )
  })

  test('of one key at most one job waits; without a key each is kept', async (t) => {
    const release = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const done: unknown[] = []
    const jobs = await started(t, database(), (all) =>
      all.define<{ n: string }>('once', async ({ n }) => {
        begun.resolve()
        await release.promise
        done.push(n)
      }),
    )
    const ask = (n: string, singletonKey?: string) =>
      transaction(database().db, (tx) =>
        jobs.enqueue(tx, [{ name: 'once', data: { n }, ...(singletonKey === undefined ? {} : { singletonKey }) }]),
      )
    await ask('holds the worker')
    await begun.promise
    await ask('first', 'k')
    await ask('dropped', 'k')
    await ask('other key', 'l')
    await ask('no key')
    await ask('no key')
    release.resolve()
    await jobs.idle()
    assert.deepEqual(done.toSorted(), ['first', 'holds the worker', 'no key', 'no key', 'other key'])
  })

  test('a job that fails is tried again, and after the last attempt it is counted as given up', async (t) => {
    const attempts: number[] = []
    const jobs = await started(t, database(), (all) => {
      all.define(
        'recovers',
        async (_, { attempt }) => {
          attempts.push(attempt)
          if (attempt < 2) throw new Error('not yet')
        },
        { retries: 1 },
      )
      all.define(
        'hopeless',
        async () => {
          throw new Error('never')
        },
        { retries: 0 },
      )
    })
    await transaction(database().db, (tx) =>
      jobs.enqueue(tx, [
        { name: 'recovers', data: {} },
        { name: 'hopeless', data: {} },
      ]),
    )
    await jobs.idle()
    assert.deepEqual(attempts, [1, 2])
    assert.deepEqual(await jobs.counts(), [{ name: 'hopeless', state: 'failed', count: 1 }])
    const registry = new Registry()
    jobs.measure(registry)
    assert.match(await registry.metrics(), /zhaoming_jobs\{name="hopeless",state="failed"\} 1/)
  })

  test('a job for a later time waits for it', async (t) => {
    const done: unknown[] = []
    const jobs = await started(t, database(), (all) => all.define('later', async (data) => void done.push(data)))
    const at = (ms: number) => new Date(Date.now() + ms).toISOString()
    await transaction(database().db, (tx) =>
      jobs.enqueue(tx, [
        { name: 'later', data: { n: 'tomorrow' }, startAfter: at(86_400_000) },
        { name: 'later', data: { n: 'past' }, startAfter: at(-1000) },
      ]),
    )
    await jobs.idle()
    assert.deepEqual(done, [{ n: 'past' }])
    assert.deepEqual(
      (await jobs.counts()).filter(({ name }) => name === 'later'),
      [{ name: 'later', state: 'created', count: 1 }],
    )
  })

  test('stopping waits for the job that runs, and leaves the others for the next start', async (t) => {
    const begun = Promise.withResolvers<void>()
    const done: unknown[] = []
    const define = (jobs: Jobs) =>
      jobs.define<{ n: number }>('slow', async ({ n }) => {
        begun.resolve()
        await after(50)
        done.push(n)
      })
    const first = await started(t, database(), define)
    await transaction(database().db, (tx) =>
      first.enqueue(tx, [
        { name: 'slow', data: { n: 1 } },
        { name: 'slow', data: { n: 2 } },
      ]),
    )
    await begun.promise
    await first.stop()
    assert.deepEqual(done, [1])
    assert.equal(first.running(), false)
    await assert.rejects(
      transaction(database().db, (tx) => first.enqueue(tx, [])),
      /not been started/,
    )
    const second = await started(t, database(), define)
    await second.idle()
    assert.deepEqual(done, [1, 2])
  })

  test('a long job is told at once that the process stops, and the next start goes on with it', async (t) => {
    const begun = Promise.withResolvers<void>()
    const attempts: number[] = []
    const define = (jobs: Jobs) =>
      jobs.define('long', async (_, { attempt, signal }) => {
        attempts.push(attempt)
        begun.resolve()
        if (attempt > 1) return
        await once(signal, 'abort')
        signal.throwIfAborted()
      })
    const first = await started(t, database(), define)
    await transaction(database().db, (tx) => first.enqueue(tx, [{ name: 'long', data: {} }]))
    await begun.promise
    await first.stop()
    const second = await started(t, database(), define)
    await second.idle()
    assert.deepEqual(attempts, [1, 2])
  })

  test('a name that nobody handles is the programmer’s mistake', async (t) => {
    const jobs = await started(t, database(), () => {})
    await assert.rejects(
      transaction(database().db, (tx) => jobs.enqueue(tx, [{ name: 'unknown', data: {} }])),
      /nobody does jobs/,
    )
    assert.throws(() => jobs.define('late', async () => {}), /too late/)
  })
})
