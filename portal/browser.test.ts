import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { serve } from '../src/platform/index.ts'
import { startChromium } from '../test/chromium.ts'
import { sampleApp, samplePages } from './sample.ts'

let server: Awaited<ReturnType<typeof serve>>
let browser: Browser

before(async () => {
  server = await serve(sampleApp(), { port: 0, host: '127.0.0.1' })
  browser = await startChromium()
})
after(async () => {
  await browser?.close()
  await server?.close()
})

const visit = async (options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> => {
  const context = await browser.newContext({
    baseURL: `http://127.0.0.1:${server.port}`,
    // Colours have no way to go when the scheme changes.
    reducedMotion: 'reduce',
    ...options,
  })
  try {
    await look(await context.newPage())
  } finally {
    await context.close()
  }
}

/** What axe finds wrong, as rule and place. */
const findings = (page: Page, rules?: readonly string[]): Promise<readonly string[]> =>
  page.evaluate(
    async ([source, only]) => {
      const scope = globalThis as unknown as { axe?: typeof axe; eval(text: string): void }
      // The auditor is brought into the page as its text, past the page's own policy.
      if (scope.axe === undefined) scope.eval(source)
      const { violations } = await (scope.axe as typeof axe).run(document, {
        resultTypes: ['violations'],
        ...(only === null ? {} : { runOnly: [...only] }),
      })
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
      )
    },
    [axe.source, rules ?? null] as const,
  )

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

for (const width of [360, 768, 1440])
  test(`at ${width} px no page has a barrier, by light or in the dark, and none scrolls sideways`, async () => {
    await visit({ viewport: { width, height: 900 }, bypassCSP: true, colorScheme: 'light' }, async (page) => {
      const wrong: string[] = []
      for (const [name, [path]] of Object.entries(samplePages)) {
        await page.emulateMedia({ colorScheme: 'light' })
        await page.goto(path)
        wrong.push(...(await findings(page)).map((each) => `${name}: ${each}`))
        await page.emulateMedia({ colorScheme: 'dark' })
        wrong.push(...(await findings(page, ['color-contrast'])).map((each) => `${name} in the dark: ${each}`))
        if ((await overflow(page)) > 0) wrong.push(`${name} scrolls sideways`)
      }
      assert.deepEqual(wrong, [])
    })
  })

test('in large type nothing scrolls sideways on a phone', async () => {
  await visit({ viewport: { width: 360, height: 800 } }, async (page) => {
    await page.goto('/?type=large')
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).fontSize), '21.6px')
    const wrong: string[] = []
    for (const [name, [path]] of Object.entries(samplePages)) {
      await page.goto(path)
      if ((await overflow(page)) > 0) wrong.push(name)
    }
    assert.deepEqual(wrong, [])
  })
})

test('without scripts a reader finds a decision, its receipt and the way back, under the policy of the house', async () => {
  await visit({ javaScriptEnabled: false }, async (page) => {
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    await page.goto('/')
    await page.getByRole('searchbox').fill('澄市监罚[2026]146号')
    await page.getByRole('button', { name: '查询' }).click()
    await page.getByRole('heading', { level: 1, name: '澄州市镜湖甲示例超市有限公司' }).waitFor()
    assert.match(decodeURIComponent(page.url()), /\/decisions\/澄市监罚〔2026〕146号$/)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: '凭证', exact: true }).click()
    assert.equal((await download).suggestedFilename(), '澄市监罚〔2026〕146号凭证.txt')
    await page.getByText('账本摘要').click()
    assert.ok(await page.getByText(/^5f3ac1d2/).isVisible())
    await page.getByRole('link', { name: '全部决定' }).click()
    await page.getByText('按种类、程序、日期、金额查').click()
    await page.getByLabel('处罚种类').selectOption('通报批评')
    await page.getByRole('button', { name: '查询' }).click()
    await page.getByText('11 件决定').waitFor()
    assert.deepEqual(complaints, [])
  })
})

test('with the keyboard alone the first stop is a visible link past the head, and every stop shows where it is', async () => {
  await visit({ viewport: { width: 1440, height: 900 } }, async (page) => {
    await page.goto('/decisions')
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: '跳到正文' })
    assert.ok((await skip.boundingBox())?.y ?? -1 >= 0)
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'q')
    for (let stop = 0; stop < 12; stop++) {
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)
      assert.equal(outline, 'solid')
      await page.keyboard.press('Tab')
    }
  })
})

test('on paper a decision keeps its text, what is masked and the proof, and loses what can only be pressed', async () => {
  await visit({ colorScheme: 'dark' }, async (page) => {
    await page.goto(samplePages['a decision']?.[0] ?? '')
    await page.emulateMedia({ media: 'print' })
    for (const kept of ['.sheet', '.masked', '.proof', '.terms', '.path'])
      assert.ok(await page.locator(kept).first().isVisible(), kept)
    for (const lost of ['.top nav', '.type', '.downloads', '.foot nav'])
      assert.ok(!(await page.locator(lost).first().isVisible()), lost)
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)')
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).color), 'rgb(27, 31, 36)')
  })
})
