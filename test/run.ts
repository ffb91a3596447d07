import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { postgresPrograms, startPostgres } from '../src/platform/testing.ts'
import { check } from './check.ts'

/** What `npm test` does: installs the programs that tests need, checks types and style, starts PostgreSQL, runs every test. */
const needed: readonly { readonly name: string; readonly debian: string; readonly there: () => boolean }[] = [
  { name: 'Chromium', debian: 'chromium-headless-shell', there: () => onPath('chromium-headless-shell') },
  { name: 'PostgreSQL', debian: 'postgresql', there: () => postgresPrograms() !== undefined },
  { name: 'pdftotext', debian: 'poppler-utils', there: () => onPath('pdftotext') },
  { name: 'qpdf', debian: 'qpdf', there: () => onPath('qpdf') },
  { name: 'ffmpeg', debian: 'ffmpeg', there: () => onPath('ffmpeg') },
  { name: 'openssl', debian: 'openssl', there: () => onPath('openssl') },
  { name: 'nginx', debian: 'nginx-light', there: () => onPath('nginx') },
  { name: 'Chinese fonts', debian: 'fonts-noto-cjk', there: () => existsSync('/usr/share/fonts/opentype/noto') },
]

const onPath = (program: string): boolean => spawnSync('which', [program]).status === 0

const install = (): boolean => {
  const missing = needed.filter(({ there }) => !there())
  if (missing.length === 0) return true
  const packages = missing.map(({ debian }) => debian)
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    console.error(
      `These programs are missing: ${missing.map(({ name }) => name).join(', ')}. On Debian, as root: apt-get install ${packages.join(' ')}`,
    )
    return false
  }
  console.log(`installing ${packages.join(' ')} …`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
  ]) {
    const done = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: environment })
    if (done.status !== 0) return false
  }
  return needed.every(({ there }) => there())
}

/**
 * Files that take longest begin first, so that none is left running alone at the end; among them some that need no demo bureau, which
 * the others wait for until the first of them has made it.
 */
const longest = [
  'field/inspection',
  'src/api',
  'src/supervision/board',
  'src/casework/ledger',
  'test/whole-case',
  'test/side-paths',
  'test/verify',
  'test/review',
  'test/portal-barriers',
  'desk/',
  'field/',
  'test/',
]
const rank = (file: string): number => {
  const place = longest.findIndex((beginning) => file.startsWith(beginning))
  return place === -1 ? longest.length : place
}

/** Runs the files, each a process of its own, and tells on the terminal how they end. */
const runAll = async (files: readonly string[]): Promise<boolean> => {
  // Two more than there are cores: some wait for a clock or for a browser.
  const tests = run({
    files: [...files],
    concurrency: availableParallelism() + 2,
    execArgv: [`--test-timeout=${limit}`],
  })
  const took: (readonly [file: string, seconds: number])[] = []
  let passed = false
  tests.on('test:summary', ({ file, success, duration_ms }) => {
    if (file === undefined) passed = success
    else took.push([file, duration_ms / 1000])
  })
  await pipeline(tests, new spec(), process.stdout, { end: false })
  if (files.length > TOLD)
    for (const [file, seconds] of took.toSorted(([, one], [, two]) => two - one).slice(0, TOLD))
      console.log(`${seconds.toFixed(0).padStart(4)} s  ${relative(process.cwd(), file)}`)
  return passed
}
/** No test takes longer, in milliseconds. */
const limit = 600_000
/** So many of the slowest files are named at the end. */
const TOLD = 12

const main = async (filters: readonly string[]): Promise<number> => {
  if (!install()) return 1
  const all = globSync([
    'src/**/*.test.ts',
    'portal/**/*.test.ts',
    'desk/**/*.test.ts',
    'field/**/*.test.ts',
    'data/**/*.test.ts',
    'test/**/*.test.ts',
  ])
  const files = all.filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
  if (files.length === 0) {
    console.error('no test file fits')
    return 1
  }
  // Types and style are checked while the tests run.
  const checked = filters.length > 0 || check()
  const postgres = await startPostgres()
  const shared = mkdtempSync(join(tmpdir(), 'zhaoming-tests-'))
  Object.assign(process.env, {
    ZHAOMING_TEST_POSTGRES: postgres.url,
    ZHAOMING_TEST_SHARED: shared,
    // Every test file is a process of its own, and many start others: what one has compiled the next need not.
    NODE_COMPILE_CACHE: join(shared, 'compiled'),
  })
  try {
    const passed = await runAll(files.toSorted((one, two) => rank(one) - rank(two) || (one < two ? -1 : 1)))
    return passed && (await checked) ? 0 : 1
  } finally {
    await postgres.stop()
    rmSync(shared, { recursive: true, force: true })
  }
}

process.exitCode = await main(process.argv.slice(2))
