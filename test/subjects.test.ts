import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { usccCheckDigit } from '../src/kernel/index.ts'
import { type BureauAtWork, bureauAtWork } from './desk/bureau.ts'

const codeOf = (n: number): string => {
  const first = `91339900MD${String(n).padStart(7, '0')}`
  return first + usccCheckDigit(first)
}

describe('the register of subjects at the desk', () => {
  let work: BureauAtWork
  before(async () => {
    work = await bureauAtWork()
  })
  after(() => work?.end())

  test('a file is uploaded, its columns are put right, and the report tells which rows were not taken', async () => {
    const { page } = await work.at('cheng.yian')
    await page.goto(`${work.bureau.url}/desk/subjects/imports`)
    const rows = [
      ['附：市场主体'],
      ['序号', '信用代码', '店名', '注册地址'],
      ['1', codeOf(1), '澄州星河炒货有限公司', '明远路 8 号'],
      ['2', '91339900MD', '澄州错码商贸有限公司', '明远路 9 号'],
      ['3', codeOf(1), '澄州星河炒货有限公司', '明远路 8 号'],
    ]
    await page.locator('#import-file').setInputFiles({
      name: '市场主体.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows.map((row) => row.join(',')).join('\r\n')),
    })
    await page.getByRole('heading', { name: '市场主体.csv' }).waitFor()
    // 店名 is no heading that the register knows: a person says what it is.
    await page.getByLabel('名称', { exact: true }).click()
    await page.locator('.ant-select-item-option').filter({ hasText: '店名' }).click()
    await page.getByLabel('数据来源').fill('试验')
    await page.getByRole('button', { name: '开始导入' }).click()
    await page.getByRole('heading', { name: '逐行报告' }).waitFor()
    const sums = (await page.locator('dl.sums').textContent()) ?? ''
    assert.match(sums, /新增1 户.*有误没有读入1 行.*文件内重复1 行/)
    const report = (await page.locator('table').textContent()) ?? ''
    assert.match(report, /4统一社会信用代码91339900MD统一社会信用代码应为 18 位/)
    assert.match(report, /与本文件第 3 行的代码相同/)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: '导出 Excel' }).click()
    assert.match((await download).suggestedFilename(), /^导入报告 市场主体.csv\.xlsx$/)
  })

  test('an officer may look at the register, and not import', async () => {
    const { page } = await work.at('song.qiaoyun')
    await page.goto(`${work.bureau.url}/desk/subjects?q=${encodeURIComponent('星河')}`)
    await page.getByRole('link', { name: '澄州星河炒货有限公司' }).waitFor()
    assert.equal(await page.getByRole('link', { name: '导入', exact: true }).count(), 0)
    const officer = await work.person('song.qiaoyun')
    assert.equal(await officer.status('/api/subject-imports'), 403)
  })

  test('a party is filled from the register, is marked so, and can be changed', async () => {
    const { page } = await work.at('song.qiaoyun')
    await page.goto(`${work.bureau.url}/desk/cases/new?procedure=simple-penalty`)
    await page.getByLabel('从监管对象名录填入').fill('星河炒货')
    await page.locator('.ant-select-item-option').filter({ hasText: '澄州星河炒货有限公司' }).click()
    await page.getByText('已按名录填入').waitFor()
    const name = page.getByLabel(/^姓名或者名称/)
    assert.equal(await name.inputValue(), '澄州星河炒货有限公司')
    assert.match((await page.locator('[data-path="party.name"]').textContent()) ?? '', /来自名录/)
    await name.fill('澄州星河炒货有限公司（改）')
    assert.doesNotMatch((await page.locator('[data-path="party.name"]').textContent()) ?? '', /来自名录/)
  })

  test('the map shows where parties are; a click leads to the party, and the list beside it says the same', async () => {
    const { page } = await work.at('jiang.siqi')
    await page.goto(`${work.bureau.url}/desk/map`)
    await page.locator('.map-point').first().waitFor()
    assert.ok((await page.locator('.map-area').count()) >= 3)
    await page.getByRole('heading', { name: /^视野内 \d+ 户/ }).waitFor()
    const [first] = await page.locator('.map-list ol > li').all()
    assert.ok(first !== undefined)
    const name = (await first.getByRole('link').first().textContent()) ?? ''
    await first.getByRole('button', { name: /^在地图上看/ }).click()
    const card = page.getByRole('article', { name })
    await card.waitFor()
    await card.getByRole('link', { name }).click()
    await page.getByRole('heading', { level: 1, name: new RegExp(name) }).waitFor()
    assert.deepEqual(work.errors(), [])
  })
})
