import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { clue, file } from '../data/ordinary-story.ts'
import type { CoverageView } from '../src/casework/coverage.ts'
import type { CaseView } from '../src/casework/view.ts'
import type { RecordingView } from '../src/recording/view.ts'
import { tellCase } from '../test/desk/told.ts'
import { type Person, person, type RunningBureau, startDemo } from '../test/server.ts'
import { buildField, type Phone, phone, signIn } from './testing/phone.ts'

describe('a shop is inspected where there is no network', () => {
  let bureau: RunningBureau
  const people = new Map<string, Promise<Person>>()
  const who = (username: string): Promise<Person> => {
    const known = people.get(username) ?? person(bureau.url, username)
    people.set(username, known)
    return known
  }
  before(async () => {
    buildField()
    bureau = await startDemo()
  })
  after(async () => {
    await bureau?.stop()
    bureau?.remove()
  })

  /** Strokes on the pad that stands open. */
  const draw = async (page: Page) => {
    const canvas = page.locator('canvas')
    await canvas.scrollIntoViewIfNeeded()
    const box = (await canvas.boundingBox()) ?? assert.fail('there is nothing to draw on')
    for (const n of [0, 1]) {
      const [x, y] = [box.x + 30 + n * 100, box.y + 50]
      await page.mouse.move(x, y)
      await page.mouse.down()
      for (let step = 1; step <= 8; step++) await page.mouse.move(x + step * 8, y + (step % 2) * 40 + step * 3)
      await page.mouse.up()
    }
    await page.getByRole('button', { name: '签好了' }).click()
  }
  const sign = async (page: Page, whose: string) => {
    const line = page.getByRole('region', { name: '在现场笔录上签名' }).getByRole('listitem').filter({ hasText: whose })
    await line.getByRole('button', { name: '手写签名' }).click()
    await draw(page)
    await line.getByRole('img', { name: /的签名$/ }).waitFor()
  }

  /** A case that was filed and has its handlers; nothing was investigated yet. */
  const filed = async (n: number) => {
    const told = await tellCase({ person: who }, { n, daysAgo: 12, item: 'trade-mark', fine: 8_000 })
    clue(told.ordinary)
    file(told.ordinary)
    await told.send()
    return told
  }

  /** Everything an officer does at the shop, offline from the first moment to the last; then the phone's browser is closed. */
  const inspect = async (
    profile: string,
    id: string,
    username: string,
    company: string,
    offline: (page: Page) => Promise<void> = async () => {},
  ) => {
    const own = await opened(profile)
    const { page } = own
    await signIn(page, username)
    await page.getByText('已备好，没有网络也能办案').waitFor()
    await page.goto(`/field/#/cases/${id}`)
    await page.getByRole('link', { name: '写现场检查笔录' }).waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready)
    await own.context.setOffline(true)
    await page.goto('/field/')
    await page.getByText('没有网络').first().waitFor()

    await page.goto(`/field/#/card?case=${id}`)
    await page.getByRole('button', { name: '出示证件' }).click()
    await page.getByText('这次亮证联网后补报').waitFor()
    await page.getByRole('button', { name: '出示完毕' }).click()
    await page.getByLabel('向谁出示').fill(`${company}（经营者）`)
    await page.getByText('已告知陈述权、申辩权和申请回避的权利').click()
    await page.getByRole('button', { name: '记入案件', exact: true }).click()
    await page.getByText('待上传 2 项').waitFor()

    await page.goto(`/field/#/record?case=${id}`)
    await page.getByLabel('执法行为').selectOption({ label: '现场检查' })
    await page.getByRole('radio', { name: '拍照' }).check()
    await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0)
    await page.locator('.shutter').click()
    await page.getByText('已拍 1 张').waitFor()
    await page.getByRole('radio', { name: '录像' }).check()
    await page.locator('.shutter').click()
    await page.locator('.status[data-live=true]').waitFor()
    await page.getByLabel('现场记录').fill('货架上有标注注册商标的皮包十八只')
    await page.getByRole('button', { name: '记下' }).click()
    await setTimeout(6000)

    // It is written, read and signed while the recording goes on.
    await page.getByRole('link', { name: '写笔录、签名' }).click()
    assert.match(await page.getByLabel('现场情况').inputValue(), /皮包十八只/)
    await page.getByLabel('到场人及身份').fill(`${company}`)
    await page.getByRole('button', { name: '现在结束' }).click()
    await page.getByRole('button', { name: '看笔录、签名' }).click()
    await page.getByText('货架上有标注注册商标的皮包十八只').waitFor()
    await page.getByText('现场拍摄照片 1 张').waitFor()
    assert.ok(await page.getByRole('button', { name: '交出笔录' }).isDisabled(), 'the party has not signed')
    await sign(page, '当事人')
    // What was signed is not what is said now.
    await page.getByRole('button', { name: '修改' }).click()
    await page.getByLabel('现场情况').fill('货架上有标注注册商标的皮包十八只，当场清点无误')
    await page.getByRole('button', { name: '看笔录、签名' }).click()
    await page.getByText('签名之后内容有了改动').waitFor()
    await sign(page, '当事人')
    await page.getByRole('button', { name: '交出笔录' }).click()
    await page.getByText('现场检查：').first().waitFor()
    await page.locator('.shutter').click()
    await page.locator('.shutter').click()
    await page.locator('.status[data-live=false]').waitFor()
    await offline(page)
    assert.deepEqual(own.errors, [])
    await own.context.close()
  }
  const phones: Phone[] = []
  const opened = async (profile: string): Promise<Phone> => {
    const own = await phone(bureau.url, profile)
    phones.push(own)
    return own
  }
  const withPhone = async (work: (profile: string) => Promise<void>) => {
    const profile = mkdtempSync(join(tmpdir(), 'zhaoming-inspector-'))
    try {
      await work(profile)
    } finally {
      for (const own of phones.splice(0)) await own.context.close().catch(() => {})
      rmSync(profile, { recursive: true, force: true })
    }
  }
  /** The recording of the inspection, once the bureau has judged it. */
  const judged = async (officer: Person, id: string): Promise<RecordingView> => {
    for (;;) {
      const all = await officer.get<readonly RecordingView[]>(`/api/recordings?case=${id}`)
      const found = all.find(({ kind }) => kind === 'video')
      if (found?.state === 'verified' || found?.state === 'damaged') return found
      await setTimeout(500)
    }
  }
  const inspected = async (officer: Person, id: string) => {
    const seen = await officer.get<CaseView>(`/api/cases/${id}`)
    const { rows } = await officer.get<CoverageView>(`/api/cases/${id}/coverage`)
    return {
      record: seen.papers.find(({ form }) => form === 9),
      coverage: rows.find(({ act }) => act === 'inspect-site'),
      photos: seen.evidence.find(({ kind }) => kind === 'inspection')?.files ?? [],
      report: (
        seen.acts.find(({ name }) => name === 'report-investigation') ?? assert.fail('there is no report')
      ).reasons.map(({ code }) => code),
    }
  }

  test('the browser is closed; back on line showing, record and film arrive, all of it was recorded, and the case goes on', async () => {
    const told = await filed(7)
    const { first, second, who: company } = told.ordinary.story
    await withPhone(async (profile) => {
      await inspect(profile, told.id(), first, company)
      const own = await opened(profile)
      await own.page.goto('/field/#/outbox')
      const officer = await who(first)
      const film = await judged(officer, told.id())
      assert.equal(film.state, 'verified', JSON.stringify(film.verdicts))
      await own.page.getByText('全部已上传').waitFor()
      const { record, coverage, report, photos } = await inspected(officer, told.id())
      assert.deepEqual(
        record?.lines.map(({ who: whose, way }) => [whose, way]),
        [
          ['当事人', 'drawn'],
          ['检查人员', 'act'],
          ['检查人员', undefined],
        ],
      )
      assert.ok(coverage?.covered, JSON.stringify(coverage))
      assert.ok(!report.some((code) => code.startsWith('recording-')), report.join())
      // The colleague confirms later, by account.
      const colleague = await who(second)
      const confirmed = await colleague.post(`/api/cases/${told.id()}/acts/sign-paper`, {
        papers: [{ paper: record?.id, digest: record?.digest }],
      })
      assert.equal(confirmed.status, 200, JSON.stringify(confirmed.refusals))
      // The photo on the record is the very content that was sealed.
      const picture = (await officer.get<readonly RecordingView[]>(`/api/recordings?case=${told.id()}`)).find(
        ({ kind }) => kind === 'photo',
      )
      assert.deepEqual(
        photos.map(({ blob }) => blob),
        [picture?.sha256],
      )
      assert.deepEqual(own.errors, [])
      await own.context.close()
    })
  })

  test('what the bureau does not take is told with its reason, and is sent again when it is mended', async () => {
    const told = await filed(9)
    const { first, team, who: company } = told.ordinary.story
    await withPhone(async (profile) => {
      const { page, context, errors } = await opened(profile)
      await signIn(page, first)
      await page.getByText('已备好，没有网络也能办案').waitFor()
      await page.goto(`/field/#/cases/${told.id()}`)
      await page.getByRole('link', { name: '写现场检查笔录' }).click()
      await context.setOffline(true)
      // Nobody showed a certificate.
      await page.getByText(/案件还不能办这一步/).waitFor()
      await page.getByLabel('现场情况').fill('货架上有皮包三只')
      await page.getByRole('button', { name: '现在结束' }).click()
      await page.getByRole('radio', { name: '拒绝签名' }).check()
      await page.getByLabel('拒绝签名的原因').fill('认为数量不对')
      await page.getByRole('button', { name: '看笔录、签名' }).click()
      await page.getByText('当事人拒绝签名：认为数量不对').waitFor()
      await page.getByRole('button', { name: '交出笔录' }).click()
      await context.setOffline(false)
      await page.getByText(/没有被接受：.*证件/).waitFor()
      const officer = await who(first)
      const shown = await officer.post(`/api/cases/${told.id()}/acts/show-certificates`, {
        officers: team,
        occasion: 'inspection',
        place: told.party.address,
        shownTo: company,
        rightsTold: true,
        recusalAsked: 'no',
      })
      assert.equal(shown.status, 200, JSON.stringify(shown.refusals))
      await page.getByRole('link', { name: '修改' }).click()
      await page.getByText(/请改好后重新交出/).waitFor()
      await page.getByLabel('现场情况').fill('货架上有皮包四只')
      await page.getByRole('button', { name: '看笔录、签名' }).click()
      await page.getByText('货架上有皮包四只').waitFor()
      await page.getByRole('button', { name: '交出笔录' }).click()
      await page.getByText('全部已上传').waitFor()
      const { record } = await inspected(officer, told.id())
      assert.equal(record?.lines[0]?.way, 'refused')
      assert.deepEqual(errors, [])
    })
  })

  test('one chunk is changed on the way: it is named, those seconds count as not recorded, and the report is closed', async () => {
    const told = await filed(8)
    const { first, who: company } = told.ordinary.story
    await withPhone(async (profile) => {
      await inspect(profile, told.id(), first, company, (page) =>
        page.evaluate(async () => {
          const request = indexedDB.open('zhaoming-field')
          const database = await new Promise<IDBDatabase>((resolve) => {
            request.onsuccess = () => resolve(request.result)
          })
          const store = database.transaction('chunks', 'readwrite').objectStore('chunks')
          const asked = store.getAll()
          const pieces = await new Promise<{ n: number; data: ArrayBuffer }[]>((resolve) => {
            asked.onsuccess = () => resolve(asked.result)
          })
          const piece = pieces.find(({ n }) => n === 3)
          if (piece === undefined) throw new Error('there is no third chunk')
          const bytes = new Uint8Array(piece.data)
          bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
          const put = store.put({ ...piece, data: bytes.buffer })
          await new Promise((resolve) => {
            put.onsuccess = resolve
          })
          database.close()
        }),
      )
      const own = await opened(profile)
      await own.page.goto('/field/#/outbox')
      const officer = await who(first)
      const film = await judged(officer, told.id())
      assert.equal(film.state, 'damaged')
      const { record, coverage, report } = await inspected(officer, told.id())
      assert.equal(record?.lines[0]?.way, 'drawn', 'the record itself is there')
      assert.ok(coverage?.open, JSON.stringify(coverage))
      assert.ok(coverage.percent > 0, 'what is sound counts')
      assert.ok(report.includes('recording-gap'), report.join())
      await own.context.close()
    })
  })
})
