import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { freshCode, signsAt } from './codes.ts'

const root = join(import.meta.dirname, '..')

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

export interface RunningBureau {
  readonly url: string
  readonly data: string
  /** What the server printed when it started for the first time: an empty bureau's password stands there. */
  readonly printed: string
  /** What the command prints and how it ends. */
  cli(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }>
  /** Ends the server; its data stays. */
  stop(signal?: NodeJS.Signals): Promise<void>
  start(): Promise<void>
  remove(): void
}

export const runCli = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<{ readonly code: number; readonly out: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'src/cli/main.ts'), ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        out += chunk
      })
    child.once('exit', (code) => resolve({ code: code ?? 1, out }))
  })

/** A real process in a directory of its own, with the demo bureau, which a test run makes once: each that asks gets a copy. */
export const startDemo = async (more: Readonly<Record<string, string>> = {}): Promise<RunningBureau> => {
  const data = mkdtempSync(join(tmpdir(), 'zhaoming-bureau-'))
  const shared = process.env.ZHAOMING_TEST_SHARED
  if (shared !== undefined) cpSync(await demoIn(shared), data, { recursive: true })
  return startBureau('', data, more)
}

/** The first who asks makes it, the others wait. */
const demoIn = async (shared: string): Promise<string> => {
  const [demo, making, failed] = [join(shared, 'demo'), join(shared, 'making'), join(shared, 'failed')]
  if (isFirst(join(shared, 'claimed')))
    try {
      const bureau = await startBureau('', making)
      await papersFinished(bureau)
      await bureau.stop()
      renameSync(making, demo)
    } catch (error) {
      writeFileSync(failed, '')
      throw error
    }
  while (!existsSync(demo)) {
    if (existsSync(failed)) throw new Error('the demo bureau could not be made')
    await setTimeout(200)
  }
  return demo
}

/** So that no copy of the demo has its papers to finish while it is tested. */
const papersFinished = async ({ url }: RunningBureau): Promise<void> => {
  const busy = /zhaoming_jobs\{name="finish-papers",state="(created|active|retry)"\}/
  while (busy.test(await (await fetch(`${url}/metrics`)).text())) await setTimeout(200)
}

/** Whether nobody has made this directory before: it stays, so only one ever is the first. */
const isFirst = (claim: string): boolean => {
  try {
    mkdirSync(claim)
    return true
  } catch {
    return false
  }
}

/**
 * The product as a newcomer starts it: a real process, a directory of its own, the demo bureau; on PostgreSQL where one is named.
 * Nodes of one bureau share their directory too.
 */
export const startBureau = async (
  databaseUrl = '',
  data = mkdtempSync(join(tmpdir(), 'zhaoming-bureau-')),
  more: Readonly<Record<string, string>> = {},
): Promise<RunningBureau> => {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env = { PORT: String(port), ZHAOMING_DATA: data, ZHAOMING_ORIGIN: url, DATABASE_URL: databaseUrl, ...more }
  let child: ChildProcess | undefined
  let first = ''
  const start = () =>
    new Promise<void>((resolve, reject) => {
      child = spawn(process.execPath, [join(root, 'src/cli/main.ts'), 'start'], {
        cwd: root,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let printed = ''
      const seen = (chunk: unknown) => {
        printed += String(chunk)
        if (first === '' && printed.includes('昭明已启动')) first = printed
        if (printed.includes('昭明已启动')) resolve()
      }
      child.stdout?.on('data', seen)
      child.stderr?.on('data', seen)
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${printed}`)))
    })
  await start()
  return {
    url,
    data,
    printed: first,
    start,
    cli: (...args) => runCli(args, env),
    stop: (signal = 'SIGTERM') =>
      new Promise((resolve) => {
        if (child === undefined || child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill(signal)
      }),
    remove: () => rmSync(data, { recursive: true, force: true }),
  }
}

/** A first start that is killed in the midst of making the demo's cases. */
export const killedWhileMaking = async (data: string, databaseUrl = ''): Promise<void> => {
  const env = { PORT: String(await freePort()), ZHAOMING_DATA: data, DATABASE_URL: databaseUrl }
  const child = spawn(process.execPath, [join(root, 'src/cli/main.ts'), 'start'], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      printed += chunk
    })
  // The photographs of all cases come first.
  while (!existsSync(join(data, 'blobs')) && child.exitCode === null) await setTimeout(20)
  await setTimeout(1000 + Math.random() * 2000)
  child.kill('SIGKILL')
  await ended
  if (child.signalCode !== 'SIGKILL' || printed !== '')
    throw new Error(`the server was to be killed while it makes the bureau: ${printed}`)
}

/** A person at the desk: signs in once, then asks and acts as the browser would. */
export const person = async (url: string, username: string, password = 'zhaoming-demo') => {
  const signed = await fetch(`${url}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ username, password }),
  })
  if (!signed.ok) throw new Error(`${username} could not sign in: ${await signed.text()}`)
  const cookie = signed.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const headers = { cookie, origin: url }
  let clicks = 0
  return {
    cookie,
    get: async <T>(path: string): Promise<T> => (await (await fetch(url + path, { headers })).json()) as T,
    status: async (path: string): Promise<number> => (await fetch(url + path, { headers })).status,
    post: async (
      path: string,
      data: unknown,
      more: object = {},
    ): Promise<{
      readonly status: number
      readonly id: string
      readonly version: number
      readonly refusals?: readonly { readonly code: string; readonly message: string; readonly field?: string }[]
    }> => {
      const code = signsAt(path) && !('code' in more) ? { code: await freshCode(url, username) } : {}
      const body = JSON.stringify({
        data,
        ...code,
        key: `${username}-${process.pid}-${Date.now()}-${clicks++}`,
        ...more,
      })
      const answer = await fetch(url + path, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
      })
      return { status: answer.status, ...((await answer.json()) as { id: string; version: number }) }
    },
    upload: async (name: string, content: Uint8Array, type = 'image/png'): Promise<Response> => {
      const form = new FormData()
      form.set('file', new File([new Uint8Array(content)], name, { type }))
      return fetch(`${url}/api/files`, { method: 'POST', headers, body: form })
    },
  }
}
export type Person = Awaited<ReturnType<typeof person>>

/** For journeys that are about papers and people: nobody in them has a camera, so the bureau's list of what is filmed is ended. */
export const withoutCameras = async (url: string): Promise<void> => {
  const { cookie } = await person(url, 'shen.zhiyi')
  const answer = await fetch(`${url}/api/registry/record-list/main`, {
    method: 'PUT',
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ end: '2022-01-01', reason: '办案流程演练，不作音像记录', key: 'without-list' }),
  })
  if (!answer.ok) throw new Error(await answer.text())
}
