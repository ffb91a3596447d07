import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** What `npm run check` does: types, style, unused code. The order of the rooms is a test (src/rooms.test.ts). */
const checks: readonly (readonly [string, readonly string[]])[] = [
  ['tsc', ['-p', '.']],
  ['biome', ['check', '--error-on-warnings', '.']],
  ['knip', []],
]

/** Whether all of them find nothing; what they find is told as it comes. */
export const check = async (): Promise<boolean> => {
  for (const [program, args] of checks) {
    const [status] = await once(spawn(program, args, { stdio: 'inherit' }), 'exit')
    if (status === 0) continue
    console.error(`✖ ${program} ${args.join(' ')}`)
    return false
  }
  return true
}

if (import.meta.main) process.exitCode = (await check()) ? 0 : 1
