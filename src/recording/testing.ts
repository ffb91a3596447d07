import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoActors, fillRegistry, storiesUntil } from '../../data/demo.ts'
import { demoPens } from '../../data/keys.ts'
import type { Session } from '../../test/recorder.ts'
import { createApp } from '../app.ts'
import { type House, openHouse } from '../house.ts'
import { createAccounts, createAuth, hashPassword } from '../identity/index.ts'
import { type Clock, createLog, type Database, readConfig, serve, simulatedClock } from '../platform/index.ts'

const password = '示例的密码很长很长'

export interface TestBureau {
  readonly house: House
  readonly data: string
  readonly url: string
  /** A case that the inspection unit handles. */
  readonly caseId: string
  /** Another unit's. */
  readonly otherCase: string
  session(name: string): Promise<Session>
  stop(): Promise<void>
}

/** A small bureau that serves HTTP in this process, with a few cases of the demo and the clock of today. */
export const startTestBureau = async (
  database: Database,
  data = mkdtempSync(join(tmpdir(), 'zhaoming-recording-')),
  env: Readonly<Record<string, string>> = {},
): Promise<TestBureau> => {
  const made = simulatedClock('2026-05-01T00:00:00.000Z')
  let today = false
  const clock: Clock = { now: () => (today ? new Date().toISOString() : made.now()) }
  const house = await openHouse(database, clock, demoPens)
  await fillRegistry(house)
  const photo = { blob: 'a'.repeat(64), name: '现场照片.png', type: 'image/png', size: 1 }
  const opening = storiesUntil('2026-05-20T10:00:00.000Z', [photo])[0]?.clicks[0]
  if (opening?.procedure === undefined || typeof opening.data === 'function')
    throw new Error('a story begins with a case')
  const { procedure, act, data: clue } = opening
  const caseOf = async (who: string): Promise<string> => {
    const actor = demoActors.get(who)
    if (actor === undefined) throw new Error(`nobody is called ${who}`)
    const outcome = await house.casework.open(actor, procedure, {
      act,
      data: { ...clue, unit: actor.unit },
      key: `case of ${who}`,
    })
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
    return outcome.events[0]?.streamId ?? ''
  }
  made.set('2026-05-20T10:00:00.000Z')
  const caseId = await caseOf('song.qiaoyun')
  const otherCase = await caseOf('meng.ruolan')
  today = true
  const config = readConfig({ ZHAOMING_DATA: data, PORT: '0', ...env })
  if (!config.ok) throw new Error(JSON.stringify(config.refusals))
  const auth = await createAuth({ database, origin: config.value.origin, secret: config.value.secret })
  const names = [
    'song.qiaoyun',
    'du.renjie',
    'luo.haosheng',
    'meng.ruolan',
    'cheng.yian',
    'jiang.siqi',
    'mu.tingsong',
    'fang.jiankun',
  ]
  await createAccounts(
    auth,
    names.map((name) => ({ username: name, person: name, name })),
    await hashPassword(password),
  )
  const app = await createApp(config.value, house, createLog('silent'))
  const server = await serve(app.http, { port: 0, host: '127.0.0.1' }, app.published)
  const url = `http://127.0.0.1:${server.port}`
  return {
    house,
    data,
    url,
    caseId,
    otherCase,
    session: async (name) => {
      const answer = await fetch(`${url}/api/auth/sign-in/username`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ username: name, password }),
      })
      if (!answer.ok) throw new Error(await answer.text())
      return {
        url,
        cookie: answer.headers
          .getSetCookie()
          .map((each) => each.split(';')[0])
          .join('; '),
      }
    },
    stop: async () => {
      await server.close()
      await app.stop()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
