import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe } from 'node:test'
import pg from 'pg'
import { type Database, openDatabase } from './database.ts'

/**
 * Runs a suite on the embedded database and on the real PostgreSQL, each suite in a database of its own.
 * The server is the one of the whole test run (ZHAOMING_TEST_POSTGRES), or, for a single file, one started here.
 */
export const eachDatabase = (name: string, suite: (database: () => Database) => void): void => {
  for (const engine of ['pglite', 'postgres'] as const)
    describe(`${name} (${engine})`, () => {
      let opened: Database | undefined
      let drop = async () => {}
      before(async () => {
        if (engine === 'pglite') opened = await openDatabase({ memory: true })
        else {
          const made = await freshPostgres()
          opened = await openDatabase({ url: made.url })
          drop = made.drop
        }
      })
      after(async () => {
        await opened?.close()
        await drop()
      })
      suite(() => {
        if (opened === undefined) throw new Error('the database is opened before the first test')
        return opened
      })
    })
}

/** A database of its own on the test run's PostgreSQL; `drop` takes it away again. */
export const freshPostgres = async (): Promise<{ readonly url: string; drop(): Promise<void> }> => {
  const server = await postgresOfTheRun()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await admin(server.url, `create database ${name}`)
  return {
    url: server.url.replace(/\/postgres$/, `/${name}`),
    drop: async () => {
      await admin(server.url, `drop database ${name} with (force)`)
      await server.release()
    },
  }
}

const admin = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(statement)
  await client.end()
}

const postgresOfTheRun = async (): Promise<{ readonly url: string; release(): Promise<void> }> => {
  const given = process.env.ZHAOMING_TEST_POSTGRES
  if (given !== undefined) return { url: given, release: async () => {} }
  const started = await startPostgres()
  return { url: started.url, release: started.stop }
}

/** PostgreSQL's programs as Debian installs them, newest first. */
export const postgresPrograms = (): string | undefined => {
  const root = '/usr/lib/postgresql'
  if (!existsSync(root)) return undefined
  return readdirSync(root)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(root, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')))
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

/** Starts a server in a temporary directory on a free port. `fsync` on: as in production, for benches and kill tests. */
export const startPostgres = async ({
  fsync = false,
} = {}): Promise<{ readonly url: string; readonly pid: number; stop(): Promise<void> }> => {
  const bin = postgresPrograms()
  if (bin === undefined) throw new Error('PostgreSQL is not installed (Debian: apt-get install postgresql)')
  const directory = mkdtempSync(join(tmpdir(), 'zhaoming-postgres-'))
  // PostgreSQL refuses to run as root.
  const identity = process.getuid?.() === 0 ? userOf('postgres') : {}
  if (identity.uid !== undefined && identity.gid !== undefined) chownSync(directory, identity.uid, identity.gid)
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', join(directory, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'],
    { ...identity, cwd: directory, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`)
  const port = await freePort()
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${directory}`,
    'max_connections=200',
    ...(fsync ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ]
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', join(directory, 'data'), ...settings.flatMap((setting) => ['-c', setting])],
    { ...identity, cwd: directory, stdio: 'ignore' },
  )
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  for (let attempt = 0; ; attempt++) {
    try {
      await admin(url, 'select 1')
      break
    } catch (error) {
      if (attempt > 200 || server.exitCode !== null) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  return {
    url,
    pid: server.pid ?? 0,
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await ended
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

const userOf = (name: string): { readonly uid?: number; readonly gid?: number } => {
  const id = (flag: string) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout)
  return { uid: id('-u'), gid: id('-g') }
}
