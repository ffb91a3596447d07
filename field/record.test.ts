import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { RecordingView } from '../src/recording/view.ts'
import { person, type RunningBureau, startDemo } from '../test/server.ts'
import { buildField, type Phone, phone, signIn } from './testing/phone.ts'

describe('a phone that records', () => {
  const profile = mkdtempSync(join(tmpdir(), 'zhaoming-recorder-'))
  let bureau: RunningBureau
  let own: Phone
  let officer: Awaited<ReturnType<typeof person>>
  let investigated: { readonly id: string; readonly title: string }
  before(async () => {
    buildField()
    bureau = await startDemo()
    own = await phone(bureau.url, profile)
    officer = await person(bureau.url, 'song.qiaoyun')
    await signIn(own.page, 'song.qiaoyun')
    investigated = await own.page.evaluate(async () => {
      const { rows } = await (await fetch('/api/cases?mine=1')).json()
      return rows.find(({ stage }: { stage: string }) => stage === 'investigation')
    })
  })
  after(async () => {
    await own?.context.close()
    await bureau?.stop()
    bureau?.remove()
    rmSync(profile, { recursive: true, force: true })
  })

  const shutter = (page: Page) => page.locator('.shutter')
  const status = async (page: Page) => (await page.locator('.status').textContent()) ?? ''
  /** Opens the place to record the case's act, once it is on the phone. */
  const ready = async (page: Page, act = '现场检查') => {
    await page.goto('/field/')
    await page.goto(`/field/#/record?case=${investigated.id}`)
    await page.getByLabel('执法行为').selectOption({ label: act })
  }
  const begin = async (page: Page) => {
    await shutter(page).click()
    await page.locator('.status[data-live=true]').waitFor()
  }
  const chunks = (page: Page): Promise<number> =>
    page.evaluate(async () => {
      const request = indexedDB.open('zhaoming-field')
      const database = await new Promise<IDBDatabase>((resolve) => {
        request.onsuccess = () => resolve(request.result)
      })
      const count = database.transaction('chunks').objectStore('chunks').count()
      const n = await new Promise<number>((resolve) => {
        count.onsuccess = () => resolve(count.result)
      })
      database.close()
      return n
    })
  const untilChunks = async (page: Page, n: number) => {
    while ((await chunks(page)) < n) await setTimeout(250)
  }
  const recorded = async (): Promise<readonly RecordingView[]> =>
    (await officer.get(`/api/recordings?case=${investigated.id}`)) as readonly RecordingView[]
  /** Waits until this one has arrived whole and was judged. */
  const verified = async (is: (each: RecordingView) => boolean): Promise<RecordingView> => {
    for (;;) {
      const found = (await recorded()).find(is)
      assert.notEqual(found?.state, 'damaged', JSON.stringify(found))
      if (found?.state === 'verified') return found
      await setTimeout(500)
    }
  }

  test('the network goes in the middle, recording goes on, the page is closed; back on line all of it arrives and is right', async () => {
    const { page, context } = own
    await ready(page)
    await begin(page)
    await page
      .getByRole('button', { name: /表明身份/ })
      .first()
      .click()
    await page.getByLabel('现场记录').fill('货架上有十八袋')
    await page.getByRole('button', { name: '记下' }).click()
    await untilChunks(page, 3)
    await context.setOffline(true)
    const before = await chunks(page)
    await untilChunks(page, before + 3)
    assert.match(await status(page), /正在录像 00:\d\d/)
    await page.getByText('已在本机封存').waitFor()
    await shutter(page).click()
    await page.locator('.status[data-live=false]').waitFor()
    assert.match(await status(page), /没有网络.*待上传 \d/)
    await page.close()

    own = { ...own, page: await context.newPage() }
    await own.page.goto('/field/#/outbox')
    await own.page
      .getByText(/待上传/)
      .first()
      .waitFor()
    await context.setOffline(false)
    const recording = await verified(({ marks }) =>
      marks.some((each) => each.kind === 'note' && each.text === '货架上有十八袋'),
    )
    assert.equal(recording.act, 'inspect-site')
    assert.equal(recording.ended, '录制人停止')
    assert.ok(recording.verdicts.at(-1)?.ok)
    assert.ok(recording.marks.some(({ kind }) => kind === 'wording'))
    assert.ok((recording.media?.tracks ?? []).some(({ type }) => type === 'video'))
    // What the bureau has, the phone needs no more.
    await own.page.getByText('已上传，核对无误').waitFor()
    assert.equal(await chunks(own.page), 0)
    await own.page.getByText('全部已上传').waitFor()
  })

  test('a second window is told that the first records', async () => {
    await ready(own.page)
    await begin(own.page)
    const second = await own.context.newPage()
    await ready(second)
    await shutter(second).click()
    await second.getByText('另一个窗口正在录制').waitFor()
    await second.close()
    await shutter(own.page).click()
    await own.page.locator('.status[data-live=false]').waitFor()
  })

  test('a photo is sealed as it is taken', async () => {
    await ready(own.page)
    await own.page.getByRole('radio', { name: '拍照' }).check()
    await own.page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0)
    await shutter(own.page).click()
    await own.page.getByText('已拍 1 张').waitFor()
    const picture = await verified(({ kind }) => kind === 'photo')
    assert.equal(picture.mime, 'image/jpeg')
    assert.equal(picture.chunks, 1)
  })

  test('the storage is full: recording stops and says so, what was sealed until then arrives', async () => {
    await ready(own.page)
    const devtools = await own.context.newCDPSession(own.page)
    const { usage } = await own.page.evaluate(() => navigator.storage.estimate())
    await devtools.send('Storage.overrideQuotaForOrigin', {
      origin: new URL(bureau.url).origin,
      quotaSize: (usage ?? 0) + 700_000,
    })
    await begin(own.page)
    await own.page.getByText('手机存储满了，录制已停止').waitFor()
    await own.page.locator('.status[data-live=false]').waitFor()
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(bureau.url).origin })
    const cut = await verified(({ ended }) => ended === '存储已满')
    assert.ok(cut.verdicts.at(-1)?.ok)
  })

  test('the battery dies while recording: what was sealed until then arrives, and is called interrupted', async () => {
    await ready(own.page)
    await own.context.setOffline(true)
    const others = await chunks(own.page)
    await begin(own.page)
    await untilChunks(own.page, others + 4)
    // Every process of the browser, at once, without a word.
    await own.kill()
    own = await phone(bureau.url, profile)
    await own.page.goto('/field/#/outbox')
    await own.page
      .getByText(/意外中断/)
      .first()
      .waitFor()
    const cut = await verified(({ ended }) => ended === '意外中断')
    assert.ok(cut.chunks >= 4)
    assert.ok(cut.verdicts.at(-1)?.ok)
    assert.deepEqual(own.errors, [])
  })
})
