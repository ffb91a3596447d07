import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { startChromium } from '../chromium.ts'
import { type Person, person, type RunningBureau, startDemo, withoutCameras } from '../server.ts'
import { type Desk, signIn } from './desk.ts'

/** A running demo bureau with Chromium before it, and everybody's desk in a browser context of their own. */
export interface BureauAtWork {
  readonly bureau: RunningBureau
  readonly browser: Browser
  /** A directory that goes when the bureau goes. */
  readonly scratch: string
  /** The desk of a person, signed in once; on the page of the case that is named. */
  at(username: string, id?: string): Promise<Desk>
  /** A person who asks and acts without a browser, signed in once. */
  person(username: string): Promise<Person>
  /** Errors that happened in pages and that nobody saw. */
  errors(): readonly string[]
  end(): Promise<void>
}

export const bureauAtWork = async (
  more: Readonly<Record<string, string>> = {},
  { cameras = false }: { readonly cameras?: boolean } = {},
): Promise<BureauAtWork> => {
  const bureau = await startDemo(more)
  // What the list asks is tried where recordings are.
  if (!cameras) await withoutCameras(bureau.url)
  const browser = await startChromium()
  const scratch = mkdtempSync(join(tmpdir(), 'zhaoming-desks-'))
  const desks = new Map<string, Desk>()
  const people = new Map<string, Promise<Person>>()
  return {
    bureau,
    browser,
    scratch,
    async at(username, id) {
      const desk = desks.get(username) ?? (await signIn(browser, bureau.url, username))
      desks.set(username, desk)
      if (id !== undefined) await desk.openCase(id)
      return desk
    },
    person(username) {
      const known = people.get(username) ?? person(bureau.url, username)
      people.set(username, known)
      return known
    },
    errors: () => [...desks].flatMap(([name, { errors }]) => errors.map((error) => `${name}: ${error}`)),
    async end() {
      await browser.close()
      await bureau.stop()
      bureau.remove()
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}
