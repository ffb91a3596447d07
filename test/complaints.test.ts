import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { CaseView } from '../src/casework/view.ts'
import { type BureauAtWork, bureauAtWork } from './desk/bureau.ts'
import { photo, shop } from './desk/invented.ts'
import type { Person } from './server.ts'

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

    // The letter to send: a sound PDF that says what was decided, whose code leads to its page.
    const letter = clerk.getByRole('link', { name: '投诉受理告知书（PDF）' })
    const href = (await letter.getAttribute('href')) ?? ''
    const answer = await clerk.request.get(`${work.bureau.url}${href}`)
    const path = join(work.scratch, 'letter.pdf')
    writeFileSync(path, await answer.body())
    assert.equal(spawnSync('qpdf', ['--check', path]).status, 0)
    const text = spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).stdout.replace(/\s/g, '')
    for (const said of ['投诉受理告知书', '钱多多：', number, '虚拟杯子示例店', '我们明天联系商家。', '第十四条'])
      assert.ok(text.includes(said), `${said}: ${text}`)
    const digest = /[0-9a-f]{64}/.exec(answer.headers().etag ?? '')?.[0]
    await citizen.goto(`${work.bureau.url}/papers/${href.split('/').at(-1)}?d=${digest}`)
    await citizen.getByText('投诉受理告知书').first().waitFor()
    await citizen.goto(`${work.bureau.url}/papers/${href.split('/').at(-1)}?d=${'0'.repeat(64)}`)
    assert.equal(await citizen.getByText('投诉受理告知书').count(), 0, 'who holds no such paper learns nothing of it')

    await follow()
    await citizen.getByRole('heading', { name: '已受理，正在调解' }).waitFor()
    await citizen.getByText('我们明天联系商家。').waitFor()
    assert.deepEqual(work.errors(), [])
  })

  test('the photo that came with a report goes into the case, and from there into its evidence without being sent again', async () => {
    const citizen = await work.browser.newPage({ locale: 'zh-CN' })
    await citizen.goto(`${work.bureau.url}/complaints/new?kind=report`)
    await citizen.locator('#against').fill(shop.name)
    await citizen.locator('#content').fill('货架上的炒货没有标签。')
    await citizen.locator('input[type=file]').setInputFiles([{ ...photo, name: '货架.png' }])
    await citizen.getByRole('button', { name: '提交' }).click()
    const number = (await citizen.locator('.slip .code').first().textContent()) ?? ''
    const [clerk, officer] = [await work.person('yin.chunlei'), await work.person('song.qiaoyun')]
    const { rows } = await clerk.get<{ rows: readonly { id: string; number: string }[] }>(`/api/matters?q=${number}`)
    const matter = `/api/matters/${rows[0]?.id}/acts`
    const done = async (who: Person, path: string, data: object) => {
      const answer = await who.post(path, data)
      assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.refusals)}`)
    }
    await done(clerk, `${matter}/assign`, { unit: 'inspection', handler: 'song.qiaoyun' })
    await done(officer, `${matter}/open-clue`, { title: '星河炒货店涉嫌经营无标签食品案' })
    const { caseId = '' } = await officer.get<{ caseId?: string }>(`/api/matters/${rows[0]?.id}`)
    const brought = async () => (await officer.get<CaseView>(`/api/cases/${caseId}`)).brought
    const [picture] = await brought()
    assert.equal(picture?.name, '货架.png')
    assert.equal(await officer.status(picture?.href ?? ''), 200)
    assert.equal(
      await (await work.person('you.jingming')).status(picture?.href ?? ''),
      403,
      'who may not read the case',
    )

    const team = ['song.qiaoyun', 'du.renjie']
    const act = (who: Person, name: string, data: object) => done(who, `/api/cases/${caseId}/acts/${name}`, data)
    await act(officer, 'verify-clue', { officers: team, facts: '经核查，货架上的炒货没有标签。', suggestion: 'file' })
    await act(officer, 'propose-filing', {
      party: {
        kind: 'household',
        name: shop.name,
        code: shop.code,
        idNumber: shop.idNumber,
        address: shop.address,
        representative: shop.owner,
      },
      item: 'trade-mark',
      facts: '有证据初步证明当事人涉嫌违法。',
      evidenceOfBreach: true,
      punishable: true,
      ours: true,
      inTime: true,
    })
    await act(await work.person('jiang.siqi'), 'approve-filing', { opinion: '同意立案。' })
    await act(await work.person('luo.haosheng'), 'assign-handlers', { handlers: team })
    await act(officer, 'show-certificates', {
      officers: team,
      occasion: 'inspection',
      place: shop.address,
      shownTo: shop.owner,
      rightsTold: true,
      recusalAsked: 'no',
    })
    const desk = await work.at('song.qiaoyun', caseId)
    const form = await desk.open('提取证据')
    await desk.fill('提取证据', {
      证据种类: '书证',
      证据名称: '货架照片',
      证据出处: '举报人随举报提供',
      证据提供人: '举报人',
      证明内容: '货架上的炒货没有标签',
    })
    await form.getByRole('button', { name: '放入货架.png' }).click()
    await form.getByRole('button', { name: '移去货架.png' }).waitFor()
    assert.equal(await form.getByRole('button', { name: '放入货架.png' }).count(), 0)
    await desk.act('提取证据')
    assert.deepEqual(await brought(), [], 'what is evidence is not offered again')
    assert.deepEqual(work.errors(), [])
  })
})
