import { setTimeout } from 'node:timers/promises'
import { demoSecret } from '../data/keys.ts'
import { procedures } from '../src/house.ts'
import { keyOfSecret } from '../src/identity/index.ts'
import { codeAt, period, stepAt } from '../src/kernel/index.ts'

/** The last step whose code somebody of a bureau has given: each counts once. */
const given = new Map<string, number>()

/** A code that somebody of the demo at this address has not given yet; waits for the next where there is none. */
export const freshCode = async (url: string, who: string): Promise<string> => {
  const name = `${url} ${who}`
  for (;;) {
    const now = stepAt(Date.now())
    // The step before is still taken, but not for long.
    const early = (Date.now() / 1000) % period < period / 2
    const step = Math.max((given.get(name) ?? 0) + 1, early ? now - 1 : now)
    if (step <= now + 1) {
      given.set(name, step)
      return codeAt(await keyOfSecret(demoSecret(who)), step)
    }
    await setTimeout(500)
  }
}

const signing = new Set(
  procedures.flatMap(({ acts }) => acts.flatMap(({ name, signs }) => (signs === undefined ? [] : [name]))),
)

/** Whether an address is that of an act with which somebody signs. */
export const signsAt = (path: string): boolean => signing.has(/\/acts\/([a-z-]+)$/.exec(path)?.[1] ?? '')
