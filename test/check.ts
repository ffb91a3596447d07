import { spawnSync } from 'node:child_process'

/** What `npm run check` does: types, style, unused code. The order of the rooms is a test (src/rooms.test.ts). */
const checks: readonly (readonly [string, readonly string[]])[] = [
  ['tsc', ['-p', '.']],
  ['biome', ['check', '--error-on-warnings', '.']],
  ['knip', []],
]

export const check = (): boolean =>
  checks.every(([program, args]) => {
    const { status } = spawnSync(program, args, { stdio: 'inherit' })
    if (status !== 0) console.error(`✖ ${program} ${args.join(' ')}`)
    return status === 0
  })

if (import.meta.main) process.exitCode = check() ? 0 : 1
