import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { fromKysely, type Db as JobDb, type JobWithMetadata, PgBoss } from 'pg-boss'
import { Gauge, type Registry } from 'prom-client'
import type { Database, Db } from './database.ts'
import type { Log } from './log.ts'

/** Work to be done after the commit, written in the transaction that makes it necessary. */
export interface JobRequest {
  readonly name: string
  /** JSON; the handler gets it as it was written. */
  readonly data: Readonly<Record<string, unknown>>
  /** ISO instant before which it must not start. */
  readonly startAfter?: string
  /**
   * At most one waiting job of this key; a request that finds one is dropped. One that is dropped while the other is just being
   * fetched may not be seen by it: so a key is for work that looks for itself what there is to do, and is asked for again.
   */
  readonly singletonKey?: string
}

/** A job may run more than once (a process can die between the work and its mark), so a handler must be idempotent. */
export type JobHandler<Data> = (data: Data, job: JobRun) => Promise<void>

export interface JobRun {
  readonly id: string
  /** 1 for the first. */
  readonly attempt: number
  /** Aborted when the time is up, or the process must stop. */
  readonly signal: AbortSignal
}

export interface JobOptions {
  /** How often a failed job is tried again, after about 1, 2, 4 … seconds, at most an hour; default 8. */
  readonly retries?: number
  /** Seconds after which a job that neither ended nor failed is given to somebody else; default 900. */
  readonly seconds?: number
  /** How many may run at once in this process; default 1. */
  readonly atOnce?: number
}

export interface JobCount {
  readonly name: string
  /** `failed`: given up after the last attempt, kept for two weeks for somebody to look at. */
  readonly state: 'created' | 'retry' | 'active' | 'failed'
  readonly count: number
}

export interface Jobs {
  /** Says what is done for jobs of a name; before `start`. */
  define<Data extends JobRequest['data']>(name: string, handler: JobHandler<Data>, options?: JobOptions): void
  /** Starts the workers; makes the queues' tables if they are missing. */
  start(): Promise<void>
  /** Writes jobs in the caller's transaction: they are there if, and only if, it is committed. After `start`. */
  enqueue(tx: Db, requests: readonly JobRequest[]): Promise<void>
  running(): boolean
  /** Resolves when no job is running, due, or waiting to be tried again; jobs for a later time don't count. */
  idle(): Promise<void>
  /** Counts of what is waiting, running, or given up. */
  counts(): Promise<readonly JobCount[]>
  /** Adds the counts to the metrics, read anew at each scrape. */
  measure(registry: Registry): void
  /** Takes no more jobs, tells those that run by their signal, and waits up to 20 seconds for them; one that throws is tried again later. */
  stop(): Promise<void>
}

/** How long a worker rests when there was nothing, in seconds: what it costs is one short query for each name of a job. */
const REST = {
  // One process, and every request of its own wakes it: this is only for retries and for jobs of a later time.
  pglite: 5,
  // Other nodes write jobs too.
  postgres: 2,
}
const TWO_WEEKS = 14 * 24 * 3600

