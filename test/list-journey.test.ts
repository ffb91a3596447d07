import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addDays } from '../src/calendar/index.ts'
import { formatOf, readTable, tableInMemory } from '../src/platform/index.ts'
import { type BureauAtWork, bureauAtWork } from './desk/bureau.ts'
import { today } from './desk/desk.ts'

describe('a public list, from the table of an officer to the portal', () => {
  let work: BureauAtWork
  before(async () => {
    work = await bureauAtWork()
  })
  after(() => work?.end())

  const rowsOf = async (bytes: Uint8Array): Promise<string[][]> => {
    const source = tableInMemory(bytes)
    const format = await formatOf(source, '')
    assert.ok(format.ok)
    const rows: string[][] = []
    for await (const line of readTable(source, '', format.value)) if ('cells' in line) rows.push([...line.cells])
    return rows
  }
  const csvOf = (rows: readonly (readonly string[])[]): Buffer =>
    Buffer.from(rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n'))

  /** The draft's page as somebody else sees it. */
  const draftAt = async (username: string, address: string): Promise<Page> => {
    const { page } = await work.at(username)
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    return page
  }
  const stateOf = (page: Page, state: string) => page.locator('dl.rows').getByText(state, { exact: true }).waitFor()

  test('a table is mended row by row, drafted, returned, mended on the desk, reviewed, published by a third and read by the public; a second change leaves both in the history', async () => {
    const portal = await work.browser.newPage({ locale: 'zh-CN' })
    const { page } = await work.at('meng.ruolan')

    await page.goto(`${work.bureau.url}/desk/registry-drafts`)
    await page.getByRole('link', { name: '用表格起草' }).click()
    await page.getByRole('combobox', { name: '哪一类清单' }).click()
    await page.getByTitle('权责事项').click()
    const downloaded = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载现在的清单（Excel）' }).click()
    const rows = await rowsOf(readFileSync(await (await downloaded).path()))
    const [titles = [], first = []] = rows
    const at = (title: string) => titles.indexOf(title)
    const [id = '', name = ''] = [first[at('标识')], first[at('事项名称')]]
    const content = `${first[at('职权内容')]}对网络食品交易可以远程检查。`
    first[at('职权内容')] = content
    const added = first.map((cell, n) => (n === at('标识') || n === at('版本') ? '' : cell))
    added[at('事项名称')] = '食品安全信用档案管理'
    added[at('职权内容')] = '建立食品生产经营者的食品安全信用档案并公布。'
    added[at('类别')] = '行政监督'
    added[at('法律依据')] = '《食品安全法》第一百一十三条'
    const file = (changed: readonly (readonly string[])[]) => ({
      name: '权责事项.csv',
      mimeType: 'text/csv',
      buffer: csvOf(changed),
    })

    await page.getByLabel(/选择填好的表格/).setInputFiles([file([...rows, added])])
    const report = page.getByRole('region', { name: '逐行报告' })
    const wrong = report.getByRole('row').filter({ hasText: '行政监督' })
    assert.match(
      (await wrong.textContent()) ?? '',
      new RegExp(`^第 ${rows.length + 1} 行类别.*不在可选的内容中，请写“行政许可”`),
    )
    const send = page.getByRole('form', { name: '送审' })
    assert.ok(
      await send.getByRole('button', { name: /送法规处审核/ }).isDisabled(),
      'a wrong row holds all of them back',
    )

    added[at('类别')] = '其他行政权力'
    await page.getByLabel(/点这里换一个/).setInputFiles([file([...rows, added])])
    await report.waitFor({ state: 'detached' })
    await send.getByLabel('变更理由').fill('权责清单年度调整')
    await send.getByRole('button', { name: '送法规处审核（2 条）' }).click()
    await page.waitForURL(/\/registry-drafts\/[0-9a-f-]{36}/)
    await page.getByRole('heading', { name: `变更：${name}` }).waitFor()
    await page.getByRole('heading', { name: '新增：食品安全信用档案管理' }).waitFor()
    const address = page.url()

    const lawyer = await draftAt('gu.qingyan', address)
    await lawyer.getByRole('region', { name, exact: true }).getByText(content).waitFor()
    await lawyer.getByRole('button', { name: '退回' }).click()
    await lawyer.getByLabel('退回的理由').fill('新增事项的追责情形请写具体。')
    await lawyer.getByRole('button', { name: '退回起草的人' }).click()
    await stateOf(lawyer, '已退回，等起草的人修改')

    await page.reload()
    await page.getByText(/新增事项的追责情形请写具体。/).waitFor()
    await page.getByRole('button', { name: '修改后再送审' }).click()
    const again = page.getByRole('form', { name: '修改草稿' })
    await again
      .getByRole('listitem')
      .filter({ hasText: '食品安全信用档案管理' })
      .getByRole('button', { name: '修改' })
      .click()
    await again.getByLabel('追责情形').fill('不按规定记录、公布信用档案的，依法追究责任。')
    await again.getByRole('button', { name: '再送法规处审核' }).click()
    await stateOf(page, '等法规处审核')
    await page.getByText('不按规定记录、公布信用档案的，依法追究责任。').waitFor()

    await lawyer.reload()
    await lawyer.getByRole('button', { name: '审核通过' }).click()
    await stateOf(lawyer, '等公示人员发布')
    assert.equal(await lawyer.getByRole('button', { name: '发布' }).count(), 0, 'who reviewed it does not publish it')
    const publisher = await draftAt('qiu.anlan', address)
    await publisher.getByRole('button', { name: '发布' }).click()
    await stateOf(publisher, '已发布')

    await portal.goto(`${work.bureau.url}/lists/power/${id}`)
    await portal.getByText(content).waitFor()
    await portal.goto(`${work.bureau.url}/changes`)
    const change = portal.getByRole('listitem').filter({ has: portal.getByRole('link', { name, exact: true }) })
    await change.first().getByRole('insertion').filter({ hasText: content }).waitFor()
    await change.first().getByText('权责清单年度调整').waitFor()
    await portal.getByRole('link', { name: '食品安全信用档案管理' }).waitFor()
    const feed = await (await fetch(`${work.bureau.url}/changes.atom`)).text()
    assert.match(feed, new RegExp(`<title>权责事项：${name}（变更）</title>`))
    assert.match(feed, /<title>权责事项：食品安全信用档案管理（新增）<\/title>/)

    await page.goto(`${work.bureau.url}/desk/registry/power/${id}`)
    await page.getByRole('button', { name: '起草变更' }).click()
    const editor = page.getByRole('form', { name: '变更权责事项' })
    await editor.getByLabel('职权内容').fill('进入生产经营场所检查，抽样检验。')
    await editor.getByLabel('生效日期').fill(addDays(today(), 1))
    await editor.getByLabel('变更理由').fill('精简表述')
    await editor.getByRole('button', { name: '送法规处审核' }).click()
    await page.waitForURL(/\/registry-drafts\/[0-9a-f-]{36}/)
    await draftAt('gu.qingyan', page.url())
    await lawyer.getByRole('button', { name: '审核通过' }).click()
    await stateOf(lawyer, '等公示人员发布')
    await draftAt('qiu.anlan', page.url())
    await publisher.getByRole('button', { name: '发布' }).click()
    await stateOf(publisher, '已发布')

    await portal.goto(`${work.bureau.url}/lists/power/${id}`)
    await portal.getByText(content).waitFor()
    await portal.getByText('精简表述').waitFor()
    await portal.getByText('权责清单年度调整').waitFor()
    await portal.getByRole('link', { name: '第 3 版' }).click()
    await portal.getByText('进入生产经营场所检查，抽样检验。').first().waitFor()
    await portal.goto(`${work.bureau.url}/changes`)
    assert.equal(await change.count(), 2, 'both changes stand among the changes')
    assert.deepEqual(work.errors(), [])
  })
})
