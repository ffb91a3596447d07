import { hkdfSync } from 'node:crypto'
import type { House } from '../src/house.ts'
import { keepFactors, keyOfSecret, keyPairOf, type Pens, penOf } from '../src/identity/index.ts'
import { codeAt, stepAt } from '../src/kernel/index.ts'
import type { Pen } from '../src/procedure/index.ts'
import { officers } from './bureau.ts'

/**
 * The second factors of the demo's people. They are derived from their names alone, so everybody who has this file knows them: what
 * signs in the demo proves nothing of anybody. A real bureau's are random and sealed (`src/identity/second-factor.ts`).
 */
const derived = (what: string, who: string, length: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(hkdfSync('sha256', 'zhaoming demo', '', `${what}/${who}`, length))

export const demoSecret = (who: string): Uint8Array<ArrayBuffer> => derived('secret', who, 20)
const demoPair = (who: string) => keyPairOf(derived('key', who, 32))

const pens = new Map<string, Pen>()
export const demoPen = (who: string): Pen => {
  const known = pens.get(who)
  if (known !== undefined) return known
  const { id, seed } = demoPair(who)
  const made = penOf(id, seed)
  pens.set(who, made)
  return made
}

/** Everybody's pen without a code: for making the demo, and for tests of what isn't signing. */
export const demoPens: Pens = { take: async (requests) => requests.map(({ person }) => demoPen(person)) }

/** What the authenticator of somebody of the demo shows at an instant (ms). */
export const demoCode = async (who: string, at = Date.now()): Promise<string> =>
  codeAt(await keyOfSecret(demoSecret(who)), stepAt(at))

/** From when the demo's keys are in force: before its first case. */
const from = '2022-01-01T00:00:00.000Z'

/** Gives everybody of the demo bureau the factor that is known. */
export const enrolDemo = ({ journal }: House, houseSecret: string): Promise<void> =>
  keepFactors(
    journal,
    houseSecret,
    officers.map(({ username, data: { name, unit, roles } }) => ({
      actor: { kind: 'person', id: username, name, unit, roles },
      secret: demoSecret(username),
      pair: demoPair(username),
    })),
    from,
  )
