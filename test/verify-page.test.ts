import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { startChromium } from './chromium.ts'
import { person, type RunningBureau, startDemo } from './server.ts'

interface Given {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}
const given = (name: string, buffer: Buffer, mimeType = 'application/octet-stream'): Given => ({
  name,
  mimeType,
  buffer,
})
const changed = ({ name, mimeType, buffer }: Given): Given => {
  const copy = Buffer.from(buffer)
  copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 1
  return { name, mimeType, buffer: copy }
}

describe('a stranger checks on the page what was handed out', () => {
  let bureau: RunningBureau
  let browser: Browser
  let receipt: Given
  let publicPdf: Given
  let paper: Given
  before(async () => {
    bureau = await startDemo()
    browser = await startChromium()
    const bytes = async (path: string, headers = {}) =>
      Buffer.from(await (await fetch(bureau.url + path, { headers })).arrayBuffer())
    const { rows } = (await (await fetch(`${bureau.url}/decisions.json`)).json()) as { rows: { number: string }[] }
    const number = rows[0]?.number ?? ''
    const address = `/decisions/${encodeURIComponent(number)}`
    receipt = given(`${number}凭证.txt`, await bytes(`${address}/receipt`), 'text/plain')
    publicPdf = given(`${number}.pdf`, await bytes(`${address}.pdf`), 'application/pdf')
    const leader = await person(bureau.url, 'jiang.siqi')
    const cases = (await leader.get<{ rows: { id: string }[] }>('/api/cases')).rows
    const papers = await Promise.all(
      cases.map(async ({ id }) => (await leader.get<{ papers: { id: string }[] }>(`/api/cases/${id}`)).papers),
    )
    const [one] = papers.flat()
    // A paper is finished, and its record sealed, soon after it was issued.
    for (let found = false; !found; ) {
      paper = given('文书.pdf', await bytes(`/api/papers/${one?.id}.pdf`, { cookie: leader.cookie }), 'application/pdf')
      const hash = createHash('sha256').update(paper.buffer).digest('hex')
      found = (await fetch(`${bureau.url}/papers/files/${hash}/receipt`)).ok
      if (!found) await new Promise((resolve) => setTimeout(resolve, 500))
    }
  })
  after(async () => {
    await browser?.close()
    await bureau?.stop()
    bureau?.remove()
  })

  const vectors = (name: string) => JSON.parse(readFileSync(new URL(`vectors/${name}`, import.meta.url), 'utf8'))
  const exported = () => {
    const { export: content, files } = vectors('export.json')
    return {
      json: given('case.json', Buffer.from(JSON.stringify(content)), 'application/json'),
      files: Object.entries(files as Record<string, string>).map(([name, text]) =>
        given(name, Buffer.from(text, 'base64')),
      ),
      vkey: vectors('log.json').vkey as string,
    }
  }

  for (const javaScriptEnabled of [true, false])
    test(`${javaScriptEnabled ? 'in the browser, which sends no file away' : 'without a script, by sending it'}: receipts, papers, public copies and cases hold, and changed ones don't`, async () => {
      const context = await browser.newContext({
        baseURL: bureau.url,
        javaScriptEnabled,
        viewport: { width: 360, height: 800 },
      })
      const page = await context.newPage()
      const problems: string[] = []
      page.on('pageerror', (error) => problems.push(String(error)))
      page.on('console', (message) => {
        // A paper that nobody made is asked for, and not found.
        if (message.type() === 'error' && !message.text().includes('404')) problems.push(message.text())
      })
      let sent = 0
      page.on('request', (request) => {
        if (request.method() === 'POST') sent++
      })
      const answer = async (files: readonly Given[], vkey?: string): Promise<string> => {
        await page.goto('/verify')
        if (javaScriptEnabled) await page.waitForFunction(() => document.documentElement.dataset.checks === 'here')
        if (vkey !== undefined) {
          await page.getByText('用我自己知道的公钥').click()
          await page.getByRole('textbox', { name: '公钥' }).fill(vkey)
        }
        await page.getByLabel('凭证、PDF 文书或者导出的案件').setInputFiles([...files])
        if (!javaScriptEnabled) await page.getByRole('button', { name: '核验' }).click()
        const verdict = page.locator('#answer .verdict')
        await verdict.first().waitFor()
        assert.ok(await fits(page), 'nothing is wider than the phone')
        return (await verdict.allTextContents()).join('\n')
      }
      const holds = /✓ 核验通过/
      const fails = /✗ 核验没有通过/

      assert.match(await answer([receipt]), /核验通过[\s\S]*凭证成立[\s\S]*由本局的密钥签名[\s\S]*行政处罚决定书/)
      assert.match(await answer([changed(receipt)]), fails)
      assert.match(await answer([receipt], exported().vkey), fails)
      assert.match(await answer([paper]), /核验通过[\s\S]*是本局制成的文书，一个字节也没有改动/)
      assert.equal(await status(page, '这是哪一份文书'), 200)
      assert.match(await answer([changed(paper)]), /没有通过[\s\S]*不是本局制成的文件，或者改动过/)
      assert.match(await answer([publicPdf]), /核验通过[\s\S]*与公示网站现在公示的逐字节相同/)
      assert.match(await answer([changed(publicPdf)]), fails)
      const { json, files, vkey } = exported()
      assert.match(await answer([json, ...files], vkey), /核验通过[\s\S]*4 条记录的凭证全部成立[\s\S]*2 个文件全部相符/)
      assert.match(await answer([json, ...files.slice(1)], vkey), /没有通过[\s\S]*缺少文件/)
      assert.match(await answer([changed(json), ...files], vkey), fails)
      assert.match(await answer([given('别的.docx', Buffer.from('PK'))]), /不认识这种文件/)
      const both = await answer([receipt, changed(paper)])
      assert.match(both, holds)
      assert.match(both, fails)
      assert.deepEqual(problems, [])
      assert.equal(sent > 0, !javaScriptEnabled)
      await context.close()
    })

  test('what is dropped on the page is checked too', async () => {
    const page = await browser.newPage({ baseURL: bureau.url })
    await page.goto('/verify')
    await page.waitForFunction(() => document.documentElement.dataset.checks === 'here')
    await page.evaluate(
      ([text]) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([text ?? ''], '凭证.txt'))
        document
          .querySelector('#check')
          ?.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
      },
      [receipt.buffer.toString('utf8')],
    )
    await page.getByText('凭证成立').waitFor()
    await page.close()
  })
})

const fits = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)

const status = async (page: Page, link: string): Promise<number | undefined> => {
  const href = await page.getByRole('link', { name: link }).getAttribute('href')
  return (await page.request.get(href ?? '')).status()
}
