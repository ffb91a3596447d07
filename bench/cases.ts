import { decide, publish, serveDecision, untilNotice } from '../data/ordinary-story.ts'
import { recorderFailed } from '../data/recordings.ts'
import { startPostgres } from '../src/platform/testing.ts'
import { tellCase } from '../test/desk/told.ts'
import { type Person, person, startBureau, withoutCameras } from '../test/server.ts'
import { loneRow, type Row } from './row.ts'

const CLIENTS = 16
const SECONDS = 20

/** Whole cases through HTTP, from the clue to the public page, of clients that each work one case after the other. */
export const cases = async (): Promise<readonly Row[]> => {
  const server = await startPostgres({ fsync: true })
  const bureau = await startBureau(server.url)
  const people = new Map<string, Promise<Person>>()
  const work = {
    person: (username: string) => {
      const known = people.get(username) ?? person(bureau.url, username)
      people.set(username, known)
      return known
    },
  }
  try {
    await withoutCameras(bureau.url)
    // Nobody films here, so no recorder fails.
    const numbers = Array.from({ length: 200 }, (_, n) => n).filter((n) => !recorderFailed(n))
    let n = 0
    let done = 0
    let commands = 0
    const workOne = async (): Promise<void> => {
      const told = await tellCase(work, {
        n: numbers[n++ % numbers.length] ?? 0,
        daysAgo: 70,
        item: 'trade-mark',
        fine: 8_000,
      })
      untilNotice(told.ordinary)
      decide(told.ordinary)
      serveDecision(told.ordinary)
      publish(told.ordinary)
      await told.send()
      commands += told.ordinary.story.clicks.length
      done++
    }
    // Everybody signs in and every way is warm before it is measured.
    for (let round = 0; round < 4; round++) await workOne()
    done = 0
    commands = 0
    const begun = performance.now()
    const end = begun + SECONDS * 1000
    const client = async (): Promise<void> => {
      while (performance.now() < end) await workOne()
    }
    await Promise.all(Array.from({ length: CLIENTS }, client))
    const seconds = (performance.now() - begun) / 1000
    return [
      loneRow(`cases: from clue to publication, ${CLIENTS} clients`, '/h', (done * 3600) / seconds),
      loneRow('cases: their commands through HTTP', '/s', commands / seconds),
    ]
  } finally {
    await bureau.stop()
    bureau.remove()
    await server.stop()
  }
}
