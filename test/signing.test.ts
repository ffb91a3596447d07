import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { clue, file } from '../data/ordinary-story.ts'
import type { CaseView } from '../src/casework/index.ts'
import { type BureauAtWork, bureauAtWork } from './desk/bureau.ts'
import { minutesAgo, signIn } from './desk/desk.ts'
import { tellCase } from './desk/told.ts'

/**
 * Draws three strokes with the finger on the pad of who signs. The paper above it is shown in a frame of another process, and while
 * the page scrolls Chromium may send a touch there: what did not arrive is done again, as a person would.
 */
const draw = async (page: Page, whose: Locator): Promise<void> => {
  const [begin, pad, ready] = [
    whose.getByRole('button', { name: '手写签名' }),
    whose.locator('canvas'),
    whose.getByRole('button', { name: '签好了' }),
  ]
  for (let tries = 0; tries < 5 && !(await ready.isEnabled({ timeout: 1_000 }).catch(() => false)); tries++) {
    if (await begin.isVisible()) await begin.click()
    await pad.waitFor({ timeout: 3_000 }).catch(() => {})
    if (!(await pad.isVisible())) continue
    await pad.scrollIntoViewIfNeeded()
    const box = (await pad.boundingBox()) ?? assert.fail('there is nothing to draw on')
    for (const n of [0, 1, 2]) {
      const [x, y] = [box.x + 30 + n * 80, box.y + 40]
      await page.mouse.move(x, y)
      await page.mouse.down()
      for (let step = 1; step <= 8; step++) await page.mouse.move(x + step * 7, y + (step % 2) * 50 + step * 3)
      await page.mouse.up()
    }
  }
}

