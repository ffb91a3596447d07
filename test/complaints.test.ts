import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type BureauAtWork, bureauAtWork } from './desk/bureau.ts'

describe('a complaint, from the portal to the desk and back', () => {
  let work: BureauAtWork
  before(async () => {
    work = await bureauAtWork()
  })
  after(() => work?.end())

  test('a citizen complains and follows it by code; the window accepts it, and the citizen reads that', async () => {
    const citizen = await work.browser.newPage({ locale: 'zh-CN' })
    await citizen.goto(`${work.bureau.url}/complaints`)
    await citizen.getByRole('link', { name: /我要投诉/ }).click()
    await citizen.getByLabel('商家名称').fill('虚拟杯子示例店')
    await citizen.getByLabel('地址', { exact: true }).fill('云岭区虚构路 20 号')
    await citizen.getByLabel('什么事', { exact: true }).fill('买的杯子有裂纹，店家不换。')
    await citizen.getByRole('button', { name: '提交' }).click()
    // What lacks is said, and what was typed is there.
    await citizen.getByRole('link', { name: '请填写您的请求，例如退款、换货、赔偿多少' }).waitFor()
    assert.equal(await citizen.getByLabel('商家名称').inputValue(), '虚拟杯子示例店')
    await citizen.getByLabel('您的请求').fill('换一个。')
    await citizen.getByLabel('姓名').fill('钱多多')
    await citizen.getByLabel('电话').fill('13800000000')
    await citizen.getByLabel('通讯地址').fill('假名路 1 号')
    await citizen.getByRole('button', { name: '提交' }).click()
    await citizen.getByRole('heading', { name: '请记下登记号和查询码' }).waitFor()
    const [number = '', code = ''] = await citizen.locator('.slip .code').allTextContents()
    const follow = async () => {
      await citizen.goto(`${work.bureau.url}/follow`)
      await citizen.getByLabel('登记号或者案号').fill(number)
      await citizen.getByLabel('查询码', { exact: true }).fill(code)
      await citizen.getByRole('button', { name: '查询' }).click()
    }
    await follow()
    await citizen.getByRole('heading', { name: '已登记' }).waitFor()

    const { page: clerk } = await work.at('yin.chunlei')
    await clerk.goto(`${work.bureau.url}/desk/complaints`)
    await clerk.getByRole('link', { name: number }).click()
    await clerk.getByRole('button', { name: /^受\s*理$/ }).click()
    const form = clerk.getByRole('form', { name: '受理' })
    await form.getByRole('radio', { name: '网上进度页' }).check()
    await form.getByLabel(/告诉投诉人的话/).fill('我们明天联系商家。')
    await form.getByRole('button', { name: /^受\s*理$/ }).click()
    await clerk.getByText('已受理，正在调解').first().waitFor()

    await follow()
    await citizen.getByRole('heading', { name: '已受理，正在调解' }).waitFor()
    await citizen.getByText('我们明天联系商家。').waitFor()
    assert.deepEqual(work.errors(), [])
  })
})
