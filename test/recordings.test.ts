import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { type Database, openDatabase } from '../src/platform/index.ts'
import { startTestBureau, type TestBureau } from '../src/recording/testing.ts'
import { startChromium } from './chromium.ts'
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
    const spoken = [{ kind: 'note', at: 12_000, text: '当事人出示进货票据' } as const]
    for (let n = 0; n < 10; n++) await film.add(bytes.subarray(n * step, (n + 1) * step), n === 6 ? spoken : [])
    await film.seal(session, { final: 'stopped' })
    await uploadAll(session, film)
    await until(session, film.id)
    browser = await startChromium()
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

  test('on the time line of a case a moment of a recording leads to its second, once it was said why; its pictures lead to theirs', async () => {
    const { page } = song
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(`${bureau.url}/desk/cases/${bureau.caseId}`)
    await page.getByText('1 处标记').click()
    await page.getByRole('link', { name: /当事人出示进货票据 0:12/ }).click()
    await page.getByText('之后从 0:12 开始播放').waitFor()
    assert.ok(!asked.some((path) => path.endsWith('/content')), 'nothing is fetched before a purpose was recorded')
    await page.locator('#purpose').click()
    await page.getByTitle('办理案件', { exact: true }).click()
    await page.getByRole('button', { name: /调\s*阅/ }).click()
    await page.locator('.thumbnails[data-drawn="8"]').waitFor()
    const second = () => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime)
    assert.ok(Math.abs((await second()) - 12) < 0.5, String(await second()))
    await page.getByRole('button', { name: '跳到 0:04' }).click()
    await page.waitForTimeout(300)
    assert.ok(Math.abs((await second()) - 3.75) < 0.5, String(await second()))
    assert.deepEqual(song.errors, [])
  })

  test('a colleague of another case asks, a leader grants a part, the colleague watches it and finds it among what was watched', async () => {
    const meng = await signIn(browser, bureau.url, 'meng.ruolan', { password })
    await meng.page.goto(`${bureau.url}/desk/account`)
    await meng.page.getByRole('link', { name: '录音录像调取' }).click()
    await meng.page.getByRole('button', { name: '申请调取' }).click()
    const form = meng.page.getByRole('form', { name: '申请调取' })
    await form.getByLabel('案件', { exact: true }).fill(bureau.caseId)
    await form.getByLabel('目的').fill('核对同一批货的来源')
    await form.getByLabel('要哪些内容').fill('现场检查清点货物的一段')
    await form.getByRole('button', { name: /提\s*交/ }).click()
    await meng.page.getByText('等待批准').waitFor()
    const address = meng.page.url()

    const jiang = await signIn(browser, bureau.url, 'jiang.siqi', { password })
    await jiang.page.getByRole('link', { name: /等您批准调取/ }).click()
    const answer = jiang.page.getByRole('form', { name: '答复' })
    await answer.getByRole('checkbox').first().check()
    await answer.getByLabel(/ 从$/).fill('0:04')
    await answer.getByLabel(/ 到$/).fill('0:08')
    await answer.getByLabel('理由和要求').fill('只看清点货物的一段')
    await answer.getByRole('button', { name: /批\s*准/ }).click()
    await jiang.page.getByText('已批准').waitFor()

    await meng.page.goto(address)
    await meng.page.getByRole('button', { name: /查\s*看/ }).click()
    await meng.page.locator('video').waitFor()
    await meng.page.locator('video').evaluate((video: HTMLVideoElement) => video.play())
    await meng.page.waitForTimeout(1500)
    await meng.page.locator('video').evaluate((video: HTMLVideoElement) => video.pause())
    await meng.page.goto(`${bureau.url}/desk/viewings`)
    await meng.page.getByText('经批准调取').waitFor()
    await meng.page.goto(`${bureau.url}/desk/cases/${bureau.caseId}/recordings/${film.id}`)
    assert.equal(await meng.page.locator('video').count(), 0)
    assert.deepEqual([...meng.errors, ...jiang.errors], [])
  })

  test('a copy for a court is entered at the case, granted, taken and handed over against a receipt', async () => {
    const { page } = song
    await page.goto(`${bureau.url}/desk/cases/${bureau.caseId}?tab=recordings`)
    await page.getByRole('link', { name: /要求调取/ }).click()
    await page.getByRole('button', { name: '申请调取' }).click()
    const form = page.getByRole('form', { name: '申请调取' })
    await form.locator('#retrieval-asker').click()
    await page.getByTitle('人民法院', { exact: true }).click()
    await form.getByLabel('来人姓名').fill('裘法官')
    await form.getByLabel('目的').fill('审理行政诉讼')
    await form.getByLabel('要哪些内容').fill('现场检查的录像')
    await form.getByRole('checkbox').first().check()
    await form.locator('#retrieval-way').click()
    await page.getByTitle('取得复制件', { exact: true }).click()
    await form.getByRole('button', { name: /提\s*交/ }).click()
    await page
      .getByRole('alert')
      .getByText(/证件、公函/)
      .waitFor()
    await form.getByLabel('证件、公函或者授权委托书').fill('（2026）调查令 12 号')
    await form.getByRole('button', { name: /提\s*交/ }).click()
    await page.getByText('《行政诉讼法》第四十条').waitFor()
    const address = page.url()
    const jiang = await signIn(browser, bureau.url, 'jiang.siqi', { password })
    await jiang.page.goto(address)
    await jiang.page.getByLabel('理由和要求').fill('依法提供')
    await jiang.page.getByRole('button', { name: /批\s*准/ }).click()
    await jiang.page.getByText('已批准').waitFor()
    await page.reload()
    await page.getByRole('button', { name: '备好复制件' }).click()
    const taken = page.waitForEvent('download')
    await page.getByRole('link', { name: '取得复制件' }).click()
    await taken
    const handing = page.getByRole('form', { name: '交付复制件' })
    await handing.getByLabel('载体和编号').fill('光盘 1 张')
    await handing.getByLabel('回执编号').fill('回执 3 号')
    await handing.getByRole('button', { name: '登记交付' }).click()
    await page.getByText('裘法官收取光盘 1 张，回执 3 号').waitFor()
    assert.deepEqual(song.errors, [])
  })
})
