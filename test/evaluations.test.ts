import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type BureauAtWork, bureauAtWork } from './desk/bureau.ts'

describe('dossiers are evaluated at the desk', () => {
  let work: BureauAtWork
  before(async () => {
    work = await bureauAtWork()
  })
  after(() => work?.end())

  test('a supervisor draws closed cases and scores one; what is taken off needs its reason, and is there to be learnt from', async () => {
    const { page } = await work.at('fang.jiankun')
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    await page.goto(`${work.bureau.url}/desk/evaluations`)
    await page.getByText('季度行政处罚案卷评查').first().waitFor()
    await page.getByRole('button', { name: '抽取案卷' }).click()
    await page.getByLabel('名称').fill('年末抽查')
    await page.getByLabel('结案日期从').fill(`${Number(today.slice(0, 4)) - 1}-${today.slice(5)}`)
    await page.getByLabel('到', { exact: true }).fill(today)
    await page.getByLabel('抽几卷').fill('3')
    await page.getByRole('button', { name: /^抽\s*取$/ }).click()
    await page.getByRole('heading', { name: /年末抽查/ }).waitFor()
    assert.equal(await page.getByText('还没有评查').count(), 3)

    await page
      .getByRole('button', { name: /评\s*分/ })
      .first()
      .click()
    const form = page.getByRole('form', { name: '评分' })
    await form.getByLabel(/^案卷的制作、管理规范/).fill('7')
    await form.getByRole('button', { name: '提交评分' }).click()
    await form.getByText('“案卷的制作、管理规范”扣了分，请写明扣分的理由').waitFor()
    await form.getByLabel('案卷的制作、管理规范扣分的理由').fill('卷宗目录漏了送达回证')
    await form.getByRole('button', { name: '提交评分' }).click()
    await page.getByText('✓ 合格，97 分').waitFor()
    await page.getByText('7 分，卷宗目录漏了送达回证').waitFor()

    await page.goto(`${work.bureau.url}/desk/board`)
    await page.getByRole('link', { name: '记录的使用' }).click()
    await page.getByRole('heading', { name: '按机构' }).waitFor()
    await page.getByRole('link', { name: '培训案卷' }).click()
    await page.getByRole('cell', { name: '卷宗目录漏了送达回证' }).waitFor()
    await page.getByRole('link', { name: '复议和诉讼' }).click()
    await page.getByRole('heading', { name: '当事人申请复议、提起诉讼的案件' }).waitFor()
    assert.deepEqual(work.errors(), [])
  })

  test('an officer does not see how others were scored', async () => {
    const officer = await work.person('song.qiaoyun')
    assert.equal(await officer.status('/api/uses'), 403)
  })
})