describe('papers are signed at the desk', () => {
  let work: BureauAtWork
  before(async () => {
    work = await bureauAtWork()
  })
  after(() => work?.end())

  /** The PDF as it is given now, as text and unpacked. */
  const pdfOf = async (by: string, id: string) => {
    const { cookie } = await work.person(by)
    const answer = await fetch(`${work.bureau.url}/api/papers/${id}.pdf`, { headers: { cookie } })
    const path = join(work.scratch, `${id}.pdf`)
    writeFileSync(path, Buffer.from(await answer.arrayBuffer()))
    assert.equal(spawnSync('qpdf', ['--check', path]).status, 0)
    const plain = spawnSync('qpdf', ['--qdf', '--object-streams=disable', path, '-'], { maxBuffer: 1 << 26 }).stdout
    return {
      text: spawnSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }).stdout.replace(/\s+/g, ''),
      plain: plain.toString('latin1'),
    }
  }
  /** What is drawn says to those who can't see it whose signature it is; PDF writes it in UTF-16. */
  const drawnBy = (name: string) =>
    [...`\ufeff${name}的签名`].map((each) => each.charCodeAt(0).toString(16).padStart(4, '0')).join('')

  test('who is questioned signs with the finger on a phone, a colleague confirms by account, and both stand on the paper', async () => {
    const told = await tellCase(work, { n: 4, daysAgo: 12, item: 'trade-mark', fine: 8_000 })
    clue(told.ordinary)
    file(told.ordinary)
    await told.send()
    const { first, second } = told.ordinary.story
    const officer = await work.at(first, told.id())
    await officer.act('出示执法证件、告知权利', { '已告知陈述权、申辩权和申请回避的权利': true })

    const phone = await signIn(work.browser, work.bureau.url, first, { width: 390 })
    await phone.openCase(told.id())
    const form = await phone.open('询问')
    await phone.fill('询问', {
      询问开始时间: minutesAgo(20),
      询问结束时间: minutesAgo(5),
      询问地点: '询问室',
      问答: [{ 问: '货从哪里来？', 答: '网上购进。' }],
      '笔录已交被询问人核对（阅读有困难的已宣读）': true,
    })
    await form.getByText('预览文书').click()
    const here = form.getByRole('region', { name: '在询问笔录上签名' })
    const whose = here.getByRole('listitem').filter({ hasText: '被询问人' })
    await draw(phone.page, whose)
    assert.ok(
      await form.getByRole('button', { name: '询问', exact: true }).isDisabled(),
      'not without what is being signed',
    )
    assert.ok(
      await phone.page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
      'nothing is wider than the phone',
    )
    await whose.getByRole('button', { name: '签好了' }).click()
    await whose.getByRole('img', { name: /的签名$/ }).waitFor()

    // What was signed isn't what is said now: the signature doesn't hold.
    await form.getByText('填写', { exact: true }).click()
    await phone.fill('询问', { 询问地点: '稽查支队询问室' })
    await form.getByText('预览文书').click()
    await form.getByText('签名之后内容有了改动').waitFor()
    await form.getByRole('button', { name: '取消原来的签名' }).click()
    await draw(phone.page, whose)
    await whose.getByRole('button', { name: '签好了' }).click()
    await whose.getByRole('img', { name: /的签名$/ }).waitFor()
    await form.getByRole('button', { name: '询问', exact: true }).click()
    await phone.page.getByRole('status').filter({ hasText: '已办理：询问' }).waitFor()
    assert.deepEqual(phone.errors, [])
    await phone.leave()

    const seen = await (await work.person(first)).get<CaseView>(`/api/cases/${told.id()}`)
    const record = seen.papers.find(({ form: no }) => no === 14) ?? assert.fail('no record')
    const [person] = record.lines
    assert.equal(person?.way, 'drawn')
    const before = await pdfOf(first, record.id)
    assert.ok(before.plain.toLowerCase().includes(drawnBy(person?.name ?? '')), 'the drawing is on the paper')
    assert.match(before.text, /以账号确认/)

    const colleague = await work.at(second, told.id())
    await colleague.page
      .getByText(/还缺签名/)
      .first()
      .waitFor()
    await colleague.page.goto(`${work.bureau.url}/desk/cases/${told.id()}?tab=papers&paper=${record.id}`)
    const panel = colleague.page.getByRole('region', { name: '签名' })
    await panel.getByText('还缺 1 处签名').waitFor()
    await panel.getByRole('button', { name: '已看过，以账号确认' }).click()
    await panel.getByText('已签齐').waitFor()
    let signed = before
    for (let n = 0; n < 100 && signed.text === before.text; n++) {
      await new Promise((resolve) => setTimeout(resolve, 200))
      signed = await pdfOf(first, record.id)
    }
    assert.equal(signed.text.match(/以账号确认/g)?.length, 2)
    assert.ok(signed.plain.toLowerCase().includes(drawnBy(person?.name ?? '')))
    assert.deepEqual(work.errors(), [])
  })

  test('what is no drawing is not taken for one, whatever it says it is', async () => {
    const told = await tellCase(work, { n: 5, daysAgo: 12, item: 'trade-mark', fine: 8_000 })
    clue(told.ordinary)
    await told.send()
    const hand = await work.person(told.ordinary.story.first)
    const script = await hand.upload(
      '签名.svg',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'image/svg+xml',
    )
    assert.equal(script.status, 422)
    const seen = await hand.get<CaseView>(`/api/cases/${told.id()}`)
    const paper = seen.papers.find(({ lines }) => lines.some(({ way }) => way === undefined)) ?? seen.papers[0]
    const picture = (await (
      await hand.upload('照片.png', (await import('./desk/invented.ts')).photo.buffer)
    ).json()) as {
      blob: string
      size: number
    }
    const answer = await hand.post(`/api/cases/${told.id()}/acts/take-signature`, {
      paper: paper?.id,
      digest: paper?.digest,
      line: '1',
      way: 'drawn',
      capacity: 'self',
      files: [{ blob: picture.blob, size: picture.size, name: '签名.svg', type: 'image/svg+xml' }],
    })
    assert.deepEqual(
      answer.refusals?.map(({ code }) => code),
      ['not-strokes'],
    )
  })
})
