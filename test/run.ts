import { spawn, spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgresPrograms, startPostgres } from '../src/platform/testing.ts'
import { check } from './check.ts'

/** What `npm test` does: installs the programs that tests need, checks types and style, starts PostgreSQL, runs every test. */
const needed: readonly { readonly name: string; readonly debian: string; readonly there: () => boolean }[] = [
  { name: 'Chromium', debian: 'chromium', there: () => onPath('chromium') },
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

const main = async (filters: readonly string[]): Promise<number> => {
  if (!install()) return 1
  if (filters.length === 0 && !check()) return 1
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
  const postgres = await startPostgres()
  const shared = mkdtempSync(join(tmpdir(), 'zhaoming-tests-'))
  try {
    return await new Promise<number>((resolve) => {
      const args = [
        '--test',
        // One more than there are cores: some wait for a clock or for a browser.
        `--test-concurrency=${availableParallelism() + 1}`,
        '--test-timeout=600000',
        '--test-reporter=spec',
        ...files,
      ]
      const run = spawn(process.execPath, args, {
        stdio: 'inherit',
        env: {
          ...process.env,
          ZHAOMING_TEST_POSTGRES: postgres.url,
          ZHAOMING_TEST_SHARED: shared,
          // Every test file is a process of its own, and many start others: what one has compiled the next need not.
          NODE_COMPILE_CACHE: join(shared, 'compiled'),
        },
      })
      run.once('exit', (code) => resolve(code ?? 1))
    })
  } finally {
    await postgres.stop()
    rmSync(shared, { recursive: true, force: true })
  }
}

process.exitCode = await main(process.argv.slice(2))
