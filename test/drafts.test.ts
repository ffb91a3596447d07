import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { clue, file, investigate } from '../data/ordinary-story.ts'
import { type BureauAtWork, bureauAtWork } from './desk/bureau.ts'
import { tellCase } from './desk/told.ts'

describe('papers as drafts', () => {
  let work: BureauAtWork
  before(async () => {
    work = await bureauAtWork()
  })
  after(() => work?.end())

  const pagesOf = (pdf: Buffer): readonly string[] => {
    const path = join(work.scratch, 'papers.pdf')
    writeFileSync(path, pdf)
    assert.equal(spawnSync('qpdf', ['--check', path]).status, 0)
    return spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
      .stdout.split('\f')
      .slice(0, -1)
      .map((page) => page.replace(/\s/g, ''))
  }

  test('a preview shows another name of the party; it is mended, a paragraph is added, and the paper says so and is printed with another', async () => {
    const told = await tellCase(work, { n: 31, daysAgo: 25, item: 'trade-mark', fine: 15_000 })
    clue(told.ordinary)
    file(told.ordinary)
    investigate(told.ordinary)
    await told.send()
    const desk = await work.at(told.ordinary.story.first, told.id())
    const { page } = desk
    const form = await desk.open('责令改正')
    const { name } = told.party
    const wrong = `${name.slice(0, -3)}茶${name.slice(-2)}`
    assert.notEqual(wrong, name)
    const breach = (whose: string) => `当事人${whose}销售没有中文标识的商品`
    await form.getByLabel('违法行为').fill(breach(wrong))
    await form.getByLabel('改正内容及要求').fill('停止销售，补齐中文标识。')
    await form.getByLabel('改正期限').fill(new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10))
    await form.getByText('预览文书').click()
    const compared = form.getByRole('region', { name: '与案件事实对照' })
    await compared.getByText('1 处不一致').waitFor()
    assert.match((await compared.textContent()) ?? '', new RegExp(`把当事人写作“${wrong}”，与登记的“${name}”差一个字`))

    await form.getByText('填写', { exact: true }).click()
    await form.getByLabel('违法行为').fill(breach(name))
    await form.getByText('预览文书').click()
    await compared.getByText('没有发现不一致').waitFor()

    await form.getByText('调整文字').click()
    await form.getByLabel('补充说明').fill('复查时请出示整改后的照片。')
    await form.getByText('已改动 1 段').waitFor()
    await form.getByRole('button', { name: '责令改正', exact: true }).click()
    await page.getByRole('status').filter({ hasText: '已办理：责令改正' }).waitFor()

    await page.getByRole('tab', { name: /文书/ }).click()
    const row = page.getByRole('row').filter({ hasText: '责令改正通知书' })
    await row.getByText('改动过：补充说明').waitFor()
    await row.getByRole('link', { name: '责令改正通知书' }).click()
    await page.getByText('还没有送达。写错了的，先重新制作一份').waitFor()
    await page.getByText('由承办机构负责人作废这一份').waitFor()
    await page.keyboard.press('Escape')

    await row.getByRole('checkbox').check()
    await page.getByRole('row').filter({ hasText: '现场笔录' }).first().getByRole('checkbox').check()
    const chosen = page.getByRole('region', { name: '打印所选文书' })
    await chosen.getByText('已选 2 份').waitFor()
    const address = await chosen.getByRole('link', { name: '下载合成的 PDF' }).getAttribute('href')
    // The viewer of PDFs that would be printed from crashes where there is no screen: a sheet stands in for what it shows.
    await page.route(/\/papers\.pdf/, (route) => route.fulfill({ contentType: 'text/html', body: '<p>papers</p>' }))
    const printed = page.waitForResponse(/\/papers\.pdf/)
    await chosen.getByRole('button', { name: '打印' }).click()
    assert.equal((await printed).status(), 200)
    const pages = pagesOf(await (await page.request.get(`${work.bureau.url}${address}`)).body())
    const begins = pages.findIndex((each) => each.includes('现场笔录'))
    assert.ok(begins > 0 && (pages[0] ?? '').includes('责令改正通知书'), 'in the order in which they were chosen')
    assert.ok(
      pages.slice(0, begins).join('').includes('复查时请出示整改后的照片。'),
      'what was added stands in the paper',
    )
    await page.reload()
    await page.getByText(/下载、打印记录/).waitFor()
    assert.deepEqual(work.errors(), [])
  })
})
