import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { officers } from '../data/bureau.ts'
import { fillRegistry, playDemo } from '../data/demo.ts'
import { demoPens } from '../data/keys.ts'
import { fillSubjects } from '../data/subjects.ts'
import { type App, createApp } from '../src/app.ts'
import { openHouse } from '../src/house.ts'
import { createAccounts, createAuth, hashPassword } from '../src/identity/index.ts'
import { usccCheckDigit } from '../src/kernel/index.ts'
import {
  createLog,
  type Database,
  fileBlobs,
  openDatabase,
  readConfig,
  serve,
  simulatedClock,
  systemClock,
} from '../src/platform/index.ts'
import { startChromium } from './chromium.ts'
import { type Desk, signIn } from './desk/desk.ts'
import { freePort, person } from './server.ts'

const codeOf = (n: number): string => {
  const first = `91339900MD${String(n).padStart(7, '0')}`
  return first + usccCheckDigit(first)
}

describe('the register of subjects at the desk', () => {
  const data = mkdtempSync(join(tmpdir(), 'zhaoming-register-'))
  let url: string
  let database: Database
  let app: App
  let server: Awaited<ReturnType<typeof serve>>
  let browser: Browser
  const desks = new Map<string, Desk>()

  // The desk as `npm run build:desk` left it, and a bureau with a dozen cases.
  before(async () => {
    const port = await freePort()
    url = `http://localhost:${port}`
    const config = readConfig({ PORT: String(port), ZHAOMING_DATA: data, ZHAOMING_ORIGIN: url })
    assert.ok(config.ok)
    database = await openDatabase({ memory: true })
    const clock = simulatedClock(systemClock.now())
    const house = await openHouse(database, clock, demoPens)
    const blobs = fileBlobs(data)
    await fillRegistry(house)
    await fillSubjects(house, blobs)
    await playDemo(house, blobs, clock, systemClock.now(), undefined, 14)
    const auth = await createAuth({ database, origin: url, secret: config.value.secret })
    await createAccounts(
      auth,
      officers.map(({ username, data: { name } }) => ({ username, person: username, name })),
      await hashPassword('zhaoming-demo'),
    )
    app = await createApp(config.value, house, createLog('silent'))
    server = await serve(app.http, config.value, app.published)
    browser = await startChromium()
  })
  after(async () => {
    await browser?.close()
    await server?.close()
    await app?.stop()
    await database?.close()
    rmSync(data, { recursive: true, force: true })
  })
  const at = async (username: string) => {
    const desk = desks.get(username) ?? (await signIn(browser, url, username))
    desks.set(username, desk)
    desk.page.setDefaultTimeout(60_000)
    return desk
  }

  test('a file is uploaded, its columns are put right, and the report tells which rows were not taken', async () => {
    const { page } = await at('cheng.yian')
    await page.goto(`${url}/desk/subjects/imports`)
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
    const { page } = await at('song.qiaoyun')
    await page.goto(`${url}/desk/subjects?q=${encodeURIComponent('星河')}`)
    await page.getByRole('link', { name: '澄州星河炒货有限公司' }).waitFor()
    assert.equal(await page.getByRole('link', { name: '导入', exact: true }).count(), 0)
    const officer = await person(url, 'song.qiaoyun')
    assert.equal(await officer.status('/api/subject-imports'), 403)
  })

  test('a party is filled from the register, is marked so, and can be changed', async () => {
    const { page } = await at('song.qiaoyun')
    await page.goto(`${url}/desk/cases/new?procedure=simple-penalty`)
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
    const { page } = await at('jiang.siqi')
    await page.goto(`${url}/desk/map`)
    await page.locator('.map-point').first().waitFor()
    assert.ok((await page.locator('.map-area').count()) >= 3)
    await page.getByRole('heading', { name: /^视野内 \d+ 户/ }).waitFor()
    const [first] = await page.locator('.map-list ol > li').all()
    assert.ok(first !== undefined)
    const name = (await first.getByRole('link').first().textContent()) ?? ''
    await first.getByRole('button', { name: /^在地图上看/ }).click()
    const card = page.getByRole('article', { name })
    await card.waitFor()
    await card.getByRole('link', { name, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: new RegExp(name) }).waitFor()
    assert.deepEqual(
      [...desks.values()].flatMap(({ errors }) => errors),
      [],
    )
  })
})
