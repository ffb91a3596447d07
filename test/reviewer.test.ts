import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { clue, file, investigate, report } from '../data/ordinary-story.ts'
import type { CaseView } from '../src/casework/view.ts'
import type { PreflightView } from '../src/review/index.ts'
import { type BureauAtWork, bureauAtWork } from './desk/bureau.ts'
import { tellCase } from './desk/told.ts'

describe('the reviewer’s page', () => {
  let work: BureauAtWork
  before(async () => {
    work = await bureauAtWork()
  })
  after(() => work?.end())

  test('the dossier is read beside the points, a passage is commented on, answered by keys; the handler says how it was handled', async () => {
    const told = await tellCase(work, { n: 1, daysAgo: 60, item: 'trade-mark', fine: 8_000 })
    for (const tell of [clue, file, investigate, report]) tell(told.ordinary)
    await told.send()
    const id = told.id()
    const post = async (username: string, act: string) => {
      const happenedAt = new Date(`${told.later(1)}:00+08:00`).toISOString()
      const answer = await (await work.person(username)).post(
        `/api/cases/${id}/acts/${act}`,
        { complete: true },
        { happenedAt },
      )
      assert.equal(answer.status, 200, JSON.stringify(answer.refusals))
    }
    await post(told.ordinary.story.first, 'submit-for-review')
    await post('gu.qingyan', 'accept-review')

    const desk = await work.at('gu.qingyan')
    const { page } = desk
    await page.goto(`${work.bureau.url}/desk/cases/${id}/review`)
    const form = page.getByRole('form', { name: '出具审核意见' })
    await form.getByText(/份应当审阅的材料/).waitFor()
    const documents = page.getByRole('navigation', { name: '案卷材料' })
    const shown = page.getByRole('region', { name: '材料' })

    // Read: the list says that it was opened.
    const name = /案件调查终结报告/
    await documents.getByRole('button', { name }).click()
    const line = shown.locator('[data-line]').filter({ hasText: told.party.name }).first()
    await line.waitFor()
    await documents.getByRole('button', { name: /✓.*案件调查终结报告/s }).waitFor()

    // A passage is chosen and commented on; the mark is there again after the page was loaded anew.
    await line.selectText()
    await page.keyboard.press('c')
    await page.getByRole('textbox', { name: '批注' }).fill('数量从何而来？请补充凭证。')
    await page.getByRole('button', { name: '写下批注' }).click()
    await shown.locator('mark.quoted').first().waitFor()
    await page.reload()
    await shown.locator('mark.quoted').first().waitFor()

    // Documents and points by keys.
    const heading = shown.getByRole('heading', { level: 2 })
    const before = await heading.textContent()
    await page.keyboard.press('k')
    await heading.filter({ hasNotText: before ?? '' }).waitFor()
    await page.keyboard.press('1')
    for (const _point of [1, 2, 3, 4, 5, 6, 7]) await page.keyboard.press('y')
    await desk.act('出具审核意见', { 审核结论: '同意处理意见', 审核意见: '同意处理意见。' }, told.later(1))
    const { review } = await (await work.person('gu.qingyan')).get<CaseView>(`/api/cases/${id}`)
    assert.ok(review?.opened.some(({ title }) => name.test(title)))
    assert.ok((review?.unopened.length ?? 0) > 0)

    const handler = await work.at(told.ordinary.story.first, id)
    await handler.page.getByRole('tab', { name: '审核 1' }).click()
    await handler.page.getByRole('button', { name: '标记为已处理' }).click()
    await handler.page.getByRole('textbox', { name: '标记为已处理' }).fill('已补充进货票据。')
    await handler.page.getByRole('button', { name: '标记为已处理' }).click()
    await handler.page.getByText('0 条待处理，1 条已处理').waitFor()
    assert.deepEqual(work.errors(), [])
  })
})

describe('the reviewer’s page of a recorded case', () => {
  let work: BureauAtWork
  before(async () => {
    work = await bureauAtWork({}, { cameras: true })
  })
  after(() => work?.end())

  test('a finding on recordings opens the video at its second, beside the points and from the case', async () => {
    const head = await work.person('shen.zhiyi')
    const { rows } = await head.get<{ readonly rows: readonly { readonly id: string }[] }>('/api/cases?page=1')
    let found: { readonly id: string; readonly title: string } | undefined
    for (const { id } of rows) {
      const { review } = await head.get<CaseView>(`/api/cases/${id}`)
      if (review === undefined) continue
      const { points } = await head.get<PreflightView>(`/api/cases/${id}/preflight`)
      const trace = points
        .flatMap(({ answers }) => answers.flatMap(({ traces }) => traces))
        .find((each) => each.recording)
      if (trace !== undefined) {
        found = { id, title: trace.title }
        break
      }
    }
    assert.ok(found, 'a reviewed case of the demo was recorded')
    const { page } = await work.at('shen.zhiyi')
    await page.goto(`${work.bureau.url}/desk/cases/${found.id}/review`)
    const findings = page.getByRole('region', { name: '系统预检' })
    const unfolded = () =>
      findings.locator('details').evaluateAll((all) => {
        for (const each of all) each.setAttribute('open', '')
      })
    await findings.waitFor()
    await unfolded()
    await findings
      .getByRole('button', { name: `▶ ${found.title}`, exact: true })
      .first()
      .click()
    await page.waitForURL(/doc=recording/)
    const second = Number(new URL(page.url()).searchParams.get('at'))
    assert.ok(second > 0, page.url())
    await page.getByText(/之后从 \d+:\d\d 开始播放/).waitFor()
    await page.getByRole('button', { name: /^调阅/ }).click()
    await page.waitForFunction((at) => Math.abs((document.querySelector('video')?.currentTime ?? 0) - at) < 1, second)

    await page.goto(`${work.bureau.url}/desk/cases/${found.id}?tab=review`)
    await findings.waitFor()
    await unfolded()
    await findings
      .getByRole('link', { name: `▶ ${found.title}`, exact: true })
      .first()
      .click()
    await page.waitForURL(/\/recordings\/.*at=/)
    assert.deepEqual(work.errors(), [])
  })
})
