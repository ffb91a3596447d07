import { clue, file, investigate, takeEvidence } from '../data/ordinary-story.ts'
import { tellCase } from '../test/desk/told.ts'
import { type Person, person, type RunningBureau } from '../test/server.ts'

/** How often one thing is asked, one after the other. */
export const ASKED = 200

/** The answer that so large a share of the others were faster than, in ms. */
export const percentile = async (share: number, ask: (n: number) => Promise<unknown>): Promise<number> => {
  const taken: number[] = []
  for (let n = 0; n < ASKED; n++) {
    const begun = performance.now()
    await ask(n)
    taken.push(performance.now() - begun)
  }
  return taken.toSorted((a, b) => a - b)[Math.floor(ASKED * share)] ?? Number.NaN
}

/** A case of so many events: evidence is taken again and again. */
export const longCase = async (bureau: RunningBureau, events: number): Promise<string> => {
  const people = new Map<string, Promise<Person>>()
  const work = {
    person: (username: string) => {
      const known = people.get(username) ?? person(bureau.url, username)
      people.set(username, known)
      return known
    },
  }
  const told = await tellCase(work, { n: 3, daysAgo: 80, item: 'trade-mark', fine: 8_000 })
  clue(told.ordinary)
  file(told.ordinary)
  investigate(told.ordinary)
  while (told.ordinary.story.clicks.length < events)
    takeEvidence(told.ordinary, `进货票据第 ${told.ordinary.story.clicks.length} 页`)
  await told.send()
  return told.id()
}

/** Processor time that the server has used so far, in seconds. */
export const serverSeconds = async (url: string): Promise<number> =>
  Number(/^process_cpu_seconds_total ([\d.]+)/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1])

/** Until the server has finished what it does in the background, the papers of the demo first of all. */
export const rested = async (url: string): Promise<void> => {
  for (let before = await serverSeconds(url), busy = true; busy; ) {
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const now = await serverSeconds(url)
    busy = now - before > 0.2
    before = now
  }
}
