import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { startChromium } from './chromium.ts'
import { type RunningBureau, startDemo } from './server.ts'

describe('every address that a bureau tells search engines', () => {
  let bureau: RunningBureau
  let browser: Browser
  let addresses: readonly string[]
  before(async () => {
    bureau = await startDemo()
    browser = await startChromium()
    const locations = async (path: string) =>
      [...(await (await fetch(bureau.url + path)).text()).matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, to = '']) =>
        to.slice(bureau.url.length),
      )
    const maps = await locations('/sitemap.xml')
    addresses = (await Promise.all(maps.map(locations))).flat()
  })
  after(async () => {
    await browser?.close()
    await bureau?.stop()
    bureau?.remove()
  })

  test('are all the portal has: its pages, and each published decision that is not about a person', async () => {
    assert.ok(addresses.length > 50, `${addresses.length}`)
    assert.equal(new Set(addresses).size, addresses.length)
    const listed = new Set(addresses.map(decodeURIComponent))
    for (let next: string | undefined = '/decisions.json'; next !== undefined; ) {
      const list = (await (await fetch(bureau.url + next)).json()) as {
        next?: string
        rows: readonly { number: string; partyKind: string }[]
      }
      for (const { number, partyKind } of list.rows)
        assert.equal(listed.has(`/decisions/${number}`), partyKind !== 'person', number)
      next = list.next
    }
  })

  for (const [width, colorScheme] of [
    [360, 'light'],
    [360, 'dark'],
    [1440, 'light'],
    [1440, 'dark'],
  ] as const)
    test(`has no barrier at ${width} px, ${colorScheme}, and needs no script`, async () => {
      // Without scripts, as a page may be read; axe itself is brought in from outside.
      const context = await browser.newContext({
        baseURL: bureau.url,
        viewport: { width, height: 900 },
        colorScheme,
        reducedMotion: 'reduce',
        bypassCSP: true,
      })
      const page = await context.newPage()
      await page.route(/\/assets\/verify\./, (route) => route.abort())
      const wrong: string[] = []
      // Each address once; in the other three ways one decision in eight, since decisions share one page.
      const some =
        width === 1440 && colorScheme === 'light'
          ? addresses
          : addresses.filter((address, n) => !address.startsWith('/decisions/') || n % 8 === 0)
      for (const address of some) {
        const answer = await page.goto(address)
        if (answer?.status() !== 200) wrong.push(`${answer?.status()} ${address}`)
        for (const each of await findings(page)) wrong.push(`${decodeURIComponent(address)}: ${each}`)
        const sideways = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        if (sideways > 0) wrong.push(`${decodeURIComponent(address)} scrolls sideways by ${sideways}`)
      }
      await context.close()
      assert.deepEqual(wrong, [])
    })
})

/** What axe finds wrong, as rule and place. */
const findings = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async (source) => {
    const scope = globalThis as unknown as { axe?: typeof axe; eval(text: string): void }
    scope.eval(source)
    const { violations } = await (scope.axe as typeof axe).run(document, { resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))
  }, axe.source)
