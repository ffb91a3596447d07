import { setTimeout } from 'node:timers/promises'
import { demoActors, fillRegistry } from '../../data/demo.ts'
import { demoPens } from '../../data/keys.ts'
import { finishPapers } from '../../src/casework/index.ts'
import { createRenderer } from '../../src/documents/index.ts'
import { openHouse } from '../../src/house.ts'
import { createLog, keptLogKey } from '../../src/journal/index.ts'
import { type Actor, newId, toHex } from '../../src/kernel/index.ts'
import { fileBlobs, openDatabase, systemClock } from '../../src/platform/index.ts'
import type { Told } from './protocol.ts'

/**
 * The bureau that is killed: officers register clues without end, each of which issues a paper; papers are finished and events
 * are sealed meanwhile. It tells what it promised to whom: the case that was acknowledged, the checkpoint that was shown.
 */
const [, , given = '', data = '', lastLife] = process.argv
const tell = (told: Told): void => {
  process.stdout.write(`${JSON.stringify(told)}\n`)
}
const database = await openDatabase(JSON.parse(given))
const house = await openHouse(database, systemClock, demoPens)
await fillRegistry(house)
const log = createLog(database, keptLogKey(data, 'kill.example/log'), systemClock)
const { render, stop: stopRendering } = createRenderer()
const blobs = fileBlobs(data)
const officer = demoActors.get('song.qiaoyun') as Actor
const origin = 'https://kill.example'

const show = async () => {
  const latest = await log.latest()
  if (latest !== undefined) tell({ size: latest.size, root: toHex(latest.root) })
}
const register = async () => {
  const outcome = await house.casework.open(officer, 'ordinary-penalty', {
    act: 'register-clue',
    data: {
      title: '断电试验',
      source: 'other',
      receivedAt: new Date(Date.now() - 60_000).toISOString(),
      content: '登记以后断电。',
      unit: 'inspection',
    },
    key: newId(),
  })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
  tell({ registered: outcome.events[0]?.streamId ?? '' })
}
const finish = () => finishPapers({ journal: house.journal, blobs, origin, render })

await show()
if (lastLife === undefined) {
  const stopSealing = log.start(
    (wake) => house.journal.onCommitted(wake),
    (error) => {
      throw error
    },
  )
  const until = async (end: number, work: () => Promise<unknown>) => {
    while (performance.now() < end) {
      await work()
      await setTimeout(1)
    }
  }
  // Long enough to be killed in the midst of it; short enough to end if it isn't.
  const end = performance.now() + 20_000
  await Promise.all([until(end, register), until(end, register), until(end, finish), until(end, show)])
  await stopSealing()
} else {
  await finish()
  while ((await log.seal()) > 0);
  await show()
}
await stopRendering()
await database.close()