/** Jobs in the house's own database (pg-boss), on either engine. Whoever starts stops, before the database is closed. */
export const createJobs = (database: Database, log: Log): Jobs => {
  const handlers = new Map<string, { readonly handler: JobHandler<never>; readonly options: JobOptions }>()
  const workers = new Map<string, readonly string[]>()
  const boss = new PgBoss({
    db: jobDb(database.pool),
    backend: database.engine,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  })
  boss.on('error', (error) => log.error({ err: error }, 'jobs'))
  boss.on('warning', (warning) => log.warn({ warning }, 'jobs'))
  let state: 'new' | 'started' | 'stopped' = 'new'
  const stopping = new AbortController()

  const wake = (name: string): void => {
    for (const worker of workers.get(name) ?? []) boss.notifyWorker(worker)
  }
  const counts = async (): Promise<readonly JobCount[]> => {
    const { rows } = await database.pool.query<JobCount>(
      `select name, state::text, count(*)::int as count from pgboss.job
      where state in ('created', 'retry', 'active', 'failed') group by name, state order by name, state`,
    )
    return rows
  }

  const work = async (name: string): Promise<readonly string[]> => {
    const { handler, options } = handlers.get(name) as { handler: JobHandler<object>; options: JobOptions }
    const own: string[] = []
    for (let n = 0; n < (options.atOnce ?? 1); n++) {
      const worker: string = await boss.work(
        name,
        { includeMetadata: true, pollingIntervalSeconds: REST[database.engine] },
        async ([job]: JobWithMetadata<object>[]) => {
          if (job === undefined) return
          boss.notifyWorker(worker) // there may be more: look again at once when this one is done
          const run = {
            id: job.id,
            attempt: job.retryCount + 1,
            signal: AbortSignal.any([job.signal, stopping.signal]),
          }
          try {
            await handler(job.data, run)
          } catch (error) {
            // Left off because the process stops: somebody else goes on with it.
            if (stopping.signal.aborted) throw error
            const last = job.retryCount >= job.retryLimit
            log[last ? 'error' : 'warn'](
              { job: name, ...run, signal: undefined, err: error },
              last ? 'gave up' : 'failed',
            )
            throw error
          }
        },
      )
      own.push(worker)
    }
    return own
  }

  return {
    define: (name, handler, options = {}) => {
      if (state !== 'new') throw new Error(`jobs have started: ${name} comes too late`)
      if (handlers.has(name)) throw new Error(`two handlers for jobs of the name ${name}`)
      handlers.set(name, { handler, options })
    },
    start: async () => {
      if (state !== 'new') throw new Error('jobs start once')
      await boss.start()
      for (const [name, { options }] of handlers) {
        const settings = {
          retryLimit: options.retries ?? 8,
          retryDelay: 1,
          retryBackoff: true,
          retryDelayMax: 3600,
          expireInSeconds: options.seconds ?? 900,
          deleteAfterSeconds: TWO_WEEKS,
        }
        // `short`: one waiting job for each key. `createQueue` leaves a queue of an earlier start as it is.
        await boss.createQueue(name, { policy: 'short', ...settings })
        await boss.updateQueue(name, settings)
      }
      state = 'started'
      for (const name of handlers.keys()) workers.set(name, await work(name))
    },
    enqueue: async (tx, requests) => {
      if (state !== 'started') throw new Error('jobs have not been started')
      for (const [name, own] of Map.groupBy(requests, (request) => request.name)) {
        if (!handlers.has(name)) throw new Error(`nobody does jobs of the name ${name}`)
        await boss.insert(
          name,
          own.map(({ data, startAfter, singletonKey }) => ({
            data,
            ...(startAfter === undefined ? {} : { startAfter }),
            // A queue of this policy takes jobs without a key for jobs of one key.
            singletonKey: singletonKey ?? randomUUID(),
          })),
          { db: fromKysely(tx) },
        )
        // PGlite's one connection answers the woken worker after the commit. On PostgreSQL it may look too early, and then rests as usual.
        setTimeout(() => wake(name), database.engine === 'pglite' ? 0 : 20).unref()
      }
    },
    running: () => state === 'started',
    idle: async () => {
      for (;;) {
        const { rows } = await database.pool.query<{ name: string }>(
          `select distinct name from pgboss.job where state in ('active', 'retry') or (state = 'created' and start_after <= now())`,
        )
        if (rows.length === 0) return
        for (const { name } of rows) wake(name)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    counts,
    measure: (registry) => {
      new Gauge({
        name: 'zhaoming_jobs',
        help: 'Jobs that wait, run, or were given up',
        labelNames: ['name', 'state'],
        registers: [registry],
        async collect() {
          this.reset()
          for (const { name, state, count } of await counts()) this.set({ name, state }, count)
        },
      })
    },
    stop: async () => {
      if (state !== 'started') return
      state = 'stopped'
      stopping.abort()
      await boss.stop({ close: false, timeout: 20_000 })
    },
  }
}

/** pg-boss on the house's pool. */
const jobDb = (pool: pg.Pool): JobDb => ({
  executeSql: (text, values) => pool.query(text, values === undefined || values.length === 0 ? undefined : [...values]),
})
