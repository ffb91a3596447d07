import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { startBrowser } from '../desk/testing/browser.ts'
import { type Database, openDatabase } from '../src/platform/index.ts'
import { startTestBureau, type TestBureau } from '../src/recording/testing.ts'
import { type Desk, signIn } from './desk/desk.ts'
import { makeMedia } from './media.ts'
import { enrolDevice, record, until, uploadAll } from './recorder.ts'

describe('recordings at the desk', () => {
  let database: Database
  let bureau: TestBureau
  let browser: Browser
  let song: Desk
  let film: Awaited<ReturnType<typeof record>>
  const password = '示例的密码很长很长'
  before(async () => {
    database = await openDatabase({ memory: true })
    bureau = await startTestBureau(database)
    const session = await bureau.session('song.qiaoyun')
    const phone = await enrolDevice(session)
    film = await record(phone, { officer: 'song.qiaoyun', caseId: bureau.caseId, act: 'inspect-site' })
    const bytes = makeMedia('desk.webm', 20)
    const step = Math.ceil(bytes.length / 10)
    for (let n = 0; n < 10; n++) await film.add(bytes.subarray(n * step, (n + 1) * step))
    await film.seal(session, { final: 'stopped' })
    await uploadAll(session, film)
    await until(session, film.id)
    browser = await startBrowser()
    song = await signIn(browser, bureau.url, 'song.qiaoyun', { password })
  })
  after(async () => {
    await browser?.close()
    await bureau?.stop()
    await database?.close()
  })
  const open = async ({ page }: Desk, id = film.id) => {
    await page.goto(`${bureau.url}/desk/cases/${bureau.caseId}/recordings/${id}`)
    await page.getByRole('heading', { name: '为什么调阅' }).waitFor()
  }

  test('a clip is cut out of a recording, says of which original it was made, and plays only with a purpose of its own', async () => {
    await open(song)
    const { page } = song
    await page.getByRole('button', { name: '截取一段' }).click()
    const form = page.getByRole('form', { name: '截取一段' })
    await form.getByLabel('从').fill('0:05')
    await form.getByLabel('到').fill('0:09')
    await form.getByLabel('为什么制作').fill('听证时播放当事人签名的经过')
    await form.getByRole('button', { name: '制作' }).click()
    await page.getByText('复制件已制作，原始载体没有改动').waitFor()
    await page.getByRole('link', { name: /^截取 / }).click()
    await page.getByRole('heading', { name: '复制件：截取' }).waitFor()
    assert.match((await page.locator('main').textContent()) ?? '', /宋巧云.*听证时播放当事人签名的经过/)
    assert.equal(await page.locator('video').count(), 0)
    await page.locator('#purpose').click()
    await page.getByTitle('办理案件', { exact: true }).click()
    await page.getByRole('button', { name: /调\s*阅/ }).click()
    await page.locator('video').waitFor()
    const seconds = await page.locator('video').evaluate(
      (video: HTMLVideoElement) =>
        new Promise<number>((resolve) => {
          if (video.readyState > 0) resolve(video.duration)
          video.addEventListener('loadedmetadata', () => resolve(video.duration))
        }),
    )
    assert.ok(seconds > 3.5 && seconds < 5.5, String(seconds))
    await page.goto(`${bureau.url}/desk/cases/${bureau.caseId}?tab=recordings`)
    await page.getByText('复制件（截取）').waitFor()
    assert.deepEqual(song.errors, [])
  })
})
